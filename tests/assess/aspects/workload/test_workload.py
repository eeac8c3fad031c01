"""What a run counts of the work of a provider: against the other tests that count the same, and by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.fixtures.town import Town, single
from uitvoerbaar.assess.aspects.advances.aspect import TEST as ADVANCES
from uitvoerbaar.assess.aspects.workload import aspect
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.outcome import Outcome
from uitvoerbaar.assess.people.totals import MILLI
from uitvoerbaar.assess.workload.carried import Workload, workload

Contexts = Callable[[str], Context]
PROPOSAL = "huurtoeslag-2026"


@pytest.fixture(scope="module")
def ctx(contexts: Contexts) -> Context:
    return contexts(PROPOSAL)


@pytest.fixture(scope="module")
def found(ctx: Context) -> Workload:
    made = workload(ctx)
    assert isinstance(made, Workload)
    return made


@pytest.fixture(scope="module")
def outcome(ctx: Context) -> Outcome:
    return aspect.TEST.run(ctx)


def rows(outcome: Outcome, name: str) -> list[Any]:
    (figure,) = [f for f in outcome.figures if f.id == f"werklast-{name}"]
    return list(figure.rows)


def test_only_what_the_proposal_changes_is_work_of_it(found: Workload) -> None:
    assert [c.cases.scheme.id for c in found.changed] == ["huurtoeslag"]
    assert [o.id for o in found.touched] == ["dienst_toeslagen"]


def test_recipients_are_those_with_an_amount(ctx: Context, found: Workload) -> None:
    (rent,) = found.changed
    amounts = {role: ctx.column(role, rent.cases.scheme) for role in ("voor", "na")}
    before, after = (float(ctx.weights[np.asarray(amounts[role]) > 0].sum()) / MILLI for role in ("voor", "na"))
    assert rent.counts["ontvangers"] == pytest.approx((before, after))
    gained = (np.asarray(amounts["na"]) > 0) & (np.asarray(amounts["voor"]) == 0)
    assert rent.counts["nieuw"] == pytest.approx((0, float(ctx.weights[gained].sum()) / MILLI))


def test_who_comes_and_goes_is_the_difference(found: Workload) -> None:
    counts = found.changed[0].counts
    before, after = counts["ontvangers"]
    assert before + counts["nieuw"][1] - counts["einde"][1] == pytest.approx(after)


def test_recoveries_are_those_of_the_chapter_on_advances(ctx: Context, found: Workload) -> None:
    """The same households, so the same number: never counted twice in two ways."""
    (table,) = [f for f in ADVANCES.run(ctx).figures if f.id == "voorschotten-aandeel"]
    told = {
        str(row["kant"].nl): row["huishoudens"]  # type: ignore[union-attr]
        for row in table.rows
        if getattr(row["toeslag"], "nl", "") == "Huurtoeslag"
    }
    before, after = found.changed[0].counts["terugvorderingen"]
    assert told == {"Voor": round(before), "Na": round(after)}


def test_the_arithmetic_can_be_done_again_from_the_row(outcome: Outcome) -> None:
    table = rows(outcome, "rekensom")
    assert len(table) == 10
    for row in table:
        each = row["met_de_hand"] * row["minuten"] * (1 + row["herwerk"]) / 60
        assert row["uren_na"] == pytest.approx(row["zaken_na"] * each, abs=each + 1)
        assert row["uren_verschil"] == row["uren_na"] - row["uren_voor"]


def test_all_together_is_the_sum_of_the_kinds_of_work(outcome: Outcome) -> None:
    table = rows(outcome, "uitvoerders")
    parts, whole = table[:-1], table[-1]
    assert whole["soort"].nl == "Alles samen"
    for column in ("fte", "fte_eenmalig", "kosten", "kosten_eenmalig"):
        assert whole[column] == round(sum(row[column] for row in parts), 1)
    assert whole["personeel"] == 2750


def test_the_start_is_the_busiest(outcome: Outcome) -> None:
    after = [row["uren"] for row in rows(outcome, "maanden") if row["kant"].nl == "Na"]
    assert len(after) == 36
    assert after[0] == max(after)
    assert any(f.id == "werklast-piek-dienst_toeslagen" for f in outcome.findings)


def test_cases_by_month_add_up_to_the_counts_of_a_year(found: Workload, outcome: Outcome) -> None:
    """In the third year nothing of the change is left, so twelve months are what is counted after."""
    table = {row["proces"].nl: row for row in rows(outcome, "zaken")}
    counts = found.changed[0].counts
    for process, name in (("terugvordering", "terugvorderingen"), ("vaststelling", "vaststellingen")):
        assert table[process]["voor"] == pytest.approx(counts[name][0] / 12, abs=1)
        assert table[process]["derde_jaar"] == pytest.approx(counts[name][1] / 12, abs=1)
    assert table["aanvraag"]["welke"] == 1
    assert table["aanvraag"]["eerste"] > 2 * table["aanvraag"]["voor"]


def test_every_figure_on_hours_is_marked_as_an_assumption(outcome: Outcome) -> None:
    for figure in outcome.figures:
        assert figure.assumption or figure.id == "werklast-tellingen"


def test_published_figures_stand_beside(outcome: Outcome) -> None:
    words = [row["wat"].nl for row in rows(outcome, "ijkpunten")]
    assert any("AOW" in w for w in words)
    assert any("Bijstand" in w for w in words)


def test_own_figures_take_the_place_of_ours(ctx: Context, tmp_path: Path) -> None:
    own = tmp_path / "eigen.csv"
    own.write_text(
        "organisatie,maat,waarde,eenheid,jaar,bron\n"
        "dienst_toeslagen,staf,100,fte,2026,eigen\n"
        "dienst_toeslagen,bezwaar.minuten,0,minuten,2026,eigen\n",
        encoding="utf-8",
    )
    made = aspect.TEST.run(replace(ctx, own_figures=own, _once={}))
    (objection,) = [r for r in rows(made, "rekensom") if r["proces"].nl == "bezwaar"]
    assert objection["uren_na"] == 0
    assert any(f.id == "werklast-banen-dienst_toeslagen" and f.severity == "ernstig" for f in made.findings)


def test_what_holds_only_with_some_assumptions_sets_no_condition(
    ctx: Context, outcome: Outcome, tmp_path: Path
) -> None:
    """More than five percent in the middle, less than that at the low end."""
    added = [row for row in rows(outcome, "uitvoerders") if "Toeslagen" in row["organisatie"].nl]
    middle, low = (sum(float(row[key]) for row in added) for key in ("fte", "laag"))
    assert low < middle
    own = tmp_path / "eigen.csv"
    staff = round((middle + low) / 2 / 0.05)
    own.write_text(
        f"organisatie,maat,waarde,eenheid,jaar,bron\ndienst_toeslagen,staf,{staff},fte,2026,eigen\n", encoding="utf-8"
    )
    made = aspect.TEST.run(replace(ctx, own_figures=own, _once={}))
    (found,) = [f for f in made.findings if f.id == "werklast-banen-dienst_toeslagen"]
    assert found.severity == "aandacht"


def test_a_provider_that_is_not_known_is_said(ctx: Context) -> None:
    schemes = tuple(replace(s, provider="Bureau Nergens") if s.id == "huurtoeslag" else s for s in ctx.settings.schemes)
    made = aspect.TEST.run(replace(ctx, settings=replace(ctx.settings, schemes=schemes), _once={}))
    assert made.run.status == "niet_uitgevoerd"
    assert "Bureau Nergens" in made.run.missing[0].nl


def test_without_data_on_organisations_it_says_so(polderland: Path, context: Callable[[str], Context]) -> None:
    made = aspect.TEST.run(context("lager-deel"))
    assert made.run.status == "niet_uitgevoerd"
    assert "organisations" in made.run.missing[0].nl


def test_own_data_of_a_few_households_give_no_number_of_jobs(town: Town) -> None:
    """Two tenants, of whom one pays more than the limit of before: what that asks of the provider would tell about them."""
    made = aspect.TEST.run(town(PROPOSAL, [single("1"), single("2", rent=95_000)]))
    assert made.run.status == "gedeeltelijk"
    assert not made.findings
    assert not made.kader
    assert any("eigen gegevens" in text.nl for text in made.run.missing)
