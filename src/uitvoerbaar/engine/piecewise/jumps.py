"""From a profile to what readers ask: where does net income jump, by how much, by which article; where does it bend."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from uitvoerbaar.engine.piecewise.profile import Exact, Gap, Piece, Profile
from uitvoerbaar.law.graph import Node, Origin

_BENDS = 8
"""Strokes that draw a piece that is no straight line."""


@dataclass(frozen=True, slots=True)
class Jump:
    """Between x and `after` the output changes by `size` (eurocent a year), because of `node`, which stands at `origin`.

    `loss` is what a household loses that crosses it: from left to right, or (`less`) from right to left.
    """

    x: int
    after: int
    size: int
    node: Node
    less: bool = False
    origin: Origin | None = None

    @property
    def loss(self) -> int:
        """What a household loses that crosses the jump; below zero when it gains."""
        return self.size if self.less else -self.size

    @property
    def start(self) -> int:
        """Where a household is before it crosses."""
        return self.after if self.less else self.x

    @property
    def end(self) -> int:
        """Where a household is after it has crossed."""
        return self.x if self.less else self.after


@dataclass(frozen=True, slots=True)
class Kink:
    """After x the output changes by `slope_after` instead of `slope_before` per unit of x, because of `node`."""

    x: int
    slope_before: Fraction
    slope_after: Fraction
    node: Node
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An output of one case along x: its profile, and the exact value at any x."""

    exact: Exact
    profile: Profile
    step: int
    """The smallest step of a citizen: gaps are run through step by step."""
    less: bool = False
    """Whether a household loses when x falls."""

    def jumps(self, least: int) -> list[Jump]:
        """Every jump of at least `least` more than the slopes beside it explain, largest first.

        Complete: within a piece neighbours differ by no more than its slope and its bounds; a gap is run through at every
        step; at a cut the pieces on both sides are compared by algebra, and run exactly where they may differ so much.
        """
        return sorted(self._candidates(least), key=lambda jump: (-abs(jump.size), jump.x))

    def _candidates(self, least: int) -> Iterator[Jump]:
        parts = self.profile.parts
        for number, (left, right) in enumerate(pairwise(parts)):
            if isinstance(right, Gap):
                start, stop, node = left.high, right.high, right.node
            elif isinstance(left, Gap):
                start, stop, node = left.high, right.low, left.node
            elif _may_jump(left, right, least):
                start, stop, node = left.high, right.low, self.profile.cuts[left.high]
            else:
                continue
            yield from self._through(start, stop, node, _slopes(parts, number), least)

    def _through(self, start: int, stop: int, node: Node, slopes: list[Fraction], least: int) -> Iterator[Jump]:
        """Every step from `start` to `stop` at which the output changes by more than the slopes explain."""
        points = [*range(start, stop, self.step), stop]
        for x, after in pairwise(points):
            before, then = self.exact.at(x), self.exact.at(after)
            if before is None or then is None:
                continue
            usual = [slope * (after - x) for slope in slopes] or [Fraction(0)]
            change = then - before
            if change < min(usual) - least or change > max(usual) + least:
                yield Jump(x, after, change, node, self.less, self.exact.cause(x, after, node))

    def kinks(self, least: Fraction) -> list[Kink]:
        """Every lasting change of slope of at least `least` per unit of x, from left to right.

        Pieces shorter than a step only show how the law rounds there; the slopes on both sides of them are compared.
        """
        found: list[Kink] = []
        last: Piece | None = None
        cause: Node | None = None
        for part in self.profile.parts:
            if isinstance(part, Gap):
                cause = cause or part.node
                continue
            if part.high - part.low < self.step:
                cause = cause or self.profile.cuts.get(part.high)
                continue
            if last is not None:
                before, after = last.curve.slope(last.high), part.curve.slope(part.low)
                if abs(after - before) >= least:
                    node = self.profile.cuts.get(last.high) or cause or self.exact.root
                    origin = self.exact.cause(last.high, part.low, node)
                    found.append(Kink(last.high, before, after, node, origin))
            last, cause = part, self.profile.cuts.get(part.high)
        return found


def _may_jump(left: Piece, right: Piece, least: int) -> bool:
    """Whether the output can change by `least` between two pieces that touch."""
    try:
        change = right.curve.at(right.low) - left.curve.at(left.high)
    except ZeroDivisionError:
        return True
    spread = (right.curve.high - right.curve.low) + (left.curve.high - left.curve.low)
    return abs(change) + spread >= least


def _slopes(parts: tuple[Piece | Gap, ...], number: int) -> list[Fraction]:
    """The slopes of the pieces around the place between part `number` and the next."""
    before = next((p for p in reversed(parts[: number + 1]) if isinstance(p, Piece)), None)
    after = next((p for p in parts[number + 1 :] if isinstance(p, Piece)), None)
    slopes = []
    for piece, x in ((before, before.high if before else 0), (after, after.low if after else 0)):
        if piece is not None:
            slopes.append(piece.curve.slope(x))
    return slopes


def points(line: Line, jumps: list[Jump]) -> list[tuple[int, int]]:
    """The points (x, exact output) that draw the line with straight strokes, from left to right.

    Both ends of every piece that is longer than a step, some points between where it is no straight line, and both sides
    of every jump, in one place.
    """
    wanted: set[int] = set()
    for part in line.profile.parts:
        if isinstance(part, Piece) and part.high - part.low >= line.step:
            straight = len(part.curve.num) <= 2 and len(part.curve.den) == 1
            parts = 1 if straight else _BENDS
            wanted |= {part.low + (part.high - part.low) * i // parts for i in range(parts + 1)}
    after = {jump.x: jump.after for jump in jumps}
    wanted = (wanted | set(after)) - {x for jump in jumps for x in range(jump.x + 1, jump.after + 1)}
    wanted = {x for x in wanted if x - 1 not in wanted or x in after}  # pieces that touch share one point
    found = [(x, at) for x in sorted(wanted) for at in ([x, after[x]] if x in after else [x])]
    values = ((x, line.exact.at(at)) for x, at in found)
    return [(x, value) for x, value in values if value is not None]
