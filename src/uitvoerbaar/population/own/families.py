"""A user's own tables of children and housemates as collections of the persons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.language import tr
from uitvoerbaar.engine.batch.people import Array, Collection, Column, Strings, date_code
from uitvoerbaar.engine.explain.needs import Need
from uitvoerbaar.law.registers import CHILD, COLLECTIONS, HOUSEMATE, KEY, PERSON
from uitvoerbaar.population.own import relations
from uitvoerbaar.population.own.keys import key_text
from uitvoerbaar.population.own.relations import Remarks
from uitvoerbaar.population.own.table_file import Table

if TYPE_CHECKING:
    from uitvoerbaar.population.own.microdata import Microdata, Reader

_TOGETHER = "partner_is_huisgenoot"
"""Field of a housemate that follows from who is whose partner."""
PARENT_KEY, RESIDENT_KEY, HOUSEMATE_KEY = "ouder_bsn", "bewoner_bsn", "huisgenoot_bsn"
MAIN_HOME = "hoofdverblijf"
"""Column of children that says, for a child under two parents who are no couple, with which of them it counts."""
COLLECTION = {table: name for name, table in COLLECTIONS.items()}
"""The field of a person that holds the records of a table."""


def add(reader: Reader, data: Microdata, of: str, table: Table | None, persons: Table) -> None:
    """Give the persons their children (`of` is kind) or housemates (huisgenoot), when a law reads them.

    A child or housemate of a person is also one of the partner. Problems are added to those of the reader.
    """
    if (PERSON, COLLECTION[of]) not in reader.wanted.fields:
        if table is not None:
            data.unused.append(table.file)
        return
    n = data.people.n
    if table is None:
        data.assumed.append(tr("{collection}: geen", collection=COLLECTION[of]))
        columns, null = reader.columns(None, _needs(reader, of, computed=True), of, data)
        made = Collection(_zeros(n), _zeros(n), columns, null=null)
    else:
        found = _children(reader, data, table, persons) if of == CHILD else _housemates(reader, data, table)
        made = found or Collection(_zeros(n), _zeros(n), {})
    data.people.collections[COLLECTION[of]] = made


def _needs(reader: Reader, of: str, *, computed: bool) -> dict[str, Need]:
    """The fields of a table that the laws read; those that a law computes only when they are asked for."""
    found: dict[str, Need] = {}
    for table, name in sorted(reader.wanted.fields):
        known = reader.catalogue.field(table, name)
        if table == of and (computed or known is None or known.spec.computed_by is None):
            found[name] = reader.need(table, name)
    return found


def _children(reader: Reader, data: Microdata, table: Table, persons: Table) -> Collection | None:
    needs = _needs(reader, CHILD, computed=True)
    reader.names(table, needs, [PARENT_KEY, KEY, MAIN_HOME], data)
    if not _has(reader, table, [PARENT_KEY], needs):
        return None
    columns, null = reader.columns(table, needs, CHILD, data)
    parent = _owners(reader, table, PARENT_KEY, data)
    if (parent < 0).any():
        return None
    counts = _checked_children(reader, persons, table, parent, data)
    if reader.problems:
        return None
    record = np.flatnonzero(counts).astype(np.int32)
    owner, record = _shared(parent[record], record, data.people.partner)
    start, stop, index = _segments(owner, record, data.people.n)
    return Collection(start, stop, columns, index, null)


def _checked_children(reader: Reader, persons: Table, table: Table, parent: Array, data: Microdata) -> Array:
    """Which rows count: each child once, of parents that can be its parents; what cannot be or is odd is told."""
    told, born, main = Remarks(), reader.born(table, CHILD), None
    relations.parents(told, born, reader.born(persons, PERSON)[parent], table.some)
    day = parse_date(reader.on)
    if day is not None:
        unborn = born > date_code(day.year, day.month, day.day)
        told.tell(unborn, table.some, tr("is op {on} nog niet geboren; de wet telt dit kind dan niet", on=reader.on))
    if MAIN_HOME in table.columns:
        column, _ = reader.columns(table, {MAIN_HOME: Need(MAIN_HOME, "bool", nullable=False)}, CHILD, data)
        main = np.asarray(column[MAIN_HOME]).astype(np.bool_)
    codes = None
    if KEY in table.columns:
        keys = key_text(table.columns[KEY])
        codes = pc.fill_null(pc.dictionary_encode(keys).indices, -1).to_numpy(zero_copy_only=False).astype(np.int64)
        also = pc.fill_null(pc.is_in(keys, value_set=key_text(data.keys)), False).to_numpy(zero_copy_only=False)
        told.refuse(
            also & (codes >= 0),
            table.some,
            tr("de {key} van dit kind is ook die van een rij in {file}", key=KEY, file=persons.file),
        )
    counts = relations.children_twice(told, codes, born, parent, data.people.partner, main, table.some)
    reader.heard(told, table, data)
    return counts


def _housemates(reader: Reader, data: Microdata, table: Table) -> Collection | None:
    needs = _needs(reader, HOUSEMATE, computed=False)
    reader.names(table, needs, [RESIDENT_KEY, HOUSEMATE_KEY], data)
    if not _has(reader, table, [RESIDENT_KEY, HOUSEMATE_KEY], needs):
        return None
    resident, mate = (_owners(reader, table, key, data) for key in (RESIDENT_KEY, HOUSEMATE_KEY))
    if reader.problems:
        return None
    partner, n = data.people.partner, data.people.n
    for wrong, whom in ((resident == mate, tr("zichzelf")), (partner[resident] == mate, tr("de eigen partner"))):
        if wrong.any():
            reader.problems.append(
                tr(
                    "{file}: {rows} noemt {whom} als huisgenoot",
                    file=table.file,
                    rows=table.some(np.flatnonzero(wrong)),
                    whom=whom,
                )
            )
    told = Remarks()
    relations.housemates(told, resident, mate, partner, table.some)
    reader.heard(told, table, data)
    owner, record = _shared(resident, mate, partner)
    # Partners live together: who shares a home with one of them shares it with both, however it was listed.
    record, owner = _shared(record, owner, partner)
    apart = owner != record
    owner, record = owner[apart], record[apart]
    pairs = np.unique(owner.astype(np.int64) * n + record)  # listed for both partners: still one housemate
    start, stop, index = _segments((pairs // n).astype(np.int32), (pairs % n).astype(np.int32), n)
    columns, null = _of_persons(reader, table, mate, needs, data)
    return Collection(start, stop, columns, index, null)


def _of_persons(
    reader: Reader, table: Table, mate: Array, needs: Mapping[str, Need], data: Microdata
) -> tuple[dict[str, Column], dict[str, Array]]:
    """Columns of housemates by person row: what the table says of them, else what the persons have."""
    people = data.people
    given = {name: need for name, need in needs.items() if name in table.columns}
    columns, nulls = reader.columns(table, given, HOUSEMATE, data)
    for name, column in list(columns.items()):
        codes = column.codes if isinstance(column, Strings) else column
        wide = np.zeros(people.n, codes.dtype)
        wide[mate] = codes
        differs = np.flatnonzero(wide[mate] != codes)
        if len(differs):
            reader.problems.append(
                tr(
                    "{file}: kolom '{name}' is niet steeds hetzelfde voor dezelfde huisgenoot: {rows}",
                    file=table.file,
                    name=name,
                    rows=table.some(differs),
                )
            )
        columns[name] = Strings(wide, column.words) if isinstance(column, Strings) else wide
        if name in nulls:
            mask = np.zeros(people.n, np.bool_)
            mask[mate] = nulls[name]
            nulls[name] = mask
    for name in needs.keys() - columns.keys():
        if name == _TOGETHER:
            columns[name] = (people.partner >= 0).astype(np.uint8)
        elif name in people.columns:
            columns[name] = people.columns[name]
            if name in people.null:
                nulls[name] = people.null[name]
        else:
            rest, gaps = reader.columns(None, {name: needs[name]}, HOUSEMATE, data, people.n)
            columns.update(rest)
            nulls.update(gaps)
    return columns, nulls


def _has(reader: Reader, table: Table, keys: list[str], needs: Mapping[str, Need]) -> bool:
    missing = [key for key in keys if key not in table.columns]
    if missing:
        known = "\n".join(str(need) for need in needs.values())
        reader.problems.append(
            tr(
                "{file}: kolom {missing} ontbreekt: de {key} van een rij in het bestand met personen. Verder "
                "kan dit bestand hebben:\n"
                "{known}",
                file=table.file,
                missing=", ".join(missing),
                key=KEY,
                known=known,
            )
        )
    return not missing


def _owners(reader: Reader, table: Table, name: str, data: Microdata) -> Array:
    empty = np.flatnonzero(table.columns[name].is_null().to_numpy(zero_copy_only=False))
    if len(empty):
        reader.problems.append(
            tr("{file}: kolom '{name}' is leeg op {rows}", file=table.file, name=name, rows=table.some(empty))
        )
    return reader.rows(table, name, data.keys, tr("het bestand met personen"))


def _zeros(n: int) -> Array:
    return np.zeros(n, np.int32)


def _shared(owner: Array, record: Array, partner: Array) -> tuple[Array, Array]:
    """Elements of a person are also those of the partner."""
    second = partner[owner]
    some = second >= 0
    return np.concatenate([owner, second[some]]), np.concatenate([record, record[some]])


def _segments(owner: Array, record: Array, n: int) -> tuple[Array, Array, Array]:
    """Start and stop per person, and the records in that order."""
    order = np.argsort(owner, kind="stable")
    stop = np.cumsum(np.bincount(owner, minlength=n)).astype(np.int32)
    start = np.concatenate([[0], stop[:-1]]).astype(np.int32)
    return start, stop, record[order].astype(np.int32)
