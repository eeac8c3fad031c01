"""The register catalogue (data/registers): of every input of a law its type, range, supplier and likely mistakes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.files import read_own_text
from uitvoerbaar.base.folders import registers_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe, suggest
from uitvoerbaar.base.yaml import Mapping as YamlMapping
from uitvoerbaar.base.yaml import Sequence, load
from uitvoerbaar.law.graph import FieldSpec, Kind
from uitvoerbaar.law.registers.catalogue import (
    CHANGES,
    CHILD,
    COLLECTIONS,
    HOUSEMATE,
    KEY,
    PERSON,
    SOURCE,
    Catalogue,
    Mistake,
    RegisterField,
)
from uitvoerbaar.law.registers.due import Due

__all__ = [
    "CHILD", "COLLECTIONS", "HOUSEMATE", "KEY", "PERSON", "SOURCE", "Catalogue", "Mistake", "RegisterField",
    "load_registers",
]  # fmt: skip

_KINDS: dict[str, Kind] = {"number": "number", "boolean": "bool", "date": "date", "string": "string"}
_MISTAKES = ("verschil", "factor", "waarde")
_FIELD_KEYS = (
    "naam", "tabel", "type", "eenheid", "nullable", "bereik", "waarden", "leverancier", "persoonsgegeven", "wijzigt",
    "berekend_door", "omschrijving", "fouten", "bron", "verwijst_naar", "aanname", "url", "standaard", "in_geld",
    "per", "verschuldigd",
)  # fmt: skip
_DUE_KEYS = ("factoren", "maal")
_COMPUTED_KEYS = ("wet", "uitvoer")
_MISTAKE_KEYS = ("id", "soort", "waarde", "tekst", "aanname", "bron", "text")


def _fits(value: Any, kind: Kind) -> bool:
    """Whether a value from the file is of this kind."""
    if kind == "date":
        return parse_date(value) is not None
    if kind == "number":
        return isinstance(value, int | Decimal) and not isinstance(value, bool)
    return isinstance(value, bool if kind == "bool" else str)


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def problem(self, line: int, message: str, hint: str | None = None) -> None:
        self.problems.append(Problem(self.file, line, message, hint=hint))

    def read(self, raw: Any) -> Iterator[RegisterField]:
        if not isinstance(raw, YamlMapping) or not isinstance(raw.get("velden"), Sequence):
            self.problem(1, tr("een register heeft 'register', 'naam' en een lijst 'velden' nodig"))
            return
        register = str(raw.get("register", Path(self.file).stem))
        for item, line in zip(raw["velden"], raw["velden"].lines, strict=True):
            if not isinstance(item, YamlMapping):
                self.problem(line, tr("een veld moet een object zijn, geen {item}", item=describe(item)))
                continue
            found = self._field(item, register)
            if found is not None:
                yield found

    def _field(self, raw: YamlMapping, register: str) -> RegisterField | None:
        for key in raw:
            if key not in _FIELD_KEYS:
                self.problem(raw.line_of(key), tr("een veld kent geen '{key}'", key=key), suggest(key, _FIELD_KEYS))
        missing = [key for key in ("naam", "tabel", "type", "leverancier") if raw.get(key) is None]
        if missing:
            self.problem(
                raw.line, tr("veld '{raw}' mist {missing}", raw=raw.get("naam", "?"), missing=", ".join(missing))
            )
            return None
        name, table, kind = str(raw["naam"]), str(raw["tabel"]), str(raw["type"])
        if table not in (PERSON, CHILD, HOUSEMATE):
            self.problem(
                raw.line_of("tabel"),
                tr("onbekende tabel '{table}'", table=table),
                suggest(table, (PERSON, CHILD, HOUSEMATE)),
            )
        if kind not in _KINDS:
            self.problem(
                raw.line_of("type"),
                tr("onbekend type '{kind}' van '{name}'", kind=kind, name=name),
                suggest(kind, _KINDS),
            )
            return None
        changes = raw.get("wijzigt")
        if changes not in CHANGES:
            told = (
                tr("mist 'wijzigt'")
                if changes is None
                else tr("heeft een onbekend 'wijzigt': '{changes}'", changes=changes)
            )
            self.problem(
                raw.line_of("wijzigt"),
                tr("veld '{name}' {told}", name=name, told=told),
                tr("kies uit {changes}", changes=", ".join(CHANGES)),
            )
        lo, hi = self._range(raw, kind)
        nullable = raw.get("nullable", False)
        if not isinstance(nullable, bool):
            self.problem(
                raw.line_of("nullable"),
                tr("'nullable' moet true of false zijn, geen {nullable}", nullable=describe(nullable)),
            )
        if raw.get("verwijst_naar", PERSON) != PERSON:
            self.problem(raw.line_of("verwijst_naar"), tr("een veld kan alleen naar {person} verwijzen", person=PERSON))
        spec = FieldSpec(
            _KINDS[kind],
            unit="eurocent" if str(raw.get("eenheid", "")).startswith("eurocent") else None,
            nullable=nullable is True,
            lo=lo,
            hi=hi,
            values=self._values(raw, kind),
            computed_by=self._computed_by(raw, table),
            reference=raw.get("verwijst_naar") == PERSON,
        )
        return RegisterField(
            name=name,
            table=table,
            spec=spec,
            supplier=str(raw["leverancier"]),
            register=register,
            personal_data=str(raw.get("persoonsgegeven", "gewoon")),
            changes=str(changes),
            description=str(raw.get("omschrijving", "")),
            mistakes=tuple(self._mistakes(raw, name)),
            file=self.file,
            line=raw.line,
            unit=str(raw["eenheid"]) if raw.get("eenheid") is not None else None,
            has_default="standaard" in raw,
            default=self._default(raw, spec),
            per_unit=self._per_unit(raw),
            in_money=str(raw["in_geld"]) if raw.get("in_geld") is not None else None,
            due=self._due(raw),
        )

    def _values(self, raw: YamlMapping, kind: str) -> tuple[str, ...] | None:
        """The words that a text field can have."""
        given = raw.get("waarden")
        if given is None:
            return None
        if kind != "string" or not isinstance(given, list) or not all(isinstance(v, str) for v in given):
            message = tr("'waarden' moet een lijst van woorden zijn, bij een veld van type string")
            self.problem(raw.line_of("waarden"), message)
            return None
        return tuple(given)

    def _computed_by(self, raw: YamlMapping, table: str) -> tuple[str, str] | None:
        """(law, output) of a field that is computed for the person in the element."""
        if "berekend_door" not in raw:
            return None
        given, line = raw["berekend_door"], raw.line_of("berekend_door")
        if table != HOUSEMATE:
            self.problem(
                line,
                tr(
                    "'berekend_door' kan alleen bij tabel {housemate}, niet bij {table}",
                    housemate=HOUSEMATE,
                    table=table,
                ),
            )
        if not isinstance(given, YamlMapping) or any(not isinstance(given.get(k), str) for k in _COMPUTED_KEYS):
            self.problem(
                line, tr("'berekend_door' heeft 'wet' en 'uitvoer' nodig"), tr("schrijf {{wet: ..., uitvoer: ...}}")
            )
            return None
        for key in given:
            if key not in _COMPUTED_KEYS:
                self.problem(
                    given.line_of(key), tr("'berekend_door' kent geen '{key}'", key=key), suggest(key, _COMPUTED_KEYS)
                )
        return given["wet"], given["uitvoer"]

    def _due(self, raw: YamlMapping) -> Due | None:
        """What is owed for a field of payments. That the factors are fields of the table is checked with the others."""
        if "verschuldigd" not in raw:
            return None
        given, line = raw["verschuldigd"], raw.line_of("verschuldigd")
        names, times = (given.get(key) for key in _DUE_KEYS) if isinstance(given, YamlMapping) else (None, None)
        listed = isinstance(names, Sequence) and not isinstance(names, str) and all(isinstance(n, str) for n in names)
        if not listed or not names or not isinstance(times, int) or isinstance(times, bool) or times < 1:
            self.problem(
                line,
                tr("'verschuldigd' heeft 'factoren' (velden van dezelfde tabel) en 'maal' (een geheel getal) nodig"),
                tr("schrijf {{factoren: [uren, prijs], maal: 12}}"),
            )
            return None
        for key in given:
            if key not in _DUE_KEYS:
                self.problem(
                    given.line_of(key), tr("'verschuldigd' kent geen '{key}'", key=key), suggest(key, _DUE_KEYS)
                )
        return Due(tuple(names), times)

    def _per_unit(self, raw: YamlMapping) -> bool:
        """Whether the field is of the couple that the element belongs to, and not of the person alone."""
        given = raw.get("per")
        if given not in (None, "persoon", "eenheid"):
            self.problem(raw.line_of("per"), tr("'per' is persoon of eenheid, niet {given}", given=describe(given)))
        return given == "eenheid"

    def _default(self, raw: YamlMapping, spec: FieldSpec) -> Any:
        """The value of `standaard`, which must be one that the field can have."""
        value: Any = raw.get("standaard")
        line = raw.line_of("standaard")
        if "standaard" not in raw or (value is None and spec.nullable):
            return None
        if not _fits(value, spec.kind):
            self.problem(
                line, tr("'standaard' {value} past niet bij type {type}", value=describe(value), type=raw["type"])
            )
        elif spec.values is not None and value not in spec.values:
            self.problem(
                line, tr("'standaard' '{value}' staat niet in 'waarden'", value=value), suggest(value, spec.values)
            )
        elif (spec.lo is not None and value < spec.lo) or (spec.hi is not None and value > spec.hi):
            self.problem(
                line, tr("'standaard' {value} valt buiten 'bereik' [{lo}, {hi}]", value=value, lo=spec.lo, hi=spec.hi)
            )
        return value

    def _range(self, raw: YamlMapping, kind: str) -> tuple[Any, Any]:
        given = raw.get("bereik")
        if given is None:
            return None, None
        line = raw.line_of("bereik")
        if not isinstance(given, list) or len(given) != 2:
            self.problem(line, tr("'bereik' moet [laagste, hoogste] zijn"))
            return None, None
        for bound in given:
            if bound is not None and not _fits(bound, _KINDS[kind] if kind == "date" else "number"):
                self.problem(line, tr("grens {bound} past niet bij type {kind}", bound=describe(bound), kind=kind))
                return None, None
        if None not in given and given[0] > given[1]:
            self.problem(
                line,
                tr("'bereik' loopt van hoog naar laag: {given} > {given_2}", given=given[0], given_2=given[1]),
                tr("draai de grenzen om"),
            )
        return given[0], given[1]

    def _mistakes(self, raw: YamlMapping, name: str) -> Iterable[Mistake]:
        given = raw.get("fouten")
        if given is None:
            return
        if not isinstance(given, Sequence):
            self.problem(raw.line_of("fouten"), tr("'fouten' moet een lijst zijn"))
            return
        if raw.get("leverancier") != "burger":
            self.problem(
                raw.line_of("fouten"),
                tr("'{name}' wordt niet door de burger geleverd, dus kan die er geen fout in maken", name=name),
            )
        for item in given:
            if not isinstance(item, YamlMapping) or any(
                item.get(k) is None for k in ("id", "soort", "waarde", "tekst")
            ):
                self.problem(getattr(item, "line", raw.line), tr("een fout heeft id, soort, waarde en tekst nodig"))
                continue
            for key in item:
                if key not in _MISTAKE_KEYS:
                    self.problem(
                        item.line_of(key), tr("een fout kent geen '{key}'", key=key), suggest(key, _MISTAKE_KEYS)
                    )
            if item["soort"] not in _MISTAKES:
                self.problem(
                    item.line_of("soort"),
                    tr("onbekende soort fout '{soort}'", soort=item["soort"]),
                    suggest(str(item["soort"]), _MISTAKES),
                )
                continue
            if item["soort"] != "waarde" and not _fits(item["waarde"], "number"):
                self.problem(
                    item.line_of("waarde"), tr("'waarde' van een {soort} moet een getal zijn", soort=item["soort"])
                )
                continue
            yield Mistake(
                str(item["id"]),
                str(item["soort"]),
                item["waarde"],
                str(item["tekst"]),
                None if item.get("text") is None else str(item["text"]),
            )


def load_registers(folder: Path | None = None) -> Catalogue:
    """The catalogue in `folder` (the shipped one when None). Raises LawFileError with every problem."""
    folder = folder or registers_dir()
    problems: list[Problem] = []
    if os.path.isfile(folder):
        raise LawFileError(
            [Problem(str(folder), 1, tr("dit is een bestand"), hint=tr("geef de map waarin de registers staan"))]
        )
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise LawFileError(
            [Problem(str(folder), 1, tr("in deze map staat geen register (een .yaml-bestand met 'velden')"))]
        )
    fields: dict[tuple[str, str], RegisterField] = {}
    for path in files:
        reader = _Reader(str(path))
        try:
            raw = load(read_own_text(path, str(path)), str(path))
        except LawFileError as error:
            problems += error.problems
            continue
        for item in reader.read(raw):
            key = (item.table, item.name)
            if key in fields:
                reader.problem(
                    item.line,
                    tr(
                        "veld '{name}' van {table} staat ook in {file}:{line}",
                        name=item.name,
                        table=item.table,
                        file=fields[key].file,
                        line=fields[key].line,
                    ),
                )
            fields[key] = item
        problems += reader.problems
    problems += _without_factors(fields)
    if problems:
        raise LawFileError(problems)
    return Catalogue(fields)


def _without_factors(fields: Mapping[tuple[str, str], RegisterField]) -> Iterator[Problem]:
    """Payments of which what is owed names a field that their table does not have."""
    for (table, name), found in fields.items():
        numbers = [other for (of, other), field in fields.items() if of == table and field.spec.kind == "number"]
        for factor in found.due.factors if found.due is not None else ():
            if factor not in numbers:
                told = tr("'{name}': {table} heeft geen getal '{factor}'", name=name, table=table, factor=factor)
                yield Problem(found.file, found.line, told, hint=suggest(factor, numbers))
