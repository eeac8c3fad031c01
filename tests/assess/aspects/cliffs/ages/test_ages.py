"""Steps along ages: at which birthday, by which article, and who lives close."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from tests.assess.aspects.cliffs.conftest import Outcomes
from uitvoerbaar.assess.aspects.cliffs.ages.findings import age_findings, close_to
from uitvoerbaar.assess.aspects.cliffs.ages.steps import AgeTrack, age_at, age_tracks, born
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.pair import Pair
from uitvoerbaar.engine.batch.people import array_of, year_of

Contexts = Callable[[str], Context]
RENT = "huurtoeslag-2026"


@pytest.fixture(scope="module")
def rent(contexts: Contexts) -> tuple[Context, list[AgeTrack]]:
    made, left = age_tracks(contexts(RENT))
    assert left == []
    return contexts(RENT), made


def _ages(rent: tuple[Context, list[AgeTrack]], household: str, axis: str, role: str) -> dict[int, tuple[str, str]]:
    """Age in whole years and the law and article, of each step of one side."""
    ctx, made = rent
    (track,) = [t for t in made if (t.household.id, t.axis.id) == (household, axis)]
    found = {}
    for step in track.steps:
        years, months = age_at(step.older, ctx.sides.after.date)
        assert months == 0
        if step.size.of(role):  # type: ignore[index]
            found[years] = step.place.law, step.place.article
    return found


def test_rent_of_the_young_counts_in_full_from_21_instead_of_23(rent: tuple[Context, list[AgeTrack]]) -> None:
    before, after = (_ages(rent, "alleenstaande_huurder", "persoon", role) for role in ("voor", "na"))
    assert set(before) == {18, 23, 67}
    assert set(after) == {18, 21, 67}
    assert after[21] == ("wet_op_de_huurtoeslag", "13")
    assert after[67] == ("algemene_ouderdomswet", "7a")


def test_a_child_of_6_12_16_and_18(rent: tuple[Context, list[AgeTrack]]) -> None:
    found = _ages(rent, "paar_een_kostwinner", "kind", "na")
    assert set(found) == {6, 12, 16, 18}
    assert found[6][0] == "algemene_kinderbijslagwet"
    # The child budget rises at 16: article 7 of the AKW counts the children, but the age is that of the child budget.
    assert found[16] == ("wet_op_het_kindgebonden_budget", "2")
    assert found[18][0] == "algemene_kinderbijslagwet"


def test_the_reference_gives_the_same_on_both_sides_of_a_step(rent: tuple[Context, list[AgeTrack]]) -> None:
    """Also in the middle between two steps, where nothing changes from one day to the next."""
    ctx, made = rent
    net = ctx.settings.net
    assert len(made) >= 3
    for track in made[:3]:
        step = track.steps[0]
        at = track.births.index(step.older)
        for position in (at - 1, at, at + 200):
            case = born(track.household, track.axis, track.births[position])
            value = ctx.explainer("na").explain(net.law, net.output, ctx.sides.after.date, case).value
            assert value == track.net.after[position]
        assert step.younger == step.older + timedelta(days=1)


def test_who_is_close_to_67_was_born_in_1958_to_1960(rent: tuple[Context, list[AgeTrack]]) -> None:
    ctx, made = rent
    track = next(t for t in made if t.axis.id == "persoon")
    step = next(s for s in track.steps if age_at(s.older, ctx.sides.after.date) == (67, 0))
    close = close_to(ctx, track.axis, step)
    years = year_of(array_of(ctx.people.after.columns["geboortedatum"])[ctx.heads])
    assert close.any()
    assert np.isin(years[close], (1958, 1959, 1960)).all()
    assert close[years == 1958].all()


def test_only_a_family_that_receives_child_budget_is_close_to_its_end(rent: tuple[Context, list[AgeTrack]]) -> None:
    ctx, made = rent
    track = next(t for t in made if (t.household.id, t.axis.id) == ("paar_een_kostwinner", "kind"))
    step = next(s for s in track.steps if s.fall("na"))
    close = close_to(ctx, track.axis, step)
    budget = ctx.household_column("na", next(s for s in ctx.settings.schemes if s.id == "kindgebonden_budget"))
    assert budget is not None
    assert close.any()
    assert (budget[close] > 0).all()


def test_a_step_that_only_one_side_has_is_a_finding(rent: tuple[Context, list[AgeTrack]]) -> None:
    """The proposal is turned around: what it lowers the age for is then lost; the gain itself is no finding."""
    ctx, made = rent
    assert age_findings(ctx, "sprongen", made) == []
    track, step = max(((t, s) for t in made for s in t.steps), key=lambda pair: pair[1].fall("na"))
    worse = replace(step, size=Pair(0, step.size.after))
    (found,) = age_findings(
        ctx, "sprongen", [replace(track, steps=tuple(worse if s is step else s for s in track.steps))]
    )
    assert found.severity == "ernstig"
    assert found.smallest_case is not None
    assert found.smallest_case.loss == step.fall("na")
    assert f"--then kind.1.geboortedatum={step.older}" in found.command


def test_the_chapter_shows_a_table_and_a_line_for_each_age(outcomes: Outcomes) -> None:
    figures = {f.id: f for f in outcomes(RENT).figures}
    table = figures["sprongen-leeftijden"]
    assert all(row["regeling"] is not None for row in table.rows)
    assert {str(r["langs"].nl) for r in table.rows} == {"leeftijd van de aanvrager", "leeftijd van het (eerste) kind"}  # type: ignore[union-attr]
    lines = [f for name, f in figures.items() if "-leeftijd-" in name]
    assert len(lines) == 2
    for figure in lines:
        for side in ("Voor", "Na"):
            ages = [float(r["x"]) for r in figure.rows if r["kant"].nl == side]  # type: ignore[union-attr,arg-type]
            assert ages == sorted(ages)


def test_a_condition_on_paid_childcare_counts_who_is_close(outcomes: Outcomes) -> None:
    outcome = outcomes("alles-of-niets-2026")
    (found,) = [f for f in outcome.findings if f.severity == "ernstig"]
    assert found.households is not None
    assert found.households.value > 0
