"""From an Altair chart to SVG that can stand inside a page: no fixed size, no fonts, no scripts, no outside names."""

from __future__ import annotations

import re
from html import escape

import altair as alt
import vl_convert

from uitvoerbaar.report.charts.theme import FONT_SIZE, INK

_VEGA_LITE = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])


def to_svg(chart: alt.LayerChart, width: float, height: float, name: str, description: str) -> str:
    """``chart``, whose plot area is exactly ``width`` by ``height`` pixels, as an SVG element of class ``name``.

    The element scales with the page. ``description`` is read out by a screen reader in place of the drawing. Letters
    take the font of the page. Nothing outside the plot area is measured, so no font of this machine matters.
    """
    sized = chart.properties(width=width, height=height, autosize=alt.AutoSizeParams(type="none"), padding=0)
    sized = sized.configure(aria=False, background="transparent").configure_view(stroke=None)
    sized = sized.configure_text(fontSize=FONT_SIZE, fill=INK)
    svg: str = vl_convert.vegalite_to_svg(sized.to_dict(), vl_version=_VEGA_LITE)
    svg = re.sub(r"<[^>]*>", _shorter, svg)
    opening = (
        f'<svg class="chart {name}" role="img" aria-label="{escape(description)}" '
        f'viewBox="0 0 {width:g} {height:g}" style="--w:{width:g}px">'
    )
    return re.sub(r"^<svg[^>]*>", opening, svg, count=1)


def _shorter(tag: re.Match[str]) -> str:
    """A tag without attributes that the page does not use, and with two decimals. Text between tags stays as it is."""
    kept = re.sub(r' (font-family|aria-[a-z]+|role|pointer-events|opacity|class)="[^"]*"', "", tag[0])
    return re.sub(r"(\d+\.\d{2})\d+", r"\1", kept)
