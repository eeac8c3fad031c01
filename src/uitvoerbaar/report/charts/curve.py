"""Curves: straight lines between the points of each series, in the band of their interval where they have one, jumps as
broken verticals, marks as numbered dots.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from uitvoerbaar.findings import Figure
from uitvoerbaar.report.charts.bars import amount, name, series_of, unit_of
from uitvoerbaar.report.words import Lang, show, unit_word

Point = tuple[float, float]
Band = tuple[float, float, float]
"""A place with the upper and the lower end there."""


@dataclass(frozen=True, slots=True)
class Note:
    """What stands at a number in the drawing: where on the curve, on which series, in which words."""

    at: float
    series: tuple[str, ...]
    words: str


def stretches(figure: Figure, series: str, lang: Lang) -> list[list[Point]]:
    """The points of one series, apart where it jumps and where a value is missing."""
    parts: list[list[Point]] = [[]]
    for row in figure.rows:
        if name(row, figure.encoding.series, lang) != series:
            continue
        x, y = amount(row, figure.encoding.category), amount(row, figure.encoding.value)
        if x is None or y is None:
            parts.append([])
        else:
            if parts[-1] and parts[-1][-1][0] == x:
                parts.append([])
            parts[-1].append((x, y))
    return [part for part in parts if part]


def bands(figure: Figure, series: str, lang: Lang) -> list[list[Band]]:
    """The interval of one series: x, high and low, apart where one is missing; none for a figure without them."""
    encoding = figure.encoding
    parts: list[list[Band]] = [[]]
    for row in figure.rows:
        if encoding.low is None or encoding.high is None or name(row, encoding.series, lang) != series:
            continue
        x, low, high = (amount(row, key) for key in (encoding.category, encoding.low, encoding.high))
        if x is None or low is None or high is None:
            parts.append([])
        else:
            parts[-1].append((x, high, low))
    return [part for part in parts if len(part) > 1]


def jumps(parts: Sequence[Sequence[Point]]) -> Iterator[tuple[Point, Point]]:
    """The last point before a jump and the first one after it, which lies in the same place."""
    for before, after in pairwise(parts):
        if before[-1][0] == after[0][0]:
            yield before[-1], after[0]


def notes_of(figure: Figure, lang: Lang) -> list[Note]:
    """The marks from left to right; the same words in the same place on several series are one mark."""
    if figure.encoding.mark is None:
        return []
    found: dict[tuple[float, str], list[str]] = {}
    for row in figure.rows:
        at, words = amount(row, figure.encoding.category), row[figure.encoding.mark]
        if at is not None and words is not None:
            found.setdefault((at, show(words, "tekst", lang)), []).append(name(row, figure.encoding.series, lang))
    ordered = sorted(found.items(), key=lambda item: item[0][0])
    return [Note(at, tuple(dict.fromkeys(series)), words) for (at, words), series in ordered]


def curve_notes(figure: Figure, lang: Lang) -> tuple[str, ...]:
    """The marks in words, in the order of their numbers: where, on which line when there are several, and what."""
    several = len(series_of(figure, lang)) > 1
    unit = unit_of(figure, figure.encoding.category)
    sentences = []
    for note in notes_of(figure, lang):
        place = f"{show(note.at, unit, lang)} {unit_word(unit, lang)}".strip()
        if several:
            place = f"{place} ({', '.join(note.series)})"
        sentences.append(f"{place}: {note.words}")
    return tuple(sentences)


def span(low: float, high: float, wanted: int) -> list[float]:
    """Round numbers from at or below ``low`` to at or above ``high``, in steps of 1, 2 or 5 times a power of ten."""
    raw = ((high - low) or abs(high) or 1.0) / wanted
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * 0.999)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [step * number for number in range(first, max(last, first + 1) + 1)]


def marked_points(figure: Figure, lang: Lang) -> dict[int, list[Point]]:
    """The marked points by the number of their words."""
    numbers = {(note.at, note.words): number for number, note in enumerate(notes_of(figure, lang), start=1)}
    points: dict[int, list[Point]] = {}
    for row in figure.rows:
        x, y = amount(row, figure.encoding.category), amount(row, figure.encoding.value)
        words = row[figure.encoding.mark] if figure.encoding.mark else None
        if x is not None and y is not None and words is not None:
            points.setdefault(numbers[x, show(words, "tekst", lang)], []).append((x, y))
    return points
