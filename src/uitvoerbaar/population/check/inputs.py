"""The numbers that a population was made of, as far as a step read them: cells with their words and where they are from.

Which were read says the recorder (population/reads.py); what a cell is called and its source stand in the same file.
sleutels.csv gives columns that hold published figures the key by which the check knows them; afgesteld.csv and, beside an
assumption, `afgesteld_op` name the figures that something was set to by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from uitvoerbaar.population.check.figures import source_keys
from uitvoerbaar.population.reads import ALL, Reads
from uitvoerbaar.population.tables import Table, assumption_entries, table

ASSUMPTIONS = "aannames"
_NOT_FIGURES = {"kolommen", "land_per_jaar", "gemeenten_toets", "toetscijfers", "totalen", "sleutels", "afgesteld"}
_KEYS = re.compile(
    r"^(code|leeftijd|leeftijd_van|leeftijd_tot|van_keur|tot_keur|jaar|kinderen|provincie|stedelijkheid)$"
)
_ABOUT = ("bron", "zekerheid", "eenheid")


@dataclass(frozen=True)
class Series:
    """One column that was read, in order of its rows: the values as written and the words beside each.

    `keys` has the key of each cell where sleutels.csv gives one ('' where not); `sources` are the tables that its rows name;
    `whole`: all rows were read together, so that sums and means of them can be meant; `assumed`: no row was published.
    """

    table: str
    column: str
    written: tuple[str, ...]
    labels: tuple[frozenset[str], ...]
    keys: tuple[str, ...]
    sources: tuple[frozenset[str], ...]
    whole: bool
    assumed: bool

    @property
    def name(self) -> str:
        """How the column is called where it is told."""
        return f"{self.table}.{self.column}"

    @cached_property
    def words(self) -> str:
        """The words for what the column holds."""
        return f"{self.table} {self.column}"

    @cached_property
    def all_sources(self) -> frozenset[str]:
        """The tables that any of its rows names."""
        return frozenset().union(*self.sources)

    @cached_property
    def all_labels(self) -> frozenset[str]:
        """The words beside any of its rows."""
        return frozenset().union(*self.labels)


@dataclass(frozen=True)
class Tuned:
    """An assumption that was set by hand to a published figure, and was read."""

    name: str
    figure: str


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _keys(table_name: str, column: str, rows: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """The key of each cell, from the pattern of sleutels.csv: {name} stands for the cell of that column in the row."""
    given = table("sleutels")
    patterns = {
        (of, name): pattern
        for of, name, pattern in zip(given.text("tabel"), given.text("kolom"), given.text("sleutel"), strict=True)
    }
    pattern = patterns.get((table_name, column), "")
    return tuple(pattern.format_map(row) for row in rows)


def _rows(of: Table) -> list[dict[str, str]]:
    return [dict(zip(of.columns, cells, strict=True)) for cells in zip(*of.columns.values(), strict=True)]


def _read(row: Mapping[str, str], wanted: set[str]) -> bool:
    return ALL in wanted or not wanted.isdisjoint(row.values())


def _series(name: str, columns: Mapping[str, set[str]]) -> Iterator[Series]:
    of = table(name)
    rows = _rows(of)
    texts = [c for c in of.columns if c not in _ABOUT and not all(_is_number(x) for x in of.columns[c] if x)]
    for column, wanted in columns.items():
        if column in texts or column in _ABOUT or _KEYS.match(column):
            continue
        here = [row for row in rows if _read(row, wanted) and _is_number(row[column])]
        if here:
            keys = _keys(name, column, here)
            yield Series(
                name,
                column,
                tuple(row[column] for row in here),
                tuple(frozenset(row[c] for c in (*texts, "jaar") if c in row) for row in here),
                keys,
                tuple(
                    source_keys(f"{row.get('bron', '')} {key.partition('/')[0]}")
                    for row, key in zip(here, keys, strict=True)
                ),
                ALL in wanted,
                all(_is_assumed(row) for row in here),
            )


def _is_assumed(row: Mapping[str, Any]) -> bool:
    """Whether the source of a row says that nobody published it."""
    return row.get("zekerheid") == "A" or str(row.get("bron", "")).startswith("AANNAME")


def _numbers(value: Any) -> list[tuple[str, str]]:
    """The numbers in the value of an assumption, as written, each with the word before it."""
    if isinstance(value, bool):
        return []
    if isinstance(value, int | float):
        return [("", repr(value))]
    if isinstance(value, list):
        return [pair for each in value for pair in _numbers(each)]
    if isinstance(value, dict):
        return [(str(word), written) for word, each in value.items() for _, written in _numbers(each)]
    return []


def read_series(reads: Reads) -> list[Series]:
    """Every column with numbers that a step read, and every assumption that is a number or a list of them."""
    found = [
        series
        for name, columns in reads.tables.items()
        if name not in _NOT_FIGURES
        for series in _series(name, columns)
    ]
    entries = assumption_entries()
    for name in sorted(reads.assumptions):
        entry = entries[name]
        numbers = _numbers(entry["waarde"])
        key = str(entry.get("sleutel", ""))
        if numbers:
            found.append(
                Series(
                    ASSUMPTIONS,
                    name,
                    tuple(written for _, written in numbers),
                    tuple(frozenset({word} - {""}) for word, _ in numbers),
                    (key,) * len(numbers),
                    (source_keys(f"{entry['bron']} {key.partition('/')[0]}"),) * len(numbers),
                    len(numbers) > 1,
                    _is_assumed(entry),
                )
            )
    return found


def read_tuned(reads: Reads) -> list[Tuned]:
    """What was read and says that it was set by hand to a figure ('afgesteld_op')."""
    entries = assumption_entries()
    found = [
        Tuned(f"{ASSUMPTIONS}.{name}", figure)
        for name in sorted(reads.assumptions)
        for figure in entries[name].get("afgesteld_op", ())
    ]
    links = table("afgesteld")
    for name, row, figure in zip(*(links.text(c) for c in ("tabel", "rij", "cijfer")), strict=True):
        if not figure:  # Tuned to something that is not in the check.
            continue
        if name == ASSUMPTIONS and row in reads.assumptions:
            found.append(Tuned(f"{ASSUMPTIONS}.{row}", figure))
        elif name in reads.tables and any(not row or {ALL, row} & rows for rows in reads.tables[name].values()):
            found.append(Tuned(f"{name}.{row}" if row else name, figure))
    return found
