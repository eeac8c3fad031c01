"""Tenths of income with their bounds in euros, where a report holds those bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from uitvoerbaar.findings import Cell, Figure, Text
from uitvoerbaar.report.words import LANGS, Lang, catalogue, money

BOUNDS = "inkomenseffecten-grenzen-inkomensdeciel"
"""The table of the bounds: per tenth what it starts from and goes up to, in eurocents a year; null at the outer ends."""
TENTHS = "-inkomensdeciel"


def bounded(figure: Figure, figures: Mapping[str, Figure]) -> Figure:
    """A figure over tenths of income with the bounds behind each name; any other as it stands."""
    bounds = figures.get(BOUNDS)
    category = figure.encoding.category
    if bounds is None or category is None or not figure.id.endswith(TENTHS):
        return figure
    names = {row["groep"]: _name(row["groep"], row["van"], row["tot"]) for row in bounds.rows}
    rows = tuple({**row, category: names.get(row[category], row[category])} for row in figure.rows)
    return replace(figure, rows=rows)


def _name(label: Cell, low: Cell, high: Cell) -> Cell:
    if not isinstance(label, Text):
        return label
    told = {lang: _range(low, high, lang) for lang in LANGS}
    if not told["nl"]:
        return label
    return Text(f"{label.nl}: {told['nl']}", f"{label.en or label.nl}: {told['en']}")


def _range(low: Cell, high: Cell, lang: Lang) -> str:
    words = catalogue(lang)["charts"]
    ends = [money(float(end), lang) if isinstance(end, int | float) else "" for end in (low, high)]
    if all(ends):
        return str(words["from_to"].format(low=ends[0], high=ends[1]))
    if ends[1]:
        return str(words["up_to"].format(high=ends[1]))
    return str(words["above"].format(low=ends[0])) if ends[0] else ""
