"""The course of the country along one dial: what every position costs, who loses, and where that turns.

On the sample: a drawing for the eye, with the turning points found by halving between the positions that were drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from uitvoerbaar.face.live import ArticleDial, LiveArticle

POINTS = 24
"""Positions that are drawn, the law's own beside them."""


@dataclass(frozen=True, slots=True)
class Point:
    """A position of the dial (in the unit of the rule): what it costs in eurocent a year, and how many lose and gain."""

    at: Decimal
    treasury: float
    losers: int
    winners: int


def course(
    live: LiveArticle, dial: str, values: Mapping[str, Decimal], check: Callable[[], None]
) -> Iterator[dict[str, Any]]:
    """The points of a dial from coarse to fine, as JSON values, with the other dials at `values`; `check` may stop it.

    The last part has `turns`: where the costs go through nothing, and the first position on each side of the law's own number
    at which somebody loses. Halving finds one such position between two drawn ones; there may be more.
    """
    moved = next(each for each in live.dials if each.id == dial)
    found: dict[Decimal, Point] = {}

    def at(value: Decimal) -> Point:
        if value not in found:
            check()
            answer = live.live.answer({**values, dial: value})
            found[value] = Point(value, answer.treasury.value, answer.losers, answer.winners)
        return found[value]

    for share in _order(POINTS):
        at(_step(moved, moved.range.lo + (moved.range.hi - moved.range.lo) * share))
        if len(found) in (3, 6, 12):
            yield _told(moved, found)
    at(moved.value)
    drawn = sorted(found)
    turns = [
        *_crossings(drawn, at, moved, lambda point: point.treasury > 0, "kosteloos"),
        *_crossings(drawn, at, moved, lambda point: point.losers > 0, "verliezers"),
    ]
    yield {**_told(moved, found), "turns": turns}


def _order(points: int) -> list[Decimal]:
    """Shares of the range: the ends, the middle, and then finer and finer."""
    shares = [Decimal(number) / points for number in range(points + 1)]
    stride = points
    order: list[Decimal] = []
    while stride >= 1:
        order += [share for share in shares[::stride] if share not in order]
        stride //= 2
    return [*order, *(share for share in shares if share not in order)]


def _step(dial: ArticleDial, value: Decimal) -> Decimal:
    """The nearest position that the dial has."""
    return round(value, dial.range.decimals)


def _crossings(
    drawn: list[Decimal], at: Callable[[Decimal], Point], dial: ArticleDial, holds: Callable[[Point], bool], name: str
) -> Iterator[dict[str, str]]:
    """Where a truth about the points begins or ends, by halving between two drawn ones: the last position without it."""
    least = Decimal(1).scaleb(-dial.range.decimals)
    for low, high in pairwise(drawn):
        first = holds(at(low))
        if first == holds(at(high)):
            continue
        while high - low > least:
            middle = _step(dial, (low + high) / 2)
            if middle in (low, high):
                break
            low, high = (middle, high) if holds(at(middle)) == first else (low, middle)
        yield {"what": name, "at": str(high if first else low), "beyond": str(low if first else high)}


def _told(dial: ArticleDial, found: Mapping[Decimal, Point]) -> dict[str, Any]:
    return {
        "dial": dial.id,
        "law": str(dial.value),
        "lo": str(dial.range.lo),
        "hi": str(dial.range.hi),
        "points": [
            {"at": str(point.at), "treasury": point.treasury, "losers": point.losers, "winners": point.winners}
            for _, point in sorted(found.items())
        ],
    }
