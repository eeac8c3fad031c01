"""Where a truth about the steps of a dial begins or ends: by halving where it changes once, else from a grid."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

Holds = Callable[[int], bool]


@dataclass(frozen=True, slots=True)
class Crossing:
    """Two steps beside each other: it holds at `at` and not at `beyond`."""

    at: int
    beyond: int


def halved(holds: Holds, at: int, beyond: int) -> Crossing:
    """The crossing between a step at which it holds and one at which it does not; one of them where there are more."""
    while abs(beyond - at) > 1:
        middle = (at + beyond) // 2
        if holds(middle):
            at = middle
        else:
            beyond = middle
    return Crossing(at, beyond)


def once(holds: Holds, low: int, high: int) -> list[Crossing]:
    """The crossing of a truth that changes at most once from `low` to `high`; none when it is the same at both."""
    first, last = holds(low), holds(high)
    if first == last:
        return []
    return [halved(holds, low, high) if first else halved(holds, high, low)]


def from_grid(holds: Holds, steps: Iterable[int]) -> list[Crossing]:
    """A crossing between every two steps of a grid at which the truth differs, from low to high."""
    found = []
    for low, high in pairwise(sorted(set(steps))):
        found += once(holds, low, high)
    return found


def grid_of(low: int, high: int, points: int, besides: Iterable[int]) -> list[int]:
    """Steps from `low` to `high`, even in number of `points` where there are so many, with some others besides."""
    spread = {low + (high - low) * number // (points - 1) for number in range(points)}
    return sorted({*spread, *(step for step in besides if low <= step <= high)})
