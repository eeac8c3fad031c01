"""A user's own table of persons as people of the batch engine, with partners and the columns that laws read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.errors import Told, UserError, fields_of
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.engine.batch.people import Array, Column, People, Strings, date_code
from uitvoerbaar.engine.explain.needs import Need, of_field
from uitvoerbaar.engine.explain.person_case import PARTNER_KEY
from uitvoerbaar.engine.explain.plain_words import plain_words
from uitvoerbaar.law.registers import CHILD, COLLECTIONS, HOUSEMATE, KEY, PERSON, Catalogue, RegisterField
from uitvoerbaar.population.own import families
from uitvoerbaar.population.own.columns import SAYS_NOTHING, ColumnReader
from uitvoerbaar.population.own.keys import digits_lost, key_text, shortened
from uitvoerbaar.population.own.notation import Notation
from uitvoerbaar.population.own.owed import owed
from uitvoerbaar.population.own.owed import told as told_owed
from uitvoerbaar.population.own.relations import Remarks, partners_born, persons_born, wrong_partners
from uitvoerbaar.population.own.table_file import Table

_OURS = ("huishouden", "hoofd", "eenheid", "gewicht", "maand")
"""Columns that a table of ours has besides fields: what they look like is no misspelt field."""
_TOTALS = ("totaal", "total", "eindtotaal", "grand total", "som", "sum")


@dataclass
class Wanted:
    """What the laws that are asked can read: fields by (table, name), and parameters by name."""

    fields: set[tuple[str, str]]
    parameters: Mapping[str, Need]
    required: frozenset[str]
    """Parameters without which no row can be decided."""
    outside: Mapping[str, Need] = field(default_factory=dict)
    """Fields of a person that no register of the catalogue has."""


@dataclass
class Microdata:
    """The people, their keys as the user wrote them, and what was assumed or left aside."""

    people: People
    keys: pa.Array
    assumed: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    """Amounts that may be in another unit than they were read in."""
    told: list[str] = field(default_factory=list)
    """How files and columns were read, where that was a decision, and what is odd but not refused."""


class MicrodataError(UserError):
    """Tables that cannot be used: every problem, then what is needed."""


@dataclass
class Reader:
    """Reads the tables of one run; problems are collected and raised together."""

    catalogue: Catalogue
    wanted: Wanted
    notation: Notation = SAYS_NOTHING
    """What the user said of how the tables are written."""
    on: str | None = None
    """The day on which the law is applied; ages are looked at when it is given."""
    problems: list[str] = field(default_factory=list)
    couples: Array = field(default_factory=lambda: np.empty(0, np.int32))
    """After reading: the row of each person's partner (-1 without one), also where no law reads it."""

    def read(self, persons: Table, children: Table | None, housemates: Table | None) -> Microdata:
        """The people. Raises MicrodataError with everything that is wrong and what is needed."""
        data = Microdata(People(persons.n, {}, np.full(persons.n, -1, np.int32)), self._keys(persons))
        data.told += [line for table in (persons, children, housemates) if table is not None for line in table.told]
        needed = {name for table, name in self.wanted.fields if table == PERSON}
        needs = {name: self.need(PERSON, name) for name in sorted(needed - {PARTNER_KEY} - set(COLLECTIONS))}
        needs.update(self.wanted.parameters)
        needs.update(self.wanted.outside)
        self.names(persons, needs, [KEY, PARTNER_KEY], data)
        for name in sorted(self.wanted.required - set(persons.columns)):
            self.problems.append(
                Told(
                    tr("{file}: kolom '{name}' ontbreekt", file=persons.file, name=name),
                    file=persons.file,
                    column=name,
                    expected=name,
                )
            )
        data.people.columns, data.people.null = self.columns(persons, needs, PERSON, data)
        data.people.partner = self._partners(persons, data)
        self.couples = self._couples(persons, data)
        for name, table in ((CHILD, children), (HOUSEMATE, housemates)):
            families.add(self, data, name, table, persons)
        self._ages(persons, data)
        if self.problems:
            told = "\n".join(self.problems) + "\n" + self.told(needs, PARTNER_KEY in needed)
            raise MicrodataError(told, **fields_of(self.problems))
        return data

    def _ages(self, persons: Table, data: Microdata) -> None:
        """Refuse or tell of ages that cannot be, by the birth dates that the file has itself."""
        day = parse_date(self.on)
        if day is None or "geboortedatum" not in persons.columns:
            return
        told, born = Remarks(), self.born(persons, PERSON)
        on = date_code(day.year, day.month, day.day)
        persons_born(told, born, on, persons.some, str(self.on))
        partners_born(told, born, data.people.partner, on, persons.some)
        self.heard(told, persons, data)

    def born(self, table: Table, of: str) -> Array:
        """Birth days by row as codes; 0 where the table has none that can be read (its column is told of elsewhere)."""
        if "geboortedatum" not in table.columns:
            return np.zeros(table.n, np.int64)
        found, null = ColumnReader(table, self.notation).read("geboortedatum", self.need(of, "geboortedatum"))
        born = np.asarray(found).astype(np.int64)
        return born if null is None else np.where(null, 0, born)

    def heard(self, told: Remarks, table: Table, data: Microdata) -> None:
        """Take over what is refused and what is told of the rows of a table."""
        self.problems += [f"{table.file}: {line}" for line in told.problems]
        data.told += [f"{table.file}: {line}" for line in told.notes]

    def told(self, needs: Mapping[str, Need], partner: bool) -> str:
        """Every column that can be used."""
        lines = [tr("De wet kan deze kolommen gebruiken:"), *(str(needs[name]) for name in sorted(needs))]
        if partner:
            lines.append(
                tr(
                    "  {partner_key}: de bsn van de partner, die een eigen rij heeft; leeg zonder partner",
                    partner_key=PARTNER_KEY,
                )
            )
        return "\n".join(lines)

    def need(self, table: str, name: str) -> Need:
        found = self.catalogue.field(table, name)
        return Need(name) if found is None else of_field(found, name)

    def names(self, table: Table, needs: Mapping[str, Need], keys: list[str], data: Microdata) -> None:
        """Refuse a column that looks like a misspelled one; note the others that no law reads."""
        for name in table.columns:
            if name in needs or name in keys:
                continue
            known = name in _OURS or any(name == f.name for f in self.catalogue)
            hint = None if known else suggest(name, [n for n in (*needs, *keys) if n not in table.columns])
            if hint:
                told = tr("{file}: kolom '{name}' is er niet ({hint})", file=table.file, name=name, hint=hint)
                self.problems.append(Told(told, file=table.file, column=name, hint=hint))
            else:
                data.unused.append(name)

    def _keys(self, persons: Table) -> pa.Array:
        if KEY not in persons.columns:
            return pa.array(np.arange(1, persons.n + 1))
        keys = persons.columns[KEY]
        null = keys.is_null().to_numpy(zero_copy_only=False)
        if null.any():
            self.problems.append(
                tr(
                    "{file}: kolom '{key}' is leeg op {rows}",
                    file=persons.file,
                    key=KEY,
                    rows=persons.some(np.flatnonzero(null)),
                )
            )
            return keys
        total = np.flatnonzero(
            pc.fill_null(pc.is_in(pc.utf8_lower(key_text(keys)), value_set=pa.array(_TOTALS)), False).to_numpy(
                zero_copy_only=False
            )
        )
        if len(total):
            told = tr(
                "{file}: kolom '{key}' is '{word}' op {rows}: een rij met totalen is geen persoon; haal haar weg",
                file=persons.file,
                key=KEY,
                word=keys[int(total[0])].as_py(),
                rows=persons.some(total),
            )
            self.problems.append(Told(told, file=persons.file, column=KEY, row=int(total[0])))
        lossy = np.flatnonzero(shortened(keys))
        if len(lossy):
            told = tr(
                "{file}: kolom '{key}' {lost} op {rows}",
                file=persons.file,
                key=KEY,
                lost=digits_lost(),
                rows=persons.some(lossy),
            )
            self.problems.append(Told(told, file=persons.file, column=KEY, row=int(lossy[0])))
        codes = pc.dictionary_encode(key_text(keys)).indices.to_numpy()
        counts = np.bincount(codes)
        for code in np.flatnonzero(counts > 1)[:3]:
            rows = np.flatnonzero(codes == code)
            double = keys[int(rows[0])].as_py()
            self.problems.append(
                tr(
                    "{file}: {key} {double} staat er meer dan een keer in: {rows}",
                    file=persons.file,
                    key=KEY,
                    double=double,
                    rows=persons.some(rows),
                )
            )
        return keys

    def rows(self, table: Table, name: str, keys: pa.Array, persons: str) -> Array:
        """The person row that each row of `table` names in a column of keys; -1 where it is empty."""
        raw = table.columns[name]
        found = pc.index_in(key_text(raw), value_set=key_text(keys))
        rows: Array = pc.fill_null(found, -1).to_numpy(zero_copy_only=False).astype(np.int32)
        lost = np.flatnonzero((rows < 0) & ~raw.is_null().to_numpy(zero_copy_only=False))
        if len(lost):
            first = raw[int(lost[0])].as_py()
            told = tr(
                "{file}: {name} {first} ({rows}) is geen {key} van een rij in {persons}",
                file=table.file,
                name=name,
                first=first,
                rows=table.some(lost),
                key=KEY,
                persons=persons,
            )
            self.problems.append(Told(told, file=table.file, column=name, row=int(lost[0])))
        return rows

    def _couples(self, persons: Table, data: Microdata) -> Array:
        """The partners when a law reads them; else those that the file names each other, of which nobody else needs any."""
        if (PERSON, PARTNER_KEY) in self.wanted.fields or not {KEY, PARTNER_KEY} <= set(persons.columns):
            return data.people.partner
        found = pc.index_in(key_text(persons.columns[PARTNER_KEY]), value_set=key_text(data.keys))
        rows: Array = pc.fill_null(found, -1).to_numpy(zero_copy_only=False).astype(np.int32)
        mutual = (rows >= 0) & (rows[np.maximum(rows, 0)] == np.arange(persons.n)) & (rows != np.arange(persons.n))
        return np.where(mutual, rows, -1).astype(np.int32)

    def _partners(self, persons: Table, data: Microdata) -> Array:
        none = np.full(persons.n, -1, np.int32)
        if (PERSON, PARTNER_KEY) not in self.wanted.fields:
            return none
        if PARTNER_KEY not in persons.columns:
            data.assumed.append(tr("{partner_key}: geen", partner_key=PARTNER_KEY))
            return none
        if KEY not in persons.columns:
            self.problems.append(
                tr(
                    "{file}: kolom '{partner_key}' kan alleen met een kolom '{key}'",
                    file=persons.file,
                    partner_key=PARTNER_KEY,
                    key=KEY,
                )
            )
            return none
        partner = self.rows(persons, PARTNER_KEY, data.keys, tr("dit bestand"))
        for wrong, what in wrong_partners(partner):
            if wrong.any():
                place = persons.some(np.flatnonzero(wrong))
                self.problems.append(
                    tr(
                        "{file}: kolom '{partner_key}' {what} op {place}",
                        file=persons.file,
                        partner_key=PARTNER_KEY,
                        what=what,
                        place=place,
                    )
                )
        return partner

    # --- columns ------------------------------------------------------------------------------------------------

    def columns(
        self, table: Table | None, needs: Mapping[str, Need], where: str, data: Microdata, n: int | None = None
    ) -> tuple[dict[str, Column], dict[str, Array]]:
        """The columns of a table; what is not in it gets the catalogue's default, which is noted."""
        columns: dict[str, Column] = {}
        nulls: dict[str, Array] = {}
        reader = None if table is None else ColumnReader(table, self.notation)
        dues = self.catalogue.due(where)
        for name, need in sorted(needs.items(), key=lambda item: item[0] in dues):  # what is owed follows from others
            if need.kind in ("list", "object") and table is not None and name in table.columns:
                self.problems.append(
                    tr(
                        "{file}: kolom '{name}' is een {asked} en past niet in een tabel",
                        file=table.file,
                        name=name,
                        asked=need.asked,
                    )
                )
                continue
            if table is not None and reader is not None and name in table.columns:
                columns[name], null = reader.read(name, need)
                if null is not None:
                    nulls[name] = null
                continue
            found = self.catalogue.field(where, name)
            size = table.n if table is not None else n or 0
            if found is None or (name in self.wanted.parameters and (where, name) not in self.wanted.fields):
                continue
            if not found.has_default and size:
                file = table.file if table else where
                told = tr("{file}: kolom '{name}' ontbreekt; verwacht: {asked}", file=file, name=name, asked=need.asked)
                self.problems.append(Told(told, file=file, column=name, expected=need.asked))
                continue
            due = owed(dues.get(name), columns)
            if due is not None and size:
                columns[name] = due
                data.assumed.append(
                    tr("{name} van {where}: {owed}", name=name, where=where, owed=told_owed(dues[name]))
                )
                continue
            columns[name], null = constant(found, size)
            if null is not None:
                nulls[name] = null
            if size:
                data.assumed.append(f"{_owned(name, where)}: {plain_words().show(found.default, found.unit)}")
        if reader is not None:
            self.problems += reader.problems
            data.told += reader.told
            data.doubts += reader.doubts
        return columns, nulls


def constant(found: RegisterField, n: int) -> tuple[Column, Array | None]:
    """A column that has the catalogue's default everywhere, and its mask of nulls."""
    value, null = found.default, None
    if value is None and n:
        null = np.ones(n, np.bool_)
    if found.spec.kind == "string":
        words = found.spec.values or (str(value or ""),)
        return Strings(np.full(n, words.index(value) if value in words else 0, np.int8), words), null
    if found.spec.kind == "date":
        day = parse_date(value)
        return np.full(n, 0 if day is None else date_code(day.year, day.month, day.day), np.int32), null
    if found.spec.kind == "bool":
        return np.full(n, bool(value), np.bool_), null
    return np.full(n, value or 0), null


def _owned(name: str, table: str) -> str:
    """A column with the table that it is of, when that is not the person's."""
    plain = plain_words()
    return name if table == PERSON else plain.said["of"].format(name, plain.whose(table))
