"""Curves drawn: straight lines between the points, bands around them, jumps as broken verticals, marks as numbered dots."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from uitvoerbaar.findings import Figure
from uitvoerbaar.report.charts.bars import series_of, unit_of
from uitvoerbaar.report.charts.curve import Point, bands, jumps, marked_points, span, stretches
from uitvoerbaar.report.charts.marks import DOT, Area, Mark, Path, layers
from uitvoerbaar.report.charts.svg import to_svg
from uitvoerbaar.report.charts.theme import DASHES, INK, LINE, STROKES, Size, text_width, wrap
from uitvoerbaar.report.words import Lang, plain, show, unit_word

PLOT = 260
GAP = 6
JUMP = (3, 3)
EDGE = 0.7
"""Width of the line around a band, in the pattern of its series, so that two that overlap are told apart without colour."""


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
    for number, marked in marked_points(figure, lang).items():
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
