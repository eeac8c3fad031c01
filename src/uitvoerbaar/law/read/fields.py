"""Fields and definitions of an article: what they are called, their type, unit and range, and whether values fit."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe, instead, suggest
from uitvoerbaar.base.yaml import Mapping
from uitvoerbaar.law.graph import Record
from uitvoerbaar.law.model import Definition, Expression, Field, Source
from uitvoerbaar.law.read.expressions import freeze
from uitvoerbaar.law.read.keys import BLOCKS
from uitvoerbaar.law.read.raw import RawReader

FIELD_TYPES = ("string", "number", "boolean", "amount", "object", "array", "date")
OPEN_TERM_TYPES = ("string", "number", "boolean", "amount", "date")
UNITS = ("euro", "eurocent", "ratio", "percentage", "years", "weeks", "months", "days")
_TEMPORAL = {"type": ("period", "point_in_time"), "period_type": ("year", "month", "continuous")}
_OF_A_LAW = ("article", "parameters", "endpoint")
"""Keys of a source that mean something only where it names a law or an output."""
_TODAY = ("$calculation_date", "$referencedate")
"""Moments of a `temporal` that are the day that is computed for, as every fact is."""
_NUMBER_LIKE = re.compile(r"(?i)[-+]?(?:€\s*)?\d[\d._,:\s]*(?:%|procent|euro|eur|(?:euro)?cents?)?\Z")
_YES = {"ja": "true", "yes": "true", "on": "true", "waar": "true", "nee": "false", "no": "false", "off": "false",
        "onwaar": "false"}  # fmt: skip


def is_number(value: object) -> bool:
    """Whether a value of a law is a number; a truth is none."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def fits(value: Any, kind: str) -> bool:
    """Whether a value is of a declared type."""
    if kind in ("number", "amount"):
        return is_number(value)
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "date":
        return parse_date(value) is not None
    if kind == "string":
        return isinstance(value, str)
    return isinstance(value, tuple if kind == "array" else Record)


def written(value: Any, kind: str | None) -> str | None:
    """A hint for text that stands where a value of another type is meant, or None."""
    text = str(value).strip()
    if kind in (None, "number", "amount") and isinstance(value, str) and _NUMBER_LIKE.match(text):
        if parse_date(text) is not None:
            return None
        return tr("schrijf het getal zonder aanhalingstekens, met cijfers en hooguit één punt, zoals 30000 of 0.05")
    if kind in (None, "boolean") and isinstance(value, str) and text.casefold() in _YES:
        return tr("schrijf {yes}", yes=_YES[text.casefold()])
    if kind == "date":
        return tr("schrijf JJJJ-MM-DD, een bestaande dag")
    return None


def known(field_type: str) -> str:
    """The words for a type in messages."""
    return {
        "number": tr("een getal"),
        "amount": tr("een bedrag (getal)"),
        "boolean": tr("true of false"),
        "date": tr("een datum"),
        "string": "tekst",
        "array": tr("een lijst"),
        "object": tr("een object"),
    }.get(field_type, field_type)


class FieldsReader(RawReader):
    """Reads fields, sources and definitions of articles of one file."""

    def definitions(self, raw: Mapping) -> dict[str, Definition]:
        """The named constants of an article."""
        found: dict[str, Definition] = {}
        table = self.object(raw, "definitions")
        for name, value in (table or {}).items():
            found[name] = self._definition(name, value, table.line_of(name) if table else 0)
        return found

    def _definition(self, name: str, value: Any, line: int) -> Definition:
        unit = kind = told = None
        lo = hi = None
        if isinstance(value, Mapping) and _lacks_value(value):
            self.problem(value.line, tr("definitie '{name}' mist 'value'", name=name), instead("value", value))
            return Definition(name, None, None, line, None, None)
        if isinstance(value, Mapping) and "value" in value:
            self.block(value, "definition")
            self.basis(value)
            unit, lo, hi = self.spec(value)
            told = _description(value)
            kind = self.text(value, "type")
            if kind is not None and kind not in FIELD_TYPES:
                hint = suggest(kind, FIELD_TYPES) or tr("verwacht: {field_types}", field_types=", ".join(FIELD_TYPES))
                self.problem(
                    value.line_of("type"),
                    tr("onbekend type '{kind}' van definitie '{name}'", kind=kind, name=name),
                    hint,
                )
                kind = None
            line, value = value.line_of("value"), value["value"]
        frozen = freeze(value)
        wanted = kind or ("number" if unit is not None else None)
        if wanted is not None and not fits(frozen, wanted):
            message = tr(
                "definitie '{name}' is {value}, geen {removeprefix}",
                name=name,
                value=describe(value),
                removeprefix=known(wanted).removeprefix("een "),
            )
            self.problem(line, message, written(value, wanted))
        elif is_number(frozen) and ((lo is not None and frozen < lo) or (hi is not None and frozen > hi)):
            self.problem(
                line,
                tr(
                    "definitie '{name}' is {frozen}, buiten het bereik {range}",
                    name=name,
                    frozen=frozen,
                    range=_range(lo, hi),
                ),
            )
        return Definition(name, frozen, unit, line, told, kind)

    def spec(self, raw: Mapping) -> tuple[str | None, int | Decimal | None, int | Decimal | None]:
        """Unit, lowest and highest value of a `type_spec`."""
        spec = self.object(raw, "type_spec")
        if spec is None:
            return None, None, None
        self.block(spec, "type_spec")
        unit = spec.get("unit")
        if unit is not None and unit not in UNITS:
            self.problem(spec.line_of("unit"), tr("onbekende eenheid '{unit}'", unit=unit), suggest(str(unit), UNITS))
            unit = None
        ends: list[int | Decimal | None] = []
        for key in ("min", "max"):
            value = spec.get(key)
            if value is not None and not is_number(value):
                self.problem(
                    spec.line_of(key), tr("'{key}' moet een getal zijn, geen {value}", key=key, value=describe(value))
                )
                value = None
            ends.append(value)
        lowest, highest = ends
        if lowest is not None and highest is not None and highest < lowest:
            self.problem(
                spec.line_of("max"),
                tr("'max' {highest} ligt onder 'min' {lowest}", highest=highest, lowest=lowest),
                tr("verwissel ze"),
            )
        precision = spec.get("precision")
        if precision is not None and (not isinstance(precision, int) or precision is True or precision < 0):
            self.ask(spec.line_of("precision"), tr("'precision' is een aantal decimalen: 0, 1, 2 ..."))
        return unit, lowest, highest

    def field(self, raw: Mapping, block: str) -> Field:
        """A parameter, input or output (`block`)."""
        self.block(raw, block)
        name = self.text(raw, "name", required=True) or "?"
        kind = self.text(raw, "type", required=True) or "string"
        if kind not in FIELD_TYPES:
            self.problem(
                raw.line_of("type"),
                tr("onbekend type '{kind}' van '{name}'", kind=kind, name=name),
                suggest(kind, FIELD_TYPES) or f"verwacht: {', '.join(FIELD_TYPES)}",
            )
        nullable, required = self.flag(raw, "nullable", False), self.flag(raw, "required", True)
        unit, lo, hi = self.spec(raw)
        self.basis(raw)
        told = self.text(raw, "description")
        period, precision = self._temporal(raw), self._precision(raw)
        return Field(name, kind, raw.line, unit, nullable, required, told, lo, hi, period, precision)

    @staticmethod
    def _precision(raw: Mapping) -> int | None:
        """How many decimals a field says to have; None when it does not say, or not in a number (which is told)."""
        spec = raw.get("type_spec")
        value = spec.get("precision") if isinstance(spec, Mapping) else None
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def _temporal(self, raw: Mapping) -> str | None:
        """The kind of period that a field is about; None when it does not say, or is about a moment."""
        found = self.object(raw, "temporal")
        if found is None:
            return None
        self.block(found, "temporal")
        if "type" not in found:
            self.ask(found.line, tr("'temporal' mist 'type'"), tr("verwacht: period of point_in_time"))
        for key, words in _TEMPORAL.items():
            if key in found and found[key] not in words:
                hint = suggest(str(found[key]), words) or tr("verwacht: {words}", words=", ".join(words))
                self.ask(
                    found.line_of(key), tr("onbekende {key} '{found}' van temporal", key=key, found=found[key]), hint
                )
        moment = found.get("reference")
        if moment not in (None, *_TODAY):
            self.warn(
                found.line_of("reference"),
                tr(
                    "'reference' {moment} van temporal verandert niets: gelezen wordt wat geldt op de dag waarop wordt gerekend",
                    moment=moment,
                ),
                tr("is een andere dag bedoeld, vraag dat gegeven dan als een invoer met een eigen naam"),
            )
        named = found.get("period_type")
        return named if found.get("type") == "period" and isinstance(named, str) else None

    def source(self, raw: Mapping) -> Source | None:
        """Where an input comes from; None when it does not say."""
        if "source" not in raw:
            name = raw.get("name", "?")
            hint = tr("schrijf 'source: {{}}' als een register of de aanroeper het levert")
            self.ask(raw.line, tr("invoer '{name}' mist 'source'", name=name), hint)
            return None
        source = self.object(raw, "source")
        if source is None:
            return Source(None, None, (), raw.line_of("source"))
        self.block(source, "source")
        given = self.object(source, "parameters")
        found: list[tuple[str, Expression]] = []
        for target, value in (given or {}).items():
            line = given.line_of(target) if given is not None else source.line
            if not isinstance(value, str | None):
                message = tr(
                    "parameter '{target}' moet een $variabele of tekst zijn, geen {value}",
                    target=target,
                    value=describe(value),
                )
                self.problem(line, message, tr("geef een getal mee als definitie, en reken elders"))
            found.append((target, self.expressions.read(value, line)))
        regulation, output = self.text(source, "regulation"), self.text(source, "output")
        if regulation is None and output is None:
            for key in _OF_A_LAW:
                if key in source:
                    self.warn(
                        source.line_of(key),
                        tr("'{key}' in een 'source' zonder 'regulation' en 'output' doet niets", key=key),
                        tr("noem de wet of de uitvoer; zo komt het gegeven uit een register of van de aanroeper"),
                    )
        return Source(regulation, output, tuple(found), source.line, self.text(source, "article"))


def _lacks_value(raw: Mapping) -> bool:
    """Whether an object is a definition that says its type or unit and not its value; any other object is a constant."""
    if "value" in raw or not ("type_spec" in raw or raw.get("type") in FIELD_TYPES):
        return False
    return all(key in BLOCKS["definition"][1] for key in raw) or instead("value", raw) is not None


def _description(raw: Mapping) -> str | None:
    """What a constant says of itself: its description, then its source where that stands apart."""
    parts = [" ".join(str(raw[key]).split()) for key in ("description", "source", "url") if raw.get(key) is not None]
    return "; ".join(parts) or None


def _range(lo: int | Decimal | None, hi: int | Decimal | None) -> str:
    if lo is None:
        return tr("tot en met {hi}", hi=hi)
    return f"vanaf {lo}" if hi is None else tr("{lo} tot en met {hi}", lo=lo, hi=hi)
