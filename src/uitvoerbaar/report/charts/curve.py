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
from uitvoerbaar.report.charts.marks import DOT, Area, Mark, Path, layers
from uitvoerbaar.report.charts.svg import to_svg
from uitvoerbaar.report.charts.theme import DASHES, INK, LINE, STROKES, Size, Swatch, text_width, wrap
from uitvoerbaar.report.words import Lang, plain, show, unit_word

PLOT = 260
GAP = 6
JUMP = (3, 3)
EDGE = 0.7
"""Width of the line around a band, in the pattern of its series, so that two that overlap are told apart without colour."""
Point = tuple[float, float]


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


def bands(figure: Figure, series: str, lang: Lang) -> list[list[tuple[float, float, float]]]:
    """The interval of one series: x, high and low, apart where one is missing; none for a figure without them."""
    encoding = figure.encoding
    parts: list[list[tuple[float, float, float]]] = [[]]
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


def draw_curve(figure: Figure, lang: Lang, size: Size, description: str) -> str:
    """The curves as SVG at this size, with a few round numbers along both axes."""
    encoding = figure.encoding
    series = series_of(figure, lang)
    parts = {each: stretches(figure, each, lang) for each in series}
    between = {each: bands(figure, each, lang) for each in series}
    points = [point for stretch in parts.values() for part in stretch for point in part]
    points += [(x, y) for stretch in between.values() for part in stretch for x, *ends in part for y in ends]
    x_unit, y_unit = unit_of(figure, encoding.category), unit_of(figure, encoding.value)
    rows = span(min(y for _, y in points), max(y for _, y in points), 5)
    columns = span(min(x for x, _ in points), max(x for x, _ in points), 6 if size.gutter else 3)
    row_words = [show(value, y_unit, lang) for value in rows]
    column_words = [show(value, x_unit, lang) for value in columns]
    heads = [_axis(figure, key, lang) for key in (encoding.value, encoding.category)]
    above = wrap(heads[0], size.width)
    left = max(max(map(text_width, row_words)) + GAP, text_width(column_words[0]) / 2)
    right = size.width - max(text_width(column_words[-1]) / 2, DOT + 1)
    top = len(above) * LINE + LINE
    low, high = columns[0], columns[-1]

    def place(point: Point) -> Point:
        return (
            left + (right - left) * (point[0] - low) / (high - low),
            top + PLOT * (1 - (point[1] - rows[0]) / (rows[-1] - rows[0])),
        )

    areas: list[Area] = []
    paths: list[Path] = []
    dots: list[Mark] = []
    words: list[Mark] = []
    leads: list[Mark] = []
    for at, each in enumerate(series):
        stroke, dash = STROKES[at % len(STROKES)], DASHES[at % len(DASHES)]
        for part in between[each]:
            upper, lower = tuple(place((x, y)) for x, y, _ in part), tuple(place((x, y)) for x, _, y in part)
            areas.append(Area(tuple((x, y, y2) for (x, y), (_, y2) in zip(upper, lower, strict=True)), stroke))
            paths += [Path(edge, stroke, dash, EDGE) for edge in (upper, lower)]
        paths += [Path(tuple(map(place, part)), stroke, dash) for part in parts[each] if len(part) > 1]
        paths += [Path((place(before), place(after)), stroke, JUMP, 1.6) for before, after in jumps(parts[each])]
    taken: list[Point] = []
    for number, marked in _marked(figure, lang).items():
        spots = [place(point) for point in marked]
        x = spots[0][0]
        label = _free(x, [*crossings(paths, x), *(y for _, y in spots)], taken, (top, top + PLOT))
        taken.append(label)
        leads += [{"x": x, "x2": x, "y": y, "y2": label[1]} for _, y in spots]
        dots.append({"x": x, "y": label[1], "fill": INK})
        words.append(_word(x, label[1], str(number), "center", "#ffffff"))
    words += [_word(0, (at + 0.5) * LINE, line, "left") for at, line in enumerate(above)]
    words += [
        _word(left - GAP, place((low, value))[1], word, "right") for value, word in zip(rows, row_words, strict=True)
    ]
    bottom = top + PLOT + GAP + LINE / 2
    room = max(map(text_width, column_words)) + GAP
    every = math.ceil(room * (len(columns) - 1) / (right - left))
    for at, (value, word) in enumerate(zip(columns, column_words, strict=True)):
        if at % every == 0:
            words.append(_word(place((value, rows[0]))[0], bottom, word, "center"))
    below = wrap(heads[1], size.width - left)
    for at, line in enumerate(below):
        words.append(_word(right, bottom + (at + 1.25) * LINE, line, "right"))
    guides = [{"x": left, "x2": right, "y": place((low, v))[1], "y2": place((low, v))[1]} for v in rows]
    total = bottom + (len(below) + 1) * LINE
    chart = layers(areas=areas, paths=paths, lines=leads, guides=guides, dots=dots, words=words)
    return to_svg(chart, size.width, total, size.name, description)


def _axis(figure: Figure, key: str | None, lang: Lang) -> str:
    """The heading of a column with its unit, unless the heading says it already."""
    column = next(column for column in figure.columns if column.key == key)
    label, unit = plain(column.label, lang), unit_word(unit_of(figure, key), lang)
    return label if not unit or unit.casefold() in label.casefold() else f"{label} ({unit})"


def _marked(figure: Figure, lang: Lang) -> dict[int, list[Point]]:
    """The marked points by the number of their words."""
    numbers = {(note.at, note.words): number for number, note in enumerate(notes_of(figure, lang), start=1)}
    points: dict[int, list[Point]] = {}
    for row in figure.rows:
        x, y = amount(row, figure.encoding.category), amount(row, figure.encoding.value)
        words = row[figure.encoding.mark] if figure.encoding.mark else None
        if x is not None and y is not None and words is not None:
            points.setdefault(numbers[x, show(words, "tekst", lang)], []).append((x, y))
    return points


def crossings(paths: Sequence[Path], x: float) -> list[float]:
    """Where the lines are, in pixels from above, at so many pixels from the left."""
    found = []
    for path in paths:
        for (x1, y1), (x2, y2) in pairwise(path.points):
            if x1 <= x <= x2:
                found += [y1, y2] if x1 == x2 else [y1 + (y2 - y1) * (x - x1) / (x2 - x1)]
    return found


def _free(x: float, lines: Sequence[float], taken: Sequence[Point], bounds: tuple[float, float]) -> Point:
    """The place above or below the marked point where a numbered dot covers no line and no other dot; the nearest
    place above when there is none.
    """
    near, step = lines[-1], DOT / 2
    tries = [near + sign * (2.0 * DOT + step * count) for count in range(40) for sign in (-1, 1)]
    for y in tries:
        clear = all(abs(y - line) >= DOT + 4 for line in lines)
        apart = all((x - other) ** 2 + (y - high) ** 2 >= (2 * DOT + 2) ** 2 for other, high in taken)
        if bounds[0] <= y <= bounds[1] - DOT and clear and apart:
            return x, y
    return x, max(tries[0], bounds[0])


def _word(x: float, y: float, text: str, align: str, fill: str = INK) -> dict[str, object]:
    return {"x": x, "y": y, "text": text, "align": align, "fill": fill}


def curve_legend(figure: Figure, lang: Lang) -> tuple[Swatch, ...]:
    """The lines with their names, when there are several."""
    series = series_of(figure, lang)
    if len(series) < 2:
        return ()
    return tuple(Swatch(STROKES[at % len(STROKES)], label, DASHES[at % len(DASHES)]) for at, label in enumerate(series))
