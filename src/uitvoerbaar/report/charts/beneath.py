"""What a curve hides on a scale from zero: the second line less the first, and what is kept of one euro more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from uitvoerbaar.findings import Figure
from uitvoerbaar.report.charts.bars import series_of, unit_of
from uitvoerbaar.report.charts.curve import Point, stretches
from uitvoerbaar.report.words import Lang

Stretches = Sequence[Sequence[Point]]
_SIDES = 2
_FINEST = 150
"""A slope is taken over at least one such part of the axis: over less, rounding to whole euros is all that it would tell."""
INCOME = "inkomen"
"""How the id of a curve along income ends (`aspects/cliffs`)."""


def has_difference(figure: Figure, lang: Lang) -> bool:
    """Whether a figure has two lines in money, without intervals, of which one can be taken from the other."""
    money = unit_of(figure, figure.encoding.value).startswith("eurocent")
    return money and figure.encoding.low is None and len(series_of(figure, lang)) == _SIDES


def has_rates(figure: Figure) -> bool:
    """Whether the lines are net income along income, so that their slope is what is kept of one euro more."""
    units = {unit_of(figure, key) for key in (figure.encoding.category, figure.encoding.value)}
    return figure.id.endswith(INCOME) and units == {"eurocent_per_jaar"} and figure.encoding.low is None


def value_at(parts: Stretches, x: float, *, after: bool = False) -> float | None:
    """The value of a line at this place; at a jump that before it, or that after it."""
    found = [_within(part, x) for part in parts if part[0][0] <= x <= part[-1][0]]
    return None if not found else found[-1 if after else 0]


def _within(part: Sequence[Point], x: float) -> float:
    for (x1, y1), (x2, y2) in pairwise(part):
        if x1 <= x <= x2:
            return y1 if x2 == x1 else y1 + (y2 - y1) * (x - x1) / (x2 - x1)
    return part[0][1]


def difference(first: Stretches, second: Stretches) -> list[Point]:
    """The second line less the first, at every place where either bends or jumps and both are known; a jump is two points."""
    places = sorted({x for line in (first, second) for part in line for x, _ in part})
    points: list[Point] = []
    for x in places:
        for after in (False, True):
            one, other = value_at(first, x, after=after), value_at(second, x, after=after)
            if one is not None and other is not None and (not points or points[-1] != (x, other - one)):
                points.append((x, other - one))
    return points


def differences(figure: Figure, lang: Lang) -> list[Point]:
    """The difference of the two lines of a figure; none where it has no two, or where they are the same."""
    if not has_difference(figure, lang):
        return []
    first, second = (stretches(figure, each, lang) for each in series_of(figure, lang))
    points = difference(first, second)
    return points if any(y for _, y in points) else []


def crossed(points: Sequence[Point]) -> list[Point]:
    """The points with one at zero wherever the line between two of them goes through it."""
    found = list(points[:1])
    for (x1, y1), (x2, y2) in pairwise(points):
        if y1 * y2 < 0:
            found.append((x1 + (x2 - x1) * y1 / (y1 - y2), 0.0))
        found.append((x2, y2))
    return found


def largest(points: Sequence[Point]) -> tuple[Point, Point]:
    """Where a difference is lowest and where it is highest: the first place of each."""
    return min(points, key=lambda point: point[1]), max(points, key=lambda point: point[1])


def slopes(parts: Stretches, low: float, high: float) -> list[list[Point]]:
    """What a line gains per unit along the axis, as steps: apart where it jumps."""
    least = (high - low) / _FINEST
    steps = []
    for part in parts:
        step: list[Point] = []
        start = part[0]
        for point in part[1:]:
            if point[0] - start[0] >= least:
                slope = (point[1] - start[1]) / (point[0] - start[0])
                step += [(start[0], slope), (point[0], slope)]
                start = point
        if step:
            steps.append(step)
    return steps


def rates(figure: Figure, lang: Lang) -> Mapping[str, list[list[Point]]]:
    """What is kept of one euro more, per line; empty for another kind of figure."""
    if not has_rates(figure):
        return {}
    lines = {each: stretches(figure, each, lang) for each in series_of(figure, lang)}
    places = [x for parts in lines.values() for part in parts for x, _ in part]
    return {each: slopes(parts, min(places), max(places)) for each, parts in lines.items()}
