"""What is known of a node before any case: every value that the operands allow lies within its bounds."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from itertools import product

import pytest

from uitvoerbaar.law.graph import FieldSpec, Graph, Node

RANGES = ((2, 5), (0, 3), (-4, 1), (-3, -1), (7, 7))
DOES = {
    "ADD": lambda a, b: a + b, "SUBTRACT": lambda a, b: a - b, "MULTIPLY": lambda a, b: a * b,
    "DIVIDE": lambda a, b: Fraction(a, b), "MIN": min, "MAX": max,
}  # fmt: skip


def of(graph: Graph, name: str, lo: int, hi: int) -> Node:
    return graph.node("PARAM", (), name, spec=FieldSpec("number", nullable=False, lo=lo, hi=hi))


@pytest.mark.parametrize("op", DOES)
def test_bounds_hold_every_value_and_are_no_wider_than_needed(op: str) -> None:
    for ranges in product(RANGES, RANGES):
        graph = Graph()
        made = graph.node(op, [of(graph, name, *ends) for name, ends in zip("ab", ranges, strict=True)], True)
        if op == "DIVIDE" and ranges[1][0] <= 0 <= ranges[1][1]:
            assert made.may_fail
            continue
        every = [reduce(DOES[op], values) for values in product(*(range(lo, hi + 1) for lo, hi in ranges))]
        assert [float(made.lo), float(made.hi)] == pytest.approx([float(min(every)), float(max(every))]), ranges
        assert not made.may_fail


def test_a_divisor_that_can_become_nothing_may_fail() -> None:
    """Of 10 to 20 less 0 to 15 nothing can be left."""
    graph = Graph()
    left = graph.node("SUBTRACT", [of(graph, "a", 10, 20), of(graph, "b", 0, 15)], True)
    assert graph.node("DIVIDE", [graph.const(1), left], True).may_fail
