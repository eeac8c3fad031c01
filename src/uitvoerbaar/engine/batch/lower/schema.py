"""What a program is specialised to: the kind, decimals, bounds and nulls of every column it may read."""

from __future__ import annotations

import weakref
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

import numpy as np

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.engine.batch.people import Array, Column, People, Strings
from uitvoerbaar.law.graph import FieldSpec, Kind

PERSON = ""
"""The table of persons; other tables are named after their collection."""
MAX_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Fact:
    """One column: its kind by storage, decimals, observed bounds (scaled by the decimals) and whether it has nulls."""

    kind: Kind
    decimals: int = 0
    lo: int = 0
    hi: int = 0
    nulls: bool = False


Schema = Mapping[tuple[str, str], Fact]


_KNOWN: dict[int, tuple[weakref.ref[Array], int, Fact]] = {}
"""Facts of arrays that are still there: looking through millions of numbers takes longer than running a small law."""


def observe(column: Column, null: Array | None) -> Fact:
    """The fact of a column. Numbers with more than six decimals are of kind any: the reference does those."""
    nulls = null is not None and bool(null.any())
    if isinstance(column, Strings):
        return Fact("string", nulls=nulls)
    known = _KNOWN.get(id(column))
    seen = _fingerprint(column)
    if known is None or known[0]() is not column or known[1] != seen:
        key = id(column)
        known = weakref.ref(column, lambda _: _KNOWN.pop(key, None)), seen, _look(column)
        _KNOWN[key] = known
    fact = known[2]
    return replace(fact, nulls=fact.nulls or nulls)


def _fingerprint(column: Array) -> int:
    """A check on a thousand values: arrays should not change in place, and most changes show here when they do."""
    return zlib.crc32(column[:: max(len(column) // 1000, 1)].tobytes())


def _look(column: Array) -> Fact:
    """The fact of an array, in one pass."""
    if column.dtype == np.bool_:
        return Fact("bool")
    if column.size == 0:
        return Fact("number")
    if column.dtype.kind in "iu":
        return Fact("number", 0, int(column.min()), int(column.max()))
    present = column[~np.isnan(column)]
    nulls = present.size < column.size
    for decimals in range(MAX_DECIMALS + 1):
        whole = np.rint(present * 10.0**decimals)
        if present.size == 0 or bool((whole / 10.0**decimals == present).all()):
            lo, hi = (int(whole.min()), int(whole.max())) if present.size else (0, 0)
            return Fact("number", decimals, lo, hi, nulls)
    return Fact("any", nulls=nulls)


@dataclass(slots=True)
class Observed:
    """Facts of the columns of one People, each observed when first asked for."""

    people: People
    facts: dict[tuple[str, str], Fact | None] = field(default_factory=dict)
    mutual: bool = False
    """Whether everybody with a partner is the partner of that partner."""

    def __post_init__(self) -> None:
        partner = self.people.partner
        has = np.flatnonzero(partner >= 0)
        self.mutual = bool((partner[partner[has]] == has).all())

    def fact(self, table: str, name: str) -> Fact | None:
        """The fact of a column, or None when there is no such column."""
        key = (table, name)
        if key in self.people.moving:
            moves = self.people.moving[key]
            return Fact("number", moves.decimals, moves.lo, moves.hi, nulls=True)
        if key not in self.facts:
            holder = self.people if table == PERSON else self.people.collections.get(table)
            column = holder.columns.get(name) if holder is not None else None
            self.facts[key] = None if holder is None or column is None else observe(column, holder.null.get(name))
        return self.facts[key]


def bounds(spec: FieldSpec | None, fact: Fact) -> tuple[int, int]:
    """Whole bounds of a number column: the catalogue's range, widened to powers of two where the data leave it."""
    scale = 10**fact.decimals
    lo = -(2**53) + 1 if spec is None or not isinstance(spec.lo, int | Decimal) else int(spec.lo * scale)
    hi = 2**53 - 1 if spec is None or not isinstance(spec.hi, int | Decimal) else int(spec.hi * scale)
    if fact.lo < lo:
        lo = -(1 << max(-fact.lo, 1).bit_length())
    if fact.hi > hi:
        hi = 1 << max(fact.hi, 1).bit_length()
    return lo, hi


def date_bounds(spec: FieldSpec | None, fact: Fact) -> tuple[int, int]:
    """Bounds of a column of day codes."""
    from uitvoerbaar.engine.batch.lower.calendar import FIRST, LAST
    from uitvoerbaar.engine.batch.people import date_code

    found = [parse_date(bound) for bound in ((spec.lo, spec.hi) if spec else (None, None))]
    lo = FIRST if found[0] is None else date_code(found[0].year, found[0].month, found[0].day)
    hi = LAST if found[1] is None else date_code(found[1].year, found[1].month, found[1].day)
    return (lo if fact.lo >= lo else min(fact.lo, FIRST)), (hi if fact.hi <= hi else max(fact.hi, LAST))
