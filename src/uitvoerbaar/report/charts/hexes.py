"""Municipalities as six-sided tiles of one size, about in their place: a small one is seen as well as a large one."""

from __future__ import annotations

import math
from collections.abc import Sequence

from uitvoerbaar.findings import Figure
from uitvoerbaar.report.charts.bars import amount, name, unit_of
from uitvoerbaar.report.charts.marks import Mark, layers
from uitvoerbaar.report.charts.svg import Hit, to_svg
from uitvoerbaar.report.charts.theme import GAIN, LOSS, PALE, Size, Swatch
from uitvoerbaar.report.charts.tiles import said
from uitvoerbaar.report.words import Lang, catalogue, show

UNKNOWN = "#ffffff"
LARGEST = 460
_ROW = math.sqrt(3) / 2
"""How far rows of six-sided tiles lie apart, in widths of a tile."""
_CLASSES = len(GAIN)


def draw_hexes(figure: Figure, lang: Lang, size: Size, description: str) -> str:
    """The map as SVG; what a tile says stands in the table beside it, the largest first."""
    key = figure.encoding
    places = [(_whole(row, key.x), _whole(row, key.y), amount(row, key.value)) for row in figure.rows]
    shades = shades_of([value for *_, value in places if value is not None])
    left, top = min(x for x, *_ in places), min(y for _, y, _ in places)
    across = max(x for x, *_ in places) - left
    width = min(size.width, LARGEST)
    tile = width / (across / 2 + 1)
    hexes: list[Mark] = [
        {
            "x": ((x - left) / 2 + 0.5) * tile,
            "y": (y - top) * tile * _ROW + tile / math.sqrt(3),
            "fill": UNKNOWN if value is None else _fill(value, shades),
        }
        for x, y, value in places
    ]
    hits = [
        Hit(
            float(str(mark["x"])) - tile / 2,
            float(str(mark["y"])) - tile * _ROW / 2,
            tile,
            tile * _ROW,
            f"{name(row, key.category, lang)}: {said(figure, amount(row, key.value), lang)}",
        )
        for mark, row in zip(hexes, figure.rows, strict=True)
    ]
    height = max(float(str(mark["y"])) for mark in hexes) + tile / math.sqrt(3)
    return to_svg(layers(hexes=hexes, hex_width=tile), width, height, size.name, description, hits)


def _whole(row: object, key: str | None) -> int:
    assert isinstance(row, dict)
    return int(row[key])


Shades = list[tuple[float, float, str]]
"""Classes from low to high: the lowest and the highest value in it, and its fill."""


def shades_of(values: Sequence[float]) -> Shades:
    """Values in classes of about as many tiles each: below zero in the colours of loss, above it in those of gain."""
    below = _classes(sorted(v for v in values if v < 0), LOSS)
    none: Shades = [(0.0, 0.0, PALE)] if any(v == 0 for v in values) else []
    return below + none + _classes(sorted(v for v in values if v > 0), GAIN)


def _classes(values: Sequence[float], fills: Sequence[str]) -> Shades:
    if not values:
        return []
    edges = sorted({values[min(len(values) - 1, round(len(values) * part / _CLASSES))] for part in range(_CLASSES)})
    found: Shades = []
    for at, low in enumerate(edges):
        inside = [v for v in values if v >= low and (at + 1 == len(edges) or v < edges[at + 1])]
        if inside:
            found.append(
                (
                    inside[0],
                    inside[-1],
                    fills[at] if len(edges) == _CLASSES else fills[at * 2 if len(edges) == 2 else 1],
                )
            )
    return found


def _fill(value: float, shades: Shades) -> str:
    return next(fill for low, high, fill in shades if low <= value <= high)


def hex_legend(figure: Figure, lang: Lang) -> tuple[Swatch, ...]:
    """Each class with its lowest and highest value, and the white of what is not known."""
    values = [amount(row, figure.encoding.value) for row in figure.rows]
    unit = unit_of(figure, figure.encoding.value)
    words = catalogue(lang)
    swatches = [
        Swatch(
            fill,
            show(low, unit, lang)
            if low == high
            else f"{show(low, unit, lang)} {words['hex_to']} {show(high, unit, lang)}",
        )
        for low, high, fill in shades_of([v for v in values if v is not None])
    ]
    if any(v is None for v in values):
        swatches.append(Swatch(UNKNOWN, str(words["hex_too_few"])))
    return tuple(swatches)
