"""Columns of many persons and their collections: what the kernels read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from numpy.typing import NDArray

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Strings:
    """A text column: `words[codes[i]]` is the text of record i."""

    codes: Array
    words: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.codes)


Column = Array | Strings


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


def date_code(year: int, month: int, day: int) -> int:
    """A day as a number that keeps the order of days."""
    return year * 512 + month * 32 + day


def date_text(code: int) -> str:
    """The ISO date of a code."""
    return f"{code >> 9:04d}-{(code >> 5) & 15:02d}-{code & 31:02d}"


def array_of(column: Column) -> Array:
    """The numbers of a column: codes for texts."""
    return column.codes if isinstance(column, Strings) else column


__all__ = ["Array", "Collection", "Column", "People", "Strings", "array_of", "date_code", "date_text"]
