"""Jumps and kinks at their edges: what only the bounds of two pieces make possible, and a kink of exactly the least size."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.engine.piecewise.test_profile import LAW, line
from uitvoerbaar.engine.piecewise.curve import Curve
from uitvoerbaar.engine.piecewise.jumps import _may_jump
from uitvoerbaar.engine.piecewise.profile import Piece


def piece(low: int, high: int, value: int, spread: Fraction) -> Piece:
    """A flat piece of which rounding makes the value uncertain."""
    return Piece(low, high, Curve((Fraction(value),), low=-spread / 2, high=spread / 2))


@pytest.mark.parametrize(
    ("change", "left", "right", "least", "may"),
    [
        (0, 3, 2, 5, True),  # nothing but the bounds of both
        (0, 3, 2, 6, False),
        (4, 1, 0, 5, True),  # the change and the bounds of one
        (-4, 0, 1, 5, True),
        (4, 0, 0, 5, False),
        (5, 0, 0, 5, True),  # exactly the least
    ],
)
def test_bounds_of_both_pieces_count_for_a_jump(change: int, left: int, right: int, least: int, may: bool) -> None:
    one, other = piece(0, 9, 100, Fraction(left)), piece(10, 19, 100 + change, Fraction(right))
    assert _may_jump(one, other, least) is may


def test_a_kink_of_exactly_the_least_size_is_one() -> None:
    text = LAW.replace("{name: samen, type: number}", "{name: samen, type: number}, {name: over, type: number}")
    over = line("over", text=text)
    assert [(kink.slope_before, kink.slope_after) for kink in over.kinks(Fraction(1))] == [(0, 1)]
    assert over.kinks(Fraction(101, 100)) == []
