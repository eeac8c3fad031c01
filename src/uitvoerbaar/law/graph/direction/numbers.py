"""Which way numbers go: arithmetic and rounding."""

from __future__ import annotations

import decimal
from collections.abc import Callable, Mapping
from decimal import Decimal

from uitvoerbaar.law.graph.direction.motion import Motion, fits, joined, made, pull, sign, turned, unknown
from uitvoerbaar.law.graph.nodes import INFINITE, Node, Number

_DIGITS = decimal.Context(prec=28, rounding=decimal.ROUND_HALF_UP)
"""The arithmetic of the law: a bound that is rounded as a value is bounds that value."""
_WIDE = decimal.Context(prec=90)
_ROUNDINGS = {"ROUND": decimal.ROUND_HALF_UP, "CEIL": decimal.ROUND_CEILING, "FLOOR": decimal.ROUND_FLOOR}


def folded(node: Node, args: list[Motion]) -> Motion:
    """An operation of numbers, from left to right. Unless the bounds fit it may overflow, here and not there."""
    if node.kind != "number" or any(a.kind != "number" for a in node.args):
        return unknown(node, args)
    total, fit = args[0], True
    for other in args[1:]:
        total = PAIRS[node.op](total, other)
        fit = fit and (node.op in ("MIN", "MAX") or fits(total.lo, total.hi))
    steady = total.steady and all(a.steady for a in args) and fit
    return made(total.way, total.lo, total.hi, steady)


def _sum(a: Motion, b: Motion) -> Motion:
    lo, hi = _DIGITS.add(Decimal(a.lo), Decimal(b.lo)), _DIGITS.add(Decimal(a.hi), Decimal(b.hi))
    return made(joined((a.way, b.way)), lo, hi, True)


def _difference(a: Motion, b: Motion) -> Motion:
    lo, hi = _DIGITS.subtract(Decimal(a.lo), Decimal(b.hi)), _DIGITS.subtract(Decimal(a.hi), Decimal(b.lo))
    return made(joined((a.way, turned(b.way))), lo, hi, True)


def _product(a: Motion, b: Motion) -> Motion:
    way = joined((pull(a.way, sign(b)), pull(b.way, sign(a))))
    return made(way, *_corners(a, b, _DIGITS.multiply), True)


def _quotient(a: Motion, b: Motion) -> Motion:
    if b.lo <= 0 <= b.hi:
        return made(None, -INFINITE, INFINITE, False)
    way = joined((pull(a.way, sign(b)), pull(turned(b.way), sign(a))))
    return made(way, *_corners(a, b, _DIGITS.divide), True)


def _corners(a: Motion, b: Motion, compute: Callable[[Decimal, Decimal], Decimal]) -> tuple[Number, Number]:
    ends = [Decimal(end) for end in (a.lo, a.hi, b.lo, b.hi)]
    if not all(end.is_finite() for end in ends):
        return -INFINITE, INFINITE
    found = [compute(x, y) for x in ends[:2] for y in ends[2:]]
    return min(found), max(found)


def _least(a: Motion, b: Motion) -> Motion:
    return made(joined((a.way, b.way)), min(a.lo, b.lo), min(a.hi, b.hi), True)


def _most(a: Motion, b: Motion) -> Motion:
    return made(joined((a.way, b.way)), max(a.lo, b.lo), max(a.hi, b.hi), True)


def rounding(node: Node, args: list[Motion]) -> Motion:
    value = args[0]
    if node.args[0].kind != "number":
        return unknown(node, args)
    unit, how = Decimal(1).scaleb(-node.payload[0]), _ROUNDINGS[node.op]
    bounds = [Decimal(value.lo), Decimal(value.hi)]
    if not fits(*bounds):
        return unknown(node, args)
    lo, hi = (bound.quantize(unit, how, _WIDE) for bound in bounds)
    return made(value.way, lo, hi, value.steady)


PAIRS: Mapping[str, Callable[[Motion, Motion], Motion]] = {
    "ADD": _sum,
    "SUBTRACT": _difference,
    "MULTIPLY": _product,
    "DIVIDE": _quotient,
    "MIN": _least,
    "MAX": _most,
}
"""What each operation does with two operands."""
