"""From a Vega drawing to SVG that can stand inside a page: no fixed size, no fonts, no scripts, no outside names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import vl_convert

from uitvoerbaar.report.charts.marks import Drawing, Mark
from uitvoerbaar.report.charts.theme import FONT_SIZE

ANCHORS = {"left": "start", "center": "middle", "right": "end"}
MIDDLE = 0.3
"""How far below the middle of its letters a line of text stands, in sizes of type."""

_begun = False


def begun() -> bool:
    """Whether this process, or the one that it is a copy of, drew before: the library works in a thread, which a copy lacks."""
    return _begun


@dataclass(frozen=True, slots=True)
class Hit:
    """A part of a drawing that says something when it is pointed at: its top left corner, its size and its words."""

    x: float
    y: float
    width: float
    height: float
    says: str


def to_svg(drawing: Drawing, width: float, height: float, name: str, description: str, hits: Sequence[Hit] = ()) -> str:
    """``drawing`` on a ground of exactly ``width`` by ``height`` pixels, as an SVG element of class ``name``.

    The element scales with the page. ``description`` is read out by a screen reader in place of the drawing. Letters
    take the font of the page. Nothing outside the plot area is measured, so no font of this machine matters.
    """
    sized = {"width": width, "height": height, "padding": 0, "autosize": "none", **drawing.spec}
    global _begun
    _begun = True
    svg: str = vl_convert.vega_to_svg(sized)
    svg = re.sub(r"<[^>]*>", _shorter, svg)
    words = "".join(map(_word, drawing.words))
    svg = svg.replace("</svg>", f'<g font-size="{FONT_SIZE}px">{words}</g>{"".join(map(_hit, hits))}</svg>')
    opening = (
        f'<svg class="chart {name}" role="img" aria-label="{escape(description)}" '
        f'viewBox="0 0 {width:g} {height:g}" style="--w:{width:g}px">'
    )
    return re.sub(r"^<svg[^>]*>", lambda _: opening, svg, count=1)


def _hit(hit: Hit) -> str:
    """A rectangle that is not seen; browsers show its title, and the script of the page reads it out."""
    place = f'x="{hit.x:.1f}" y="{hit.y:.1f}" width="{hit.width:.1f}" height="{hit.height:.1f}"'
    return f'<rect class="hit" {place} fill="none" pointer-events="all"><title>{escape(hit.says)}</title></rect>'


def _word(word: Mark) -> str:
    """A word with its middle on the given height, held at its left, centre or right."""
    x, y = (float(str(word[key])) for key in ("x", "y"))
    place = f"translate({x:.2f},{y + MIDDLE * FONT_SIZE:.2f})"
    anchor, fill, text = ANCHORS[str(word["align"])], word["fill"], escape(str(word["text"]))
    return f'<text text-anchor="{anchor}" transform="{place}" fill="{fill}">{text}</text>'


def _shorter(tag: re.Match[str]) -> str:
    """A tag without attributes that the page does not use, and with two decimals. Text between tags stays as it is."""
    kept = re.sub(r' (font-family|aria-[a-z]+|role|pointer-events|opacity|class)="[^"]*"', "", tag[0])
    return re.sub(r"(\d+\.\d{2})\d+", r"\1", kept)
