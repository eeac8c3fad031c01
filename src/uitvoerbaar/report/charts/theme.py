"""What all charts share: two widths, colours that differ in lightness as well as in hue, and how text is measured.

Every chart is drawn twice: for a column of a desk screen or paper (``WIDE``) and for a telephone (``NARROW``), so that
letters keep their size; the page shows one of the two.
"""

from __future__ import annotations

from dataclasses import dataclass

INK = "#1b2227"
FAINT = "#4d5962"
RULE = "#8a959d"
BEFORE = "#d3dae0"
AFTER = "#6fa8cc"
SERIES = (AFTER, "#efc19c", "#8d7aa8", BEFORE)
"""Fill per series. Lightness differs between neighbours, so the order survives a grey print."""

STROKES = ("#4d5962", "#17547d", "#b4531a", "#5d4a7d")
DASHES: tuple[tuple[int, ...], ...] = ((), (9, 4), (2, 3), (12, 3, 2, 3))
"""Colour and pattern per curve, before and after first: each at least 3 to 1 on white, and told apart without colour."""

LOSS = ("#9a3d0c", "#cf7a3f", "#efc19c")
"""Loss, from most to least: vermilion, safe beside blue for every common kind of colour blindness."""
GAIN = ("#b9d7e8", "#5c9cc2", "#17547d")
"""Gain, from least to most."""
PALE, DEEP, DEEP_LOSS = "#f3f6f8", "#8db9d3", "#e9a878"
"""Lightest fill of a tile, and the darkest for much or gain and for loss; ink keeps a contrast of 7 to 1 on each."""

FONT_SIZE = 13
LINE = 16
WIDTHS = (
    (" \u00a0.,:;'|!()ijlIftr", 5.2),
    ("%+\u2212=mwMW", 12.4),
    ("0123456789", 8.3),
    ("ABCDEFGHJKLNOPQRSTUVXYZ", 10.2),
)
"""Width in pixels of letters at 13 px in the widest usual screen fonts (Verdana, DejaVu Sans). Fonts of this machine
are never asked, so that the drawing is the same everywhere."""
OTHER_WIDTH = 8.3


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
    """One entry of a legend: a colour and its words; of a curve also its pattern (None: the entry is no curve)."""

    fill: str
    label: str
    dash: tuple[int, ...] | None = None


def text_width(text: str) -> float:
    """An upper estimate of the width of ``text`` in pixels."""
    return sum(next((width for letters, width in WIDTHS if letter in letters), OTHER_WIDTH) for letter in text)


def wrap(text: str, pixels: float) -> list[str]:
    """``text`` in lines that fit in so many pixels; a word that is wider than a line has a line of its own."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer) > pixels:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
