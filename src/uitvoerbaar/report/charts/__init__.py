"""Charts of figures as inline SVG. They repeat what the table beside them says; nothing is told by colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.assess.model import Figure
from uitvoerbaar.report.charts.bars import bars, diverging, legend
from uitvoerbaar.report.charts.histogram import draw_histogram
from uitvoerbaar.report.charts.rows import draw_rows
from uitvoerbaar.report.charts.theme import SIZES, Size, Swatch
from uitvoerbaar.report.charts.tiles import draw_tiles, tile_legend
from uitvoerbaar.report.words import Lang, plain

__all__ = ["Drawing", "draw"]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure drawn at every size, with the words of its colours."""

    svgs: tuple[str, ...]
    legend: tuple[Swatch, ...]


def draw(figure: Figure, lang: Lang) -> Drawing | None:
    """The chart of a figure that fits the format; None for a single number or a plain table."""
    if figure.value is not None or figure.chart == "table":
        return None
    swatches = tile_legend(figure, lang) if figure.chart == "tile_map" else legend(figure, lang)
    return Drawing(tuple(_draw(figure, lang, size) for size in SIZES), swatches)


def _draw(figure: Figure, lang: Lang, size: Size) -> str:
    description = f"{plain(figure.title, lang)}. {plain(figure.reading, lang)}"
    if figure.chart == "tile_map":
        return draw_tiles(figure, lang, size, description)
    if figure.chart == "histogram":
        return draw_histogram(figure, lang, size, description)
    rows = diverging(figure, lang) if figure.chart == "diverging" else bars(figure, lang)
    return draw_rows(rows, size, description)
