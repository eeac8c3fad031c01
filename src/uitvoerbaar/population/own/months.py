"""Tables with a row per person per month, as one table in which every person of every month is a row of its own.

The key of a row becomes the key of the person with the month, also where another row names it, so that partners, children and
housemates are found within the month. A table of children or housemates without a month holds in every month.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uitvoerbaar.base.errors import fields_of
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.months import Span, month_text, read_month
from uitvoerbaar.engine.batch.people import Array
from uitvoerbaar.engine.explain.person_case import PARTNER_KEY
from uitvoerbaar.law.registers import KEY
from uitvoerbaar.population.own.families import HOUSEMATE_KEY, PARENT_KEY, RESIDENT_KEY
from uitvoerbaar.population.own.keys import key_text
from uitvoerbaar.population.own.microdata import MicrodataError
from uitvoerbaar.population.own.run import Tables
from uitvoerbaar.population.own.table_file import Table

MONTH, DAY = "maand", "datum"
_KEYS = (KEY, PARTNER_KEY, PARENT_KEY, RESIDENT_KEY, HOUSEMATE_KEY)
_FIRST_OF_MONTH = re.compile(r"(\d{4}-\d{2})-01(?:[ T]00:00:00(?:\.0+)?)?\Z", re.ASCII)
_NOWHERE = -1
_IN = " in "
"""Between the key and the month of a row, in messages of either language."""
_SHOWN = 5
"""How many persons a message names of each kind."""


@dataclass(frozen=True)
class PersonMonths:
    """Persons by month: which month (from 0) and which person (from 0, in the order of the file) each row is of."""

    tables: Tables
    span: Span
    keys: pa.Array
    """The key of every row as the user wrote it."""
    month: Array
    person: Array
    rows: Array
    """By person and month: the row."""


@dataclass
class _Reading:
    span: Span
    problems: list[str] = field(default_factory=list)

    def tell(self, table: Table, what: str) -> None:
        self.problems.append(f"{table.file}: {what}")

    def months(self, table: Table, *, needed: bool) -> Array | None:
        """The month (from 0) of every row, below 0 where it is told to be wrong; None when the table has no month."""
        named = [name for name in (MONTH, DAY) if name in table.columns]
        if len(named) != 1:
            if named:
                self.tell(
                    table, tr("heeft een kolom '{month}' en een kolom '{day}'; houd er een", month=MONTH, day=DAY)
                )
            elif needed:
                self.tell(
                    table,
                    tr(
                        "kolom '{month}' ontbreekt: met --from en --to staat er een rij per persoon per maand, met de maand "
                        "als JJJJ-MM (of een kolom '{day}' met de eerste dag ervan)",
                        month=MONTH,
                        day=DAY,
                    ),
                )
            return None
        found = [_month(value) for value in _texts(table.columns[named[0]])]
        places = np.array([-1 if month is None else self.span.position(month) for month in found], np.int64)
        unread = np.array([month is None for month in found])
        outside = ~unread & ((places < 0) | (places >= self.span.count))
        if unread.any():
            self.tell(
                table,
                tr(
                    "kolom '{name}' is geen maand op {rows}; schrijf JJJJ-MM, of de eerste dag van de maand (wat in de loop "
                    "van een maand verandert, staat in de rij van de maand erna)",
                    name=named[0],
                    rows=table.some(np.flatnonzero(unread)),
                ),
            )
        if outside.any():
            self.tell(
                table,
                tr(
                    "kolom '{name}' ligt buiten {span} op {rows}",
                    name=named[0],
                    span=self.span,
                    rows=table.some(np.flatnonzero(outside)),
                ),
            )
        places[unread | outside] = _NOWHERE
        return places


def person_months(tables: Tables, span: Span) -> PersonMonths:
    """The tables by month. Raises MicrodataError with every row that is missing, double, outside the span or unreadable."""
    reading = _Reading(span)
    persons = tables.persons
    month = reading.months(persons, needed=True)
    if KEY not in persons.columns:
        reading.tell(
            persons, tr("kolom '{key}' ontbreekt: hieraan is te zien welke rijen van een persoon zijn", key=KEY)
        )
    elif persons.columns[KEY].null_count:
        empty = np.flatnonzero(persons.columns[KEY].is_null().to_numpy(zero_copy_only=False))
        reading.tell(persons, tr("kolom '{key}' is leeg op {rows}", key=KEY, rows=persons.some(empty)))
    elif month is not None:
        codes = pc.dictionary_encode(key_text(persons.columns[KEY])).indices.to_numpy().astype(np.int64)
        rows = _rectangle(reading, persons, codes, month)
    others = [_beside(reading, table) for table in (tables.children, tables.housemates)]
    if reading.problems or month is None:
        raise MicrodataError("\n".join(reading.problems), **fields_of(reading.problems))
    made = Tables(_with_months(persons, month, span), *others)
    return PersonMonths(made, span, persons.columns[KEY], month, codes, rows)


def _rectangle(reading: _Reading, persons: Table, codes: Array, month: Array) -> Array:
    """The row of each person in each month; what is double or missing is told."""
    count = int(codes.max()) + 1
    rows = np.full((count, reading.span.count), -1, np.int64)
    placed = np.flatnonzero(month != _NOWHERE)
    _, first, times = np.unique((codes * reading.span.count + month)[placed], return_index=True, return_counts=True)
    first = placed[first]
    rows[codes[first], month[first]] = first
    for row in first[times > 1][:_SHOWN]:
        same = np.flatnonzero((codes == codes[row]) & (month == month[row]))
        reading.tell(
            persons,
            tr(
                "{key} {who} staat meer dan een keer in {month}: {rows}",
                key=KEY,
                who=persons.columns[KEY][int(row)].as_py(),
                month=month_text(reading.span.months[int(month[row])]),
                rows=persons.some(same),
            ),
        )
    lacking = np.flatnonzero((rows < 0).any(axis=1))
    for code in lacking[:_SHOWN]:
        own = np.flatnonzero(codes == code)
        gone = ", ".join(month_text(reading.span.months[n]) for n in np.flatnonzero(rows[code] < 0))
        reading.tell(
            persons,
            tr(
                "{key} {who} heeft geen rij voor {months}; wel {rows}",
                key=KEY,
                who=persons.columns[KEY][int(own[0])].as_py(),
                months=gone,
                rows=persons.some(own),
            ),
        )
    if len(lacking) > _SHOWN:
        reading.tell(persons, tr("en nog {n} anderen missen een maand", n=len(lacking) - _SHOWN))
    return rows


def _beside(reading: _Reading, table: Table | None) -> Table | None:
    """A table of children or housemates by month; without a month of its own every row is there in all of them."""
    if table is None:
        return None
    months = reading.months(table, needed=False)
    if reading.problems:
        return table
    if months is not None:
        return _with_months(table, months, reading.span)
    every = reading.span.count
    origin = np.tile(np.arange(table.n), every)
    repeated = replace(
        table, columns={n: c.take(pa.array(origin)) for n, c in table.columns.items()}, n=table.n * every, origin=origin
    )
    return _with_months(repeated, np.repeat(np.arange(every), table.n), reading.span)


def _with_months(table: Table, month: Array, span: Span) -> Table:
    """The table with the month in every key, and without the column of months."""
    named = pa.array([month_text(each) for each in span.months]).take(pa.array(month))
    columns = {
        name: _in_month(column, named) if name in _KEYS else column
        for name, column in table.columns.items()
        if name not in (MONTH, DAY)
    }
    return replace(table, columns=columns)


def _in_month(keys: pa.Array, month: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(key_text(keys), month, _IN)


def _texts(column: pa.Array) -> list[object]:
    kept: Callable[[pa.Array], list[object]] = pa.Array.to_pylist
    return kept(column if pa.types.is_string(column.type) else pc.cast(column, pa.string()))


def _month(value: object) -> date | None:
    """The month of a cell: JJJJ-MM or the first day of a month."""
    text = value.strip() if isinstance(value, str) else None
    first = _FIRST_OF_MONTH.match(text) if text is not None else None
    return read_month(first[1] if first is not None else text)
