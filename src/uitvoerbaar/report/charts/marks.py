"""Marks placed in pixels, as one Vega drawing: what every chart is made of."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from uitvoerbaar.report.charts.theme import INK, RULE

Mark = Mapping[str, object]
"""A mark in pixels: x and y, and where it ends or what it says."""
Spec = dict[str, Any]
"""A piece of a Vega specification."""

DOT, POINT, SPECK = 9, 6, 4
_HEX = "M0,-0.57735L0.5,-0.288675L0.5,0.288675L0,0.57735L-0.5,0.288675L-0.5,-0.288675Z"
"""A six-sided tile that stands on a point and is 1 wide; Vega draws a shape at half the root of its size."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A Vega specification without scales and axes, every mark where its data says, and the words on top of it.

    Vega would measure each word in the fonts of this machine, which costs far more than drawing; no word needs it here.
    """

    spec: Spec
    words: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """Points joined by straight lines, from left to right; ``dash`` is a pattern of dashes and gaps in pixels."""

    points: tuple[tuple[float, float], ...]
    stroke: str
    dash: tuple[int, ...] = ()
    width: float = 2.4


@dataclass(frozen=True, slots=True)
class Area:
    """What lies between two lines, from left to right: x, and y of the upper and the lower one."""

    points: tuple[tuple[float, float, float], ...]
    fill: str
    shade: float = 0.16
    """How much of its colour it has: at this, words and other lines on top of two of them can still be read."""


def layers(
    *,
    areas: Sequence[Area] = (),
    rects: Sequence[Mark] = (),
    paths: Sequence[Path] = (),
    lines: Sequence[Mark] = (),
    guides: Sequence[Mark] = (),
    dots: Sequence[Mark] = (),
    hexes: Sequence[Mark] = (),
    hex_width: float = 0.0,
    points: Sequence[Mark] = (),
    specks: Sequence[Mark] = (),
    words: Sequence[Mark] = (),
) -> Drawing:
    """Marks in pixels (x to the right, y down), from below: guides, areas, rects, hexes, paths, lines, dots, points,
    words. A dot holds a number, a point is a value, a speck one of many; `hexes` are six-sided tiles of `hex_width` that
    stand on a point."""
    ends = ("x", "x2", "y", "y2")
    parts = [_layer("rule", guides, ends, stroke=RULE)]
    for area in areas:
        edges: list[Mark] = [{"x": x, "y": y, "y2": y2} for x, y, y2 in area.points]
        parts.append(_layer("area", edges, ("x", "y", "y2"), fill=area.fill, fillOpacity=area.shade))
    parts += [
        _layer("rect", rects, (*ends, "fill"), stroke=INK, strokeWidth=0.6),
        _layer(
            "symbol", hexes, ("x", "y", "fill"), shape=_HEX, size=(2 * hex_width) ** 2, stroke=RULE, strokeWidth=0.5
        ),
    ]
    for path in paths:
        corners: list[Mark] = [{"x": x, "y": y} for x, y in path.points]
        style = {"stroke": path.stroke, "strokeWidth": path.width, "strokeDash": list(path.dash)}
        parts.append(_layer("line", corners, ("x", "y"), **style))
    parts += [
        _layer("rule", lines, ends, stroke=INK, strokeWidth=1.6),
        _layer("symbol", dots, ("x", "y", "fill"), shape="circle", size=math.pi * DOT**2),
        _layer(
            "symbol", points, ("x", "y", "fill"), shape="circle", size=math.pi * POINT**2, stroke=INK, strokeWidth=1.2
        ),
        _layer(
            "symbol", specks, ("x", "y", "fill"), shape="circle", size=math.pi * SPECK**2, stroke=INK, strokeWidth=0.5
        ),
    ]
    drawn = [(f"part-{at}", *part) for at, part in enumerate(parts) if part[1]]
    spec = {
        "data": [{"name": name, "values": list(values)} for name, _, values in drawn],
        "marks": [{**mark, "from": {"data": name}} for name, mark, _ in drawn],
    }
    return Drawing(spec, tuple(words))


def _layer(kind: str, values: Sequence[Mark], fields: Sequence[str], **style: object) -> tuple[Spec, Sequence[Mark]]:
    """A Vega mark that takes these fields from its values and the style from here."""
    encoded: Spec = {field: {"field": field} for field in fields}
    encoded |= {name: {"value": value} for name, value in style.items()}
    return {"type": kind, "encode": {"enter": encoded}}, values
