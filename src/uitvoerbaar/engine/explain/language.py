"""Values, names and single operations of a law in the plain words of one language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.numbers import MINUS
from uitvoerbaar.engine.reference.values import Taint, Unknown, is_number
from uitvoerbaar.law.graph import Record

_GROUPED_FROM = 10_000
"""Smaller numbers are written without a separator, so that a year stays a year."""
_PLACES = 4
_OPPOSITE = {
    "LESS_THAN": "GREATER_THAN_OR_EQUAL",
    "LESS_THAN_OR_EQUAL": "GREATER_THAN",
    "GREATER_THAN": "LESS_THAN_OR_EQUAL",
    "GREATER_THAN_OR_EQUAL": "LESS_THAN",
}
_JOINED = {"ADD": " + ", "SUBTRACT": " − ", "MULTIPLY": " × "}


@dataclass(frozen=True)
class Plain:
    """The words of one language; `plain_words` has those of Dutch, `plain_english` those of English.

    Templates hold {} or {0}, {1} for operands that are already in words.
    """

    months: tuple[str, ...]
    point: str
    """What separates decimals; thousands are separated by the other of . and ,"""
    sign: str
    """What stands before an amount of euros."""
    yes: str
    no: str
    none: str
    empty: str
    tainted: str
    last: str
    """The word before the last of several: en, and."""
    either: str
    """The same for alternatives: of, or."""
    divided: str
    units: Mapping[str, str]
    """The words of units, and of the unit behind an amount (`per jaar`)."""
    terms: tuple[str, ...]
    phrases: Mapping[str, str]
    """By operation; a test has {0} for what is tested and {1} for what it is compared with."""
    date_phrases: Mapping[str, str]
    negated: tuple[str, str]
    """What to replace by what to deny a test."""
    unknown: str
    lacking: str
    """What is unknown, with the facts that are missing."""
    combined: Mapping[str | None, str]
    said: Mapping[str, str]
    """Fixed words of a summary."""
    named: Callable[[str], str]
    """A name of the law or the registers in words."""
    whose: Callable[[str], str]
    """Whose record it is ("kind 1"), in words."""
    values: Mapping[str, str] = field(default_factory=dict)
    """Words of fields with fixed answers."""

    def number(
        self, value: int | Decimal, places: int = _PLACES, fixed: int = 0, *, grouped: bool | None = None
    ) -> str:
        """A number with at most `places` decimals (… when there are more) and at least `fixed`."""
        exact = Decimal(value)
        cut = exact.quantize(Decimal(1).scaleb(-places)) if -exact.as_tuple().exponent > places else exact  # type: ignore[operator]
        whole, _, part = f"{abs(cut):f}".partition(".")
        part = part.rstrip("0").ljust(fixed, "0")
        if grouped if grouped is not None else abs(cut) >= _GROUPED_FROM:
            whole = f"{int(whole):,}".replace(",", "," if self.point == "." else ".")
        return ("-" if cut < 0 else "") + whole + (self.point + part if part else "") + ("…" if cut != exact else "")

    def euros(self, cents: int | Decimal) -> str:
        """Eurocents as euros; parts of a cent are shown up to a hundredth of a cent."""
        return self._amount(Decimal(cents) / 100)

    def _amount(self, euros: int | Decimal) -> str:
        """Euros, below zero with the minus in front of the sign as everywhere else: −€ 5,00."""
        told = self.number(euros, fixed=2, grouped=True)
        return f"{MINUS}{self.sign}{told[1:]}" if told.startswith("-") else self.sign + told

    def day(self, value: date) -> str:
        """A date in words: 1 juli 1985."""
        return f"{value.day} {self.months[value.month - 1]} {value.year}"

    def percent(self, value: int | Decimal) -> str:
        """A ratio as a percentage: 13,7%."""
        return self.number(Decimal(value) * 100) + "%"

    def words(self, name: str) -> str:
        """A name of the law as words: hoogte AOW."""
        return self.named(name)

    def show(self, value: Any, unit: str | None = None) -> str:
        """A value in its unit, in words for a reader."""
        if value is None:
            return self.none
        if isinstance(value, bool):
            return self.yes if value else self.no
        if is_number(value):
            return self._quantity(value, unit)
        if isinstance(value, str):
            found = parse_date(value)
            return self.day(found) if found is not None else self.values.get(value, value) or self.empty
        if isinstance(value, Record):
            found = parse_date(value.get("iso")) if "iso" in value else None
            if found is not None:
                return self.day(found)
            return ", ".join(f"{self.words(k)} {self.show(v)}" for k, v in value.pairs)
        if isinstance(value, tuple):
            if not value:
                return self.none
            return str(len(value)) if isinstance(value[0], Record) else ", ".join(map(self.show, value))
        if isinstance(value, Taint):
            return self.tainted.format(value.construct)
        if isinstance(value, Unknown):
            return self.lacking.format(self.listed([self.words(name) for name in sorted(value.facts)]))
        return str(value)

    def _quantity(self, value: int | Decimal, unit: str | None) -> str:
        if unit is None:
            return self.number(value)
        if unit.startswith("eurocent"):
            behind = unit[len("eurocent") :]
            return self.euros(value) + self.units.get(behind, behind)
        if unit == "euro":
            return self._amount(value)
        if unit == "ratio":
            return self.percent(value)
        if unit == "percentage":
            return self.number(value) + "%"
        return f"{self.number(value)} {self.units.get(unit, unit)}"

    def listed(self, parts: Sequence[str], last: str | None = None) -> str:
        """Parts as an enumeration: a, b en c."""
        if len(parts) < 2:
            return parts[0] if parts else ""
        return f"{', '.join(parts[:-1])} {last or self.last} {parts[-1]}"

    def phrase(self, op: str, operands: Sequence[str], payload: Any = None, *, dates: bool = False) -> str:
        """An operation on operands that are already in words."""
        if op in _JOINED or op == "DIVIDE":
            return _JOINED.get(op, self.divided).join(operands)
        if op in ("AND", "OR"):
            return self.listed(operands, self.last if op == "AND" else self.either)
        if op in ("MIN", "MAX"):
            return self.phrases[op].format(self.listed(operands))
        if op == "DATE_DIFF":
            return self.phrases[op].format(self.units.get(operands[2], operands[2]), *operands[:2])
        if op == "DATE_ADD":
            terms = [f"{n} {unit}" for n, unit in zip(operands[1:], self.terms, strict=True) if n != "0"]
            return f"{operands[0]} plus {self.listed(terms) or '0'}"
        if op in ("DATE_PART", "START_OF"):
            return self.phrases[f"{op} {payload}"].format(*operands)
        if op == "FOREACH":
            return f"{self.combined.get(payload, self.combined['?'])} {operands[0]}"
        template = self.date_phrases.get(op) if dates else None
        template = template or self.phrases.get(op)
        if template is not None:
            return template.format(*operands)
        return self.phrases["?"].format(op.lower(), self.listed(operands))

    def stated(self, op: str, operands: Sequence[str], value: Any, *, dates: bool = False) -> str:
        """A test with its answer as a statement: `a is lager dan b`, or when the answer is no `a is ten minste b`."""
        if value is None or isinstance(value, Unknown):
            return self.unknown.format(self.phrase(op, operands, dates=dates))
        if value:
            return self.phrase(op, operands, dates=dates)
        if op in _OPPOSITE:
            return self.phrase(_OPPOSITE[op], operands, dates=dates)
        if op == "IS_NULL":
            return self.phrases["NOT_NULL"].format(*operands)
        return self.phrase(op, operands, dates=dates).replace(*self.negated, 1)
