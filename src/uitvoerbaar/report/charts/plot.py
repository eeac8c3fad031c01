"""A part of a drawing with two axes, and the marks that gather on it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from uitvoerbaar.report.charts.marks import Area, Mark, Path, layers
from uitvoerbaar.report.charts.svg import Hit, to_svg
from uitvoerbaar.report.charts.theme import INK, LINE, Size, text_width

GAP = 6
Point = tuple[float, float]


@dataclass(slots=True)
class Canvas:
    """Marks in pixels, as they are found; `svg` draws them."""

    areas: list[Area] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    lines: list[Mark] = field(default_factory=list)
    guides: list[Mark] = field(default_factory=list)
    dots: list[Mark] = field(default_factory=list)
    words: list[Mark] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)

    def word(self, x: float, y: float, text: str, align: str = "left", fill: str = INK) -> None:
        """A word with its middle at this height, held at its left, center or right."""
        self.words.append({"x": x, "y": y, "text": text, "align": align, "fill": fill})

    def svg(self, size: Size, height: float, description: str) -> str:
        """Everything as an SVG of this width and height."""
        chart = layers(
            areas=self.areas, paths=self.paths, lines=self.lines, guides=self.guides, dots=self.dots, words=self.words
        )
        return to_svg(chart, size.width, height, size.name, description, self.hits)


@dataclass(frozen=True, slots=True)
class Plot:
    """Where values stand in pixels. ``columns`` and ``rows`` are the round numbers along the axes, from low to high."""

    left: float
    right: float
    top: float
    height: float
    columns: tuple[float, ...]
    rows: tuple[float, ...]

    @property
    def bottom(self) -> float:
        """Pixels from above to the lowest number."""
        return self.top + self.height

    def __call__(self, point: Point) -> Point:
        """A point in values as pixels."""
        low, high = self.columns[0], self.columns[-1]
        return (
            self.left + (self.right - self.left) * (point[0] - low) / (high - low),
            self.top + self.height * (1 - (point[1] - self.rows[0]) / (self.rows[-1] - self.rows[0])),
        )

    def upright(self, canvas: Canvas, words: Sequence[str]) -> None:
        """A guide and its words at each number of the vertical axis; words that would touch are left out."""
        every = math.ceil((LINE - 2) * (len(self.rows) - 1) / self.height)
        for at, (value, word) in enumerate(zip(self.rows, words, strict=True)):
            y = self((self.columns[0], value))[1]
            canvas.guides.append({"x": self.left, "x2": self.right, "y": y, "y2": y})
            if at % every == 0:
                canvas.word(self.left - GAP, y, word, "right")

    def level(self, canvas: Canvas, words: Sequence[str], y: float) -> None:
        """The words of the horizontal axis at this height; as many as have room."""
        room = max(map(text_width, words)) + GAP
        every = math.ceil(room * (len(self.columns) - 1) / (self.right - self.left))
        for at, (value, word) in enumerate(zip(self.columns, words, strict=True)):
            if at % every == 0:
                canvas.word(self((value, self.rows[0]))[0], y, word, "center")
