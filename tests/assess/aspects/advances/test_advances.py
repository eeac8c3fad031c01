"""Advances and their settlement: against explained cases, article by article, and counts by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.fixtures.people import SEED
from uitvoerbaar.assess.aspects.advances import aspect
from uitvoerbaar.assess.aspects.advances.data import published
from uitvoerbaar.assess.cases.simplest import case_of_row
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.pair import Pair
from uitvoerbaar.assess.people.sample import Sample
from uitvoerbaar.assess.reading.awir import AWIR, RULING
from uitvoerbaar.assess.settlement.draws import YEARS, changes
from uitvoerbaar.assess.settlement.settle import Settled, settle
from uitvoerbaar.assess.settlement.tally import BINS, in_months, measures, tally
from uitvoerbaar.engine.explain.person_case import PersonCase

Contexts = Callable[[str], Context]
PROPOSAL = "huurtoeslag-2026"


@pytest.fixture(scope="module")
def settled(contexts: Contexts) -> tuple[Context, list[Settled]]:
    ctx = contexts(PROPOSAL)
    return ctx, settle(Sample(ctx), "na")[0]


def drawn(ctx: Context) -> list[np.ndarray]:
    """The changes of everybody under the law after the proposal."""
    return changes(ctx.people.after, ctx.sides.after.date, SEED)


def explained(ctx: Context, law: str, output: str, case: PersonCase, **parameters: Any) -> Any:
    given = replace(case, parameters={**case.parameters, **parameters})
    return ctx.explainer("na").explain(law, output, ctx.sides.after.date, given).value


def test_the_advance_is_the_allowance_on_the_estimated_income(settled: tuple[Context, list[Settled]]) -> None:
    """The joint income of Awir 7 is what head and partner each had before it changed; the rest of the law is the same."""
    ctx, made = settled
    change = drawn(ctx)[0]
    people = ctx.people.after
    for part in made:
        hit = np.flatnonzero(
            (part.advance != part.final)
            & (people.collections["huisgenoten"].stop[ctx.heads] == people.collections["huisgenoten"].start[ctx.heads])
        )
        assert len(hit), part.scheme.id
        for position in hit[:: max(1, len(hit) // 12)]:
            row = int(ctx.heads[position])
            case = case_of_row(people, row, ctx.catalogue)
            joint = 0
            for who in (row, int(people.partner[row])):
                if who < 0:
                    continue
                income = int(explained(ctx, AWIR, "toetsingsinkomen", case_of_row(people, who, ctx.catalogue)))
                joint += income if change[who] == 0 else round(income / (1 + change[who] / 1000) / 100) * 100
            asked = explained(ctx, part.scheme.law, part.scheme.output, case, gezamenlijk_toetsingsinkomen=joint)
            assert part.advance[position] == asked, (part.scheme.id, case)


def test_recovery_term_and_extra_are_those_of_the_awir(settled: tuple[Context, list[Settled]]) -> None:
    ctx, made = settled
    nobody = PersonCase()
    for part in made:
        changed = np.flatnonzero(part.advance != part.final)[:40]
        assert len(changed), part.scheme.id
        for position in changed:
            sums = {"voorschot": int(part.advance[position]), "vastgestelde_toeslag": int(part.final[position])}
            assert part.recovery[0][position] == explained(ctx, AWIR, "terugvordering", nobody, **sums)
            assert part.extra[position] == explained(ctx, AWIR, "nabetaling", nobody, **sums)
            term = explained(ctx, RULING, "termijnbedrag", nobody, terugvordering=int(part.recovery[0][position]))
            assert part.terms[0][position] == term


def test_small_amounts_are_left_from_the_threshold_down(settled: tuple[Context, list[Settled]]) -> None:
    """Awir 26a in 2026: nothing is recovered up to and including 121 euros; from there on all of it."""
    _, made = settled
    assert made
    for part in made:
        small = (part.overpaid > 0) & (part.overpaid <= 12_100)
        assert (part.recovery[0][small] == 0).all()
        assert (part.recovery[0][~small] == part.overpaid[~small]).all()
    assert any(((p.overpaid > 0) & (p.recovery[0] == 0)).any() for p in made)


def test_before_2021_there_was_no_threshold(contexts: Contexts) -> None:
    ctx = contexts("kinderopvangtoeslag-2015")
    made, _ = settle(Sample(ctx), "na")
    assert made
    for part in made:
        assert (part.recovery[0] == part.overpaid).all()
        assert (part.recovery[0] == np.maximum(part.advance - part.final, 0)).all()


@pytest.mark.parametrize(
    "proposal", ["kinderopvangtoeslag-2015", "kinderopvangtoeslag-evenredig-2019", "huurtoeslag-2026"]
)
def test_every_household_is_settled_under_each_awir(contexts: Contexts, proposal: str) -> None:
    """A household that a law could not settle would count as one that repays nothing."""
    ctx = contexts(proposal)
    for role in ("voor", "na"):
        made, undecided = settle(Sample(ctx), role)
        assert not undecided
        assert any(part.recovery[0].any() and (part.terms[0] > 0).any() for part in made)


def test_who_reported_in_time_repays_nothing(settled: tuple[Context, list[Settled]]) -> None:
    ctx, made = settled
    change = drawn(ctx)[0]
    partner = ctx.people.after.partner[ctx.heads]
    steady = (change[ctx.heads] == 0) & ((partner < 0) | (change[np.maximum(partner, 0)] == 0))
    assert steady.any()
    for part in made:
        assert (part.recovery[0][steady] == 0).all()
        assert (part.extra[steady] == 0).all()


def _apart(one: Any, other: Any) -> float:
    """The largest distance between the cumulative shares of two samples of one size."""
    points = np.concatenate([one, other])
    shares = [np.searchsorted(np.sort(values), points, side="right") / len(values) for values in (one, other)]
    return float(np.abs(shares[0] - shares[1]).max())


def test_years_are_drawn_apart_and_always_the_same(contexts: Contexts) -> None:
    ctx = contexts(PROPOSAL)
    once, again = drawn(ctx), drawn(ctx)
    assert len(once) == YEARS
    assert all((a == b).all() for a, b in zip(once, again, strict=True))
    for year in range(1, YEARS):
        assert abs(np.corrcoef(once[0], once[year])[0, 1]) < 0.05
        assert abs((once[year] == 0).mean() - (once[0] == 0).mean()) < 0.02
        assert _apart(once[year], once[0]) < 1.95 * np.sqrt(
            2 / len(once[0])
        )  # one distribution: Kolmogorov-Smirnov, 0.1 percent


def _part(ctx: Context, advance: list[int], final: list[int], later: list[int]) -> Settled:
    one, two = np.array(advance), np.array(final)
    owed = np.maximum(one - two, 0)
    years = (owed, *(np.array(later) for _ in range(YEARS - 1)))
    terms = tuple(-(-year // 24) for year in years)
    return Settled(ctx.settings.schemes[0], years, owed, np.maximum(two - one, 0), terms, one, two)


def test_counts_by_hand(contexts: Contexts) -> None:
    ctx = contexts(PROPOSAL)
    # Household 0 repays both at once and every year after; 1 gets extra; 2 has no allowance; 3 repays one, once.
    first = _part(ctx, [500, 100, 0, 300], [200, 250, 0, 0], [7, 0, 0, 0])
    second = _part(ctx, [400, 0, 0, 0], [100, 0, 0, 0], [0, 0, 0, 0])
    made = tally([first, second])
    assert made.users.tolist() == [True, True, False, True]
    assert made.repay.tolist() == [600, 0, 0, 300]
    assert made.must.tolist() == [True, False, False, True]
    assert made.at_once.tolist() == [2, 0, 0, 1]
    assert made.years.tolist() == [5, 0, 0, 1]
    assert made.recoveries.tolist() == [6, 0, 0, 1]


def test_parts_of_a_month() -> None:
    net = np.full(6, 1_200_000)  # a month is 100,000
    found = in_months(np.array([10_000, 10_001, 50_000, 100_000, 200_001, 1]), net)
    assert found.tolist() == [0, 1, 2, 3, 5, 0]
    assert in_months(np.array([1]), np.array([0])).tolist() == [len(BINS) - 1]


def test_every_published_number_has_a_model_value_beside_it(settled: tuple[Context, list[Settled]]) -> None:
    ctx, made = settled
    values = measures(ctx.weights, tally(made))
    assert published()
    for entry in published():
        assert entry.measure in values, entry.measure
        assert entry.source
        assert values[entry.measure] > 0


def test_shares_agree_with_counting_rows(contexts: Contexts) -> None:
    ctx = contexts(PROPOSAL)
    outcome = aspect.TEST.run(ctx)
    assert outcome.run.status == "uitgevoerd"
    shares = next(f for f in outcome.figures if f.id == "voorschotten-aandeel")
    made = tally(settle(Sample(ctx), "na")[0])
    w = ctx.weights
    expected = w[made.must].sum() / w[made.users].sum()
    row = next(r for r in shares.rows if r["toeslag"].nl == "Alle toeslagen samen" and r["kant"].nl == "Na")  # type: ignore[union-attr]
    assert row["aandeel"] == pytest.approx(expected)
    assert all(figure.assumption for figure in outcome.figures)


def test_a_population_without_changes_of_income_leaves_it_out(contexts: Contexts) -> None:
    ctx = contexts(PROPOSAL)
    columns = {n: c for n, c in ctx.people.after.columns.items() if n != "inkomensverandering"}
    people = Pair(ctx.people.before, replace(ctx.people.after, columns=columns))
    lacking = replace(ctx, people=people, _once={})
    outcome = aspect.TEST.run(lacking)
    assert outcome.run.status == "niet_uitgevoerd"
    assert "inkomensverandering" in outcome.run.missing[0].nl


def test_a_part_of_the_population_stands_for_the_whole(settled: tuple[Context, list[Settled]]) -> None:
    """Every second household: the same outcome for each that is chosen, and about the same share for the country."""
    ctx, made = settled
    half = Sample(ctx, largest=len(ctx.heads) // 2)
    assert (half.one_in, half.full) == (2, False)
    assert half.weights.sum() == pytest.approx(ctx.weights.sum(), rel=1e-4)
    parts, _ = settle(half, "na")
    for whole, part in zip(made, parts, strict=True):
        for year in range(YEARS):
            assert (part.recovery[year] == whole.recovery[year][half.households]).all()
        assert (part.extra == whole.extra[half.households]).all()
