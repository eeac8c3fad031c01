"""Polynomials on whole numbers: bounds, places where a sign changes, and rounding as bounds."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uitvoerbaar.engine.piecewise.curve import Curve, below, changes, not_above, p_at, p_bounds, trimmed

small = st.fractions(min_value=-9, max_value=9, max_denominator=7)
polynomials = st.lists(small, max_size=4).map(trimmed)
ranges = st.tuples(st.integers(-30, 30), st.integers(0, 40)).map(lambda r: (r[0], r[0] + r[1]))


@given(polynomials, ranges, st.sampled_from([below, not_above]))
def test_every_change_of_sign_is_found(poly, low_high, test) -> None:  # type: ignore[no-untyped-def]
    low, high = low_high
    signs = [test(p_at(poly, x)) for x in range(low, high + 1)]
    expected = [low + i for i in range(len(signs) - 1) if signs[i] != signs[i + 1]]
    assert sorted(changes(poly, low, high, test)) == expected


@given(polynomials, ranges)
def test_bounds_hold(poly, low_high) -> None:  # type: ignore[no-untyped-def]
    low, high = low_high
    least, most = p_bounds(poly, low, high)
    assert all(least <= p_at(poly, x) <= most for x in range(low, high + 1))


@given(polynomials, polynomials, ranges, st.sampled_from(["FLOOR", "CEIL", "ROUND"]))
def test_arithmetic_keeps_the_true_value_within_the_bounds(one, other, low_high, op) -> None:  # type: ignore[no-untyped-def]
    low, high = low_high
    rounding = {"FLOOR": math.floor, "CEIL": math.ceil, "ROUND": lambda v: math.floor(v + Fraction(1, 2))}[op]
    left, right = Curve(one).rounded(op, 0), Curve(other).rounded("FLOOR", 0)
    made = {
        "plus": (left.plus(right), lambda a, b: a + b),
        "minus": (left.plus(right, -1), lambda a, b: a - b),
        "times": (left.times(right, low, high), lambda a, b: a * b),
    }
    for curve, exact in made.values():
        for x in range(low, high + 1):
            value = exact(rounding(p_at(one, x)), math.floor(p_at(other, x)))
            assert curve.at(x) + curve.low <= value <= curve.at(x) + curve.high


@given(polynomials, ranges)
def test_division_keeps_the_true_value_within_the_bounds(one, low_high) -> None:  # type: ignore[no-untyped-def]
    low, high = low_high
    divisor = Curve((Fraction(40 - low), Fraction(1)))  # x + 40 - low: at least 40 on the range
    curve = Curve(one).rounded("FLOOR", 0).over(divisor.rounded("CEIL", -1), low, high)
    for x in range(low, high + 1):
        value = Fraction(math.floor(p_at(one, x)), math.ceil(Fraction(x + 40 - low, 10)) * 10)
        assert curve.at(x) + curve.low <= value <= curve.at(x) + curve.high


def test_division_by_bounds_that_reach_zero_is_refused() -> None:
    with pytest.raises(ArithmeticError):
        Curve((Fraction(1),)).over(Curve((Fraction(0), Fraction(1, 2))).rounded("FLOOR", 0), 1, 9)


def test_slope_of_a_quotient() -> None:
    # (x^2 + 1) / (x + 1): slope (2x(x + 1) - (x^2 + 1)) / (x + 1)^2, at x = 2: (12 - 5) / 9
    curve = Curve((Fraction(1), Fraction(0), Fraction(1)), (Fraction(1), Fraction(1)))
    assert curve.slope(2) == Fraction(7, 9)
