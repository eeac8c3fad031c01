"""mapping.yaml: which own file and column holds which register field, and what is wrong with it, line by line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from uitvoerbaar.base.errors import LawFileError, Problem, UserError, places
from uitvoerbaar.base.files import leads_out, outside, read_own_text
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import all_of, one_of, suggest
from uitvoerbaar.base.twofold import twofold
from uitvoerbaar.base.yaml import Mapping, load
from uitvoerbaar.engine.explain.amounts import is_money
from uitvoerbaar.engine.explain.needs import Need, of_field
from uitvoerbaar.law.registers import CHILD, PERSON, Catalogue
from uitvoerbaar.population.columns import HOUSEHOLDS, MINORS, PERSONS, ROLES, SEXES, TEXT, WORK, columns, words
from uitvoerbaar.population.own.csv_text import ENCODINGS
from uitvoerbaar.population.own.day_notation import parts_lacking
from uitvoerbaar.population.own.notation import DECIMALS, EURO, EUROCENT

MAPPING = "mapping.yaml"
ROLE, HOUSEHOLD, WEIGHT = "rol", "huishouden", "gewicht"
DEFAULTS, LEAVE_OUT = "standaard", "weglaten"
_TOP = ("jaar", "naam", "overige_velden", PERSONS, MINORS, HOUSEHOLDS)
_TABLE = ("bestand", "blad", "codering", HOUSEHOLD, "velden")
_ALSO_OF = {PERSONS: ("sleutel", ROLE), MINORS: ("sleutel",), HOUSEHOLDS: ()}
"""Keys that only some tables have: in another they would be read by nobody."""
_FIELD = ("kolom", "waarde", "eenheid", "decimaal", "waarden", "formaat")
_NEAR = 0.75
"""How much a name of an own grouping may look like a known column before it is asked about (1 is equal)."""
_REGISTER = {PERSONS: PERSON, MINORS: CHILD}


class MappingError(UserError):
    """mapping.yaml cannot be used; the message holds every problem with its line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        found = list(problems)
        super().__init__("\n".join(str(problem) for problem in found), **places(found))


@dataclass(frozen=True)
class Source:
    """Where the values of one field come from: an own `column`, or the same `value` for everybody."""

    name: str
    line: int
    column: str | None = None
    value: Any = None
    unit: str | None = None
    """What the user says of amounts: euro or eurocent; None when nothing was said."""
    decimal: str | None = None
    """The decimal mark (komma or punt) that the user says, for a column that can be read in two ways."""
    words: dict[str, Any] | None = None
    format: str | None = None


@dataclass(frozen=True)
class OwnTable:
    """One own file: the columns that tie records together, and the fields."""

    file: str
    line: int
    household: str | None
    key: str | None
    role: Source | None
    fields: tuple[Source, ...]
    encoding: str | None = None
    sheet: str | None = None
    """The sheet of an Excel workbook."""


@dataclass(frozen=True)
class OwnMapping:
    """A whole mapping.yaml."""

    path: Path
    year: int
    name: str
    defaults: bool
    tables: dict[str, OwnTable]


def needs(of: str, catalogue: Catalogue) -> dict[str, Need]:
    """What can be given for the records of a table: register fields, then columns that only the population has."""
    found: dict[str, Need] = {}
    for field_ in catalogue:
        if field_.table == _REGISTER.get(of) and not field_.spec.reference and field_.spec.computed_by is None:
            found[field_.name] = of_field(field_, field_.name)
    # Charts by province are maps: a word that is no province would have no place on them.
    fixed = {"geslacht": SEXES, "werk": WORK, "provincie": words("provincie")}
    for column in columns(of):
        if column.name in found or column.name in (HOUSEHOLD, ROLE):
            continue
        kind = {TEXT: "string", "bool": "bool"}.get(column.type, "number")
        lo = 0 if column.name == WEIGHT else None
        found[column.name] = Need(
            column.name,
            kind,
            EUROCENT if EUROCENT in column.description else None,  # its words say in what an amount is
            nullable=False,
            lo=lo,
            values=fixed.get(column.name),
            text=column.description,
        )
    return found


@dataclass
class _Reader:
    path: Path
    catalogue: Catalogue
    problems: list[Problem] = field(default_factory=list)

    def bad(self, line: int, message: str, hint: str | None = None) -> None:
        self.problems.append(Problem(str(self.path), line, message, hint=hint))

    def keys(self, raw: Mapping, allowed: tuple[str, ...], what: str) -> None:
        for key in raw:
            if key not in allowed:
                hint = suggest(key, allowed) or tr("kies uit {allowed}", allowed=", ".join(allowed))
                self.bad(raw.line_of(key), tr("{what} kent geen '{key}'", what=what, key=key), hint)

    def table(self, of: str, raw: Any, line: int) -> OwnTable | None:
        if not isinstance(raw, Mapping):
            self.bad(line, tr("'{of}' moet een object zijn met bestand en velden", of=of))
            return None
        self.keys(raw, (*_TABLE, *_ALSO_OF[of]), f"'{of}'")
        if not isinstance(raw.get("bestand"), str):
            self.bad(
                raw.line,
                tr("'{of}' mist 'bestand'", of=of),
                tr("de naam van een CSV-, Parquet- of Excel-bestand naast mapping.yaml"),
            )
            return None
        if leads_out(self.path.parent / raw["bestand"], self.path.parent):
            self.problems.append(outside(str(self.path), self.path.parent, raw.line_of("bestand")))
            return None
        if raw.get(HOUSEHOLD) is None and of != PERSONS:
            self.bad(
                raw.line,
                tr("'{of}' mist '{household}'", of=of, household=HOUSEHOLD),
                tr("de eigen kolom die het huishouden aanwijst"),
            )
        role = self.source(ROLE, raw[ROLE], raw.line_of(ROLE)) if raw.get(ROLE) is not None else None
        if of == PERSONS and raw.get(HOUSEHOLD) is not None and role is None:
            self.bad(
                raw.line,
                tr("'{of}' mist '{role}'", of=of, role=ROLE),
                tr("de eigen kolom met {roles}, of een vertaling daarvan", roles=", ".join(ROLES)),
            )
        given = raw.get("velden")
        if not isinstance(given, Mapping):
            self.bad(raw.line_of("velden"), tr("'{of}' mist 'velden'", of=of), tr("registerveld: eigen kolom"))
            return None
        allowed = needs(of, self.catalogue)
        fields = []
        for name in given:
            line = given.line_of(name)
            if name not in allowed and of != HOUSEHOLDS:
                self.bad(
                    line,
                    tr("'{name}' is geen veld van {of}", name=name, of=of),
                    suggest(name, allowed) or tr("zie data/registers"),
                )
            elif name not in allowed and suggest(name, allowed, _NEAR) is not None:
                hint = tr(
                    "{suggest} Een eigen indeling krijgt een naam die er niet op lijkt",
                    suggest=suggest(name, allowed, _NEAR),
                )
                self.bad(
                    line, tr("'{name}' is geen veld van {of} en lijkt op een veld dat er is", name=name, of=of), hint
                )
            else:
                source = self.source(name, given[name], line)
                fields.append(source)
                if source is not None and isinstance(given[name], Mapping):
                    self._fits(source, allowed.get(name), given[name])
        if of == PERSONS and "geboortedatum" not in given:
            self.bad(raw.line_of("velden"), tr("'{of}' mist het veld 'geboortedatum'", of=of))
        texts = (None if raw.get(k) is None else str(raw[k]) for k in (HOUSEHOLD, "sleutel"))
        household, key = texts
        sheet = None if raw.get("blad") is None else str(raw["blad"])
        encoding = None if raw.get("codering") is None else str(raw["codering"])
        if encoding not in (None, *ENCODINGS):
            self.bad(
                raw.line_of("codering"),
                tr("onbekende codering '{encoding}'", encoding=encoding),
                tr("kies {encodings}", encodings=one_of(ENCODINGS)),
            )
        return OwnTable(raw["bestand"], raw.line, household, key, role, tuple(f for f in fields if f), encoding, sheet)

    def _fits(self, source: Source, need: Need | None, raw: Mapping) -> None:
        """Tell of a unit of a field that is no amount, and of a notation of days of one that is no day: an amount in euros is
        made a hundred times as much, and who gives a weight or hours that unit did not mean so."""
        kind = "string" if need is None else need.kind
        if source.unit is not None and (need is None or not is_money(need)):
            self.bad(
                raw.line_of("eenheid"),
                tr("'{name}' is geen bedrag en heeft geen 'eenheid'", name=source.name),
                tr("laat 'eenheid' weg"),
            )
        if source.format is None:
            return
        if kind not in ("date", "any"):
            self.bad(
                raw.line_of("formaat"),
                tr("'{name}' is geen datum en heeft geen 'formaat'", name=source.name),
                tr("laat 'formaat' weg"),
            )
        elif (lacking := parts_lacking(str(source.format))) and source.words is None:
            self.bad(
                raw.line_of("formaat"),
                tr(
                    "'formaat' {format} van '{name}' noemt geen {lacking}: voor ieder zou dat hetzelfde worden",
                    format=source.format,
                    name=source.name,
                    lacking=all_of([tr(part) for part in lacking]),
                ),
                tr("geef hele dagen, zoals %d-%m-%Y; weet u alleen het jaar, maak er dan zelf een dag in dat jaar van"),
            )
        if source.words is not None:
            self.bad(
                raw.line_of("formaat"),
                tr("'{name}' heeft 'waarden' en 'formaat'; een van beide wordt niet gelezen", name=source.name),
                tr("houd er één"),
            )

    def source(self, name: str, raw: Any, line: int) -> Source | None:
        if isinstance(raw, str):
            return Source(name, line, raw)
        if not isinstance(raw, Mapping):
            self.bad(
                line,
                tr("'{name}' moet de naam van een eigen kolom zijn, of een object met 'kolom' of 'waarde'", name=name),
            )
            return None
        self.keys(raw, _FIELD, f"'{name}'")
        if ("kolom" in raw) == ("waarde" in raw):
            self.bad(line, tr("'{name}' heeft precies een van 'kolom' en 'waarde' nodig", name=name))
            return None
        unit, decimal = raw.get("eenheid"), raw.get("decimaal")
        if decimal not in (None, *DECIMALS):
            self.bad(
                raw.line_of("decimaal"),
                tr("onbekende decimaal '{decimal}'", decimal=decimal),
                tr("kies {decimals}", decimals=one_of(DECIMALS)),
            )
        if unit not in (None, EURO, EUROCENT):
            self.bad(
                raw.line_of("eenheid"),
                tr("onbekende eenheid '{unit}' van '{name}'", unit=unit, name=name),
                tr("kies {euro} of {eurocent}", euro=EURO, eurocent=EUROCENT),
            )
        words = raw.get("waarden")
        if words is not None and not isinstance(words, Mapping):
            self.bad(
                raw.line_of("waarden"),
                tr("'waarden' van '{name}' moet een object zijn", name=name),
                tr("eigen waarde: onze waarde"),
            )
            return None
        column = None if "waarde" in raw else str(raw["kolom"])
        return Source(name, line, column, raw.get("waarde"), unit, decimal, words, raw.get("formaat"))


def read_mapping(path: Path, catalogue: Catalogue) -> OwnMapping:
    """The mapping in `path`. Raises MappingError with every problem, each with its line."""
    try:
        raw = load(read_own_text(path, str(path)), str(path))
    except LawFileError as error:
        raise MappingError(error.problems) from None
    reader = _Reader(path, catalogue)
    if not isinstance(raw, Mapping):
        raise MappingError([Problem(str(path), 1, tr("verwacht: een object met 'jaar' en 'personen'"))])
    reader.problems += twofold(raw, str(path))
    reader.keys(raw, _TOP, tr("een mapping"))
    year = raw.get("jaar")
    if not isinstance(year, int) or isinstance(year, bool):
        reader.bad(
            raw.line_of("jaar"), tr("'jaar' ontbreekt of is geen jaartal"), tr("het jaar van de bedragen, zoals 2026")
        )
    rest = raw.get("overige_velden", LEAVE_OUT)
    if rest not in (DEFAULTS, LEAVE_OUT):
        reader.bad(
            raw.line_of("overige_velden"),
            tr(
                "'overige_velden' is {defaults} of {leave_out}, niet '{rest}'",
                defaults=DEFAULTS,
                leave_out=LEAVE_OUT,
                rest=rest,
            ),
        )
    if PERSONS not in raw:
        reader.bad(raw.line, tr("'{persons}' ontbreekt", persons=PERSONS))
    tables = {}
    for of in (PERSONS, MINORS, HOUSEHOLDS):
        found = reader.table(of, raw[of], raw.line_of(of)) if of in raw else None
        if found is not None:
            tables[of] = found
    tied = [of for of in (MINORS, HOUSEHOLDS) if of in tables]
    if tied and PERSONS in tables and tables[PERSONS].household is None:
        line = tables[PERSONS].line
        reader.bad(
            line,
            tr("'{persons}' mist '{household}'", persons=PERSONS, household=HOUSEHOLD),
            tr("nodig om {tied} te verbinden", tied=all_of(tied)),
        )
    if reader.problems:
        raise MappingError(reader.problems)
    return OwnMapping(path, int(year or 0), str(raw.get("naam", path.parent.name)), rest == DEFAULTS, tables)
