"""A plan as bars along quarters: from the start of a measure until it is in force, and a line from then on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from uitvoerbaar.report.charts.theme import AFTER, FAINT, FONT_SIZE, INK, RULE, Size, text_width, wrap

_ROW, _BAR, _GAP, _HEAD = 24, 14, 8, 22
_STACKED = 42
"""Height of a row with its name above its bar, where names have no column of their own."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A measure: in quarters from 0; `start` and `effect` None when it is not done. `moved` tells that it was pushed or moved."""

    name: str
    start: int | None
    effect: int | None
    moved: bool = False


def draw_gantt(bars: Sequence[Bar], quarters: Sequence[str], size: Size, description: str) -> str:
    """The bars as SVG: names in a column on the left where there is room, above their bar where there is not."""
    beside = size.gutter > 0
    left = min(max((text_width(bar.name) for bar in bars), default=0), size.width * 0.42) + _GAP if beside else 0
    row, unit = (_ROW if beside else _STACKED), (size.width - left - 1) / max(len(quarters), 1)
    years = [at for at, name in enumerate(quarters) if at == 0 or name.endswith("K1")]
    total = _HEAD + row * len(bars) + 2
    parts = []
    for at in years:
        x = left + at * unit
        parts.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{_HEAD - 4}" y2="{total}" stroke="{RULE}" stroke-width="1"/>'
        )
        if at + 2 <= len(quarters) or len(quarters) < 2:
            parts.append(_word(x + 3, _HEAD / 2, quarters[at][:4], FAINT))
    for number, bar in enumerate(bars):
        top = _HEAD + number * row
        named = wrap(bar.name, left - _GAP)[0] if beside and text_width(bar.name) > left - _GAP else bar.name
        parts.append(_word(0, top + (row / 2 if beside else 11), named, INK if bar.start is not None else FAINT))
        y = top + ((row - _BAR) / 2 if beside else 20)
        if bar.start is not None and bar.effect is not None:
            x, wide = left + bar.start * unit, (bar.effect - bar.start) * unit
            edge = f' stroke="{INK}" stroke-width="2"' if bar.moved else ""
            parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{_BAR}" fill="{AFTER}"{edge}/>')
            middle = y + _BAR / 2
            parts.append(
                f'<line x1="{x + wide:.1f}" x2="{size.width:.1f}" y1="{middle:.1f}" y2="{middle:.1f}" '
                f'stroke="{INK}" stroke-width="1.5"/>'
            )
            parts.append(f'<circle cx="{x + wide:.1f}" cy="{middle:.1f}" r="4" fill="{INK}"/>')
    return (
        f'<svg class="chart {size.name}" role="img" aria-label="{escape(description)}" '
        f'viewBox="0 0 {size.width:g} {total:g}" style="--w:{size.width:g}px">'
        f'<g font-size="{FONT_SIZE}px">{"".join(parts)}</g></svg>'
    )


def _word(x: float, y: float, text: str, fill: str) -> str:
    return f'<text x="{x:.1f}" y="{y + 0.3 * FONT_SIZE:.1f}" fill="{fill}">{escape(text)}</text>'
