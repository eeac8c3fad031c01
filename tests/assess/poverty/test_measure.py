"""Who is below a line: the columns against the outputs of the laws, household by household, and what a change is worth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.fixtures.polderland import MakeContext
from tests.fixtures.town import Town, child, single
from uitvoerbaar.assess.context import Context, whole
from uitvoerbaar.assess.pair import ROLES, Pair
from uitvoerbaar.assess.poverty.change import change, median, poorer
from uitvoerbaar.assess.poverty.lines import load_lines
from uitvoerbaar.assess.poverty.measure import Homes, Measured, measured, touches
from uitvoerbaar.assess.reading.awir import link_outputs_of
from uitvoerbaar.law.registers import KEY

LOW, POVERTY = "laag_inkomen", "armoede"
LAWS = {LOW: ("lage_inkomensgrens", "tekort_lage_inkomensgrens"), POVERTY: ("armoedegrens", "tekort_armoedegrens")}


def _by_id(ctx: Context) -> dict[str, Measured]:
    return {each.line.id: each for each in measured(ctx, load_lines())}


def _town(town: Town) -> Context:
    people = [
        single(name, wage=wage) for name, wage in (("a", 0), ("b", 1_400_000), ("c", 1_900_000), ("d", 4_000_000))
    ]
    parents = [single("e", wage=1_500_000), {**single("e", wage=500_000), "rol": "lid", "huurt": False}]
    return town("huurtoeslag-2026", [*people, *parents], [child("b"), child("e")])


def test_the_columns_are_the_outputs_of_the_laws(town: Town) -> None:
    """Somebody else in the home (a member of their own) is in it; the gap is what the law says for every household."""
    ctx = _town(town)
    found = _by_id(ctx)
    for id_, (law, output) in LAWS.items():
        for role in ROLES:
            nodes = link_outputs_of(ctx, role, law, (output,), (KEY,))
            by_law = whole(ctx.run(role, {output: nodes[output]}, ctx.heads), output)
            assert found[id_].gap(role).tolist() == by_law.tolist(), (id_, role)
            assert found[id_].poor.of(role).tolist() == (by_law > 0).tolist()
    assert found[POVERTY].poor.before.any()
    assert found[POVERTY].homes.of["personen"].tolist() == [1, 2, 1, 1, 3]
    assert found[POVERTY].homes.of["kinderen"].tolist() == [0, 1, 0, 0, 1]


def test_a_lease_of_somebody_else_than_the_head_is_left_out_of_low_income(town: Town) -> None:
    head = {**single("a", wage=600_000), "huurt": False, "huur": 0}
    ctx = town("huurtoeslag-2026", [head, {**single("a", wage=900_000), "rol": "lid"}, single("b")])
    nodes = link_outputs_of(ctx, "na", "lage_inkomensgrens", ("besteedbaar_inkomen_zonder_huurtoeslag",), (KEY,))
    by_law = whole(ctx.run("na", dict(nodes), ctx.heads), "besteedbaar_inkomen_zonder_huurtoeslag")
    low = _by_id(ctx)[LOW]
    assert low.income.after.tolist() == by_law.tolist()
    assert low.income.after[0] < ctx.outcome("na")[0][0]


def test_rent_allowance_changes_poverty_and_not_low_income(town: Town) -> None:
    found = _by_id(_town(town))
    assert found[LOW].income.before.tolist() == found[LOW].income.after.tolist()
    assert found[POVERTY].income.before.tolist() != found[POVERTY].income.after.tolist()


def test_workers_are_who_has_more_from_work_than_from_anything_else(town: Town) -> None:
    assert _by_id(_town(town))[POVERTY].homes.of["werkenden"].tolist() == [0, 1, 1, 1, 2]


def test_students_on_their_own_are_not_counted_and_those_with_a_parent_are(town: Town) -> None:
    ctx = _town(town)
    students = np.zeros(ctx.people.after.n, dtype=np.uint8)
    students[[int(ctx.heads[0]), ctx.people.after.n - 1]] = 1
    ctx.people.after.columns["is_student"] = students
    assert _by_id(ctx)[POVERTY].homes.counted.tolist() == [False, True, True, True, True]


def test_a_proposal_that_leaves_net_income_alone_does_not_touch_poverty(town: Town) -> None:
    ctx = _town(town)
    assert touches(ctx)
    same = replace(
        ctx, sides=Pair(ctx.sides.before, ctx.sides.before), people=Pair(ctx.people.before, ctx.people.before)
    )
    assert not touches(same)
    assert poorer(same) == 0.0


def test_a_country_without_lines_has_no_poverty(context: MakeContext) -> None:
    assert poorer(context("alles-of-niets")) is None


def _made(before: list[int], after: list[int], limit: int = 1000) -> Measured:
    n = len(before)
    homes = Homes(np.ones(n, dtype=np.bool_), {"personen": np.full(n, 2), "kinderen": np.ones(n, np.int64)})
    limits = np.full(n, limit)
    line = next(line for line in load_lines() if line.id == LOW)
    weights = np.full(n, 1000)
    return Measured(line, homes, Pair(np.array(before), np.array(after)), Pair(limits, limits), None, weights, True)


def test_a_change_counts_people_who_cross_the_line() -> None:
    of = _made([900, 1100, 1100, 2000], [1500, 1500, 500, 2000])
    assert of.people("personen", of.fallen).value == 2
    assert of.people("personen", of.risen).value == 2
    assert change(of, "personen", 0.05).value == 0
    assert of.gap("na").tolist() == [0, 0, 500, 0]


@pytest.mark.parametrize(("after", "telling"), [(500, True), (990, False)])
def test_a_change_that_hangs_on_the_exact_line_is_smaller_than_can_be_measured(after: int, telling: bool) -> None:
    """Of forty households one falls: far below the line, or so little that a line 5 percent lower is not crossed."""
    found = change(_made([2000] * 40, [after] + [2000] * 39), "personen", 0.05)
    assert found.value == 2
    assert found.telling is telling


def test_a_level_that_is_too_high_widens_the_interval_downwards() -> None:
    """Half of all live below the line here and 3.8 percent in what was published: the change may be as much too large."""
    found = change(_made([500] * 20 + [2000] * 20, [500] * 24 + [2000] * 16), "personen", 0.05)
    assert found.value == 8
    assert found.low == pytest.approx(8 * 0.038 / 0.5)
    assert found.high == 8


def test_the_median_is_that_of_the_country_and_its_interval_holds_it() -> None:
    column, weights = np.array([1, 2, 3, 100]), np.array([1000, 1000, 1000, 5000])
    found = median(column, weights, full=False)
    assert (found.value, found.high) == (100, 100)
    assert found.low < found.value
    exact = median(column, np.full(4, 1000), full=True)
    assert exact.low == exact.value == exact.high == 2
    assert median(np.empty(0, np.int64), np.empty(0, np.int64), full=False).value == 0


def test_every_published_figure_says_where_it_is_from() -> None:
    for line in load_lines():
        assert line.published
        for each in line.published:
            assert each.fact.source
            assert each.fact.url is not None
            assert 0 < each.fact.value < 1
