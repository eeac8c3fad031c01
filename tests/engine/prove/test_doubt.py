"""The doubt of 28 digits in formulas: it is never dropped, neither by the least of two nor by a comparison."""

from __future__ import annotations

from fractions import Fraction

import pytest

pytest.importorskip("z3", reason="z3 is not installed: pip install 'uitvoerbaar[prove]'")

from uitvoerbaar.engine.prove.formulas.operations import arithmetic, compare
from uitvoerbaar.engine.prove.formulas.polynomial import Poly
from uitvoerbaar.engine.prove.formulas.space import Space
from uitvoerbaar.engine.prove.formulas.symbol import Symbol, number

TINY = Fraction(1, 10**26)


@pytest.mark.parametrize("op", ["MIN", "MAX"])
@pytest.mark.parametrize("turned", [False, True])
def test_the_least_of_a_doubtful_and_an_exact_number_is_doubtful(op: str, turned: bool) -> None:
    operands = [number(Poly.constant(1), TINY), number(Poly.constant(2))]
    assert arithmetic(Space(), op, operands[::-1] if turned else operands).doubt == TINY


@pytest.mark.parametrize("op", ["ADD", "SUBTRACT"])
def test_the_doubts_of_a_sum_add_up(op: str) -> None:
    operands = [number(Poly.constant(3), TINY), number(Poly.constant(2), 2 * TINY)]
    assert arithmetic(Space(), op, operands).doubt >= 3 * TINY


@pytest.mark.parametrize("op", ["LESS_THAN", "LESS_THAN_OR_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL"])
@pytest.mark.parametrize("apart", [Fraction(0), TINY / 2, -TINY / 2])
def test_a_comparison_within_the_doubt_is_not_decided(op: str, apart: Fraction) -> None:
    left = Symbol("number", Poly.constant(1 + apart), doubt=TINY)
    assert not isinstance(compare(Space(), op, left, number(Poly.constant(1))).truth, bool)


def test_a_comparison_beyond_the_doubt_is_decided() -> None:
    left = Symbol("number", Poly.constant(1 + 2 * TINY), doubt=TINY)
    assert compare(Space(), "GREATER_THAN", left, number(Poly.constant(1))).truth is True
