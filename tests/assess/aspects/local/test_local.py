"""Cases per area: they add up to the country, and say how they were found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from uitvoerbaar.assess.aspects.local import aspect
from uitvoerbaar.assess.aspects.local.areas import by_municipality, by_size
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.outcome import Outcome
from uitvoerbaar.assess.pair import Pair
from uitvoerbaar.assess.workload.carried import Workload, workload
from uitvoerbaar.assess.workload.counts import Cases

Contexts = Callable[[str], Context]


@pytest.fixture(scope="module")
def ctx(contexts: Contexts) -> Context:
    return contexts("huurtoeslag-2026")


@pytest.fixture(scope="module")
def found(ctx: Context) -> Workload:
    made = workload(ctx)
    assert isinstance(made, Workload)
    return made


@pytest.fixture(scope="module")
def outcome(ctx: Context) -> Outcome:
    return aspect.TEST.run(ctx)


def rows(outcome: Outcome, name: str) -> list[Any]:
    (figure,) = [f for f in outcome.figures if f.id == f"lokaal-{name}"]
    return list(figure.rows)


def test_provinces_add_up_to_the_country(outcome: Outcome, found: Workload) -> None:
    table = rows(outcome, "provincies")
    assert len(table) == 12
    before, after = found.changed[0].counts["ontvangers"]
    assert sum(row["voor"] for row in table) == pytest.approx(before, abs=12)
    assert sum(row["na"] for row in table) == pytest.approx(after, abs=12)
    for row in table:
        assert row["erbij"] == row["na"] - row["voor"]


def test_a_size_class_with_too_few_households_is_named(ctx: Context, found: Workload, outcome: Outcome) -> None:
    shown = {row["klasse"].nl for row in rows(outcome, "grootteklassen")}
    lacking = [size.name.nl for size in found.organisations.sizes if size.name.nl not in shown]
    told = " ".join(text.nl for text in outcome.run.missing)
    for name in lacking:
        assert name in told


def test_water_boards_are_said_to_be_left_out(outcome: Outcome) -> None:
    assert outcome.run.status == "gedeeltelijk"
    assert any("waterschap" in text.nl for text in outcome.run.missing)


def test_a_layer_without_other_work_says_so_once(outcome: Outcome) -> None:
    table = rows(outcome, "udo")
    assert [row["laag"].nl for row in table] == ["Gemeenten", "Provincies", "Waterschappen"]


def test_municipalities_add_up_and_say_how_they_were_found(ctx: Context, found: Workload) -> None:
    """What was divided by inhabitants and what was counted; social assistance, as municipalities carry it out."""
    (assistance,) = [c for c in found.carried if c.cases.scheme.id == "bijstand"]
    municipalities = found.organisations.of_kind("gemeente")
    sizes = by_size(ctx, municipalities, [assistance.cases])
    assert sizes is not None
    places = by_municipality(ctx, municipalities, [assistance.cases], sizes)
    least = ctx.settings.norm("kleinste_groep_huishoudens")
    assert {area.counted for _, area in places} <= {True, False}
    for authority, area in places:
        assert area.counted == (area.name == authority.id and area.rows >= least)
    for size in found.organisations.sizes:
        every = [area for authority, area in places if authority.size == size]
        if every and not any(area.counted for area in every):
            assert sum(area.cases.after for area in every) == pytest.approx(sizes[size.id].cases.after)


def test_the_three_questions_of_a_layer_that_gets_more_work(ctx: Context, found: Workload) -> None:
    """Social assistance for a tenth more: municipalities get cases, euros and jobs."""
    from dataclasses import replace

    from uitvoerbaar.assess.aspects.local.questions import answers

    (assistance,) = [c for c in found.carried if c.cases.scheme.id == "bijstand"]
    cases: Cases = assistance.cases
    more = replace(cases, gained=np.ones_like(cases.gained), amount=Pair(cases.amount.before, cases.amount.after * 2))
    changed = replace(found, carried=(replace(assistance, cases=more),))
    layer = found.organisations.providers["gemeenten"]
    told = answers(ctx, changed, layer, by_size(ctx, found.organisations.of_kind("gemeente"), [more]))
    words = {str(row["vraag"].nl)[:1]: [] for row in told}  # type: ignore[union-attr]
    for row in told:
        words[str(row["vraag"].nl)[:1]].append(row["antwoord"].nl)  # type: ignore[union-attr]
    assert set(words) == {"1", "2", "3"}
    assert "bijstand" in words["1"][0]
    assert "banen" in words["2"][0]
    assert "Geld:" in words["3"][0]
    assert "college van burgemeester en wethouders" in words["3"][-1]
