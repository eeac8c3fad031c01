"""Who of many people meets the conditions of what is not modelled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt

from uitvoerbaar.engine.batch.people import Array, Collection, People, Strings, age_on, array_of
from uitvoerbaar.engine.explain.left_out import holds
from uitvoerbaar.law.not_modelled import Condition
from uitvoerbaar.law.registers import CHILD, COLLECTIONS, HOUSEMATE, PERSON

_TABLES = {table: name for name, table in COLLECTIONS.items()}
_PARTNER = "partner_bsn"
Mask = npt.NDArray[np.bool_]


Absent = Mapping[str, Mapping[str, Any]]
"""Per table the values of fields that the people lack."""


def persons_concerned(
    when: Sequence[Sequence[Condition]], people: People, on: str, absent: Absent | None = None
) -> Mask | None:
    """Per person whether one of the sets of conditions holds; None when these people lack a field that a condition asks.

    With `absent` everybody has these values of a field that is lacking, and who has no list of a table has nobody in it.
    """
    persons = np.zeros(people.n, np.bool_)
    for conditions in when:
        one = _persons(conditions, people, on, absent)
        if one is None:
            return None
        persons |= one
    return persons


def _persons(conditions: Sequence[Condition], people: People, on: str, absent: Absent | None) -> Mask | None:
    """Persons for whom all conditions hold, some of them for one child or one housemate of theirs."""
    mask = np.ones(people.n, np.bool_)
    for table in (PERSON, CHILD, HOUSEMATE):
        asked = [c for c in conditions if c.table == table]
        if not asked:
            continue
        found = _of_table(table, asked, people, on, absent)
        if found is None:
            return None
        mask &= found
    return mask


def _of_table(table: str, asked: Sequence[Condition], people: People, on: str, absent: Absent | None) -> Mask | None:
    one = table == PERSON
    return _of_persons(asked, people, on, absent) if one else _of_elements(asked, people, table, on, absent)


def _of_persons(conditions: Sequence[Condition], people: People, on: str, absent: Absent | None) -> Mask | None:
    mask = np.ones(people.n, np.bool_)
    for condition in conditions:
        if condition.field == _PARTNER:
            mask &= (people.partner >= 0) == bool(condition.value)
            continue
        found = _column(condition, people, on, people.n, absent)
        if found is None:
            return None
        mask &= found
    return mask


def _of_elements(
    conditions: Sequence[Condition], people: People, table: str, on: str, absent: Absent | None
) -> Mask | None:
    """Persons who have an element of the collection of a table for which all conditions hold."""
    collection = people.collections.get(_TABLES[table])
    if collection is None:
        return None if absent is None else np.zeros(people.n, np.bool_)
    numbers = np.arange(int(collection.stop.max(initial=0))) if collection.index is None else collection.index
    mask = np.ones(len(numbers), np.bool_)
    for condition in conditions:
        if condition.field:
            held = int(numbers.max(initial=-1)) + 1
            found = _column(condition, collection, on, held, absent)
            if found is None:
                return None
            mask &= found[numbers]
    before = np.concatenate([[0], np.cumsum(mask)])
    return np.asarray(before[collection.stop] > before[collection.start])


def _column(condition: Condition, holder: People | Collection, on: str, n: int, absent: Absent | None) -> Mask | None:
    """For which of `n` records a condition on a field holds; None when the field is not in the group."""
    column = holder.columns.get(condition.field)
    if column is None:
        usual = {} if absent is None else absent[condition.table]
        return np.full(n, holds(condition, usual, on)) if condition.field in usual else None
    values = array_of(column)
    missing = holder.null.get(condition.field)
    there = np.ones(len(values), np.bool_) if missing is None else ~missing.astype(np.bool_)
    if condition.test == "bestaat":
        return there if condition.value else ~there
    if condition.test == "is":
        same = _same(column, condition.value)
        return np.asarray(there & same)
    if condition.test in ("boven", "onder"):
        bound = float(Decimal(condition.value))
        return np.asarray(there & (values > bound if condition.test == "boven" else values < bound))
    years = age_on(on, values)
    if condition.test == "leeftijd_vanaf":
        return np.asarray(there & (years >= condition.value))
    return np.asarray(there & (years >= 0) & (years < condition.value))


def _same(column: Array | Strings, value: Any) -> Mask:
    if isinstance(column, Strings):
        code = column.words.index(value) if value in column.words else -1
        return np.asarray(column.codes == code)
    return np.asarray(column == value)
