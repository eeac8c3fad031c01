"""The user's own data as a population: CSV or Parquet files with a mapping.yaml beside them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from uitvoerbaar.base.errors import Problem, UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.engine.batch.people import Strings
from uitvoerbaar.engine.explain.needs import Need
from uitvoerbaar.law.registers import CHILD, PERSON, Catalogue, load_registers
from uitvoerbaar.population.columns import HOUSEHOLDS, MINORS, PERSONS, ROLES, TEXT, columns, words
from uitvoerbaar.population.notes import DEFAULTS, MOVED, OWN, READ, shareable
from uitvoerbaar.population.own import checked
from uitvoerbaar.population.own.columns import ColumnReader
from uitvoerbaar.population.own.couples import joint
from uitvoerbaar.population.own.day_notation import ISO
from uitvoerbaar.population.own.keys import key_text
from uitvoerbaar.population.own.mapping import (
    HOUSEHOLD,
    ROLE,
    WEIGHT,
    MappingError,
    OwnMapping,
    OwnTable,
    Source,
    needs,
    read_mapping,
)
from uitvoerbaar.population.own.notation import EURO, Notation
from uitvoerbaar.population.own.owed import owed, told
from uitvoerbaar.population.own.relations import Remarks
from uitvoerbaar.population.own.table_file import Table, read_table
from uitvoerbaar.population.own.weights import thousandths, without_weightless
from uitvoerbaar.population.population import DIVISIONS, Population, assemble
from uitvoerbaar.population.uprate import Growth, grow

Array = npt.NDArray[Any]
OWN_FORMAT = "eigen-bevolking-1"
TENTH = "inkomensdeciel"
_CENTS = 100
_SHOWN = 20
_ALSO = {"provincie": {"Friesland": "Fryslân"}}
"""Other official names of a fixed word, in columns that the mapping does not translate."""
_ROLE_NEED = Need(ROLE, "string", nullable=False, values=ROLES)


class OwnDataError(UserError):
    """Own data do not fit: every problem with file, line and column."""


@dataclass
class _Problems:
    lines: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    """How files and columns were read, and what is odd but not refused."""

    def hear(self, table: Table, told: Remarks) -> None:
        """Take over what is refused and what is told of the rows of a table."""
        self.lines += [f"{table.file}: {line}" for line in told.problems]
        self.told += [f"{table.file}: {line}" for line in told.notes]

    def stop(self) -> None:
        """Raise OwnDataError when there are problems."""
        if self.lines:
            more = (
                [tr("en nog {lines} andere problemen", lines=len(self.lines) - _SHOWN)]
                if len(self.lines) > _SHOWN
                else []
            )
            raise OwnDataError("\n".join([*self.lines[:_SHOWN], *more]))


def _column_of(table: Table, source: Source, mapping: OwnMapping) -> pa.Array:
    assert source.column is not None
    if source.column not in table.columns:
        names = list(table.columns)
        message = tr(
            "kolom '{column}' voor '{name}' staat niet in {file}",
            column=source.column,
            name=source.name,
            file=table.file,
        )
        hint = suggest(source.column, names) or f"aanwezig: {', '.join(names)}"
        raise MappingError([Problem(str(mapping.path), source.line, message, hint=hint)])
    return table.columns[source.column]


def _translated(raw: pa.Array, source: Source) -> pa.Array:
    """Own words by the meaning that the mapping gives them, and own dates as JJJJ-MM-DD; what is unknown stays."""
    words = source.words if source.words is not None or source.format is not None else _ALSO.get(source.name)
    if words is None and source.format is None:
        return raw
    coded = pc.dictionary_encode(pc.utf8_trim_whitespace(pc.cast(raw, pa.string())))
    meaning: list[str | None] = []
    for word in coded.dictionary.to_pylist():
        if words is not None:
            meaning.append(_said(words[word]) if word in words else word)
        else:
            meaning.append(_iso(word, str(source.format)))
    return pa.DictionaryArray.from_arrays(coded.indices, pa.array(meaning, pa.string())).dictionary_decode()


def _said(value: Any) -> str | None:
    """What `waarden` makes of an own word; a word that it says is nothing is an empty cell."""
    return None if value is None else _plain(value)


def _plain(value: Any) -> str:
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _iso(word: str, pattern: str) -> str:
    try:
        return datetime.strptime(word, pattern).date().isoformat()
    except (ValueError, OverflowError, re.error):  # re.error: the same part of a day twice in the pattern
        return word


def _read(table: Table, source: Source, need: Need, mapping: OwnMapping, problems: _Problems) -> Array | Strings:
    """One field of one table in our form; what does not fit goes to `problems`."""
    raw = _column_of(table, source, mapping) if source.column else pa.array([_plain(source.value)] * table.n)
    where = source.column or source.name
    own = replace(table, columns={where: _translated(raw, source)})
    asked = need
    if source.unit == EURO:
        bounds = (None if bound is None else bound / _CENTS for bound in (need.lo, need.hi))
        lo, hi = bounds
        asked = replace(need, unit=EURO, lo=lo, hi=hi)
    reader = ColumnReader(
        own, Notation(source.decimal, ISO if source.format is not None else None), unit_given=source.unit is not None
    )
    values, null = reader.read(where, asked)
    by = "'waarden'" if source.words is not None else f"'formaat' {source.format}" if source.format else None
    note = (
        tr(" (omgezet met {by} van {path}:{line}; kijk of dat klopt)", by=by, path=mapping.path, line=source.line)
        if by
        else ""
    )
    problems.lines += [line + note for line in reader.problems]
    problems.told += (
        [*reader.told, *(tr("let op: {doubt}", doubt=odd) for odd in reader.doubts)] if source.column else []
    )
    if null is not None and not need.nullable:
        return values
    if source.unit == EURO and not isinstance(values, Strings):
        return np.rint(values.astype(np.float64) * _CENTS).astype(np.int64)
    return values


def _fields(
    of: str, table: Table, own: OwnTable, mapping: OwnMapping, catalogue: Catalogue, problems: _Problems
) -> dict[str, Any]:
    allowed = needs(of, catalogue)
    found: dict[str, Any] = {}
    for source in own.fields:
        need = allowed.get(source.name, Need(source.name, nullable=False))
        found[source.name] = _read(table, source, need, mapping, problems)
    return found


def _defaults(of: str, found: dict[str, Any], n: int, catalogue: Catalogue) -> list[str]:
    """Fill register fields that the mapping leaves out with the default of the catalogue; returns their names."""
    filled = []
    register = {PERSONS: PERSON, MINORS: CHILD}[of]
    for item in catalogue:
        due = owed(item.due, found) if item.table == register and item.name not in found else None
        if due is not None and item.due is not None:
            found[item.name] = due
            filled.append(f"{item.name} ({of}): {told(item.due)}")
            continue
        usable = item.table == register and not item.spec.reference and item.spec.computed_by is None
        if usable and item.name not in found and item.has_default and item.name != "geboortedatum":
            value = int(item.default) if item.spec.kind == "number" else item.default
            text = item.spec.kind == "string"
            found[item.name] = Strings(np.zeros(n, np.int32), (str(value),)) if text else np.full(n, value)
            filled.append(f"{item.name} ({of}): {value}")
    return filled


def _keys(table: Table, own: OwnTable, mapping: OwnMapping) -> pa.Array | None:
    """The own keys of the records of a table, when the mapping names their column."""
    return None if own.key is None else _ties(table, own.key, own.line, mapping)


def _ties(table: Table, name: str | None, line: int, mapping: OwnMapping) -> pa.Array:
    """The own column that ties records, as texts that compare; its absence is told with the line of the mapping."""
    source = Source(HOUSEHOLD, line, name)
    return key_text(_column_of(table, source, mapping))


def load_own(path: Path, year: int | None = None) -> Population:
    """The population that the mapping `path` (a file mapping.yaml) describes, in the money of `year`.

    Raises MappingError for the mapping and OwnDataError for the data, with everything that is wrong at once.
    """
    path = Path(path)
    catalogue = load_registers()
    mapping = read_mapping(path, catalogue)
    files = {of: read_table(path.parent / own.file, own.encoding, own.sheet, of) for of, own in mapping.tables.items()}
    problems = _Problems()
    problems.told += [line for table in files.values() for line in table.told]
    values = {of: _fields(of, files[of], own, mapping, catalogue, problems) for of, own in mapping.tables.items()}
    persons = mapping.tables[PERSONS]
    before = len(problems.lines)
    home, role = _households(files[PERSONS], persons, mapping, problems)
    if len(problems.lines) > before:  # without households nothing more can be said of them
        problems.stop()
    keys = {of: _keys(files[of], own, mapping) for of, own in mapping.tables.items()}
    names = home.dictionary.to_pylist()
    code = home.indices.to_numpy()
    order = np.lexsort((role, code))
    _check_roles(files[PERSONS], code, role, names, problems)
    told = checked.persons(files[PERSONS], values[PERSONS], code, role, mapping.year, keys[PERSONS])
    problems.hear(files[PERSONS], told)
    tables = {PERSONS: {**_sorted(values[PERSONS], order), HOUSEHOLD: code[order].astype(np.int32), ROLE: role[order]}}
    count = len(names)
    if MINORS in files:
        tied, rows = _tied(files[MINORS], mapping.tables[MINORS], mapping, names, problems)
        adults = np.asarray(values[PERSONS][checked.BORN]).astype(np.int64), role, code
        told = checked.minors(files[MINORS], values[MINORS], tied, adults, mapping.year, keys[MINORS], keys[PERSONS])
        problems.hear(files[MINORS], told)
        tables[MINORS] = {**_sorted(values[MINORS], rows), HOUSEHOLD: tied[rows].astype(np.int32)}
    else:
        tables[MINORS] = {HOUSEHOLD: np.empty(0, np.int32), "geboortedatum": np.empty(0, np.int32)}
    homes: dict[str, Any] = {}
    rows = np.arange(count)
    if HOUSEHOLDS in files:
        tied, rows = _tied(files[HOUSEHOLDS], mapping.tables[HOUSEHOLDS], mapping, names, problems)
        if len(rows) != count or (np.bincount(tied, minlength=count) != 1).any():
            problems.lines.append(
                tr(
                    "{file}: verwacht: precies een rij voor elk van {count} huishoudens",
                    file=files[HOUSEHOLDS].file,
                    count=count,
                )
            )
        homes = _sorted(values[HOUSEHOLDS], rows)
    if WEIGHT not in homes:
        problems.told.append(tr("zonder gewicht: elk huishouden telt voor één huishouden"))
    weight = np.asarray(homes.pop(WEIGHT, np.ones(count)))
    if len(weight) == count:
        homes[WEIGHT] = thousandths(weight, files.get(HOUSEHOLDS), rows, problems.lines, problems.told)
    problems.stop()
    filled = []
    if mapping.defaults:
        for of in (PERSONS, MINORS):
            filled += _defaults(of, tables[of], len(tables[of][HOUSEHOLD]), catalogue)
    problems.told += joint(tables[PERSONS], tables[PERSONS][ROLE], catalogue)
    living = {
        "volwassenen": np.bincount(code, minlength=count),
        "minderjarigen": np.bincount(tables[MINORS][HOUSEHOLD], minlength=count),
    }
    if HOUSEHOLDS in files:
        _check_counts(files[HOUSEHOLDS], homes, living, rows, problems)
        problems.stop()
        problems.told += [
            tr(
                "{file}: '{name}' wordt niet gebruikt: een rapport deelt zelf in tienden in",
                file=files[HOUSEHOLDS].file,
                name=name,
            )
            for name in (TENTH,)
            if name in homes
        ]
    homes.update(living)
    tables, stay = without_weightless({**tables, HOUSEHOLDS: homes})
    if len(tables[HOUSEHOLDS]["volwassenen"]) < count:
        problems.told.append(tr("{file}: huishoudens met gewicht 0 tellen niet mee", file=files[HOUSEHOLDS].file))
    wanted = mapping.year if year is None else year
    left, grown, young = (len(next(iter(tables[of].values()))) for of in (HOUSEHOLDS, PERSONS, MINORS))
    manifest = _manifest(mapping, left, grown, young, filled)
    manifest["gelezen"] = problems.told
    manifest["opmerkingen"] += [READ + line for line in shareable(problems.told)]
    if wanted != mapping.year:
        manifest["opmerkingen"].append(
            tr(
                "{moved}van {year} naar {wanted}; een nul blijft een nul.",
                moved=MOVED,
                year=mapping.year,
                wanted=wanted,
            )
        )
    population = _build(tables, manifest, mapping.year, wanted)
    own_keys = keys[PERSONS]
    if own_keys is not None:
        population.keys = np.array(own_keys.to_pylist(), dtype=object)[order][stay]
    return population


def _sorted(values: Mapping[str, Any], order: Array) -> dict[str, Any]:
    return {n: Strings(v.codes[order], v.words) if isinstance(v, Strings) else v[order] for n, v in values.items()}


def _households(table: Table, own: OwnTable, mapping: OwnMapping, problems: _Problems) -> tuple[pa.Array, Array]:
    """Household (dictionary of own keys) and role code per person; without households everybody is one."""
    if own.household is None or own.role is None:
        alone = pa.array([str(i) for i in range(table.n)]).dictionary_encode()
        return alone, np.zeros(table.n, np.int8)
    keys = _ties(table, own.household, own.line, mapping)
    empty = np.flatnonzero(keys.is_null().to_numpy(zero_copy_only=False))
    if len(empty):
        problems.lines.append(
            tr(
                "{file}: kolom '{household}' is leeg op {rows}",
                file=table.file,
                household=own.household,
                rows=table.some(empty),
            )
        )
        return pa.array([""] * table.n).dictionary_encode(), np.zeros(table.n, np.int8)
    found = _read(table, own.role, _ROLE_NEED, mapping, problems)
    assert isinstance(found, Strings)
    meaning = np.array([ROLES.index(word) if word in ROLES else 0 for word in found.words], np.int8)
    return keys.dictionary_encode(), meaning[found.codes]


def _check_roles(table: Table, code: Array, role: Array, names: list[str], problems: _Problems) -> None:
    for what, least in (("hoofd", 1), ("partner", 0)):
        count = np.bincount(code[role == ROLES.index(what)], minlength=len(names))
        for home in np.flatnonzero((count > 1) | (count < least))[:_SHOWN]:
            rows = np.flatnonzero(code == home)
            problems.lines.append(
                tr(
                    "{file}: huishouden '{names}' ({rows}) heeft {count} keer de rol '{what}'; verwacht: {word} 1",
                    file=table.file,
                    names=names[home],
                    rows=table.some(rows),
                    count=count[home],
                    what=what,
                    word=tr("precies") if least else tr("hoogstens"),
                )
            )


def _check_counts(
    table: Table, given: Mapping[str, Any], living: Mapping[str, Array], rows: Array, problems: _Problems
) -> None:
    """Refuse households of which the file counts other people than it has: a row of somebody is missing, or one too many."""
    for name, count in living.items():
        other = np.flatnonzero(np.asarray(given.get(name, count)) != count)
        if len(other):
            first = int(other[0])
            problems.lines.append(
                tr(
                    "{file}: '{name}' is {said} op {rows}, maar er zijn rijen van {count}; in een huishouden tellen de rijen",
                    file=table.file,
                    name=name,
                    said=f"{float(given[name][first]):g}",
                    rows=table.some(rows[other]),
                    count=count[first],
                )
            )


def _tied(
    table: Table, own: OwnTable, mapping: OwnMapping, names: list[str], problems: _Problems
) -> tuple[Array, Array]:
    """Household number of every record, and the order of records by household; unknown households are told."""
    position = {name: i for i, name in enumerate(names)}
    keys = _ties(table, own.household, own.line, mapping).to_pylist()
    code = np.array([position.get(key, -1) for key in keys], np.int64)
    wrong = np.flatnonzero(code < 0)
    if len(wrong):
        problems.lines.append(
            tr(
                "{file}: kolom '{household}': huishouden '{keys}' op {rows} komt niet voor in {file_2}",
                file=table.file,
                household=own.household,
                keys=keys[wrong[0]],
                rows=table.some(wrong),
                file_2=mapping.tables[PERSONS].file,
            )
        )
    return np.maximum(code, 0), np.argsort(code, kind="stable")


def _manifest(mapping: OwnMapping, households: int, adults: int, minors: int, filled: list[str]) -> dict[str, Any]:
    names = [mapping.path.name, *(own.file for own in mapping.tables.values())]
    digest = {n: hashlib.sha256((mapping.path.parent / n).read_bytes()).hexdigest() for n in names}
    notes = [f"{OWN}{mapping.name}"]
    if filled:
        notes.append(DEFAULTS + "; ".join(filled))
    return {
        "formaat": OWN_FORMAT,
        "naam": mapping.name,
        "seed": None,
        "jaar": mapping.year,
        "huishoudens": households,
        "volwassenen": adults,
        "minderjarigen": minors,
        "opmerkingen": notes,
        "standaardwaarden": filled,
        "ontbrekend": [line.split(" ", 1)[0] for line in filled],
        DIVISIONS: _divisions(mapping),
        "invoer": [{"bestand": n, "sha256": d} for n, d in digest.items()],
    }


def _divisions(mapping: OwnMapping) -> list[str]:
    """The columns by which the owner of the data divides households: those that a report does not divide by itself."""
    own = mapping.tables.get(HOUSEHOLDS)
    if own is None:
        return []
    known = {column.name for column in columns(HOUSEHOLDS) if column.type != TEXT} | {"type", "provincie"}
    return [source.name for source in own.fields if source.name not in known]


def _build(tables: dict[str, dict[str, Any]], manifest: dict[str, Any], made: int, wanted: int) -> Population:
    """Bring to the year wanted and assemble; texts with fixed words get our codes, the others keep their own."""
    texts: dict[str, dict[str, Strings]] = {of: {} for of in tables}
    for of, found in tables.items():
        known = {c.name for c in columns(of)}
        for name in [n for n, v in found.items() if isinstance(v, Strings)]:
            column = found.pop(name)
            fixed = words(name) if name in known else ()
            if set(column.words) <= set(fixed):
                meaning = np.array([fixed.index(word) for word in column.words], np.int16)
                found[name] = meaning[column.codes]
            else:
                texts[of][name] = column
        if wanted != made:
            grow(of, found, Growth(made, wanted))
    population = assemble(tables, manifest, wanted)
    population.people.columns.update(texts[PERSONS])
    population.households.update(texts[HOUSEHOLDS])
    return population
