"""A histogram: bins from left to right, counts upward, with a few round numbers along the side."""

from __future__ import annotations

import math

from uitvoerbaar.findings import Figure
from uitvoerbaar.report.charts.bars import amount, by_category, name, series_of, unit_of
from uitvoerbaar.report.charts.marks import layers
from uitvoerbaar.report.charts.svg import Hit, to_svg
from uitvoerbaar.report.charts.theme import INK, LINE, SERIES, Size, text_width, wrap
from uitvoerbaar.report.words import Lang, show

PLOT = 200
LABEL_PIXELS = 64
GAP = 6


def ticks(top: float, wanted: int = 4) -> list[float]:
    """Round numbers from zero up to the first that is not below ``top``: steps of 1, 2 or 5 times a power of ten."""
    if top <= 0:
        return [0.0, 1.0]
    raw = top / wanted
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw)
    return [step * number for number in range(math.ceil(top / step) + 1)]


def draw_histogram(figure: Figure, lang: Lang, size: Size, description: str) -> str:
    """The histogram as SVG at this size. Labels of bins that would not fit beside each other are left out in turn."""
    bins = by_category(figure, lang)
    series = series_of(figure, lang)
    unit = unit_of(figure, figure.encoding.value)
    marks = ticks(max(amount(row, figure.encoding.value) or 0.0 for row in figure.rows))
    tick_words = [show(mark, unit, lang) for mark in marks]
    left = max(map(text_width, tick_words)) + GAP
    width = (size.width - left) / len(bins)
    top = LINE / 2

    def height(value: float) -> float:
        return top + PLOT * (1 - value / marks[-1])

    rects, words = [], []
    hits: list[Hit] = []
    for position, rows in enumerate(bins.values()):
        for row in rows:
            lane = series.index(name(row, figure.encoding.series, lang))
            value = amount(row, figure.encoding.value) or 0.0
            thin = width * 0.92 / len(series)
            x = left + position * width + width * 0.04 + lane * thin
            fill = SERIES[lane % len(SERIES)]
            rects.append({"x": x, "x2": x + thin, "y": height(value), "y2": height(0), "fill": fill})
            said = ", ".join(word for word in (list(bins)[position], name(row, figure.encoding.series, lang)) if word)
            hits.append(Hit(x, top, thin, PLOT, f"{said}: {show(row[figure.encoding.value or ''], unit, lang)}"))
    every = math.ceil(LABEL_PIXELS / width)
    deepest = 0
    for position, label in enumerate(bins):
        if position % every:
            continue
        lines = wrap(label, width * every - GAP)
        if left + (position + 0.5) * width + max(map(text_width, lines)) / 2 > size.width:
            continue
        deepest = max(deepest, len(lines))
        for number, line in enumerate(lines):
            y = height(0) + GAP + (number + 0.5) * LINE
            words.append({"x": left + (position + 0.5) * width, "y": y, "text": line, "align": "center", "fill": INK})
    for mark, word in zip(marks, tick_words, strict=True):
        words.append({"x": left - GAP, "y": height(mark), "text": word, "align": "right", "fill": INK})
    guides = [{"x": left, "x2": size.width, "y": height(mark), "y2": height(mark)} for mark in marks]
    total = height(0) + GAP + deepest * LINE + 2
    chart = layers(rects=rects, guides=guides, words=words)
    return to_svg(chart, size.width, total, size.name, description, hits)
