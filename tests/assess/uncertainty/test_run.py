"""A planted assumption that moves a figure by a known amount is found, and one that cannot move it is not."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.fixtures.once import once
from tests.fixtures.town import Town, single
from uitvoerbaar.assess.aspects.budget import aspect as budget
from uitvoerbaar.assess.aspects.income_effects import aspect as effects
from uitvoerbaar.assess.changed import touched
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.outcome import Outcome
from uitvoerbaar.assess.uncertainty import run
from uitvoerbaar.assess.uncertainty.calibration import Miss
from uitvoerbaar.assess.uncertainty.members import TREASURY, ground_of, shares_of
from uitvoerbaar.assess.uncertainty.run import COST, with_intervals
from uitvoerbaar.assess.uncertainty.track import Compared
from uitvoerbaar.base.text import Text
from uitvoerbaar.findings import Figure
from uitvoerbaar.population.ensemble.kept import open_ensemble
from uitvoerbaar.population.ensemble.make import Size, make_ensemble
from uitvoerbaar.population.ensemble.ranges import Reach, Where, load_ranges

PROPOSAL = "huurtoeslag-2026"
_APPLIES = Where("niet_gebruik", None, ("huurtoeslag",))
PLANTED = Reach("iedereen", Text("iedereen vraagt aan", "everybody applies"), "keer", 0.0, 3.0, 0.99, "", _APPLIES)
"""At its low end everybody with a right applies: what that gives can be run without any ensemble."""
UNTOUCHED = ("kwetsbaar_helling", "schuldenproblemen_bijstand")
Contexts = Callable[[str], Context]


def _ensemble(factory: pytest.TempPathFactory, name: str, *planted: Reach) -> Path:
    known = {reach.id: reach for reach in load_ranges().all}
    ranges = (*planted, *(known[id_] for id_ in UNTOUCHED))
    size = Size(members=4, households=2500, seed=1, year=2026)
    return once(factory, name, lambda folder: make_ensemble(folder, size, 2, lambda *_: None, ranges))


@pytest.fixture
def planted(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = _ensemble(tmp_path_factory, "ensemble-geplant", PLANTED)
    monkeypatch.setenv("UITVOERBAAR_ENSEMBLE", str(folder))
    return folder


@pytest.fixture
def untouched(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = _ensemble(tmp_path_factory, "ensemble-zonder")
    monkeypatch.setenv("UITVOERBAAR_ENSEMBLE", str(folder))
    return folder


def _outcomes(ctx: Context) -> list[Outcome]:
    return [budget.run(ctx), effects.run(ctx)]


def _figures(outcomes: list[Outcome]) -> dict[str, Figure]:
    return {figure.id: figure for outcome in outcomes for figure in outcome.figures}


def _cost(ctx: Context) -> float:
    found = {f.id: f for f in budget.run(ctx).figures}[TREASURY].value
    assert found is not None
    return float(found)


def test_a_planted_assumption_stands_on_top_with_the_effect_that_it_has(contexts: Contexts, planted: Path) -> None:
    ctx = contexts(PROPOSAL)
    ensemble = open_ensemble(planted)
    rows = _figures(with_intervals(ctx, _outcomes(ctx)).outcomes)["begroting-aannamen"].rows
    (first,) = [row for row in rows if row["cijfer"] == _figures(_outcomes(ctx))[TREASURY].title]
    assert first["aanname"] == PLANTED.name
    small = ground_of(ctx, ensemble, touched(ctx)).on(ensemble.of("klein"))
    everybody = {"aanvraag_huurtoeslag": np.ones(small.people.after.n, dtype=np.uint8)}
    people = small.people.map(lambda p: replace(p, columns={**p.columns, **everybody}))
    known = _cost(replace(small, people=people, _columns={}, _once={})) - _cost(small)
    assert known > 0
    assert first["laag"] == pytest.approx(known, rel=0.02)  # the budget is rounded, and so is the table
    assert first["zeker"] == Text("ja", "yes")


def test_the_interval_holds_what_the_planted_assumption_does(contexts: Contexts, planted: Path) -> None:
    ctx = contexts(PROPOSAL)
    told = with_intervals(ctx, _outcomes(ctx))
    assert told.limits == ()
    figure = _figures(told.outcomes)[TREASURY]
    ensemble = open_ensemble(planted)
    parts = (*ensemble.of("basis"), *ensemble.of("lid"))
    totals = shares_of(ground_of(ctx, ensemble, touched(ctx)), parts).totals(TREASURY)
    assert len(set(totals.tolist())) == len(parts)
    assert figure.value is not None
    assert figure.wider is not None
    assert figure.range is not None
    for moved in totals[1:] - totals[0]:
        assert figure.wider.low <= figure.value + moved <= figure.wider.high
    assert figure.wider.high - figure.wider.low > figure.range.high - figure.range.low  # type: ignore[operator]
    assert "Steekproef: " in figure.wider.method.nl
    assert "4 bevolkingen van 2.500 huishoudens" in figure.wider.method.nl
    assert "IJking: " in figure.wider.method.nl
    assert "Terugblik: " in figure.wider.method.nl


def test_a_figure_that_no_assumption_touches_keeps_the_interval_of_its_sample(
    contexts: Contexts, untouched: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "load_misses", tuple)
    monkeypatch.setattr(run, "track_record", tuple)
    ctx = contexts(PROPOSAL)
    found = _figures(with_intervals(ctx, _outcomes(ctx)).outcomes)
    assert "begroting-aannamen" not in found
    for figure in (found[TREASURY], found["inkomenseffecten-winnaars"]):
        assert figure.wider is not None
        assert figure.range is not None
        assert (figure.wider.low, figure.wider.high) == (figure.range.low, figure.range.high)
        assert "verschuift het cijfer niet" in figure.wider.method.nl


def _in_three_digits(end: float | None, exact: float) -> bool:
    """Whether the upper end of an interval is the exact one, rounded up to three digits."""
    step = 10 ** (math.floor(math.log10(exact)) - 2)
    return end == math.ceil(exact / step) * step


def test_the_miss_of_a_published_figure_is_the_least_that_an_interval_is(
    contexts: Contexts, untouched: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "track_record", tuple)
    miss = Miss("huurtoeslag", "bedrag_mln", "bedrag", 2025, 100.0, 140.0, "S", "bron")
    monkeypatch.setattr(run, "load_misses", lambda: (miss,))
    ctx = contexts(PROPOSAL)
    figure = _figures(with_intervals(ctx, _outcomes(ctx)).outcomes)[TREASURY]
    assert figure.value is not None
    assert figure.wider is not None
    assert _in_three_digits(figure.wider.high, 1.4 * figure.value)
    assert "bedrag van huurtoeslag in 2025, 40 procent" in figure.wider.method.nl


def test_a_sign_that_is_not_certain_is_called_so(
    contexts: Contexts, untouched: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "track_record", tuple)
    miss = Miss("huurtoeslag", "bedrag_mln", "bedrag", 2025, 100.0, 240.0, "S", "bron")
    monkeypatch.setattr(run, "load_misses", lambda: (miss,))
    ctx = contexts(PROPOSAL)
    figure = _figures(with_intervals(ctx, _outcomes(ctx)).outcomes)[TREASURY]
    assert "Het teken is niet zeker" in figure.reading.nl
    assert "The sign is not certain" in figure.reading.english


def test_without_an_ensemble_the_report_says_so_and_how_to_make_one(contexts: Contexts) -> None:
    ctx = contexts(PROPOSAL)
    told = with_intervals(ctx, _outcomes(ctx))
    (limit,) = told.limits
    assert "uitvoerbaar population ensemble" in limit.nl
    assert "uitvoerbaar population ensemble" in limit.english
    figure = _figures(told.outcomes)[TREASURY]
    assert figure.wider is not None
    assert "servicekosten" in figure.wider.method.nl


def test_without_an_ensemble_calibration_and_looking_back_still_count(
    contexts: Contexts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is known of how far ours are from published figures asks no ensemble: the interval that most readers get holds it."""
    miss = Miss("huurtoeslag", "bedrag_mln", "bedrag", 2025, 100.0, 180.0, "S", "bron")
    monkeypatch.setattr(run, "load_misses", lambda: (miss,))
    monkeypatch.setattr(run, "track_record", tuple)
    ctx = contexts(PROPOSAL)
    outcomes = _outcomes(ctx)
    before, after = (_figures(o) for o in (outcomes, with_intervals(ctx, outcomes).outcomes))
    figure = after[TREASURY]
    assert figure.value is not None
    assert figure.wider is not None
    assert _in_three_digits(figure.wider.high, 1.8 * figure.value)
    assert "IJking: " in figure.wider.method.nl
    assert "Andere aannamen zitten er niet in" in figure.wider.method.nl
    assert before["begroting-raming"].rows[0]["hier"] != after["begroting-raming"].rows[0]["hier"]
    monkeypatch.setattr(run, "load_misses", tuple)
    record = [Compared(f"geval-{n}", "", "huurtoeslag", 3.0) for n in range(20)]
    monkeypatch.setattr(run, "track_record", lambda: tuple(record))
    looked = _figures(with_intervals(ctx, outcomes).outcomes)["inkomenseffecten-winnaars"]
    assert looked.value is not None
    assert looked.wider is not None
    assert (looked.wider.low, looked.wider.high) == (math.floor(looked.value / 3), math.ceil(looked.value * 3))
    assert "Terugblik: " in looked.wider.method.nl


def test_own_microdata_have_no_ensemble(town: Town, planted: Path) -> None:
    ctx = town(PROPOSAL, [single(f"h{n}") for n in range(4)])
    told = with_intervals(ctx, _outcomes(ctx))
    assert told.limits == ()
    assert "begroting-aannamen" not in _figures(told.outcomes)


def test_a_loss_that_is_serious_only_with_some_assumptions_sets_no_condition(
    contexts: Contexts, untouched: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ctx = contexts(PROPOSAL)
    outcomes = _outcomes(ctx)
    (finding,) = [f for o in outcomes for f in o.findings if f.id == "inkomen-veel-achteruit"]
    serious = [replace(o, findings=[replace(finding, severity="ernstig")]) for o in outcomes if o.findings]
    (made,) = with_intervals(ctx, [outcomes[0], *serious]).outcomes[1].findings
    assert made.severity == "aandacht"  # so few lose much that it is not serious within the interval
    assert "stelt het geen voorwaarde" in made.explanation.nl
    norms = {**ctx.settings.norms}
    norms["verliezers_ernstig_aandeel"] = replace(norms["verliezers_ernstig_aandeel"], value=-1.0)
    strict = replace(ctx, settings=replace(ctx.settings, norms=norms))
    (kept,) = with_intervals(strict, [outcomes[0], *serious]).outcomes[1].findings
    assert kept.severity == "ernstig"


def test_ours_beside_the_official_estimate_has_the_same_kind_of_interval(contexts: Contexts, planted: Path) -> None:
    ctx = contexts(PROPOSAL)
    outcomes = _outcomes(ctx)
    before, after = (_figures(o)["begroting-raming"] for o in (outcomes, with_intervals(ctx, outcomes).outcomes))
    assert [row["raming"] for row in before.rows] == [row["raming"] for row in after.rows]
    assert all(old["hier"] != new["hier"] for old, new in zip(before.rows, after.rows, strict=True))
    assert after.range is not None
    assert "aannamen" in after.range.method.nl


def _with_cost(ctx: Context) -> list[Outcome]:
    """The outcomes, with a figure that has the place of the assumptions that move the cost."""
    first, *rest = _outcomes(ctx)
    cost = replace(first.figures[0], id=COST, note=Text("Van dit hoofdstuk.", "Of this chapter."))
    return [replace(first, figures=[*first.figures, cost]), *rest]


def test_the_strongest_assumptions_on_the_population_stand_below_those_of_the_cost(
    contexts: Contexts, planted: Path
) -> None:
    note = _figures(with_intervals(ctx := contexts(PROPOSAL), _with_cost(ctx)).outcomes)[COST].note
    assert note is not None
    assert note.nl.startswith("Van dit hoofdstuk. Van die over de bevolking verschuiven deze")
    assert re.search(r"iedereen vraagt aan \(−€\s[^)]+ tot €\s[^)]+\)", note.nl)
    assert re.search(r"everybody applies \(−€[^)]+ to €[^)]+\)", note.english)


def test_without_one_that_moves_it_and_without_an_ensemble_that_is_said(
    contexts: Contexts, untouched: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ctx = contexts(PROPOSAL)
    note = _figures(with_intervals(ctx, _with_cost(ctx)).outcomes)[COST].note
    assert note is not None
    assert note.nl.endswith("verschuift er geen het bedrag van één jaar voor de schatkist.")
    monkeypatch.setenv("UITVOERBAAR_ENSEMBLE", str(tmp_path / "geen"))
    note = _figures(with_intervals(ctx, _with_cost(ctx)).outcomes)[COST].note
    assert note is not None
    assert "niet doorgerekend; zij kunnen sterker zijn" in note.nl


def test_growth_that_is_assumed_and_in_no_interval_is_told(town: Town) -> None:
    """Of 2025 it was published how wages grew, of 2026 not yet."""
    ctx = town(PROPOSAL, [single(str(number), 2_000_000) for number in range(3)])
    assert run.growth_limit(ctx) == ()
    (population,) = ctx.population.values()
    ctx.population[ctx.base.year] = replace(population, manifest={**population.manifest, "jaar": 2024})
    (told,) = run.growth_limit(ctx)
    assert "bedragen in 2026 groeien is een aanname" in told.nl
    assert "amounts grow in 2026 is an assumption" in told.english
