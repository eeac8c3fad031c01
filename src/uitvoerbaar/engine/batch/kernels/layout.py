"""The layout: columns bound to programs, and for a block of rows where kernels find every input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from uitvoerbaar.engine.batch.kernels.memory import empty
from uitvoerbaar.engine.batch.kernels.protocol import Backend, Elements
from uitvoerbaar.engine.batch.lower.inputs import (
    Chain,
    ElementCount,
    ElementField,
    ElementNull,
    Index,
    Input,
    OuterSlot,
    OwnerIndex,
    PersonField,
    PersonNull,
    PersonRow,
    PlaceIndex,
    RecordIndex,
    Reduced,
    RowIndex,
    SharedValue,
    Slot,
    Turned,
)
from uitvoerbaar.engine.batch.lower.schema import PERSON, Fact
from uitvoerbaar.engine.batch.lower.twins import PARTNER
from uitvoerbaar.engine.batch.people import Array, Column, Given, People, Strings, array_of

CLOSE = 3
"""Persons at hand are taken as a range while that is not more than so many times the rows: reading a range is cheap."""


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

    def column(self, what: Input) -> Array | None:
        """The column of an input, None for what a block makes."""
        match what:
            case PersonField():
                return self.columns[PERSON, what.field]
            case PersonNull():
                return self.nulls[PERSON, what.field]
            case ElementField():
                return self.columns.get((what.collection, what.field))
            case ElementNull():
                return self.nulls.get((what.collection, what.field))
        return None


def bind(people: People, used: Mapping[tuple[str, str], Fact], words: Mapping[str, int]) -> Bound:
    """Bind the columns in `used`; texts get the codes of the programs in `words`, others codes after them."""
    codes = dict(words)
    columns: dict[tuple[str, str], Array] = {}
    nulls: dict[tuple[str, str], Array] = {}
    for (table, name), fact in used.items():
        holder = people if table == PERSON else people.collections[table]
        if (table, name) in people.moving:
            continue  # every run is given it
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


def index_of(what: Input, everyone: bool, group: tuple[str, Chain] | None) -> Index | None:
    """Through which index column an input is read; None when its column lies in the order of the block."""
    match what:
        case PersonField() | PersonNull():
            return None if everyone and not what.chain else RowIndex(what.chain)
        case ElementField() | ElementNull():
            return RecordIndex(what.collection, what.chain)
        case SharedValue():
            return None if everyone and not what.chain else PlaceIndex(what.chain)
    return OwnerIndex(*group) if isinstance(what, OuterSlot) and group is not None else None


@dataclass(slots=True)
class Block:
    """Some rows at hand, with everything found for them so far. `rows` is a range when everybody is asked about."""

    bound: Bound
    backend: Backend
    rows: range | Array
    slots: dict[tuple[int, int], Array] = field(default_factory=dict)
    reduced: dict[tuple[int, int], Array] = field(default_factory=dict)
    groups: dict[int, Elements] = field(default_factory=dict)
    dials: Mapping[str, Array] = field(default_factory=dict)
    """The value of every dial, as an array of one number."""
    moving: Mapping[tuple[str, str], Given] = field(default_factory=dict)
    """Per (collection, field) that moves its values and nulls."""
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
        if isinstance(index, RowIndex):
            return self.key(index.chain)
        if isinstance(index, PlaceIndex):
            return self._places[index.chain]
        elements = self.elements(index.collection, index.chain)
        return elements.records if isinstance(index, RecordIndex) else elements.owner

    def input(self, what: Input) -> Array:
        """An input that this block made; see `index_of` for how it is read. Raises TypeError for one of the people."""
        match what:
            case SharedValue():
                made = self.shared[what.output]
                direct = not what.chain and isinstance(self.rows, range)
                return made[self._first : self._first + len(self.rows)] if direct else made
            case PersonRow():
                return self.key(what.chain)
            case Slot() | OuterSlot():
                return self.slots[what.stage, what.output]
            case Reduced():
                return self.reduced[what.group, what.reduction]
            case ElementCount():
                return self.groups[what.group].counts
            case Turned():
                return self.dials[what.dial]
            case ElementField():
                return self.moving[what.collection, what.field][0]
            case ElementNull():
                return self.moving[what.collection, what.field][1]
        raise TypeError(f"no block makes {what}")
