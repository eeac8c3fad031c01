"""One interval of sample, assumptions and calibration: what each part adds, on members whose outcome is made up."""

from __future__ import annotations

import math

import numpy as np
import pytest

from uitvoerbaar.assess.uncertainty.members import Shares
from uitvoerbaar.assess.uncertainty.shift import STILL, Shift, ends, grounds, shift_of, shift_over, spans, student
from uitvoerbaar.base.draws import Draws
from uitvoerbaar.population.ensemble.kept import Kind, Part

_ROWS = 50


def _part(kind: Kind, number: int) -> Part:
    return Part(f"{kind}-{number}", kind, {}, ({"rijen": _ROWS},))


def _parts(members: int) -> list[Part]:
    return [_part("basis", 0), *(_part("lid", n) for n in range(members))]


def _shares(members: list[float], composed: list[np.ndarray] | None = None) -> Shares:
    """A base of 0, members with these totals spread over their households, and members with other households."""
    parts = [_part("basis", 0), *(_part("lid", n) for n in range(len(members)))]
    values = [np.zeros(_ROWS), *(np.full(_ROWS, total / _ROWS) for total in members)]
    for number, value in enumerate(composed or []):
        parts.append(_part("samenstelling", number))
        values.append(value)
    return Shares(tuple(parts), {"x": np.concatenate(values)})


def test_a_figure_that_no_assumption_touches_keeps_the_interval_of_its_sample() -> None:
    shift = shift_of(_shares([0.0] * 40), "x")
    assert shift == Shift(0.0, 0.0, 0.0)
    assert ends(100.0, 93.0, 107.0, shift, 0.0) == (93.0, 107.0)


def test_the_interval_of_forty_members_is_that_for_one_more() -> None:
    members = [float(n) for n in range(40)]
    shift = shift_of(_shares(members), "x")
    assert shift.mean == pytest.approx(19.5)
    assert shift.half == pytest.approx(2.0227 * np.std(members, ddof=1) * math.sqrt(1 + 1 / 40), rel=1e-3)


def test_sample_and_assumptions_add_up_as_independent_parts() -> None:
    assert ends(100.0, 97.0, 103.0, Shift(0.0, 4.0, 0.0), 0.0) == (95.0, 105.0)
    low, high = ends(100.0, 97.0, 103.0, Shift(10.0, 4.0, 0.0), 0.0)
    assert low == 97.0  # never narrower than the sample
    assert high == pytest.approx(100 + math.hypot(3, 14))


def test_a_figure_with_one_sign_in_every_member_does_not_pass_zero() -> None:
    shift = shift_over(_parts(6), np.array([-100.0, -20.0, -400.0, -50.0, -150.0, -300.0, -90.0]), np.zeros(7))
    assert shift.ratio
    low, high = ends(-100.0, -110.0, -90.0, shift, 0.0)
    assert low < -400.0
    assert -20.0 < high < 0.0
    additive = shift_over(_parts(6), np.array([-100.0, 20.0, -400.0, -50.0, -150.0, -300.0, -90.0]), np.zeros(7))
    assert not additive.ratio
    assert ends(-100.0, -110.0, -90.0, additive, 0.0)[1] > 0


def test_the_same_shift_as_a_ratio_is_so_many_times_less_or_more() -> None:
    low, high = ends(100.0, 100.0, 100.0, Shift(0.0, math.log(2), 0.0, ratio=True), 0.0)
    assert (low, high) == (pytest.approx(50.0), pytest.approx(200.0))
    low, high = ends(-100.0, -100.0, -100.0, Shift(0.0, math.log(2), 0.0, ratio=True), 0.0)
    assert (low, high) == (pytest.approx(-200.0), pytest.approx(-50.0))


def test_the_record_of_other_comparisons_is_a_factor_on_both_sides() -> None:
    assert ends(100.0, 99.0, 101.0, Shift(0.0, 0.0, 0.0), 0.0, 2.5) == (40.0, 250.0)
    assert ends(-100.0, -101.0, -99.0, Shift(0.0, 0.0, 0.0), 0.0, 2.5) == (-250.0, -40.0)


def test_a_miss_of_a_published_figure_is_the_least_that_the_interval_is() -> None:
    assert ends(-200.0, -203.0, -197.0, Shift(0.0, 0.0, 0.0), 0.15) == (-230.0, -170.0)


def test_of_other_households_only_what_is_beyond_chance_counts() -> None:
    draws = Draws(1)
    chance = [draws.normal(f"toeval {n}", 0, _ROWS) for n in range(8)]
    assert shift_of(_shares([0.0] * 4, chance), "x").composition == 0.0
    more = [values + 5 * n for n, values in enumerate(chance)]
    assert shift_of(_shares([0.0] * 4, more), "x").composition == pytest.approx(_ROWS * 5 * 2.45, rel=0.05)


@pytest.mark.parametrize(("freedom", "table"), [(4, 2.776), (9, 2.262), (39, 2.023)])
def test_student_is_as_in_the_tables(freedom: int, table: float) -> None:
    assert student(freedom) == pytest.approx(table, rel=0.01)


def test_an_interval_says_which_of_its_parts_gives_each_end() -> None:
    moves = Shift(0.0, 40.0, 0.0)
    assert grounds(100.0, (95.0, 105.0), STILL, 0.0) == ("steekproef", "steekproef")
    assert grounds(100.0, (95.0, 105.0), STILL, 0.2) == ("ijking", "ijking")
    assert grounds(100.0, (95.0, 105.0), STILL, 0.2, 1.85) == ("terugblik", "terugblik")
    assert grounds(100.0, (95.0, 105.0), moves, 0.0) == ("ensemble", "ensemble")
    assert grounds(100.0, (95.0, 105.0), moves, 0.0, 1.9) == ("terugblik", "terugblik")
    assert grounds(100.0, (95.0, 105.0), moves, 0.0, 1.5) == ("ensemble", "terugblik")
    assert grounds(-100.0, (-105.0, -95.0), STILL, 0.0, 1.85) == ("terugblik", "terugblik")
    banded = grounds(100.0, (10.0, 105.0), STILL, 0.0, 1.85, banded=("aannamen", "steekproef"))
    assert banded == ("aannamen", "terugblik")


@pytest.mark.parametrize("factor", [1.0, 1.3, 2.0])
def test_the_ends_are_those_of_the_grounds_that_are_named(factor: float) -> None:
    shift = Shift(0.0, 15.0, 0.0)
    named = grounds(100.0, (90.0, 120.0), shift, 0.1, factor)
    made = {ground or "steekproef": span for ground, *span in spans(100.0, 90.0, 120.0, shift, 0.1, factor)}
    assert (made[named[0]][0], made[named[1]][1]) == ends(100.0, 90.0, 120.0, shift, 0.1, factor)
