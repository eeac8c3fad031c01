"""Which way a value goes when one number of the law (a dial) goes up: what can be said before any case is seen.

Every node gets a `Motion`, from those of its operands: in every case its value never falls (UP), never rises (DOWN) or stays
(STILL) while the dial rises and all else stays; None where that cannot be told from the form of the rule. It is sound, not
complete: None says nothing. Absence and failure count: a motion is only told of a value that, case by case, is there at
every position of the dial or at none (`steady`).

Rounding is monotone, so that the arithmetic of the law (28 digits) keeps what holds for exact numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.law.graph.direction import choices, numbers, truths
from uitvoerbaar.law.graph.direction.motion import (
    DOWN,
    STILL,
    UP,
    Motion,
    Way,
    hidden,
    joined,
    made,
    own_bounds,
    turned,
    unknown,
)
from uitvoerbaar.law.graph.nodes import Node, topological

_FAR = 1000
"""Years, months, weeks or days from any day of a register to a day that the calendar certainly has."""
_NOBODY_KNOWS = frozenset(("TAINT", "UNKNOWN"))


def motions(roots: Iterable[Node], dial: str, fields: Mapping[str, Motion] | None = None) -> dict[int, Motion]:
    """The motion of every node that `roots` need, by the id of the node, along the dial of that name.

    `fields`: motions of computed fields of elements (of housemates), by name; a field that is not there stands still.
    """
    known: dict[int, Motion] = {}
    for node in topological(roots):
        known[node.id] = _motion(node, [known[a.id] for a in node.args], dial, fields or {})
    return known


def _motion(node: Node, args: list[Motion], dial: str, fields: Mapping[str, Motion]) -> Motion:
    pure = node.op not in _NOBODY_KNOWS and all(a.pure for a in args)
    days = not _leaves_calendar(node) and all(a.days for a in args)
    sure = pure and days and not node.may_fail and not node.nullable
    if node.op == "DIAL":
        reach = node.payload.range
        return Motion(UP if node.payload.name == dial else STILL, reach.lo, reach.hi, True, True)
    if node.op in ("GET", "LOCAL"):
        return replace(_element(node, args, fields), sure=sure, pure=pure, days=days)
    told = RULES[node.op](node, args)
    if all(a.still for a in args):
        told = replace(told, way=STILL, steady=True)
    return replace(told, sure=sure, pure=pure, days=days)


def _leaves_calendar(node: Node) -> bool:
    """Whether a day is computed that no calendar may have."""
    if node.op not in ("DATE", "DATE_ADD"):
        return False
    given = [a.payload for a in (node.args if node.op == "DATE" else node.args[1:])]
    if not all(a.op == "CONST" for a in node.args[-len(given) :]) or not all(type(each) is int for each in given):
        return True
    return max(map(abs, given)) > _FAR if node.op == "DATE_ADD" else parse_date(_iso(*given)) is None


def _iso(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"


def _constant(node: Node, args: list[Motion]) -> Motion:
    bounds = (int(node.payload),) * 2 if isinstance(node.payload, bool) else own_bounds(node)
    return made(STILL, *bounds, True)


def _field(node: Node, args: list[Motion]) -> Motion:
    """A look-up in a register; only what stands in for a missing record can move."""
    way = None if not args[0].still else args[1].way if len(args) > 1 else STILL
    return made(way, *own_bounds(node), args[0].still and all(a.steady for a in args))


def _element(node: Node, args: list[Motion], fields: Mapping[str, Motion]) -> Motion:
    name = node.payload[0] if node.op == "GET" else node.payload
    moved = fields.get(name)
    if not args[0].still:
        return unknown(node, args)
    given = [each for each in (moved, *args[1:]) if each is not None]
    return made(joined(each.way for each in given), *own_bounds(node), all(each.steady for each in given))


def _last(node: Node, args: list[Motion]) -> Motion:
    return made(args[-1].way, args[-1].lo, args[-1].hi, all(a.steady for a in args))


_Rule = Callable[[Node, list[Motion]], Motion]
_DATES: Sequence[str] = ("AGE", "DATE", "DATE_ADD", "DATE_DIFF", "DAY_OF_WEEK", "DATE_PART", "START_OF")
RULES: dict[str, _Rule] = {
    "CONST": _constant,
    **dict.fromkeys(("PARAM", "VAR", "TAINT", "UNKNOWN", "ERROR"), hidden),
    "FIELD": _field,
    **dict.fromkeys(numbers.PAIRS, numbers.folded),
    **dict.fromkeys(("ROUND", "CEIL", "FLOOR"), numbers.rounding),
    **dict.fromkeys(("LESS_THAN", "LESS_THAN_OR_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL"), truths.order),
    "EQUALS": truths.equality,
    "IS_NULL": truths.absence,
    "NOT": truths.negation,
    **dict.fromkeys(("AND", "OR"), truths.logic),
    "IF": choices.choice,
    "IN": hidden,
    **dict.fromkeys(("LIST", *_DATES), unknown),
    "FOREACH": choices.foreach,
    **dict.fromkeys(("SEQ", "NAME", "NONNULL", "PRESENT"), _last),
}
"""Which way each operation goes; GET, LOCAL and DIAL stand apart, for they need more than their operands."""

__all__ = ["DOWN", "RULES", "STILL", "UP", "Motion", "Way", "joined", "motions", "turned"]
