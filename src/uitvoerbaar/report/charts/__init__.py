"""Charts of figures as inline SVG. They repeat what the table beside them says; nothing is told by colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.findings import Figure
from uitvoerbaar.report.charts.bars import bars, diverging, legend, untouched_words
from uitvoerbaar.report.charts.calendar import calendar_notes, draw_calendar
from uitvoerbaar.report.charts.chain import draw_chain
from uitvoerbaar.report.charts.cliffs import all_jump
from uitvoerbaar.report.charts.curve import curve_notes
from uitvoerbaar.report.charts.dumbbells import is_pair, left_out, pair_legend, pairs
from uitvoerbaar.report.charts.hexes import draw_hexes, hex_legend
from uitvoerbaar.report.charts.histogram import draw_histogram
from uitvoerbaar.report.charts.lines import draw_curve
from uitvoerbaar.report.charts.rows import draw_rows
from uitvoerbaar.report.charts.shifts import is_shift, shift_legend, shift_rows
from uitvoerbaar.report.charts.theme import SIZES, Size, Swatch
from uitvoerbaar.report.charts.tiles import draw_tiles, tile_legend
from uitvoerbaar.report.words import Lang, plain

__all__ = ["Drawing", "draw"]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure drawn at every size, with the words of its colours and of the numbers in it, and how many rows are not drawn."""

    svgs: tuple[str, ...]
    legend: tuple[Swatch, ...]
    notes: tuple[str, ...] = ()
    left_out: str = ""
    numbered: bool = True
    """Whether the numbers of the notes stand in the drawing."""


def draw(figure: Figure, lang: Lang) -> Drawing | None:
    """The chart of a figure that fits the format; None for a single number or a plain table."""
    if figure.value is not None or figure.chart == "table":
        return None
    if is_pair(figure, lang):
        found = pairs(figure, lang)
        svgs = tuple(draw_rows(found.rows, size, _description(figure, lang)) for size in SIZES)
        return Drawing(svgs, pair_legend(figure, lang), left_out=left_out(found, lang))
    if is_shift(figure, lang):
        moved = shift_rows(figure, lang)
        return Drawing(tuple(draw_rows(moved, size, _description(figure, lang)) for size in SIZES), shift_legend(lang))
    svgs = tuple(_draw(figure, lang, size) for size in SIZES)
    if figure.chart == "tile_map":
        return Drawing(svgs, tile_legend(figure, lang))
    if figure.chart == "municipality_map":
        return Drawing(svgs, hex_legend(figure, lang))
    if figure.chart == "line":
        return Drawing(svgs, (), curve_notes(figure, lang), numbered=not all_jump(figure, lang))
    if figure.chart == "timeline":
        return Drawing(svgs, (), calendar_notes(figure, lang))
    if figure.chart == "chain":
        return Drawing(svgs, ())
    still = untouched_words(figure, lang) if figure.chart == "diverging" else ""
    return Drawing(svgs, legend(figure, lang), left_out=still)


def _description(figure: Figure, lang: Lang) -> str:
    return f"{plain(figure.title, lang)}. {plain(figure.reading, lang)}"


def _draw(figure: Figure, lang: Lang, size: Size) -> str:
    description = _description(figure, lang)
    if figure.chart == "tile_map":
        return draw_tiles(figure, lang, size, description)
    if figure.chart == "municipality_map":
        return draw_hexes(figure, lang, size, description)
    if figure.chart == "line":
        return draw_curve(figure, lang, size, description)
    if figure.chart == "timeline":
        return draw_calendar(figure, lang, size, description)
    if figure.chart == "chain":
        return draw_chain(figure, lang, size, description)
    if figure.chart == "histogram":
        return draw_histogram(figure, lang, size, description)
    rows = diverging(figure, lang) if figure.chart == "diverging" else bars(figure, lang)
    return draw_rows(rows, size, description)
