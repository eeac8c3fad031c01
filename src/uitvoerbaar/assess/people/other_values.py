"""People as they are but for one field: to see for whom the value of that field makes a difference.

Every value that is put in a column is one that the column holds already, its lowest and its highest always among them. So
what is known of the column stays true, and the same compiled program runs on it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from uitvoerbaar.engine.batch.people import Array, Column, People, Strings
from uitvoerbaar.law.registers import COLLECTIONS, PERSON

_TABLES = {table: collection for collection, table in COLLECTIONS.items()}


def column_of(people: People, table: str, name: str) -> Column | None:
    """The column of a field; None when these people lack it."""
    if table == PERSON:
        return people.columns.get(name)
    held = people.collections.get(_TABLES[table])
    return None if held is None else held.columns.get(name)


def stated(people: People, table: str, name: str) -> Array | None:
    """Who has a value other than nothing (0, false) in a field, by person; None when these people lack the field.

    Of an item of children it is the person who has such a child. Words count as a value, whichever they are.
    """
    column = column_of(people, table, name)
    if column is None:
        return None
    some = np.ones(len(column.codes), np.bool_) if isinstance(column, Strings) else np.asarray(column != 0)
    if table == PERSON:
        return some
    held = people.collections[_TABLES[table]]
    some = some if held.index is None else some[held.index]
    upto = np.concatenate([[0], np.cumsum(some)])
    return np.asarray(upto[held.stop] > upto[held.start])


def with_column(people: People, table: str, name: str, column: Column) -> People:
    """The same people with another column for a field. Raises KeyError when their collection is not there."""
    if table == PERSON:
        return replace(people, columns={**people.columns, name: column})
    collection = _TABLES[table]
    held = people.collections[collection]
    changed = replace(held, columns={**held.columns, name: column})
    return replace(people, collections={**people.collections, collection: changed})


def others(column: Column) -> tuple[Column, ...]:
    """Columns that together try other values on every record: another word, or the lowest and the highest number.

    Of numbers one half of the records gets the lowest and the other half the highest, and then the other way round.
    Of words each record gets every other word once, of truths the other truth. Numbers that are all one have no other.
    """
    if isinstance(column, Strings):
        count = len(column.words)
        codes = column.codes.astype(np.int64)
        return tuple(
            Strings(((codes + step) % count).astype(column.codes.dtype), column.words) for step in range(1, count)
        )
    if column.dtype in (np.uint8, np.bool_):  # truths
        return ((1 - column).astype(column.dtype),)
    if not len(column) or column.min() == column.max():
        return ()
    even = np.arange(len(column)) % 2 == 0
    low, high = column.min(), column.max()
    return tuple(np.where(even == first, low, high).astype(column.dtype) for first in (True, False))


def spread(column: Column, parts: tuple[float, ...] = (0.1, 0.25, 0.5, 0.75, 0.9)) -> tuple[Column, ...]:
    """Columns in which everybody has one value, from low to high among those that occur (nothing, 0, left out).

    Two records keep the lowest and the highest, so that the column holds what it held. Words and truths have none.
    """
    if isinstance(column, Strings) or not len(column) or len(np.unique(column)) <= 2:
        return ()
    some = column[column != 0]
    values = np.unique(np.quantile(some, parts, method="nearest"))
    found = []
    for value in values:
        made = np.full_like(column, value)
        for keep in (int(column.argmin()), int(column.argmax())):
            made[keep] = column[keep]
        found.append(made)
    return tuple(found)


def moved(column: Array, step: float, *, factor: bool = False) -> Array:
    """A column of numbers moved by a step or a factor, within what the column holds; who has nothing (0) keeps that."""
    low, high = column.min(initial=0), column.max(initial=0)
    exact: Any = column.astype(np.float64)
    changed = np.clip(np.rint(exact * step if factor else exact + step), low, high)
    return np.where(column == 0, column, changed.astype(column.dtype))
