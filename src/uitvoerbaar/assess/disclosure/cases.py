"""A case found among own microdata, made up anew: near enough to show the same, too far from any record to be one.

Every amount, number and date that fewer than the smallest number of records has is moved to a round one, together with what
goes with it (what is paid with what it is owed for), while the case keeps showing what it must show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import numpy as np

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.disclosure.protect import rule_of
from uitvoerbaar.base.arrays import Bools
from uitvoerbaar.engine.batch.people import Column, Strings, array_of, date_text
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.law.registers import CHILD, HOUSEMATE, PERSON, Due

Holds = Callable[[PersonCase], bool]
Values = Mapping[str, Any]
Dues = Mapping[str, Due]
_PASSES = 3
_EURO = 100
_LARGE, _NEAR = 100_00, 20
"""Amounts from 100 euros that differ by at most a twentieth may belong together."""


def invented(ctx: Context, case: PersonCase, holds: Holds) -> PersonCase | None:
    """The case as it may be shown: itself for a population that was made; None where nothing made up shows the same.

    `holds` must be true for `case`, and is true for what is given.
    """
    rule = rule_of(ctx)
    if rule is None:
        return case
    known = Records(ctx, rule.records)
    for _ in range(_PASSES):
        for place in _places(case, known.dues):
            case = _moved(case, place, holds, known)
        if not any(known.rare(place.table, place.name, place.of(case)) for place in _places(case, known.dues)):
            break
    return case if known.safe(case) else None


@dataclass(frozen=True, slots=True)
class _Place:
    """One fact of a case: of the person (0), the partner (1), or a child or housemate by number."""

    table: str
    number: int
    name: str

    def record(self, case: PersonCase) -> Values:
        if self.table == PERSON:
            return case.person if self.number == 0 else case.partner or {}
        return (case.children if self.table == CHILD else case.housemates)[self.number]

    def of(self, case: PersonCase) -> Any:
        return self.record(case)[self.name]

    def put(self, case: PersonCase, record: Values) -> PersonCase:
        if self.table == PERSON:
            return replace(case, person=record) if self.number == 0 else replace(case, partner=record)
        records = list(case.children if self.table == CHILD else case.housemates)
        records[self.number] = record
        return (
            replace(case, children=tuple(records)) if self.table == CHILD else replace(case, housemates=tuple(records))
        )


def _places(case: PersonCase, dues: Dues) -> list[_Place]:
    """The facts that are numbers or dates; payments last, for they go with what is owed."""
    found = [_Place(PERSON, 0, name) for name in case.person]
    found += [_Place(PERSON, 1, name) for name in case.partner or {}]
    found += [_Place(CHILD, n, name) for n, child in enumerate(case.children) for name in child]
    found += [_Place(HOUSEMATE, n, name) for n, mate in enumerate(case.housemates) for name in mate]
    movable = [place for place in found if _movable(place.of(case))]
    return sorted(movable, key=lambda place: (place.name in dues, place.table, place.number, place.name))


def _movable(value: Any) -> bool:
    return (isinstance(value, int | Decimal) and not isinstance(value, bool)) or _is_date(value)


def _is_date(value: Any) -> bool:
    return isinstance(value, str) and len(value) == len("2026-01-01") and value[4] == value[7] == "-"


def _moved(case: PersonCase, place: _Place, holds: Holds, known: Records) -> PersonCase:
    """The case with one fact moved to the first round value that few or no records have alone and that still holds."""
    near = known.rare(place.table, place.name, place.of(case)) or known.alone(case, place)
    # What was paid follows from hours and price, but its distance to what was owed may be that of a record.
    if not near and place.name not in known.dues:
        return case
    for value in _round_values(place, case, known.dues):
        if value == place.of(case) or known.rare(place.table, place.name, value):
            continue
        tried = place.put(case, _with(place.record(case), place.name, value, known.dues))
        if holds(tried):
            return tried
    return case


def _with(record: Values, name: str, value: Any, dues: Dues) -> Values:
    """The record with another value; what was paid keeps its distance to what was owed, and so do amounts that are near."""
    made = {**record, name: value}
    for paid, due in dues.items():
        if name in due.factors and due.known(record) and paid in record:
            made[paid] = int(record[paid] + due.of(made) - due.of(record))
    for other in _near(record, name):
        made[other] = record[other] + value - record[name]
    return made


def _near(record: Values, name: str) -> list[str]:
    """Other amounts of the record that are about the same: what was owed and what was paid."""
    value = record[name]
    if not isinstance(value, int) or value < _LARGE:
        return []
    return [
        other
        for other, amount in record.items()
        if other != name and isinstance(amount, int) and _NEAR * abs(amount - value) <= value
    ]


def _round_values(place: _Place, case: PersonCase, dues: Dues) -> Iterator[Any]:
    value = place.of(case)
    if _is_date(value):
        year = int(value[:4])
        yield from (f"{year + more}-{month}-01" for more in (0, 1, -1, 2, -2) for month in ("01", "07", "04", "10"))
        return
    record = place.record(case)
    yield from (record[other] for other in _near(record, place.name))
    due = dues.get(place.name)
    if due is not None and due.known(record):
        owed = int(due.of(record))
        yield from (owed, owed + _EURO, -(-owed // _EURO) * _EURO)
    amount = int(value)
    unit = 10 ** (len(str(abs(amount))) - 1)
    for step in dict.fromkeys((max(unit // 2, 1), max(unit // 4, 1), max(unit // 10, 1), max(unit // 20, 1))):
        middle = round(amount / step) * step
        yield from (middle + step * move for move in (0, 1, -1, 2, -2, 3, -3) if middle + step * move > 0)


@dataclass(slots=True)
class Records:
    """The own records that a case may not be close to."""

    ctx: Context
    least: int

    @property
    def dues(self) -> Dues:
        """What is owed for the payments of a child."""
        return self.ctx.catalogue.due(CHILD)

    def rare(self, table: str, name: str, value: Any) -> bool:
        """Whether some record has this value, but fewer than the smallest group."""
        here = self._having(table, name, value)
        return here is not None and 0 < int(here.sum()) < self.least

    def alone(self, case: PersonCase, place: _Place) -> bool:
        """Whether all facts of the record of a place together are those of few real records."""
        return self._few(place.table, place.record(case))

    def safe(self, case: PersonCase) -> bool:
        """Whether no fact and no record of the case is that of few real ones."""
        places = _places(case, self.dues)
        return not any(self.rare(p.table, p.name, p.of(case)) or self.alone(case, p) for p in places)

    def _few(self, table: str, record: Values) -> bool:
        masks = [self._having(table, name, value) for name, value in record.items() if _movable(value)]
        known = [mask for mask in masks if mask is not None]
        return bool(known) and 0 < int(np.logical_and.reduce(known).sum()) < self.least

    def _having(self, table: str, name: str, value: Any) -> Bools | None:
        column = self._columns(table).get(name)
        if column is None or isinstance(column, Strings):
            return None
        held = array_of(column)
        if _is_date(value):
            days = {int(day): date_text(int(day)) for day in np.unique(held)}
            return np.isin(held, [day for day, text in days.items() if text == value])
        # An amount in whole euros tells that of a record in cents as well.
        about = _EURO if abs(value) >= _LARGE else 0
        return np.asarray(np.abs(held.astype(np.float64) - float(value)) <= about)

    def _columns(self, table: str) -> Mapping[str, Column]:
        people = self.ctx.people.after
        if table == PERSON:
            return people.columns
        held = people.collections.get("kinderen" if table == CHILD else "huisgenoten")
        return {} if held is None else held.columns
