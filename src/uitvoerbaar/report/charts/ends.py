"""Names of lines at their right end, one below another, each behind a piece of its line."""

from __future__ import annotations

from collections.abc import Sequence

from uitvoerbaar.report.charts.curve import Point
from uitvoerbaar.report.charts.marks import Path
from uitvoerbaar.report.charts.plot import Canvas, Plot
from uitvoerbaar.report.charts.theme import DASHES, LINE, STROKES, Size, wrap

LEAD, _TURN, _CLEAR = 32, 8, 4
"""Pixels from the plot to a name, to where its piece of line is level, and between the two."""
SHORT = 48
"""On a telephone a longer name than this stands above the plot: beside it, it would take the room of the lines."""
_ROOM = {"wide": 130, "narrow": 62}


def end_words(series: Sequence[str], size: Size) -> list[list[str]]:
    """The names of the lines, in lines of text that fit beside a plot."""
    return [wrap(each, _ROOM[size.name]) for each in series]


def label_ends(canvas: Canvas, plot: Plot, ends: Sequence[Point | None], words: Sequence[Sequence[str]]) -> None:
    """Each name beside the last point of its line (None: it has none), moved up or down where two would touch."""
    spots = [plot((plot.columns[-1], plot.rows[-1])) if end is None else plot(end) for end in ends]
    order = sorted(range(len(spots)), key=lambda at: spots[at][1])
    heights = [len(words[at]) * LINE + _CLEAR for at in order]
    middles: list[float] = []
    for at, high in zip(order, heights, strict=True):
        floor = middles[-1] + heights[len(middles) - 1] / 2 + high / 2 if middles else plot.top - LINE + high / 2
        middles.append(max(spots[at][1], floor))
    over = max(0.0, middles[-1] + heights[-1] / 2 - (plot.bottom + LINE))
    for place in reversed(range(len(middles))):
        if over <= 0:
            break
        lowest = plot.bottom + LINE - sum(heights[place + 1 :]) - heights[place] / 2
        middles[place] = min(middles[place], lowest)
    for at, y in zip(order, middles, strict=True):
        stroke, dash = STROKES[at % len(STROKES)], DASHES[at % len(DASHES)]
        start = spots[at] if ends[at] is not None else (plot.right, y)
        lead = (start, (plot.right + _TURN, y), (plot.right + LEAD - _CLEAR, y))
        canvas.paths.append(Path(lead, stroke, dash, 1.6))
        for line, text in enumerate(words[at]):
            canvas.word(plot.right + LEAD, y + (line - (len(words[at]) - 1) / 2) * LINE, text)


def key_above(canvas: Canvas, series: Sequence[str], size: Size) -> float:
    """The names above the plot, each behind a piece of its line; gives where the plot may start."""
    top = 0.0
    for at, name in enumerate(series):
        lines = wrap(name, size.width - LEAD)
        y = top + LINE / 2
        stroke, dash = STROKES[at % len(STROKES)], DASHES[at % len(DASHES)]
        canvas.paths.append(Path(((0, y), (LEAD - _CLEAR, y)), stroke, dash))
        for line, text in enumerate(lines):
            canvas.word(LEAD, y + line * LINE, text)
        top += len(lines) * LINE + _CLEAR
    return top + _CLEAR
