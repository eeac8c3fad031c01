"""Small multiples: who gains and loses in every grouping, and by how much on average, each on one scale for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from uitvoerbaar.findings import Figure
from uitvoerbaar.report.charts.bars import amount, by_category, diverging, unit_of
from uitvoerbaar.report.charts.marks import Mark, layers
from uitvoerbaar.report.charts.rows import Lane, Row
from uitvoerbaar.report.charts.svg import Hit, to_svg
from uitvoerbaar.report.charts.theme import AFTER, FAINT, INK, LINE, LOSS, Size, text_width, wrap
from uitvoerbaar.report.words import Lang, catalogue, show

BAR, GAP, HEADING = 14, 8, 12
SPLIT = 0.56
"""Which part of the room beside the labels the shares take."""
EDGE = 6


@dataclass(frozen=True, slots=True)
class Block:
    """One grouping: its name, the figure of the shares and the figure of the means."""

    name: str
    shares: Figure
    means: Figure


@dataclass(frozen=True, slots=True)
class _Line:
    label: str
    lane: Lane
    mean: float | None
    low: float | None
    high: float | None
    words: str
    aside: str


@dataclass(frozen=True, slots=True)
class _Axis:
    """Value to pixel, on one scale for every grouping; ``ends`` are the words that must fit beside it."""

    origin: float
    factor: float

    def __call__(self, value: float) -> float:
        return self.origin + value * self.factor


def draw_panel(blocks: Sequence[Block], lang: Lang, size: Size, description: str) -> str:
    """The small multiples as SVG at this size; where there is no gutter the mean stands in words beside the label."""
    lines = [(block.name, _lines(block, lang)) for block in blocks]
    every = [line for _, rows in lines for line in rows]
    gutter = size.gutter
    middle = gutter + (size.width - gutter) * SPLIT if gutter else float(size.width)
    shares = _axis([line.lane.ends for line in every], gutter, middle - EDGE, *_room([line.lane for line in every]))
    means = _axis([_ends(line) for line in every], middle + EDGE, size.width, *_mean_room(every)) if gutter else None
    rects: list[Mark] = []
    whiskers: list[Mark] = []
    guides: list[Mark] = []
    words: list[Mark] = []
    hits: list[Hit] = []
    top = 1.0
    if means is not None:
        told = catalogue(lang)["charts"]
        words.append(_word(shares(0), top + LINE / 2, told["shares"], "center", FAINT))
        words.append(
            _word(means(0), top + LINE / 2, told["mean"], "center" if means(0) > middle + 70 else "left", FAINT)
        )
        top += LINE + GAP
    for name, rows in lines:
        for part in wrap(name, size.width):
            words.append(_word(0, top + LINE / 2, part, "left", INK))
            top += LINE
        top += GAP / 2
        for line in rows:
            labels = wrap(line.label, gutter - 2 * EDGE if gutter else size.width - text_width(line.words) - EDGE)
            tall = len(labels) * LINE
            bar = top + (max(tall, BAR) - BAR) / 2 if gutter else top + tall
            for at, part in enumerate(labels):
                start = top if not gutter else top + (max(tall, BAR) - tall) / 2
                words.append(
                    _word(EDGE if gutter else 0, start + (at + 0.5) * LINE, part, "left", FAINT if gutter else INK)
                )
            y = bar + BAR / 2
            rects += [
                {"x": shares(s.start), "x2": shares(s.end), "y": bar, "y2": bar + BAR, "fill": s.fill}
                for s in line.lane.segments
            ]
            left, right = line.lane.ends
            words.append(_word(shares(right) + EDGE, y, line.lane.right, "left", INK))
            words.append(_word(shares(left) - EDGE, y, line.lane.left, "right", INK))
            guides.append({"x": shares(0), "x2": shares(0), "y": bar - 2, "y2": bar + BAR + 2})
            if means is None:
                words.append(_word(size.width, top + LINE / 2, line.words, "right", FAINT))
            elif line.mean is not None:
                fill = AFTER if line.mean >= 0 else LOSS[1]
                rects.append({"x": means(0), "x2": means(line.mean), "y": bar, "y2": bar + BAR, "fill": fill})
                if line.low is not None and line.high is not None:
                    whiskers.append({"x": means(line.low), "x2": means(line.high), "y": y, "y2": y})
                words.append(_word(means(max(_ends(line))) + EDGE, y, line.words, "left", INK))
                guides.append({"x": means(0), "x2": means(0), "y": bar - 2, "y2": bar + BAR + 2})
            end = max(bar + BAR, top + tall)
            hits.append(Hit(0, top, size.width, end - top, _says(name, line)))
            top = end + GAP
        top += HEADING
    chart = layers(rects=rects, lines=whiskers, guides=guides, words=[word for word in words if word["text"]])
    return to_svg(chart, size.width, top - HEADING - GAP + 4, size.name, description, hits)


def _says(name: str, line: _Line) -> str:
    sides = ", ".join(side for side in (line.lane.left, line.lane.right, line.aside) if side)
    return f"{name}, {line.label}: {sides}; {line.words}"


def _lines(block: Block, lang: Lang) -> list[_Line]:
    """The rows of a grouping: the shares of each group beside its mean."""
    encoding = block.means.encoding
    means = {label: rows[0] for label, rows in by_category(block.means, lang).items()}
    unit = unit_of(block.means, encoding.value)
    lines = []
    for row in diverging(block.shares, lang, every=True):
        told = means.get(row.label)
        mean = None if told is None else amount(told, encoding.value)
        words = "" if told is None or mean is None else show(told[encoding.value or ""], unit, lang)
        low, high = (None, None) if told is None else (amount(told, encoding.low), amount(told, encoding.high))
        lines.append(_Line(row.label, _lane(row), mean, low, high, words, row.aside))
    return lines


def _lane(row: Row) -> Lane:
    (lane,) = row.lanes
    return lane


def _ends(line: _Line) -> tuple[float, float]:
    points = [0.0, *(point for point in (line.mean, line.low, line.high) if point is not None)]
    return min(points), max(points)


def _room(lanes: Sequence[Lane]) -> tuple[float, float]:
    """How wide the words are at both ends of the shares."""
    return max(text_width(lane.left) for lane in lanes), max(text_width(lane.right) for lane in lanes)


def _mean_room(lines: Sequence[_Line]) -> tuple[float, float]:
    return 0.0, max(text_width(line.words) for line in lines)


def _axis(ends: Sequence[tuple[float, float]], start: float, stop: float, left: float, right: float) -> _Axis:
    low, high = min(end[0] for end in ends), max(end[1] for end in ends)
    first, last = start + left + EDGE + 1, stop - right - EDGE - 1
    factor = (last - first) / ((high - low) or 1)
    return _Axis(first - low * factor, factor)


def _word(x: float, y: float, text: str, align: str, fill: str) -> Mark:
    return {"x": x, "y": y, "text": text, "align": align, "fill": fill}
