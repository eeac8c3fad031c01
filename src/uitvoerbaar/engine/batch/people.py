"""Columns of many persons and their collections: what the kernels read."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Strings:
    """A text column: `words[codes[i]]` is the text of record i."""

    codes: Array
    words: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.codes)


@dataclass(frozen=True, slots=True)
class Moving:
    """A column of elements that every run is given anew: numbers with so many decimals, from `lo` to `hi` (scaled).

    A run is given float64 in whole steps of the last decimal, and a mask of nulls as uint8.
    """

    decimals: int
    lo: int
    hi: int


Column = Array | Strings
Given = tuple[Array, Array]
"""The values and the nulls of a column that moves."""


@dataclass(slots=True)
class Collection:
    """The elements of every person: person i has the elements k in [start[i], stop[i]).

    The record of element k is number `k` of `columns`, or number `index[k]` when an index is given. `null` marks, per
    column, the records that have no value.
    """

    start: Array
    stop: Array
    columns: dict[str, Column]
    index: Array | None = None
    null: dict[str, Array] = field(default_factory=dict)

    def take(self, rows: Array, place: Array | None = None) -> Collection:
        """The elements of the persons in `rows`, in that order, and the records of those elements alone.

        With `place` (the new row of every person) the elements are persons, who are all in `rows`, and stay so: their records
        are those of the persons, for a column that a law computes for an element is filled by person.
        """
        start, stop = self.start[rows], self.stop[rows]
        elements = _used(start, stop, int(stop.max(initial=0)))
        number = np.concatenate([[0], np.cumsum(elements)]).astype(np.int32)
        kept = np.flatnonzero(elements)
        records, index = kept, None
        if self.index is not None:
            if place is not None:
                return self._of_persons(rows, number[start], number[stop], place[self.index[kept]])
            records, index = np.unique(self.index[kept], return_inverse=True)
            index = index.astype(np.int32)
        columns = {name: taken(column, records) for name, column in self.columns.items()}
        null = {name: mask[records] for name, mask in self.null.items()}
        return Collection(number[start], number[stop], columns, index, null)

    def _of_persons(self, rows: Array, start: Array, stop: Array, persons: Array) -> Collection:
        """Elements that are persons, whose records are the rows of persons."""
        assert bool((persons >= 0).all()), "whole households are taken"
        columns = {name: taken(column, rows) for name, column in self.columns.items()}
        null = {name: mask[rows] for name, mask in self.null.items()}
        return Collection(start, stop, columns, persons, null)


@dataclass(slots=True, eq=False)
class People:
    """Persons as columns; person i (from 0) has bsn i + 1.

    Numbers are integers or float64 (whole or decimal), truths uint8 or bool, dates int32 codes year*512 + month*32 +
    day, texts Strings. `partner` is the row of the partner or -1. `null` marks, per column, persons without a value.
    Arrays are not changed in place once a batch has read them, because what is known of them is kept: put another
    array in its place instead.
    """

    n: int
    columns: dict[str, Column]
    partner: Array
    collections: dict[str, Collection] = field(default_factory=dict)
    null: dict[str, Array] = field(default_factory=dict)
    moving: dict[tuple[str, str], Moving] = field(default_factory=dict)
    """The columns of elements, by (collection, field), that a run is given."""

    def given(self, moving: Mapping[tuple[str, str], Given]) -> People:
        """The same people with columns in place of those that move. Raises KeyError when one of these is not given."""
        collections = dict(self.collections)
        for (name, field_), column in self.moving.items():
            held, (values, null) = collections[name], moving[name, field_]
            plain = values / 10.0**column.decimals if column.decimals else values
            collections[name] = replace(
                held, columns={**held.columns, field_: plain}, null={**held.null, field_: null.view(np.bool_)}
            )
        return replace(self, collections=collections, moving={})

    def take(self, rows: Array, persons: Set[str] = frozenset()) -> People:
        """The persons in `rows` alone, in that order, with their elements; a partner outside `rows` is gone.

        Elements of the collections in `persons` are persons and stay so; `rows` then holds all of them.
        """
        place = np.full(self.n + 1, -1, np.int32)
        place[rows] = np.arange(len(rows), dtype=np.int32)
        return People(
            len(rows),
            {name: taken(column, rows) for name, column in self.columns.items()},
            place[self.partner[rows]],
            {
                name: elements.take(rows, place if name in persons else None)
                for name, elements in self.collections.items()
            },
            {name: mask[rows] for name, mask in self.null.items()},
        )


def marked(n: int, *rows: Array) -> Array:
    """Which of the numbers below `n` are among these: one pass each, where sorting or hashing millions takes seconds."""
    among = np.zeros(n, np.bool_)
    for some in rows:
        among[some] = True
    return among


def taken(column: Column, rows: Array) -> Column:
    """Some records of a column."""
    return Strings(column.codes[rows], column.words) if isinstance(column, Strings) else column[rows]


def _used(start: Array, stop: Array, n: int) -> NDArray[np.bool_]:
    """Which of `n` elements lie in any [start, stop)."""
    edges = np.bincount(start, minlength=n + 1) - np.bincount(stop, minlength=n + 1)
    return np.asarray(np.cumsum(edges)[:n] > 0)


def check_people(people: People) -> None:
    """Whether everything points inside the tables, since kernels read without looking. Raises UserError if not."""
    _within("partner", people.partner, -1, people.n - 1, people.n)
    _lengths("persoon", people, people.n)
    for name, collection in people.collections.items():
        sizes = {len(column) for column in collection.columns.values()}
        if len(sizes) > 1:
            raise UserError(tr("de kolommen van {name} zijn niet even lang: {sizes}", name=name, sizes=sorted(sizes)))
        records = sizes.pop() if sizes else None
        if collection.index is not None:
            if records is not None:
                _within(tr("index van {name}", name=name), collection.index, 0, records - 1)
            records = len(collection.index)
        _within(tr("begin van {name}", name=name), collection.start, 0, records, people.n)
        _within(tr("einde van {name}", name=name), collection.stop, 0, records, people.n)
        if people.n and bool((collection.stop < collection.start).any()):
            raise UserError(tr("{name}: een einde ligt voor het begin", name=name))
        _lengths(name, collection, None)


def _lengths(table: str, holder: People | Collection, n: int | None) -> None:
    for name, column in holder.columns.items():
        if n is not None and len(column) != n:
            raise UserError(
                tr(
                    "kolom '{name}' van {table} heeft {column} rijen; verwacht: {n}",
                    name=name,
                    table=table,
                    column=len(column),
                    n=n,
                )
            )
        if name in holder.null and len(holder.null[name]) != len(column):
            raise UserError(
                tr("'{name}' van {table}: niet voor elke rij staat vast of er een waarde is", name=name, table=table)
            )
        if isinstance(column, Strings):
            _within(tr("'{name}' van {table}", name=name, table=table), column.codes, 0, len(column.words) - 1)


def _within(what: str, numbers: Array, lo: int, hi: int | None, n: int | None = None) -> None:
    if n is not None and len(numbers) != n:
        raise UserError(tr("{what} heeft {numbers} rijen; verwacht: {n}", what=what, numbers=len(numbers), n=n))
    if len(numbers) and (int(numbers.min()) < lo or (hi is not None and int(numbers.max()) > hi)):
        raise UserError(
            tr(
                "{what} wijst buiten de tabel: {numbers} tot {numbers_2}; verwacht: {lo} tot {hi}",
                what=what,
                numbers=numbers.min(),
                numbers_2=numbers.max(),
                lo=lo,
                hi=hi,
            )
        )


YEAR_STEP, MONTH_STEP = 512, 32
"""What one year and one month more add to the code of a day."""
_N = TypeVar("_N", int, Array)


def date_code(year: _N, month: _N, day: _N) -> _N:
    """A day (or days) as a number that keeps the order of days."""
    code: _N = year * YEAR_STEP + month * MONTH_STEP + day
    return code


def year_of(codes: _N) -> _N:
    """The year of a day."""
    return codes // YEAR_STEP


def month_of(codes: _N) -> _N:
    """The month of a day, 1 to 12."""
    month: _N = codes % YEAR_STEP // MONTH_STEP
    return month


def age_on(iso: str, births: Array) -> Array:
    """Completed years on the day `iso` (YYYY-MM-DD) of people born on the days with these codes, as `base.dates.age`."""
    year, month, day = (int(part) for part in iso.split("-"))
    return np.asarray((date_code(year, month, day) - births.astype(np.int64)) // YEAR_STEP)


def date_text(code: int) -> str:
    """The ISO date of a code."""
    return f"{year_of(code):04d}-{month_of(code):02d}-{code % MONTH_STEP:02d}"


def array_of(column: Column) -> Array:
    """The numbers of a column: codes for texts."""
    return column.codes if isinstance(column, Strings) else column
