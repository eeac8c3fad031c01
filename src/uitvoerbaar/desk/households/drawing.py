"""Net income along the wage as a drawing: a line per law, with every jump."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from uitvoerbaar.base.language import said
from uitvoerbaar.base.numbers import numeral
from uitvoerbaar.base.text import Text

WIDTH, HEIGHT = 640, 340
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 628, 14, 300
"""The frame of the lines, in pixels."""
_CENTS, _LINES = 100, 5


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the grid: where it stands, and what is written there."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """The line of one law, as the path of an SVG."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class CurveDrawing:
    """The lines with their grid; `rows` are all points, for who reads a table."""

    lines: tuple[Line, ...]
    across: tuple[Mark, ...]
    up: tuple[Mark, ...]
    heads: tuple[str, str, str, str]
    rows: tuple[tuple[str, str, str, str], ...]
    jumps: tuple[tuple[str, str], ...]


def draw_curve(figure: Any) -> CurveDrawing:
    """The drawing of a curve figure: rows of x, netto (eurocent a year), kant (which law) and sprong (the jump there)."""
    rows = figure.rows
    most_x = max((row["x"] for row in rows), default=0) or 1
    values = [row["netto"] for row in rows]
    low, high = min([0, *values]), max([0, *values]) or 1

    def x(value: float) -> float:
        return float(round(_LEFT + value / most_x * (_RIGHT - _LEFT), 1))

    def y(value: float) -> float:
        return float(round(_BOTTOM - (value - low) / (high - low) * (_BOTTOM - _TOP), 1))

    names = list(dict.fromkeys(said(row["kant"]) for row in rows))
    lines = tuple(
        Line(name, "M" + "L".join(f"{x(row['x'])} {y(row['netto'])}" for row in rows if said(row["kant"]) == name))
        for name in names
    )
    labels = {column.key: said(column.label) for column in figure.columns}
    return CurveDrawing(
        lines,
        tuple(Mark(x(value), _euros(value)) for value in steps(0, most_x)),
        tuple(Mark(y(value), _euros(value)) for value in steps(low, high)),
        (labels["x"], labels["netto"], labels["kant"], labels["sprong"]),
        tuple((_euros(row["x"]), _euros(row["netto"]), said(row["kant"]), _told(row["sprong"])) for row in rows),
        tuple(_jumps(rows)),
    )


def steps(low: float, high: float) -> list[int]:
    """Round amounts in eurocent from low to high, at most some six."""
    size = _CENTS
    while (high - low) / size > _LINES:
        size *= 2 if str(size)[0] in "15" else 1
        if (high - low) / size > _LINES:
            size = size * 5 // 2 if str(size)[0] == "2" else size
    first = -int(-low // size)
    return [size * at for at in range(first, int(high // size) + 1)]


def _jumps(rows: Sequence[Any]) -> Iterator[tuple[str, str]]:
    for row in rows:
        if isinstance(row["sprong"], Text):
            yield said(row["kant"]), said(row["sprong"])


def _told(cell: object) -> str:
    return said(cell) if isinstance(cell, Text) else ""


def _euros(cents: float) -> str:
    return f"{'−' if cents < 0 else ''}€ {said(numeral(abs(round(cents / _CENTS))))}"
