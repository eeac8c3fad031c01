"""Marks placed in pixels, as one Altair chart: what every drawing is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt

from uitvoerbaar.report.charts.theme import INK, RULE

Mark = Mapping[str, object]
"""A mark in pixels: x and y, and where it ends or what it says."""

DOT = 9
DOT_AREA = 3.141592653589793 * DOT**2


@dataclass(frozen=True, slots=True)
class Path:
    """Points joined by straight lines, from left to right; ``dash`` is a pattern of dashes and gaps in pixels."""

    points: tuple[tuple[float, float], ...]
    stroke: str
    dash: tuple[int, ...] = ()
    width: float = 2.4


def layers(
    width: float,
    height: float,
    *,
    rects: Sequence[Mark] = (),
    paths: Sequence[Path] = (),
    lines: Sequence[Mark] = (),
    guides: Sequence[Mark] = (),
    dots: Sequence[Mark] = (),
    words: Sequence[Mark] = (),
) -> alt.LayerChart:
    """Marks in pixels (x to the right, y down), from below: guides, rects, paths, lines, dots, words."""
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, width], nice=False, zero=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[height, 0], nice=False, zero=False), axis=None)
    fill = alt.Fill("fill:N", scale=None)
    parts: list[alt.Chart] = []
    if guides:
        parts.append(_data(guides).mark_rule(stroke=RULE).encode(x=x, x2="x2:Q", y=y, y2="y2:Q"))
    if rects:
        marks = _data(rects).mark_rect(stroke=INK, strokeWidth=0.6)
        parts.append(marks.encode(x=x, x2="x2:Q", y=y, y2="y2:Q", fill=fill))
    for path in paths:
        drawn = _data([{"x": across, "y": down, "at": at} for at, (across, down) in enumerate(path.points)])
        dash = list(path.dash) or alt.Undefined
        line = drawn.mark_line(stroke=path.stroke, strokeWidth=path.width, strokeDash=dash)
        parts.append(line.encode(x=x, y=y, order="at:Q"))
    if lines:
        parts.append(_data(lines).mark_rule(stroke=INK, strokeWidth=1.6).encode(x=x, x2="x2:Q", y=y, y2="y2:Q"))
    if dots:
        parts.append(_data(dots).mark_point(filled=True, opacity=1, size=DOT_AREA).encode(x=x, y=y, fill=fill))
    for align in ("left", "center", "right"):
        aligned = [word for word in words if word["align"] == align]
        if aligned:
            marks = _data(aligned).mark_text(align=align, baseline="middle")
            parts.append(marks.encode(x=x, y=y, text="text:N", fill=fill))
    return alt.LayerChart(layer=parts)


def _data(values: Sequence[Mark]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=list(values)))
