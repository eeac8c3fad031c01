"""What all charts share: two widths, colours that differ in lightness as well as in hue, and how text is measured.

Every chart is drawn twice: for a column of a desk screen or paper (``WIDE``) and for a telephone (``NARROW``), so that
letters keep their size; the page shows one of the two.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

INK = "#1b2227"
FAINT = "#4d5962"
RULE = "#8a959d"
BEFORE = "#c9d1d7"
AFTER = "#1f5c85"
SERIES = (AFTER, "#e3a857", "#6d4a7f", BEFORE)
"""Fill per series. Lightness differs between neighbours, so the order survives a grey print."""

LOSS = ("#9a3d0c", "#cf7a3f", "#efc19c")
"""Loss, from most to least: vermilion, safe beside blue for every common kind of colour blindness."""
GAIN = ("#b9d7e8", "#5c9cc2", "#17547d")
"""Gain, from least to most."""
SAME = "#e4e8eb"
SEQUENTIAL = ("#f3f6f8", "#8db9d3")
"""Lightest and darkest fill of a tile; ink keeps a contrast of more than 7 to 1 on both."""

FONT_SIZE = 13
LINE = 16
CHAR = 6.9
"""Width of a letter in pixels at 13 px that no usual screen font exceeds on average. Fonts of this machine are never
asked, so that the drawing is the same everywhere."""


@dataclass(frozen=True, slots=True)
class Size:
    """A width to draw for, in pixels: of the whole and of the gutter that holds row labels (0: labels stand above)."""

    name: str
    width: int
    gutter: int


WIDE = Size("wide", 700, 220)
NARROW = Size("narrow", 300, 0)
SIZES = (WIDE, NARROW)


@dataclass(frozen=True, slots=True)
class Swatch:
    """One entry of a legend: a colour and its words."""

    fill: str
    label: str


def text_width(text: str) -> float:
    """An upper estimate of the width of ``text`` in pixels."""
    return len(text) * CHAR


def wrap(text: str, pixels: float) -> list[str]:
    """``text`` in lines that fit in so many pixels; a word that is longer than a line is broken."""
    return textwrap.wrap(text, max(4, int(pixels / CHAR))) or [""]
