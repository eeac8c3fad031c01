"""What walks of one case along one fact found already, for outputs of one graph that share most of their nodes.

Before and after a change of law are two outputs of one graph. What both ask is walked once: values that do not move with x,
values at an x, and curves on a range of x (a curve without a cut on a range is the same curve on every part of it).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

Memo = dict[int, Any]
_POINTS = 256
"""Values of x that are kept at most, the last ones first: outputs that are followed after each other meet most of the same."""


@dataclass(slots=True)
class Known:
    """Found along one fact, of all outputs together. `moving` are the nodes (by id) that x moves, `fixed` the values of others."""

    moving: frozenset[int]
    in_elements: bool = True
    """Whether what varies may be a fact of elements of a list, which every element has by itself."""
    fixed: Memo = field(default_factory=dict)
    _points: dict[int, Memo] = field(default_factory=dict)
    _ranges: list[tuple[int, int, Memo]] = field(default_factory=list)

    def at(self, x: int) -> Memo:
        """What is known at x, to be added to."""
        return {**self.fixed, **self._points.get(x, {})}

    def keep(self, x: int, memo: Memo, seeds: int) -> None:
        """Keep what a walk at x found beside its first `seeds` values."""
        found = dict(islice(memo.items(), seeds, None))
        self.fixed |= self.unmoved(found)
        self._points[x] = self._points.pop(x, {}) | found
        if len(self._points) > _POINTS:
            del self._points[next(iter(self._points))]

    def on(self, low: int, high: int, memo: Memo) -> Memo:
        """`memo` with what another output found on the smallest range that holds low..high."""
        around = [(stop - start, found) for start, stop, found in self._ranges if start <= low and high <= stop]
        return {**self.fixed, **min(around, key=lambda each: each[0])[1], **memo} if around else {**self.fixed, **memo}

    def keep_ranges(self, found: list[tuple[int, int, Memo]]) -> None:
        """Keep what was found on ranges, for the outputs that follow."""
        self._ranges += found
        for _, _, memo in (*found[:1], *found[-1:]):
            self.fixed |= self.unmoved(memo)

    def drop(self) -> None:
        """Forget what only serves outputs that are followed at the same time; `fixed` stays."""
        self._points.clear()
        self._ranges.clear()

    def unmoved(self, memo: Mapping[int, Any]) -> Memo:
        """The values that x does not move."""
        return {key: value for key, value in memo.items() if key not in self.moving}
