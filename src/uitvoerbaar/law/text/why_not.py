"""Why a number of the rules does not stand in the text of its article, and why one of the text is in no rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from uitvoerbaar.base.language import mark
from uitvoerbaar.law.text.constants import Constant, Kind
from uitvoerbaar.law.text.matching import Fit, fit, per_text
from uitvoerbaar.law.text.numerals import Numeral, numerals
from uitvoerbaar.law.text.units import FACTOR

Reason = Literal[
    "no_text", "zero", "neutral", "months_in_year", "hundred", "sentinel", "date", "derived", "elsewhere", "other_number", "table",
    "summary",
]  # fmt: skip
"""Why a number of the rules is not in the text."""

REASONS: dict[Reason, str] = {
    "no_text": mark("het artikel heeft geen tekst"),
    "zero": mark("nul: niets, een ondergrens of een begin; de tekst noemt dat niet als getal"),
    "neutral": mark("één: een eenheid om mee te tellen of te vermenigvuldigen"),
    "months_in_year": mark("een omrekening tussen jaren, kwartalen, maanden of weken"),
    "hundred": mark("een omrekening naar procenten of centen, of naar hele getallen"),
    "sentinel": mark("een grens die nooit wordt bereikt, om een formule te sluiten"),
    "date": mark("deel van een dag waarmee wordt gerekend; de tekst noemt die dag niet"),
    "derived": mark("afgeleid van '{words}' in de tekst"),
    "elsewhere": mark("staat in de tekst van artikel {words}"),
    "other_number": mark("de tekst noemt wel '{words}', maar niet dit getal"),
    "table": mark("staat in een tabel of reeks die de tekst niet uitschrijft"),
    "summary": mark("de tekst is een samenvatting en noemt dit getal niet"),
}
"""What is told of each reason."""

Spare = Literal["pointer", "marker", "date", "zero", "follows", "elsewhere_kind", "no_rules", "no_rule"]
"""Why a number of the text is in no rule."""

SPARES: dict[Spare, str] = {
    "pointer": mark("verwijst naar een artikel, lid, onderdeel of vindplaats"),
    "marker": mark("nummert een lid of onderdeel van de tekst"),
    "date": mark("is een datum of jaar, waarmee geen regel van dit artikel als getal rekent"),
    "zero": mark("nul staat in de regels als ondergrens of begin, niet als knop"),
    "follows": mark("volgt uit een getal dat de regels wel gebruiken, en wordt niet vanzelf aangepast"),
    "elsewhere_kind": mark("de regels van dit artikel rekenen wel met zulke getallen, maar niet met dit"),
    "no_rules": mark("dit artikel heeft geen regels met getallen"),
    "no_rule": mark("geen regel van dit artikel gebruikt dit getal"),
}
"""What is told of each."""

_ALIKE: dict[Kind, tuple[str, ...]] = {
    "amount": ("euro", "cent"), "percentage": ("percent", "promille"), "age": ("years",), "factor": ("times",),
    "count": ("months", "weeks", "days", "hours"),
}  # fmt: skip
"""By kind of number in the rules the units in which a text counts such numbers."""
_TABLE = 4
"""From how many numbers in one IF on it is a table."""
_SENTINEL = (200, 999, 9999, 99999, 999999)
_CONVERSIONS = (3, 4, 7, 12, 24, 52, 365)
_TENS = (100, 1000, 10000)
_PERIODS = ("maanden", "kwartalen", "weken", "dagen", "uren")


@dataclass(frozen=True, slots=True)
class Absent:
    """A number of the rules that the text does not say: why, and the words of the text or article that the reason names."""

    constant: Constant
    reason: Reason
    words: str = ""


@dataclass(frozen=True, slots=True)
class Unused:
    """A number of the text that is in no rule: why not."""

    numeral: Numeral
    words: str
    reason: Spare


def absent(constant: Constant, text: str, written: tuple[Numeral, ...], others: Iterable[tuple[str, str]]) -> Absent:
    """Why `constant` is not among the numbers `written` in `text`; `others` are number and text of the other articles."""
    if not text.strip():
        return Absent(constant, "no_text")
    if (plain := _plain(constant)) is not None:
        return Absent(constant, plain)
    if (source := _source(constant, written)) is not None:
        return Absent(constant, "derived", _said(text, source))
    if constant.kind == "date":
        return Absent(constant, "date")
    if (place := _elsewhere(constant, others)) is not None:
        return Absent(constant, "elsewhere", place)
    if constant.choices >= _TABLE:
        return Absent(constant, "table")
    alike = [n for n in written if n.role == "number" and n.unit and _same_kind(constant, n)]
    if alike:
        return Absent(constant, "other_number", _said(text, min(alike, key=lambda n: _apart(constant, n))))
    return Absent(constant, "summary")


def unused(numeral: Numeral, text: str, constants: Iterable[Constant]) -> Unused:
    """Why a number of the text is in none of the rules with `constants`."""
    words = _said(text, numeral)
    if numeral.role == "reference":
        return Unused(numeral, words, "pointer")
    if numeral.role == "marker":
        return Unused(numeral, words, "marker")
    if numeral.role == "date":
        return Unused(numeral, words, "date")
    if not numeral.value:
        return Unused(numeral, words, "zero")
    known = list(constants)
    if not any(constant.value for constant in known):
        return Unused(numeral, words, "no_rules")
    if any(constant.value and _plain(constant) is None and _source(constant, (numeral,)) for constant in known):
        return Unused(numeral, words, "follows")
    alike = any(numeral.unit and _same_kind(constant, numeral) for constant in known)
    return Unused(numeral, words, "elsewhere_kind" if alike else "no_rule")


def _said(text: str, numeral: Numeral) -> str:
    return text[slice(*numeral.phrase)]


def _plain(constant: Constant) -> Reason | None:
    """Whether a number is one that reckoning needs and no law writes."""
    value, inside = constant.value, not constant.name
    if not value:
        return "zero"
    if abs(value) == 1 and inside:
        return "neutral"
    reckons = constant.operation in ("MULTIPLY", "DIVIDE", "ADD", "SUBTRACT")
    period = any(word in constant.name for word in _PERIODS) and constant.unit in (None, FACTOR)
    if value in _CONVERSIONS and (period or (inside and reckons)):
        return "months_in_year"
    if value in _TENS and (reckons or period):
        return "hundred"
    if constant.unit in (None, "years") and (value in _SENTINEL or "zonder_bovengrens" in constant.name):
        return "sentinel"
    return None


def _source(constant: Constant, written: tuple[Numeral, ...]) -> Numeral | None:
    """A number of the text from which this one follows: what remains of a whole, a year in months, one more or less."""
    meant = Decimal(str(constant.value))
    for numeral in written:
        per = per_text(constant, numeral.unit)
        if numeral.role != "number" or per is None or not numeral.value:
            continue
        said = numeral.value * per
        share = numeral.unit in ("percent", "promille", "times") and constant.kind in ("percentage", "factor")
        if said * meant == 1 and numeral.unit in ("percent", "promille", "times"):
            return numeral
        if share and said < 1 and 1 - said == meant:
            return numeral
        if numeral.unit == "euro" and meant in (said * 12, said / 12):
            return numeral
        if constant.unit in ("years", "days", "months") and numeral.unit == constant.unit and abs(said - meant) == 1:
            return numeral
        if -said == meant:
            return numeral
    return None


def _elsewhere(constant: Constant, others: Iterable[tuple[str, str]]) -> str | None:
    """The article whose text says this number, in the unit of the rule."""
    if constant.kind not in ("amount", "percentage", "age"):
        return None
    for number, text in others:
        if any(fit(constant, numeral)[0] is Fit.UNIT for numeral in numerals(text)):
            return number
    return None


def _same_kind(constant: Constant, numeral: Numeral) -> bool:
    return numeral.unit in _ALIKE.get(constant.kind, ())


def _apart(constant: Constant, numeral: Numeral) -> Decimal:
    per = per_text(constant, numeral.unit) or Decimal(1)
    return abs(numeral.value * per - Decimal(str(constant.value)))
