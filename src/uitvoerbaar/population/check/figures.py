"""The published figures of the check (toetscijfers.csv and totalen.csv) as records, with what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from uitvoerbaar.base.language import tr
from uitvoerbaar.population.tables import PopulationDataError, Table, table

PLAIN, WITH_LAWS = "toetscijfers", "totalen"
_TABLE_NUMBER = re.compile(r"\b(\d{5}(?:ned|eng|ksz)|\d{4,5}bev|37975|37620|37610)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure: `written` is its value as the source writes it, which says how far it was rounded.

    `key` is machine-readable: publisher and table, what, of whom and the year, with '/' between them. `quantity` are the
    words for what is counted, `wanted` those for of whom; both are looked for beside the inputs of the population.
    """

    id: str
    subject: str
    written: str
    unit: str
    year: int
    certainty: str
    source: str
    key: str
    of: str
    chosen: str
    measure: str
    quantity: tuple[str, ...]
    wanted: frozenset[str]
    run_year: int | None = None
    """The year whose law is run; None for a figure that no law is run for."""

    @property
    def value(self) -> float:
        """The published value."""
        return float(self.written)

    @property
    def sources(self) -> frozenset[str]:
        """Publisher and table of the key, and the numbers of CBS tables in the words of the source."""
        return source_keys(f"{self.key.partition('/')[0]} {self.source}")


@cache
def source_keys(text: str) -> frozenset[str]:
    """The tables that a text names: numbers of CBS tables, and keys such as 'cpb:2025-niet-gebruik'."""
    named = {f"cbs:{number.lower()}" for number in _TABLE_NUMBER.findall(text)}
    return frozenset(named | {word.lower() for word in text.split() if re.fullmatch(r"[a-z]+:[\w.-]+", word)})


def _words(chosen: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The columns and the words of a filter; a range of numbers is no word."""
    parts = [part.partition("=") for part in chosen.split(";") if part]
    return tuple(name for name, _, _ in parts), frozenset(word for _, _, word in parts if not word[:1].isdigit())


def _quantity(of: str, chosen: str, measure: str) -> tuple[str, ...]:
    what, _, column = measure.partition(" ")
    if column and what != "aandeel_binnen":
        return (column,)
    return (of, *_words(chosen)[0])


_COLUMNS = ("id", "onderwerp", "waarde", "eenheid", "jaar", "zekerheid", "bron", "sleutel")
"""What both tables say of a figure, in the order of `Figure`."""


def plain_figures(rows: Table | None = None) -> list[Figure]:
    """The figures that are measured on the population itself."""
    rows = table(PLAIN) if rows is None else rows
    return _named([_figure(cells, _quantity(*cells[-3:]), None) for cells in _cells(rows, "tabel", "filter", "maat")])


def law_figures(rows: Table | None = None) -> list[Figure]:
    """The figures for which the laws of a year are run."""
    rows = table(WITH_LAWS) if rows is None else rows
    years = rows.text("rekenjaar")
    found = zip(_cells(rows, "regeling", "filter", "maat"), years, strict=True)
    return _named([_figure(cells, (cells[-3],), int(year)) for cells, year in found])


def _cells(rows: Table, *about: str) -> Iterator[tuple[str, ...]]:
    """The cells of each row: those of `_COLUMNS`, and what the figure is of, whom it counts and how."""
    return zip(*(rows.text(name) for name in (*_COLUMNS, *about)), strict=True)


def _figure(cells: tuple[str, ...], quantity: tuple[str, ...], run_year: int | None) -> Figure:
    name, subject, value, unit, year, certainty, source, key, of, chosen, measure = cells
    wanted = _words(chosen)[1]
    return Figure(
        name, subject, value, unit, int(year), certainty, source, key, of, chosen, measure, quantity, wanted, run_year
    )


def _named(figures: list[Figure]) -> list[Figure]:
    """The figures, each with a name of its own and a key. Raises PopulationDataError."""
    seen: set[str] = set()
    for figure in figures:
        if not figure.id or figure.id in seen:
            raise PopulationDataError(
                tr(
                    "'{subject}': geef een id dat geen ander cijfer heeft ('{id}')",
                    subject=figure.subject,
                    id=figure.id,
                )
            )
        if figure.key.count("/") < 2 or not source_keys(figure.key.partition("/")[0]):
            raise PopulationDataError(
                tr(
                    "'{subject}': sleutel '{key}'; verwacht: uitgever:tabel/wat/van wie/jaar",
                    subject=figure.subject,
                    key=figure.key,
                )
            )
        seen.add(figure.id)
    return figures
