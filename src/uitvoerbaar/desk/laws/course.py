"""A number through the versions of its law, drawn as steps: it holds until the day on which it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.face.article_inside import Course, Level

WIDTH, HEIGHT = 280, 132
_LEFT, _RIGHT, _TOP, _BOTTOM = 6, 274, 30, 104
"""The frame that the line stays in, in pixels."""
_YEAR = 366


@dataclass(frozen=True, slots=True)
class Dot:
    """Where a level begins, with its day and its number in words."""

    x: float
    y: float
    since: str
    words: str


@dataclass(frozen=True, slots=True)
class CourseDrawing:
    """The line, its dots, where the asked day stands, and what is written at the edges."""

    name: str
    path: str
    dots: tuple[Dot, ...]
    now: float
    first: str
    last: str
    highest: str
    lowest: str
    levels: tuple[Level, ...]


def draw_course(course: Course, day: str) -> CourseDrawing | None:
    """A course as a line of steps; None for one with a single level, which has nothing to show."""
    levels = [level for level in course.levels if level.since]
    if len(levels) < 2 or len(levels) != len(course.levels):
        return None
    days = [_ordinal(level.since) for level in levels]
    end = max(days[-1] + _YEAR // 2, _ordinal(day))
    numbers = [level.number for level in levels if level.number is not None]
    low, high = min(numbers), max(numbers)

    def x(at: int) -> float:
        return round(_LEFT + (at - days[0]) / (end - days[0]) * (_RIGHT - _LEFT), 1)

    def y(number: float) -> float:
        return round(_BOTTOM - (number - low) / ((high - low) or 1) * (_BOTTOM - _TOP), 1)

    dots = tuple(
        Dot(x(at), y(level.number), level.since, level.words)
        for at, level in zip(days, levels, strict=True)
        if level.number is not None
    )
    by_number = {level.number: level.words for level in levels}
    path = "".join(_steps(levels, [x(at) for at in (*days, end)], y))
    now = x(min(max(_ordinal(day), days[0]), end))
    last = date.fromordinal(end).year
    return CourseDrawing(
        course.name, path, dots, now, levels[0].since[:4], str(last), by_number[high], by_number[low], course.levels
    )


def _steps(levels: list[Level], places: list[float], y: Callable[[float], float]) -> Iterator[str]:
    """A flat line per level, with an upright one between two that follow each other; a gap where there is no number."""
    drawn = False
    for at, level in enumerate(levels):
        if level.number is None:
            drawn = False
            continue
        yield f"{'V' if drawn else f'M{places[at]} '}{y(level.number)}H{places[at + 1]}"
        drawn = True


def _ordinal(day: str) -> int:
    found = parse_date(day)
    assert found is not None, day
    return found.toordinal()
