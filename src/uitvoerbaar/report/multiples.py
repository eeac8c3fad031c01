"""The chapter on gains and losses as one picture: every grouping of households, instead of two charts for each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from uitvoerbaar.findings import Figure
from uitvoerbaar.report.charts import Drawing
from uitvoerbaar.report.charts.bars import legend
from uitvoerbaar.report.charts.panel import Block, draw_panel
from uitvoerbaar.report.charts.theme import SIZES
from uitvoerbaar.report.tenths import bounded
from uitvoerbaar.report.words import Lang, catalogue, plain

SHARES, MEANS = "inkomenseffecten-aandelen-", "inkomenseffecten-gemiddeld-"
NUMBERS = (
    "inkomenseffecten-verliezers",
    "inkomenseffecten-winnaars",
    "inkomenseffecten-verlies-gemiddeld",
    "inkomenseffecten-winst-gemiddeld",
)
"""Single numbers that stand on the first page."""


@dataclass(frozen=True, slots=True)
class Panel:
    """The figures of the picture, in pairs per grouping; ``folded`` are the ids of what it says and what the first page says."""

    pairs: tuple[tuple[Figure, Figure], ...]
    folded: frozenset[str]

    @property
    def shares(self) -> Figure:
        """The first figure of shares: all of them are read in the same way."""
        return self.pairs[0][0]


def panel_of(figures: Mapping[str, Figure]) -> Panel | None:
    """The pairs of shares and means by grouping; None where there is none.

    A pair of which one is a table (of own microdata some rows are not told) stays what it is.
    """
    pairs = []
    for name, figure in figures.items():
        means = figures.get(MEANS + name.removeprefix(SHARES))
        if name.startswith(SHARES) and figure.rows and means is not None and "table" not in (figure.chart, means.chart):
            pairs.append((bounded(figure, figures), bounded(means, figures)))
    if not pairs:
        return None
    return Panel(tuple(pairs), frozenset([figure.id for pair in pairs for figure in pair] + list(NUMBERS)))


def draw_groups(panel: Panel, lang: Lang) -> Drawing:
    """The picture at every size with the words of its colours."""
    words = catalogue(lang)["charts"]
    blocks = [Block(_heading(shares, lang), shares, means) for shares, means in panel.pairs]
    said = f"{words['panel']}. {plain(panel.shares.reading, lang)} {words['panel_reading']}"
    return Drawing(tuple(draw_panel(blocks, lang, size, said) for size in SIZES), legend(panel.shares, lang))


def _heading(figure: Figure, lang: Lang) -> str:
    return next(plain(column.label, lang) for column in figure.columns if column.key == figure.encoding.category)
