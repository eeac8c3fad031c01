"""The layout: columns bound to programs, and the blocks of rows and elements that kernels read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from uitvoerbaar.engine.people import Array, Column, People, Strings, array_of
from uitvoerbaar.engine.schema import PERSON, Fact
from uitvoerbaar.engine.value import Chain

Rows = slice | Array


@dataclass(slots=True)
class Bound:
    """The columns that programs read, in the form that kernels read them, and their masks of nulls."""

    people: People
    columns: dict[tuple[str, str], Array]
    nulls: dict[tuple[str, str], Array]
    words: tuple[str, ...]
    """All texts by code: those of the programs first."""


def bind(people: People, used: dict[tuple[str, str], Fact], words: dict[str, int]) -> Bound:
    """Bind the columns in `used`; texts get the codes of the programs in `words`, others codes after them."""
    codes = dict(words)
    columns: dict[tuple[str, str], Array] = {}
    nulls: dict[tuple[str, str], Array] = {}
    for (table, name), fact in used.items():
        holder = people if table == PERSON else people.collections[table]
        column, mask = holder.columns[name], holder.null.get(name)
        columns[table, name] = _column(column, fact, codes)
        if fact.nulls:
            gaps = np.zeros(len(array_of(column)), np.bool_) if mask is None else mask.astype(np.bool_)
            if isinstance(column, np.ndarray) and column.dtype.kind == "f":
                gaps = gaps | np.isnan(column)
            nulls[table, name] = gaps.view(np.uint8)
    return Bound(people, columns, nulls, tuple(codes))


def _column(column: Column, fact: Fact, codes: dict[str, int]) -> Array:
    if isinstance(column, Strings):
        mapping = np.array([codes.setdefault(word, len(codes)) for word in column.words], np.int32)
        same = bool((mapping == np.arange(len(mapping))).all())
        return np.ascontiguousarray(column.codes) if same else mapping[column.codes]
    if column.dtype == np.bool_:
        return np.ascontiguousarray(column).view(np.uint8)
    if column.dtype.kind == "f" and (fact.decimals or fact.nulls):
        return np.nan_to_num(np.rint(column * 10.0**fact.decimals))
    if column.dtype.kind == "f":
        return np.ascontiguousarray(column, np.float64)
    return np.ascontiguousarray(column)


@dataclass(slots=True)
class Elements:
    """The elements of the rows of a block: how many each row has, where they begin, and their records."""

    counts: Array
    begin: Array
    total: int
    records: Rows
    owner: Array | None = None
    """Position in the block of each element's row, made when first needed."""

    def owners(self) -> Array:
        if self.owner is None:
            self.owner = np.repeat(np.arange(len(self.counts), dtype=np.int32), self.counts)
        return self.owner


@dataclass(slots=True)
class Block:
    """Some rows at hand, with everything gathered for them so far."""

    bound: Bound
    rows: Rows
    n: int
    slots: dict[tuple[int, int], Array] = field(default_factory=dict)
    reduced: dict[tuple[int, int], Array] = field(default_factory=dict)
    _keys: dict[Chain, Rows] = field(default_factory=dict)
    _elements: dict[tuple[str, Chain], Elements] = field(default_factory=dict)
    groups: dict[int, Elements] = field(default_factory=dict)

    def key(self, chain: Chain) -> Rows:
        """Rows of the persons at the end of the chain, -1 for nobody."""
        found = self._keys.get(chain)
        if found is None:
            if not chain:
                found = self.rows
            else:
                before = self.key(chain[:-1])
                partner = self.bound.people.partner
                if isinstance(before, slice):
                    found = partner[before]
                elif len(chain) == 1:
                    found = partner.take(before)
                else:
                    found = np.where(before < 0, np.int32(-1), partner.take(before, mode="clip"))
            self._keys[chain] = found
        return found

    def key_array(self, chain: Chain) -> Array:
        """The rows of `key` as int32 numbers."""
        found = self.key(chain)
        if isinstance(found, slice):
            return np.arange(found.start, found.stop, dtype=np.int32)
        return found.astype(np.int32, copy=False)

    def elements(self, collection: str, chain: Chain) -> Elements:
        """The elements of the persons at the end of the chain."""
        found = self._elements.get((collection, chain))
        if found is None:
            found = self._elements[collection, chain] = self._segments(collection, chain)
        return found

    def _segments(self, collection: str, chain: Chain) -> Elements:
        source = self.bound.people.collections[collection]
        key = self.key(chain)
        if isinstance(key, slice):
            start, counts = source.start[key], source.stop[key] - source.start[key]
        else:
            start = source.start.take(key, mode="clip")
            counts = source.stop.take(key, mode="clip") - start
            if chain:
                counts = np.where(key < 0, 0, counts)
        ends = np.cumsum(counts, dtype=np.int64)
        total = int(ends[-1]) if len(ends) else 0
        begin = ends - counts
        records: Rows
        if total and self._in_order(start, counts, begin):
            first = int(start[np.argmax(counts > 0)])
            records = slice(first, first + total)
        else:
            records = np.repeat(start - begin, counts) + np.arange(total)
        if source.index is not None:
            records = source.index[records]
        return Elements(counts, begin, total, records)

    @staticmethod
    def _in_order(start: Array, counts: Array, begin: Array) -> bool:
        """Whether the elements of all rows lie one after the other in the table."""
        some = counts > 0
        offset = (start - begin)[some]
        return bool((offset == offset[0]).all())

    def input(self, what: Any) -> Array:
        """A column for a kernel; see `lower` for the kinds of input."""
        kind = what[0]
        if kind in ("column", "null"):
            source = self.bound.columns if kind == "column" else self.bound.nulls
            return _pick(source[PERSON, what[2]], self.key(what[1]))
        if kind in ("element", "elementnull"):
            source = self.bound.columns if kind == "element" else self.bound.nulls
            return _pick(source[what[1], what[3]], self.elements(what[1], what[2]).records)
        if kind == "key":
            return self.key_array(what[1])
        if kind == "slot":
            return self.slots[what[1], what[2]]
        if kind == "reduced":
            return self.reduced[what[1], what[2]]
        return self.groups[what[1]].counts.astype(np.int64, copy=False)

    def outer(self, elements: Elements, stage: int, output: int) -> Array:
        """A value of the rows, repeated for their elements."""
        return self.slots[stage, output].take(elements.owners())


def _pick(column: Array, rows: Rows) -> Array:
    return column[rows] if isinstance(rows, slice) else column.take(rows, mode="clip")


_REDUCE = {"add": np.add, "or": np.logical_or, "min": np.minimum, "max": np.maximum}


def reduce(how: str, values: Array, elements: Elements) -> Array:
    """Per row of the block the reduction of its elements; rows without elements give 0, false or any number."""
    result = np.zeros(len(elements.counts), values.dtype)
    if elements.total:
        some = elements.counts > 0
        result[some] = _REDUCE[how].reduceat(values, elements.begin[some])
    return result
