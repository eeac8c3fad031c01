"""How far each assumption of the population can be off: data/population/bereiken.yaml, and what it becomes at a place within.

A place is a number from 0 to 1: at 0 the lowest value, at a half the value that the population is made with, at 1 the
highest. A list moves as one: all its values so many times as large, or steeper from its first to its last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np

from uitvoerbaar.base.entries import Entries, read_entries
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.base.text import Text
from uitvoerbaar.population.tables import Others, PopulationDataError, Table, assumption, assumptions, table, tables_dir

FILE = "bereiken.yaml"
_How = Literal["keer", "plus", "helling", "vast"]
_NEUTRAL: Mapping[_How, float] = {"keer": 1.0, "plus": 0.0, "helling": 0.0, "vast": 0.0}
_MIDDLE = 0.5


@dataclass(frozen=True, slots=True)
class Where:
    """The cells of a table that are assumed: of the rows with this word in this column (all rows when None)."""

    table: str
    row: tuple[str, str] | None
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """An assumption, or cells of a table (`where`), with how far it can be off and why.

    `how` says what `low` and `high` do to the value: so many times, so much more, so much steeper; "vast" is not varied.
    """

    id: str
    name: Text
    how: _How
    low: float
    high: float
    most: float | None
    reason: str
    where: Where | None = None

    @property
    def fixed(self) -> bool:
        """Whether it is not varied."""
        return self.how == "vast"

    def by(self, place: float) -> float:
        """What is done to the value at a place from 0 to 1."""
        middle = _NEUTRAL[self.how]
        if place < _MIDDLE:
            return self.low + (middle - self.low) * place / _MIDDLE
        return middle + (self.high - middle) * (place - _MIDDLE) / _MIDDLE

    def moved(self, value: Any, place: float) -> Any:
        """A number, a list of numbers or numbers by name, as they are at a place; whole numbers stay whole."""
        by = self.by(place)
        if isinstance(value, Mapping):
            return dict(zip(value, self._each(list(value.values()), by), strict=True))
        if isinstance(value, Sequence):
            return self._each(value, by)
        return self._each([value], by)[0]

    def _each(self, values: Sequence[float], by: float) -> list[float]:
        if self.how == "helling":
            along = np.linspace(-1, 1, len(values)) if len(values) > 1 else np.zeros(1)
            found = [value * (1 + by * at) for value, at in zip(values, along.tolist(), strict=True)]
        elif self.how == "keer":
            found = [value * by for value in values]
        else:
            found = [value + by for value in values]
        if self.most is not None:
            found = [min(value, max(self.most, old)) for value, old in zip(found, values, strict=True)]
        return [round(v) if isinstance(old, int) else v for v, old in zip(found, values, strict=True)]


@dataclass(frozen=True, slots=True)
class Ranges:
    """Every range of the file, and the tables with assumptions that are not varied, with the reason."""

    all: tuple[Reach, ...]
    unvaried: Mapping[str, str]

    @property
    def varied(self) -> tuple[Reach, ...]:
        """Those that are varied."""
        return tuple(reach for reach in self.all if not reach.fixed)


def load_ranges(path: Path | None = None) -> Ranges:
    """The ranges of data/population/bereiken.yaml.

    Raises LawFileError for a malformed file and PopulationDataError when an assumption has no range, or a range no assumption.
    """
    entries = read_entries(path or tables_dir() / FILE)
    found = [_reach(e, None) for e in entries.objects("aannames")]
    cells = [_reach(e, _where(e)) for e in entries.objects("tabellen")]
    unvaried = {e.word("tabel"): e.word("reden") for e in entries.objects("niet_gevarieerd")}
    entries.check()
    known, ranged = {entry["naam"] for entry in assumptions()}, {reach.id for reach in found}
    for name in sorted(known - ranged):
        raise PopulationDataError(
            tr("{file}: aanname '{name}' heeft geen bereik; geef 'keer', 'plus' of 'helling', of 'vast: true', met 'reden'",
               file=entries.file, name=name)
        )  # fmt: skip
    for name in sorted(ranged - known):
        raise PopulationDataError(
            tr("{file}: '{name}' is geen aanname van aannames.yaml", file=entries.file, name=name),
            hint=suggest(name, known),
        )
    return Ranges((*found, *cells), unvaried)


def _reach(e: Entries, where: Where | None) -> Reach:
    how: _How = "keer"
    low, high = _NEUTRAL["keer"], _NEUTRAL["keer"]
    given = [key for key in ("keer", "plus", "helling", "vast") if key in e]
    if len(given) != 1:
        e.tell("id", tr("geef een van 'keer', 'plus', 'helling' en 'vast'"))
    elif given[0] == "vast":
        how, low, high = "vast", 0.0, 0.0
        e.truth("vast")
    elif given[0] == "helling":
        how, high = "helling", e.decimal("helling")
        low = -high
    else:
        how = "keer" if given[0] == "keer" else "plus"
        ends = e.decimals(given[0])
        if len(ends) == 2:
            low, high = ends
        if not low < high or not low <= _NEUTRAL[how] <= high:
            e.tell(given[0], tr("verwacht: twee grenzen met {middle} ertussen", middle=_NEUTRAL[how]))
    return Reach(
        e.word("id"),
        e.text("naam"),
        how,
        low,
        high,
        e.decimal("hoogstens") if "hoogstens" in e else None,
        e.word("reden"),
        where,
    )


def _where(e: Entries) -> Where:
    row = None
    if "rij" in e:
        names = e.object("rij").values()
        row = next((str(key), str(value)) for key, value in names.items())
    return Where(e.word("tabel"), row, e.words("kolommen"))


def others_at(reaches: Iterable[Reach], places: Mapping[str, float]) -> Others:
    """What stands in the place of the files with assumptions at these places; one without a place stays as it is.

    Raises PopulationDataError for a table that lacks a row or column of a range.
    """
    values: dict[str, Any] = {}
    tables: dict[str, Table] = {}
    for reach in reaches:
        if reach.id not in places or reach.fixed:
            continue
        if reach.where is None:
            values[reach.id] = reach.moved(assumption(reach.id), places[reach.id])
        else:
            name = reach.where.table
            tables[name] = _moved_cells(tables.get(name) or table(name), reach, reach.where, places[reach.id])
    return Others(values, tables)


def _moved_cells(of: Table, reach: Reach, where: Where, place: float) -> Table:
    columns = dict(of.columns)
    rows = list(range(len(of)))
    if where.row is not None:
        key, word = where.row
        of.row(key, word)  # says so when it is not there
        rows = [i for i, cell in enumerate(of.text(key)) if cell == word]
    for column in where.columns:
        cells = list(of.text(column))
        for i in rows:
            if cells[i]:
                cells[i] = repr(float(reach.moved(float(cells[i]), place)))
        columns[column] = tuple(cells)
    return replace(of, columns=columns)
