"""Curves drawn: straight lines between the points, bands around them, jumps as broken verticals with their size, other marks as
numbered dots; and below them what a scale from zero hides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from uitvoerbaar.findings import Figure
from uitvoerbaar.report.charts.bars import series_of, unit_of
from uitvoerbaar.report.charts.beneath import crossed, differences, largest, rates
from uitvoerbaar.report.charts.cliffs import Box, cliffs_of, free_box, signed, size_words, word_box
from uitvoerbaar.report.charts.curve import Band, Point, bands, jumps, marked_points, notes_of, span, stretches
from uitvoerbaar.report.charts.ends import LEAD, SHORT, end_words, key_above, label_ends
from uitvoerbaar.report.charts.marks import DOT, Area, Path
from uitvoerbaar.report.charts.plot import GAP, Canvas, Plot
from uitvoerbaar.report.charts.sayings import say_at, say_cliff
from uitvoerbaar.report.charts.svg import Hit
from uitvoerbaar.report.charts.theme import AFTER, DASHES, INK, LINE, LOSS, STROKES, Size, text_width, wrap
from uitvoerbaar.report.words import Lang, catalogue, plain, show, unit_beside, unit_word

PLOT, PANEL = 260, 84
JUMP = (3, 3)
EDGE = 0.7
"""Width of the line around a band, in the pattern of its series, so that two that overlap are told apart without colour."""
MOST_SIZES = {"wide": 10, "narrow": 4}
"""So many jumps have their size in the drawing; the words below it have all of them."""
SMALL = 0.02
"""An end of a difference that is this small beside the other one is no news and takes no room."""
STRIPS = {"wide": 16, "narrow": 8}
"""In so many parts of the axis the lines can be pointed at."""


def draw_curve(figure: Figure, lang: Lang, size: Size, description: str) -> str:
    """The curves as SVG at this size, with a few round numbers along both axes. Below them on the same axis: the second less the
    first, and what is kept of one euro more, where that can be told."""
    encoding = figure.encoding
    series = series_of(figure, lang)
    parts = {each: stretches(figure, each, lang) for each in series}
    between = {each: bands(figure, each, lang) for each in series}
    points = [point for stretch in parts.values() for part in stretch for point in part]
    points += [(x, y) for stretch in between.values() for part in stretch for x, *ends in part for y in ends]
    gaps, kept = differences(figure, lang), rates(figure, lang)
    x_unit, y_unit = unit_of(figure, encoding.category), unit_of(figure, encoding.value)
    rows = span(min(y for _, y in points), max(y for _, y in points), 5)
    columns = span(min(x for x, _ in points), max(x for x, _ in points), 6 if size.gutter else 3)
    row_words = [show(value, y_unit, lang) for value in rows]
    column_words = [show(value, x_unit, lang) for value in columns]
    smaller = _smaller(gaps, kept, series, y_unit, lang)
    ends = end_words(series, size) if len(series) > 1 else []
    keyed = bool(ends) and not size.gutter and max(map(text_width, series)) > SHORT
    every = [*row_words, *(word for panel in smaller for word in panel.words)]
    left = max(max(map(text_width, every)) + GAP, text_width(column_words[0]) / 2)
    beside = LEAD + max(text_width(line) for words in ends for line in words) if ends and not keyed else 0
    right = size.width - max(text_width(column_words[-1]) / 2, DOT + 1, beside)
    canvas = Canvas()
    top = key_above(canvas, series, size) if keyed else 0.0
    top = _heading(canvas, _axis(figure, encoding.value, lang), top, size)
    plot = Plot(left, right, top, PLOT, tuple(columns), tuple(rows))
    plot.upright(canvas, row_words)
    for at, each in enumerate(series):
        _draw_line(canvas, plot, parts[each], between[each], at)
    if ends and not keyed:
        label_ends(canvas, plot, [parts[each][-1][-1] if parts[each] else None for each in series], ends)
    taken = _draw_cliffs(canvas, plot, figure, lang, size)
    _draw_dots(canvas, plot, figure, lang, taken)
    bottom = plot.bottom
    for panel in smaller:
        bottom = _draw_panel(canvas, panel, replace(plot, top=bottom), series, lang, size)
    _draw_hits(canvas, plot, figure, lang, size, bottom)
    y = bottom + GAP + LINE / 2
    plot.level(canvas, column_words, y)
    below = wrap(_axis(figure, encoding.category, lang), right - GAP)
    for at, line in enumerate(below):
        canvas.word(right, y + (at + 1.25) * LINE, line, "right")
    return canvas.svg(size, y + (len(below) + 1) * LINE, description)


@dataclass(frozen=True, slots=True)
class Small:
    """A panel below the curves: what it is called, its round numbers with their words, and its lines, or one difference."""

    head: str
    rows: tuple[float, ...]
    words: tuple[str, ...]
    lines: tuple[list[list[Point]], ...] = ()
    gaps: tuple[Point, ...] = ()
    unit: str = ""


def _smaller(
    gaps: list[Point], kept: Mapping[str, list[list[Point]]], series: Sequence[str], unit: str, lang: Lang
) -> list[Small]:
    told = catalogue(lang)["charts"]
    panels = []
    if gaps:
        low, high = (point[1] for point in largest(gaps))
        least = SMALL * max(high, -low)
        rows = span(low if low < -least else 0, high if high > least else 0, 3)
        words = tuple(show(value, unit, lang) for value in rows)
        first, second = series
        head = f"{told['curve_gap'].format(first=first, second=second)} ({unit_word(unit, lang)})".removesuffix(" ()")
        panels.append(Small(head, tuple(rows), words, gaps=tuple(gaps), unit=unit))
    slopes = [y for steps in kept.values() for step in steps for _, y in step]
    if slopes:
        rows = span(min(0.0, *slopes), max(1.0, *slopes), 3)
        words = tuple(show(value, "aandeel", lang).replace(",0", "").replace(".0", "") for value in rows)
        panels.append(Small(told["curve_kept"], tuple(rows), words, tuple(kept.values())))
    return panels


def _heading(canvas: Canvas, text: str, top: float, size: Size) -> float:
    """Words above a plot; gives where the plot starts."""
    lines = wrap(text, size.width)
    for at, line in enumerate(lines):
        canvas.word(0, top + (at + 0.5) * LINE, line)
    return top + len(lines) * LINE + LINE * 0.75


def _draw_line(canvas: Canvas, plot: Plot, parts: list[list[Point]], between: list[list[Band]], at: int) -> None:
    stroke, dash = STROKES[at % len(STROKES)], DASHES[at % len(DASHES)]
    for band in between:
        upper, lower = tuple(plot((x, y)) for x, y, _ in band), tuple(plot((x, y)) for x, _, y in band)
        canvas.areas.append(Area(tuple((x, y, y2) for (x, y), (_, y2) in zip(upper, lower, strict=True)), stroke))
        canvas.paths += [Path(edge, stroke, dash, EDGE) for edge in (upper, lower)]
    canvas.paths += [Path(tuple(map(plot, part)), stroke, dash) for part in parts if len(part) > 1]
    canvas.paths += [Path((plot(before), plot(after)), stroke, JUMP, 1.6) for before, after in jumps(parts)]


def _draw_panel(canvas: Canvas, panel: Small, above: Plot, series: Sequence[str], lang: Lang, size: Size) -> float:
    """A panel below what is drawn already; gives where it ends."""
    top = _heading(canvas, panel.head, above.top + LINE, size)
    plot = replace(above, top=top, height=PANEL, rows=panel.rows)
    plot.upright(canvas, panel.words)
    zero = plot((plot.columns[0], 0.0))[1]
    canvas.lines.append({"x": plot.left, "x2": plot.right, "y": zero, "y2": zero})
    for at, steps in enumerate(panel.lines):
        stroke, dash = STROKES[at % len(STROKES)], DASHES[at % len(DASHES)]
        canvas.paths += [Path(tuple(map(plot, step)), stroke, dash, 1.8) for step in steps]
    if panel.gaps:
        _draw_gap(canvas, plot, panel, lang)
    return plot.bottom


def _draw_gap(canvas: Canvas, plot: Plot, panel: Small, lang: Lang) -> None:
    """The difference as an area from zero: more in the colour of gains, less in that of losses; its ends in words."""
    zero = plot((plot.columns[0], 0.0))[1]
    spots = [plot(point) for point in crossed(panel.gaps)]
    for colour, sign in ((AFTER, -1), (LOSS[1], 1)):
        heights = [y if (y - zero) * sign > 0 else zero for _, y in spots]
        if any(y != zero for y in heights):
            edge = tuple((x, min(zero, y), max(zero, y)) for (x, _), y in zip(spots, heights, strict=True))
            canvas.areas.append(Area(edge, colour, 0.75))
    canvas.paths.append(Path(tuple(spots), INK, (), 1.2))
    taken: list[Box] = []
    low, high = largest(panel.gaps)
    for point in (high, low):
        if abs(point[1]) > SMALL * max(high[1], -low[1]):
            text = signed(point[1], panel.unit, lang)
            bounds = (plot.left, plot.top - LINE, plot.right, plot.bottom + LINE)
            found = free_box(text, plot(point), canvas.paths[-1:], taken, bounds)
            if found:
                canvas.word(found[0], found[1], text, found[2])
                taken.append(found[3])


def _draw_cliffs(canvas: Canvas, plot: Plot, figure: Figure, lang: Lang, size: Size) -> list[Box]:
    """The size of each marked jump beside it, the largest first, as long as there is room; gives the room that they took."""
    order, taken = series_of(figure, lang), [word_box(word) for word in canvas.words]
    bounds = (plot.left + 2, plot.top, plot.right, plot.bottom)
    for cliff in cliffs_of(figure, lang)[: MOST_SIZES[size.name]]:
        text = size_words(figure, cliff.size, lang)
        (x, high), (_, low) = plot(cliff.before), plot(cliff.after)
        found = free_box(text, (x, (high + low) / 2), canvas.paths, taken, bounds)
        if found:
            fill = STROKES[order.index(cliff.series[0]) % len(STROKES)] if len(cliff.series) == 1 else INK
            canvas.word(found[0], found[1], text, found[2], fill)
            taken.append(found[3])
            if abs(found[1] - (high + low) / 2) > LINE:
                canvas.lines.append({"x": x, "x2": x, "y": (high + low) / 2, "y2": found[1]})
    return taken


def _draw_dots(canvas: Canvas, plot: Plot, figure: Figure, lang: Lang, taken: Sequence[Box]) -> None:
    """A numbered dot at each mark that is no jump."""
    places: list[Point] = [((left + right) / 2, (top + bottom) / 2) for left, top, right, bottom in taken]
    jumped = {(cliff.before[0], cliff.words) for cliff in cliffs_of(figure, lang)}
    notes = notes_of(figure, lang)
    for number, marked in marked_points(figure, lang).items():
        if (notes[number - 1].at, notes[number - 1].words) in jumped:
            continue
        spots = [plot(point) for point in marked]
        x = spots[0][0]
        label = _free(x, [*crossings(canvas.paths, x), *(y for _, y in spots)], places, (plot.top, plot.bottom))
        places.append(label)
        canvas.lines += [{"x": x, "x2": x, "y": y, "y2": label[1]} for _, y in spots]
        canvas.dots.append({"x": x, "y": label[1], "fill": INK})
        canvas.word(x, label[1], str(number), "center", "#ffffff")


def _draw_hits(canvas: Canvas, plot: Plot, figure: Figure, lang: Lang, size: Size, bottom: float) -> None:
    """What the lines say in every part of the axis, and each jump in words."""
    first, last = (plot((x, plot.rows[0]))[0] for x in (plot.columns[0], plot.columns[-1]))
    count = STRIPS[size.name]
    wide = (last - first) / count
    for at in range(count):
        x = plot.columns[0] + (plot.columns[-1] - plot.columns[0]) * (at + 0.5) / count
        told = say_at(figure, x, lang)
        if told:
            canvas.hits.append(Hit(first + at * wide, plot.top, wide, bottom - plot.top, told))
    for cliff in cliffs_of(figure, lang):
        x = plot(cliff.before)[0]
        canvas.hits.append(Hit(x - GAP, plot.top, 2 * GAP, plot.height, say_cliff(figure, cliff, lang)))


def _axis(figure: Figure, key: str | None, lang: Lang) -> str:
    """The heading of a column with its unit, unless the heading says it already."""
    column = next(column for column in figure.columns if column.key == key)
    label = plain(column.label, lang)
    unit = unit_beside(label, unit_of(figure, key), lang)
    return f"{label} ({unit})" if unit else label


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
