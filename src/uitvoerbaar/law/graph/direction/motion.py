"""What is known of a node along a dial, and how ways go together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from uitvoerbaar.law.graph.nodes import Node, Number

UP, STILL, DOWN = 1, 0, -1
Way = int | None
"""UP, STILL or DOWN; None when it is not known."""
_FITS = 2**63 - 1
"""Beyond this arithmetic may overflow, which is a failure."""


@dataclass(frozen=True, slots=True)
class Motion:
    """What is known of a node: its way, and its bounds over every case and every position of the dial (0 and 1 for truths).

    `steady`: whether, case by case, it has a value at every position or the same lack of one at every position.
    `sure`: whether it always has a value.
    """

    way: Way
    lo: Number
    hi: Number
    steady: bool
    sure: bool
    pure: bool = True
    """Whether nothing that it rests on can be unknown or cannot be expressed."""
    days: bool = True
    """Whether no day that it rests on can fall outside the calendar, which the graph itself does not look at."""

    @property
    def still(self) -> bool:
        """Whether the dial does nothing to it."""
        return self.way == STILL and self.steady


def joined(ways: Iterable[Way]) -> Way:
    """The way of what goes the way of each of these."""
    found = set(ways) - {STILL}
    return STILL if not found else found.pop() if len(found) == 1 else None


def turned(way: Way) -> Way:
    """The other way."""
    return None if way is None else -way


def sign(of: Motion) -> Way:
    return UP if of.lo >= 0 else DOWN if of.hi <= 0 else None


def pull(way: Way, factor: Way) -> Way:
    """The way of a product when one factor goes this way and the other has that sign."""
    return STILL if way == STILL else None if way is None or factor is None else way * factor


def fits(lo: Number, hi: Number) -> bool:
    """Whether numbers between these bounds never overflow."""
    return lo >= -_FITS and hi <= _FITS


def made(way: Way, lo: Number, hi: Number, steady: bool) -> Motion:
    return Motion(way if steady else None, lo, hi, steady, False)


def own_bounds(node: Node) -> tuple[Number, Number]:
    """The bounds that the graph has for a node."""
    return (0, 1) if node.kind == "bool" else (node.lo, node.hi)


def unknown(node: Node, args: list[Motion]) -> Motion:
    """Of what moves here nothing can be told."""
    return made(None, *own_bounds(node), False)


def hidden(node: Node, args: list[Motion]) -> Motion:
    """It moves in a way that is not known, but it cannot come to fail by that."""
    return made(None, *own_bounds(node), all(a.steady for a in args))
