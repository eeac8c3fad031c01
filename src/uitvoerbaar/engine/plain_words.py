"""Values, names and single operations of a law in plain Dutch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from uitvoerbaar.engine.values import Taint, is_number
from uitvoerbaar.law.dates import parse_date
from uitvoerbaar.law.graph import Record

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
_GROUPED_FROM = 10_000
"""Smaller numbers are written without a point, so that a year stays a year."""
_PLACES = 4


def number(value: int | Decimal, places: int = _PLACES, fixed: int = 0, *, grouped: bool | None = None) -> str:
    """A number in Dutch: 12.345,678; at most `places` decimals (… when there are more), at least `fixed`."""
    exact = Decimal(value)
    cut = exact.quantize(Decimal(1).scaleb(-places)) if -exact.as_tuple().exponent > places else exact  # type: ignore[operator]
    whole, _, part = f"{abs(cut):f}".partition(".")
    part = part.rstrip("0").ljust(fixed, "0")
    if grouped if grouped is not None else abs(cut) >= _GROUPED_FROM:
        whole = f"{int(whole):,}".replace(",", ".")
    return ("-" if cut < 0 else "") + whole + ("," + part if part else "") + ("…" if cut != exact else "")


def euros(cents: int | Decimal) -> str:
    """Eurocents as euros: € 1.234,50; parts of a cent are shown up to a hundredth of a cent."""
    return "€ " + number(Decimal(cents) / 100, fixed=2, grouped=True)


def day(value: date) -> str:
    """A date in words: 1 juli 1985."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def percent(value: int | Decimal) -> str:
    """A ratio as a percentage: 13,7%."""
    return number(Decimal(value) * 100) + "%"


def show(value: Any, unit: str | None = None) -> str:
    """A value in its unit, in words for a reader."""
    if value is None:
        return "geen"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if is_number(value):
        return _quantity(value, unit)
    if isinstance(value, str):
        found = parse_date(value)
        return day(found) if found is not None else value if value else "(leeg)"
    if isinstance(value, Record):
        found = parse_date(value.get("iso")) if "iso" in value else None
        return day(found) if found is not None else ", ".join(f"{words(k)} {show(v)}" for k, v in value.pairs)
    if isinstance(value, tuple):
        if not value:
            return "geen"
        return str(len(value)) if isinstance(value[0], Record) else ", ".join(map(show, value))
    if isinstance(value, Taint):
        return f"niet uit te drukken in regels ({value.construct})"
    return str(value)


def _quantity(value: int | Decimal, unit: str | None) -> str:
    if unit is None:
        return number(value)
    if unit.startswith("eurocent"):
        return euros(value) + unit[len("eurocent") :]
    if unit == "euro":
        return "€ " + number(value, fixed=2, grouped=True)
    if unit == "ratio":
        return percent(value)
    if unit == "percentage":
        return number(value) + "%"
    return f"{number(value)} {_UNITS.get(unit, unit)}"


_UNITS: Mapping[str, str] = {
    "years": "jaar", "months": "maanden", "weeks": "weken", "days": "dagen", "hours": "uur",
}  # fmt: skip


_SPELLED: Mapping[str, str] = {
    "aow": "AOW", "zvw": "Zvw", "woz": "WOZ", "box1": "box 1", "box2": "box 2", "box3": "box 3",
}  # fmt: skip


def words(name: str) -> str:
    """A name of the law as words: hoogte AOW."""
    return " ".join(_SPELLED.get(word, word) for word in name.split("_"))


def listed(parts: Sequence[str], last: str = "en") -> str:
    """Parts as an enumeration: a, b en c."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}" if parts else ""


_JOINED = {"ADD": " + ", "SUBTRACT": " − ", "MULTIPLY": " × ", "DIVIDE": " : "}
_TESTS = {
    "LESS_THAN": "lager dan",
    "LESS_THAN_OR_EQUAL": "ten hoogste",
    "GREATER_THAN": "hoger dan",
    "GREATER_THAN_OR_EQUAL": "ten minste",
}
_DATE_TESTS = {
    "LESS_THAN": "vóór",
    "LESS_THAN_OR_EQUAL": "op of vóór",
    "GREATER_THAN": "na",
    "GREATER_THAN_OR_EQUAL": "op of na",
}
_OPPOSITE = {
    "LESS_THAN": "GREATER_THAN_OR_EQUAL",
    "LESS_THAN_OR_EQUAL": "GREATER_THAN",
    "GREATER_THAN": "LESS_THAN_OR_EQUAL",
    "GREATER_THAN_OR_EQUAL": "LESS_THAN",
}
_TERMS = ("jaar", "maanden", "weken", "dagen")
_ROUNDINGS = {"ROUND": "afgerond", "CEIL": "naar boven afgerond", "FLOOR": "naar beneden afgerond"}
_COMBINED = {
    "ADD": "de som over",
    "AND": "geldt voor elk van",
    "OR": "geldt voor ten minste een van",
    "MIN": "het laagste van",
    "MAX": "het hoogste van",
    None: "de lijst van",
}


def phrase(op: str, operands: Sequence[str], payload: Any = None, *, dates: bool = False) -> str:
    """An operation on operands that are already in words."""
    if op in _JOINED:
        return _JOINED[op].join(operands)
    if op in ("MIN", "MAX"):
        return f"het {'laagste' if op == 'MIN' else 'hoogste'} van {listed(operands)}"
    if op in _ROUNDINGS:
        return f"{operands[0]}, {_ROUNDINGS[op]}"
    if op in _TESTS:
        return f"{operands[0]} is {(_DATE_TESTS if dates else _TESTS)[op]} {operands[1]}"
    if op == "EQUALS":
        return f"{operands[0]} is {operands[1]}"
    if op in ("AND", "OR"):
        return listed(operands, "en" if op == "AND" else "of")
    if op == "NOT":
        return f"niet: {operands[0]}"
    if op == "IS_NULL":
        return f"{operands[0]} ontbreekt"
    if op == "IN":
        return f"{operands[0]} is een van {operands[1]}"
    if op == "AGE":
        return f"leeftijd bij {operands[0]} op {operands[1]}"
    if op == "DATE_DIFF":
        return f"{_UNITS.get(operands[2], operands[2])} van {operands[0]} tot {operands[1]}"
    if op == "DATE_ADD":
        terms = [f"{n} {unit}" for n, unit in zip(operands[1:], _TERMS, strict=True) if n != "0"]
        return f"{operands[0]} plus {listed(terms) or 'niets'}"
    if op == "DAY_OF_WEEK":
        return f"dag van de week (maandag is 0) van {operands[0]}"
    if op == "FOREACH":
        return f"{_COMBINED.get(payload, 'over')} {operands[0]}"
    return f"{op.lower()} van {listed(operands)}"


def stated(op: str, operands: Sequence[str], value: Any, *, dates: bool = False) -> str:
    """A test with its answer as a statement: `a is lager dan b`, or when the answer is no `a is ten minste b`."""
    if value is None:
        return f"onbekend is of {phrase(op, operands, dates=dates)}"
    if value:
        return phrase(op, operands, dates=dates)
    if op in _OPPOSITE:
        return phrase(_OPPOSITE[op], operands, dates=dates)
    if op == "IS_NULL":
        return f"{operands[0]} ontbreekt niet"
    return phrase(op, operands, dates=dates).replace(" is ", " is niet ", 1)
