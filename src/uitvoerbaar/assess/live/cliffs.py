"""The first cliff along a dial: the step nearest to the law's own number at which a household falls or rises all at once.

A cliff is a step of the dial at which the income of a household changes by at least the norm `sprong_bevinding_eurocent`,
by at least `STEEP` times what it changes in the steps before and after, and by at least `MOST` of what it changes between
the two drawn positions around that step. Where the income of a household only falls, or only rises, between two drawn
positions, the search finds every such step; elsewhere it may pass one by.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from uitvoerbaar.base.arrays import Ints

STEEP = 4
MOST = (3, 4)
"""Three quarters."""
LOOKS = 120
"""Positions that one search may look at."""
Changes = Callable[[int], Ints]


@dataclass(frozen=True, slots=True)
class Cliff:
    """From step `at` to step `beyond` (away from the law's number) one household's income changes by `jump` eurocent a year.

    `beside` is the most that it changes in the step before or after; `households` (of the country, thousandths) is how many
    have a cliff at that step.
    """

    at: int
    beyond: int
    jump: int
    beside: int
    households: int


@dataclass
class Search:
    """Looks along a dial for its first cliff. `changes` gives the change of every household at a step."""

    changes: Changes
    weights: Ints
    least: int
    """From which jump on, in eurocent a year."""
    reach: tuple[int, int]
    looks: int = 0
    _known: dict[int, Ints] = field(default_factory=dict)

    def first(self, drawn: Sequence[int], law: int) -> tuple[Cliff | None, tuple[int, int]]:
        """The cliff nearest to the step of the law, and between which steps all was looked at."""
        ordered = sorted(drawn)
        spans = sorted(pairwise(ordered), key=lambda span: _distance(span, law))
        low = high = law
        for span in spans:
            near, far = span if abs(span[0] - law) <= abs(span[1] - law) else span[::-1]
            if self.looks >= LOOKS:
                break
            change = np.abs(self._at(far) - self._at(near))
            rows = np.flatnonzero(change >= self.least)
            asked = np.maximum(-(-change[rows] * MOST[0] // MOST[1]), self.least)
            found = self._within(near, far, rows, asked)
            if found is not None:
                return found, (min(low, found.at), max(high, found.at))
            low, high = min(low, far), max(high, far)
            self._known = {step: column for step, column in self._known.items() if step in (low, high)}
        return None, (low, high)

    def _within(self, near: int, far: int, rows: Ints, asked: Ints) -> Cliff | None:
        """The cliff nearest to `near` among rows of which the change is at least what is asked of each."""
        kept = np.abs(self._at(far)[rows] - self._at(near)[rows]) >= asked
        rows, asked = rows[kept], asked[kept]
        if not len(rows) or self.looks >= LOOKS:
            return None
        if abs(far - near) == 1:
            return self._judged(near, far, rows)
        middle = (near + far) // 2
        return self._within(near, middle, rows, asked) or self._within(middle, far, rows, asked)

    def _judged(self, at: int, beyond: int, rows: Ints) -> Cliff | None:
        """The largest jump of a step that is steep beside its neighbours."""
        way = beyond - at
        jump = self._at(beyond)[rows] - self._at(at)[rows]
        beside = np.zeros(len(rows), np.int64)
        for one, other in ((at - way, at), (beyond, beyond + way)):
            if all(self.reach[0] <= step <= self.reach[1] for step in (one, other)):
                beside = np.maximum(beside, np.abs(self._at(other)[rows] - self._at(one)[rows]))
        steep = np.abs(jump) >= STEEP * beside
        if not steep.any():
            return None
        largest = int(np.argmax(np.where(steep, np.abs(jump), -1)))
        households = int(self.weights[rows[steep]].sum())
        return Cliff(at, beyond, int(jump[largest]), int(beside[largest]), households)

    def _at(self, step: int) -> Ints:
        if step not in self._known:
            self.looks += 1
            self._known[step] = self.changes(step)
        return self._known[step]


def _distance(span: tuple[int, int], law: int) -> int:
    """How far a span is from a step; nothing when it holds it."""
    return max(span[0] - law, law - span[1], 0)
