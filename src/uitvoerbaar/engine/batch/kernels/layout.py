"""The layout: columns bound to programs, and for a block of rows where kernels find every input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from uitvoerbaar.engine.batch.kernels.memory import empty
from uitvoerbaar.engine.batch.kernels.protocol import Backend, Elements
from uitvoerbaar.engine.batch.lower.schema import PERSON, Fact
from uitvoerbaar.engine.batch.lower.sharing import PARTNER
from uitvoerbaar.engine.batch.lower.value import Chain
from uitvoerbaar.engine.batch.people import Array, Column, People, Strings, array_of

CLOSE = 3
"""Persons at hand are taken as a range while that is not more than so many times the rows: reading a range is cheap."""

Index = tuple[Any, ...]
"""An index column: ("key", chain), or ("place", chain) among the persons at hand, or for elements
("records" | "owner", collection, chain)."""


@dataclass(slots=True)
class Segments:
    """Where the elements of every person lie, as contiguous int32."""

    start: Array
    stop: Array
    index: Array | None


@dataclass(slots=True)
class Bound:
    """The columns that programs read, in the form that kernels read them, and their masks of nulls."""

    columns: dict[tuple[str, str], Array]
    nulls: dict[tuple[str, str], Array]
    words: tuple[str, ...]
    """All texts by code: those of the programs first."""
    partner: Array
    segments: dict[str, Segments]

    def column(self, what: Any) -> Array | None:
        """The column of an input, None for what a block makes; see `lower` for the kinds."""
        if what[0] in ("column", "null"):
            return (self.columns if what[0] == "column" else self.nulls)[PERSON, what[2]]
        if what[0] in ("element", "elementnull"):
            return (self.columns if what[0] == "element" else self.nulls)[what[1], what[3]]
        return None


def bind(people: People, used: Mapping[tuple[str, str], Fact], words: Mapping[str, int]) -> Bound:
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
    segments = {
        name: Segments(_int32(c.start), _int32(c.stop), None if c.index is None else _int32(c.index))
        for name, c in people.collections.items()
    }
    return Bound(columns, nulls, tuple(codes), _int32(people.partner), segments)


def _int32(numbers: Array) -> Array:
    return np.ascontiguousarray(numbers, np.int32)


def _column(column: Column, fact: Fact, codes: dict[str, int]) -> Array:
    if isinstance(column, Strings):
        mapping = np.array([codes.setdefault(word, len(codes)) for word in column.words], np.int32)
        same = bool((mapping == np.arange(len(mapping))).all())
        return np.ascontiguousarray(column.codes) if same else mapping[column.codes]
    if column.dtype == np.bool_:
        return np.ascontiguousarray(column).view(np.uint8)
    if column.dtype.kind == "f":
        whole = np.nan_to_num(np.rint(column * 10.0**fact.decimals)) if fact.decimals or fact.nulls else column
        return np.ascontiguousarray(whole, np.float64)
    small = column.dtype.itemsize == 8 and fact.lo >= -(2**31) and fact.hi < 2**31
    # Half the memory to read, and there are vector instructions for 32 bits.
    return np.ascontiguousarray(column, np.int32 if small else column.dtype)


def index_of(what: Any, everyone: bool, group: tuple[str, Chain] | None) -> Index | None:
    """Through which index column an input is read; None when its column lies in the order of the block."""
    kind = what[0]
    if kind in ("column", "null"):
        return None if everyone and not what[1] else ("key", what[1])
    if kind in ("element", "elementnull"):
        return "records", what[1], what[2]
    if kind == "shared":
        return None if everyone and not what[1] else ("place", what[1])
    return ("owner", *group) if kind == "outer" and group is not None else None


@dataclass(slots=True)
class Block:
    """Some rows at hand, with everything found for them so far. `rows` is a range when everybody is asked about."""

    bound: Bound
    backend: Backend
    rows: range | Array
    slots: dict[tuple[int, int], Array] = field(default_factory=dict)
    reduced: dict[tuple[int, int], Array] = field(default_factory=dict)
    groups: dict[int, Elements] = field(default_factory=dict)
    shared: dict[int, Array] = field(default_factory=dict)
    """What the shared programs gave, by output, for the persons at hand."""
    _places: dict[Chain, Array] = field(default_factory=dict)
    _first: int = 0
    """Where among the persons at hand the rows begin, when rows are a range."""
    _keys: dict[Chain, Array] = field(default_factory=dict)
    _elements: dict[tuple[str, Chain], Elements] = field(default_factory=dict)

    def key(self, chain: Chain) -> Array:
        """Rows of the persons at the end of the chain, -1 for nobody."""
        found = self._keys.get(chain)
        if found is None:
            rows = self.rows
            if not chain:
                found = np.arange(rows.start, rows.stop, dtype=np.int32) if isinstance(rows, range) else rows
            else:
                found = self.backend.follow(self.bound.partner, rows if len(chain) == 1 else self.key(chain[:-1]))
            self._keys[chain] = found
        return found

    def gather_persons(self) -> range | Array:
        """The persons at hand: the rows and their partners, as a range where they lie close together."""
        rows, partners = self.rows, self.key((PARTNER,))
        ends = (rows.start, rows.stop - 1) if isinstance(rows, range) else (int(rows.min()), int(rows.max()))
        # Nobody is -1, the highest number when read without sign.
        first = min(ends[0], int(partners.view(np.uint32).min()))
        last = max(ends[1], int(partners.max()))
        if last - first < CLOSE * len(rows):
            self._first = ends[0] - first
            self._places[PARTNER,] = np.subtract(partners, np.int32(first), out=empty(len(rows), np.int32))
            if not isinstance(rows, range):
                self._places[()] = np.subtract(rows, np.int32(first), out=empty(len(rows), np.int32))
            return range(first, last + 1)
        some = partners[partners >= 0]
        place = np.full(len(rows), -1, np.int32)
        place[partners >= 0] = np.arange(len(rows), len(rows) + len(some), dtype=np.int32)
        self._places[PARTNER,] = place
        self._places[()] = np.arange(len(rows), dtype=np.int32)
        return np.concatenate([self.key(()), some])

    def elements(self, collection: str, chain: Chain) -> Elements:
        """The elements of the persons at the end of the chain."""
        found = self._elements.get((collection, chain))
        if found is None:
            table = self.bound.segments[collection]
            key = self.rows if not chain and isinstance(self.rows, range) else self.key(chain)
            found = self.backend.segments(table.start, table.stop, table.index, key)
            self._elements[collection, chain] = found
        return found

    def index(self, index: Index) -> Array:
        """An index column."""
        if index[0] == "key":
            return self.key(index[1])
        if index[0] == "place":
            return self._places[index[1]]
        elements = self.elements(index[1], index[2])
        return elements.records if index[0] == "records" else elements.owner

    def input(self, what: Any) -> Array:
        """An input that this block made; see `lower` for the kinds, `index_of` for how it is read."""
        kind = what[0]
        if kind == "shared":
            made = self.shared[what[2]]
            direct = not what[1] and isinstance(self.rows, range)
            return made[self._first : self._first + len(self.rows)] if direct else made
        if kind == "key":
            return self.key(what[1])
        if kind in ("slot", "outer"):
            return self.slots[what[1], what[2]]
        if kind == "reduced":
            return self.reduced[what[1], what[2]]
        return self.groups[what[1]].counts
