"""The one layout behind every chart with horizontal bars: rows with a label, lanes with segments, words at the ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from uitvoerbaar.report.charts.marks import POINT, Mark, layers
from uitvoerbaar.report.charts.svg import Hit, to_svg
from uitvoerbaar.report.charts.theme import FAINT, INK, LINE, Size, text_width, wrap

BAR = 18
LANE_GAP = 4
ROW_GAP = 14
TEXT_GAP = 6
WHISKER = 4
BAND, THIN = 8, 2.5
"""How far above and below its dots the intervals are, and half of how thick the line between them is."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of bar from ``start`` to ``end`` on the value axis."""

    start: float
    end: float
    fill: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A value on the axis, with the ends of its interval where it has one."""

    value: float
    fill: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """One bar: its segments, the words left and right of it, and the interval around its end; or two dots with a line
    between them."""

    segments: tuple[Segment, ...]
    right: str = ""
    left: str = ""
    low: float | None = None
    high: float | None = None
    dots: tuple[Dot, ...] = ()

    @property
    def ends(self) -> tuple[float, float]:
        """The leftmost and rightmost point that is drawn, zero included."""
        points = [0.0, *(point for segment in self.segments for point in (segment.start, segment.end))]
        points += [point for point in (self.low, self.high) if point is not None]
        points += [point for dot in self.dots for point in (dot.value, dot.low, dot.high) if point is not None]
        return min(points), max(points)


@dataclass(frozen=True, slots=True)
class Row:
    """A category with its lanes; ``note`` is a second, fainter label, ``ends`` says between what its values lie, and ``aside`` is
    said of the mark and not drawn: what follows from the rest."""

    label: str
    lanes: tuple[Lane, ...]
    note: str = ""
    ends: str = ""
    aside: str = ""

    @property
    def says(self) -> str:
        """What the row says in words."""
        words = [word for lane in self.lanes for word in (lane.left, lane.right) if word]
        told = "; ".join([*words, *(more for more in (self.note, self.aside) if more)])
        return f"{self.label}: {told}{f' ({self.ends})' if self.ends else ''}"


@dataclass(frozen=True, slots=True)
class _Scale:
    """Value to pixel: a straight line that leaves room for the words at both ends."""

    origin: float
    factor: float

    def __call__(self, value: float) -> float:
        return self.origin + value * self.factor


def _scale(rows: Sequence[Row], size: Size) -> _Scale:
    lanes = [lane for row in rows for lane in row.lanes]
    low = min(lane.ends[0] for lane in lanes)
    high = max(lane.ends[1] for lane in lanes)
    left = max(text_width(lane.left) for lane in lanes)
    right = max(text_width(lane.right) for lane in lanes)
    room = POINT + 1 if any(lane.dots for lane in lanes) else 0
    start = size.gutter + (left + TEXT_GAP if left else 1) + room
    stop = size.width - (right + TEXT_GAP if right else 1) - room
    factor = (stop - start) / ((high - low) or 1)
    return _Scale(start - low * factor, factor)


def draw_rows(rows: Sequence[Row], size: Size, description: str) -> str:
    """The chart as SVG at this size. Labels stand left of the bars when there is a gutter, above them when not.

    The words of two dots stand with the label where there is no gutter: they are as wide as the chart.
    """
    if not size.gutter:
        rows = [_with_words(row) for row in rows]
    scale = _scale(rows, size)
    bars: list[Mark] = []
    dots: list[Mark] = []
    whiskers: list[Mark] = []
    words: list[Mark] = []
    zeros: list[Mark] = []
    hits: list[Hit] = []
    top = 1.0
    for row in rows:
        room = size.gutter - 2 * TEXT_GAP if size.gutter else size.width
        lines = [(line, INK) for line in wrap(row.label, room)]
        lines += [(line, FAINT) for line in (wrap(row.note, room) if row.note else ())]
        deep = len(row.lanes) * (BAR + LANE_GAP) - LANE_GAP
        tall = len(lines) * LINE
        if size.gutter:
            height = max(deep, tall)
            label_top, bar_top = top + (height - tall) / 2, top + (height - deep) / 2
        else:
            height = tall + LANE_GAP + deep
            label_top, bar_top = top, top + tall + LANE_GAP
        for number, (line, fill) in enumerate(lines):
            words.append(_word(0, label_top + (number + 0.5) * LINE, line, "left", fill))
        zeros.append({"x": scale(0), "x2": scale(0), "y": bar_top - WHISKER, "y2": bar_top + deep + WHISKER})
        for number, lane in enumerate(row.lanes):
            y = bar_top + number * (BAR + LANE_GAP)
            middle = y + BAR / 2
            bars += [
                {"x": scale(s.start), "x2": scale(s.end), "y": y, "y2": y + BAR, "fill": s.fill} for s in lane.segments
            ]
            if lane.low is not None and lane.high is not None:
                whiskers += _whisker(scale(lane.low), scale(lane.high), middle)
            for at, dot in enumerate(lane.dots):
                dots.append({"x": scale(dot.value), "y": middle, "fill": dot.fill})
                if dot.low is not None and dot.high is not None:
                    level = middle + (2 * at - 1) * BAND
                    whiskers.append({"x": scale(dot.low), "x2": scale(dot.high), "y": level, "y2": level})
            if len(lane.dots) > 1:
                start, end = sorted(scale(dot.value) for dot in lane.dots)
                bars.append(
                    {"x": start, "x2": end, "y": middle - THIN, "y2": middle + THIN, "fill": lane.dots[-1].fill}
                )
            leftmost, rightmost = lane.ends
            beyond = TEXT_GAP + (POINT if lane.dots else 0)
            words.append(_word(scale(rightmost) + beyond, middle, lane.right, "left", INK))
            words.append(_word(scale(leftmost) - TEXT_GAP, middle, lane.left, "right", INK))
        hits.append(Hit(0, top - 1, size.width, height + 2, row.says))
        top += height + ROW_GAP
    total = top - ROW_GAP + 2
    chart = layers(rects=bars, lines=whiskers, guides=zeros, points=dots, words=[w for w in words if w["text"]])
    return to_svg(chart, size.width, total, size.name, description, hits)


def _with_words(row: Row) -> Row:
    """A row of dots with what stands beside them in its label."""
    if not any(lane.dots for lane in row.lanes):
        return row
    said = ", ".join(lane.right for lane in row.lanes if lane.right)
    return replace(row, note=said, lanes=tuple(replace(lane, right="") for lane in row.lanes))


def _word(x: float, y: float, text: str, align: str, fill: str) -> Mark:
    return {"x": x, "y": y, "text": text, "align": align, "fill": fill}


def _whisker(low: float, high: float, y: float) -> list[Mark]:
    ends: list[Mark] = [{"x": x, "x2": x, "y": y - WHISKER, "y2": y + WHISKER} for x in (low, high)]
    return [{"x": low, "x2": high, "y": y, "y2": y}, *ends]
