"""Rows of persons as couples and households: amounts that are given once are counted once, amounts of each are added up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uitvoerbaar.base.language import tr
from uitvoerbaar.engine.batch.people import Array
from uitvoerbaar.population.own.keys import key_text
from uitvoerbaar.population.own.microdata import MicrodataError
from uitvoerbaar.population.own.table_file import Table

HOUSEHOLD = "huishouden"
COUNTED, MEMBERS = "personen", "personen"
Once = Literal["huishoudens", "eenheden", "personen"]
"""For whom an amount holds once: a household, a couple or single person, a person."""


@dataclass(frozen=True, eq=False)
class Homes:
    """Which couple (or single person) and which household each row is of, numbered from 0 in the order of the rows.

    `named`: whether the table names households; without, every couple or single person is one. `keys`: the key of each.
    """

    couple: Array
    household: Array
    keys: pa.Array
    named: bool

    @property
    def count(self) -> int:
        """Households."""
        return len(self.keys)

    def members(self) -> Array:
        """Rows of each household."""
        return np.bincount(self.household, minlength=self.count)


def homes_of(table: Table, partner: Array, keys: pa.Array) -> Homes:
    """The homes of the rows of a table, given the row of each partner (-1 without one).

    A column `huishouden` names the household; without it a couple is one, by the key of whoever comes first. Raises
    MicrodataError for an empty household, and for partners in different ones.
    """
    rows = np.arange(table.n)
    first = np.where(partner >= 0, np.minimum(rows, partner), rows)
    couple = _numbered(first)
    if HOUSEHOLD not in table.columns:
        starts = np.flatnonzero(first == rows)
        return Homes(couple, couple, keys.take(pa.array(starts)), False)
    names = table.columns[HOUSEHOLD]
    empty = np.flatnonzero(names.is_null().to_numpy(zero_copy_only=False))
    if len(empty):
        raise MicrodataError(
            tr("{file}: kolom '{name}' is leeg op {rows}", file=table.file, name=HOUSEHOLD, rows=table.some(empty)),
            file=table.file,
            column=HOUSEHOLD,
        )
    coded = pc.dictionary_encode(key_text(names))
    code = coded.indices.to_numpy().astype(np.int64)
    apart = np.flatnonzero((partner >= 0) & (code != code[np.maximum(partner, 0)]))
    if len(apart):
        raise MicrodataError(
            tr(
                "{file}: kolom '{name}': partners staan in verschillende huishoudens op {rows}",
                file=table.file,
                name=HOUSEHOLD,
                rows=table.some(apart),
            ),
            file=table.file,
            column=HOUSEHOLD,
        )
    return Homes(couple, code, coded.dictionary, True)


def _numbered(marks: Array) -> Array:
    """Marks as numbers from 0 in the order in which they come first."""
    _, first, inverse = np.unique(marks, return_index=True, return_inverse=True)
    order = np.empty(len(first), np.int64)
    order[np.argsort(first)] = np.arange(len(first))
    return np.asarray(order[inverse])


@dataclass(frozen=True, eq=False)
class Joined:
    """A column by household: values, which are null, and how many couples or households had more than one amount."""

    values: Array
    null: Array
    uneven: int


def joined(column: pa.Array, once: Once, homes: Homes, failed: Array) -> Joined:
    """A column of numbers or truths by household. `failed` are rows without an answer: their household has none.

    What holds once for a couple or household is the largest of its rows (the partner who did not apply has 0); what holds
    for a person is added up. A truth holds where it does for one.
    """
    null = column.is_null().to_numpy(zero_copy_only=False)
    truth = pa.types.is_boolean(column.type)
    values = _values(column)
    given = np.bincount(homes.household, weights=~null, minlength=homes.count) > 0
    bad = np.bincount(homes.household, weights=failed, minlength=homes.count) > 0
    uneven = 0
    if truth:
        holds = np.bincount(homes.household, weights=values, minlength=homes.count) > 0
        return Joined(holds, ~given | bad, 0)
    found: Array
    if once == "personen":
        found = _added(values, homes.household, homes.count)
    else:
        of = homes.couple if once == "eenheden" else homes.household
        found, uneven = _largest(values, of)
        if once == "eenheden":
            home = np.zeros(len(found), np.int64)
            home[homes.couple] = homes.household
            found = _added(found, home, homes.count)
    return Joined(found, ~given | bad, uneven)


_ROOM = 2**62
"""What sums of whole numbers must stay below to be held in 64 bits; larger ones are Python's own, exact and slow."""


def _values(column: pa.Array) -> Array:
    """Whole numbers exactly, others as floats, truths as 0 and 1; what is null is 0."""
    if pa.types.is_boolean(column.type):
        return np.asarray(pc.fill_null(pc.cast(column, pa.int8()), 0).to_numpy(zero_copy_only=False))
    if not pa.types.is_integer(column.type):
        return np.asarray(pc.fill_null(pc.cast(column, pa.float64()), 0).to_numpy(zero_copy_only=False))
    values = np.asarray(pc.fill_null(column, 0).to_numpy(zero_copy_only=False))
    most = float(np.abs(values.astype(np.float64)).max(initial=0)) * len(values)
    return values.astype(np.int64) if most < _ROOM else values.astype(object)


def _added(values: Array, of: Array, groups: int) -> Array:
    """The sum of each group."""
    if values.dtype == np.float64:
        return np.asarray(np.bincount(of, weights=values, minlength=groups))
    made = np.zeros(groups, values.dtype)
    np.add.at(made, of, values)
    return made


def _largest(values: Array, of: Array) -> tuple[Array, int]:
    """The value furthest from 0 of each group, and how many groups have two that are not 0 and differ."""
    groups = int(of.max()) + 1 if len(of) else 0
    high, low = np.zeros(groups, values.dtype), np.zeros(groups, values.dtype)
    np.maximum.at(high, of, values)
    np.minimum.at(low, of, values)
    found = np.where(high >= -low, high, low)
    others = (values != 0) & (values != found[of])
    return found, int(np.count_nonzero(np.bincount(of, weights=others, minlength=groups)))


def by_household(columns: Mapping[str, Joined], homes: Homes, why: Mapping[int, str]) -> dict[str, pa.Array]:
    """A row per household: its key, how many rows it has, every column, and in `why` (by row) what could not be decided."""
    told: list[str | None] = [None] * homes.count
    for row, reason in why.items():
        home = int(homes.household[row])
        told[home] = told[home] or reason
    made: dict[str, Any] = {HOUSEHOLD: homes.keys, MEMBERS: pa.array(homes.members())}
    for name, found in columns.items():
        made[name] = _written(found)
    return {**made, "fout": pa.array(told, pa.string())}


def _written(found: Joined) -> pa.Array:
    """The values of a column by household as they are written: whole numbers without decimals, also the largest."""
    values = found.values
    if values.dtype == object:
        cells = [None if null else Decimal(value) for value, null in zip(values, found.null, strict=True)]
        return pa.array(cells, pa.decimal128(38))
    if values.dtype == np.float64 and bool((values == np.rint(values)).all()):
        values = values.astype(np.int64)
    return pa.array(values, mask=found.null)
