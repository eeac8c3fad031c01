"""The fixed words of the report in Dutch and English, and how both languages write numbers, money and dates."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Literal

from uitvoerbaar.base.numbers import MINUS as MINUS
from uitvoerbaar.findings import Cell, Text
from uitvoerbaar.findings.figure import PROOF_SIGNS
from uitvoerbaar.findings.kinds import CALLED, called

Lang = Literal["nl", "en"]
LANGS: tuple[Lang, ...] = ("nl", "en")

NBSP = "\u00a0"
JOINER = "\u2060"
PLUS = f"+{JOINER}"
"""The sign of more, against its amount as a minus is: one way to write a change everywhere."""
CENTS = 100
MILLION = 1_000_000
BILLION = 1_000_000_000
ESTIMATE_DIGITS = 3
_SHOUTED = re.compile(r"\b(AANNAME|ASSUMPTION)N?S?\b")


@cache
def catalogue(lang: Lang) -> dict[str, Any]:
    """All fixed words in ``lang`` (words/nl.json, words/en.json)."""
    text = resources.files("uitvoerbaar.report").joinpath(f"words/{lang}.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@cache
def spoken(lang: Lang, kind: str) -> dict[str, Any]:
    """All fixed words in ``lang`` with "the proposal" as what a proposal of this kind is (see `findings.kinds`)."""
    fixed: dict[str, Any] = _called(catalogue(lang), lang, kind)
    return fixed | fixed["not_proposed"] if kind in CALLED else fixed


def _called(fixed: Any, lang: Lang, kind: str) -> Any:
    if isinstance(fixed, dict):
        return {name: _called(value, lang, kind) for name, value in fixed.items()}
    if isinstance(fixed, list):
        return [_called(value, lang, kind) for value in fixed]
    return called(fixed, kind, english=lang == "en") if isinstance(fixed, str) else fixed


def plain(value: Text | str | None, lang: Lang) -> str:
    """A Text, a string or nothing as a plain string in ``lang``; Dutch where no English was written."""
    if isinstance(value, Text):
        return value.en if lang == "en" and value.en else value.nl
    return value if value is not None else ""


def together(text: str) -> str:
    """``text`` with the euro sign tied to its amount, so that a line never ends on it."""
    return text.replace("€ ", f"€{NBSP}")


def opens(found: re.Match[str]) -> bool:
    """Whether a word stands at the start of a sentence."""
    before = found.string[: found.start()].rstrip()
    return not before or before.endswith(".")


def calm(text: str) -> str:
    """``text`` with the mark of data files for what was assumed as an ordinary word: capitals shout in a sentence."""
    return _SHOUTED.sub(lambda found: found[0].capitalize() if opens(found) else found[0].lower(), text)


def unbroken(text: str) -> str:
    """``text`` with a minus tied to the euro sign behind it, so that a line never ends on the minus."""
    return text.replace(f"{MINUS}€", f"{MINUS}{JOINER}€")


def number(value: float, decimals: int, lang: Lang) -> str:
    """``value`` with a fixed number of decimals: 1.234,5 in Dutch, 1,234.5 in English, with a true minus sign."""
    text = f"{abs(value):,.{decimals}f}"
    if lang == "nl":
        text = text.translate({ord(","): ".", ord("."): ","})
    return (MINUS if value < 0 and float(f"{abs(value):.{decimals}f}") else "") + text


def significant(value: float, digits: int = ESTIMATE_DIGITS) -> float:
    """``value`` rounded to so many significant digits, as an estimate deserves."""
    if value == 0:
        return 0.0
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))


def _digits(cents: float) -> int:
    """In how many digits an amount is printed: those of an estimate, or more where whole hundreds of euros say that it was
    rounded to them."""
    hundreds = cents / (100 * CENTS)
    if not hundreds.is_integer():
        return ESTIMATE_DIGITS
    told = str(abs(int(hundreds))).rstrip("0")
    return max(ESTIMATE_DIGITS, len(told))


def shown(value: float, unit: str) -> float:
    """The number that the text of a value in its unit says, such that a difference can be told of what stands there."""
    if unit.startswith("eurocent"):
        if abs(value) >= MILLION * CENTS:
            return significant(value, _digits(value))
        return value if float(value).is_integer() else round(value / CENTS) * CENTS
    if unit in ("huishoudens", "personen"):
        return significant(value)
    return round(value, 3) if unit == "aandeel" else value


def money(cents: float, lang: Lang) -> str:
    """An amount in eurocents: € 1.234,56; whole euros when there are no cents; mln and mld from one million euros.

    From a million on in three digits, unless the amount was rounded already: then in all that it has, so that amounts which
    were rounded together differ by what stands beside them.
    """
    euros = cents / CENTS
    size = abs(euros)
    if size >= MILLION:
        digits = _digits(cents)
        step, word = (BILLION, "mld") if significant(size, digits) >= BILLION else (MILLION, "mln")
        scaled = significant(euros, digits) / step
        decimals = max(0, digits - 1 - math.floor(math.log10(abs(scaled))))
        body = number(abs(scaled), decimals, lang) + NBSP + catalogue(lang)[word]
    else:
        whole = float(cents) % CENTS == 0 or not float(cents).is_integer()
        body = number(size, 0 if whole else 2, lang)
    sign = MINUS if euros < 0 and body.strip("0.,") else ""
    return f"{sign}€{NBSP if lang == 'nl' else ''}{body}"


def change(cents: float, lang: Lang) -> str:
    """An amount that is a change, with its sign, also where it is more."""
    return f"{PLUS if cents > 0 else ''}{money(cents, lang)}"


def count(value: float, lang: Lang) -> str:
    """A whole number, in full."""
    return number(value, 0, lang)


def estimate(value: float, lang: Lang) -> str:
    """A counted estimate rounded to three digits; millions in words."""
    rounded = significant(value)
    if abs(rounded) >= MILLION:
        return f"{number(rounded / MILLION, 2, lang)}{NBSP}{catalogue(lang)['mln']}"
    return number(rounded, 0, lang)


def share(value: float, lang: Lang) -> str:
    """A fraction of one as a percentage with one decimal."""
    smallest = 0.001
    gap = NBSP if lang == "nl" else ""
    if 0 < abs(value) < smallest:
        return f"<{NBSP}{number(smallest * 100, 1, lang)}{gap}%"
    return f"{number(value * 100, 1, lang)}{gap}%"


def times(value: float, lang: Lang) -> str:
    """A ratio: 8.412 keer, 1,5 keer."""
    fine = 10
    decimals = 0 if abs(value) >= fine or float(value).is_integer() else 1
    return f"{number(value, decimals, lang)}{NBSP}{catalogue(lang)['times']}"


def day(value: str, lang: Lang) -> str:
    """An ISO date in words: 24 november 2026. Text that is not a date is given back as it is."""
    try:
        parsed = date.fromisoformat(value)
    except ValueError:
        return value
    return f"{parsed.day} {catalogue(lang)['months'][parsed.month - 1]} {parsed.year}"


_FORMATS: dict[str, Callable[[float, Lang], str]] = {
    "eurocent": money,
    "eurocent_per_jaar": money,
    "eurocent_per_maand": money,
    "eurocent_per_uur": money,
    "huishoudens": estimate,
    "personen": estimate,
    "aantal": count,
    "aandeel": share,
    "keer": times,
    "uren_per_jaar": count,
    "fte": lambda value, lang: number(value, 0 if float(value).is_integer() else 1, lang),
}


def show(value: Cell, unit: str, lang: Lang) -> str:
    """A value in its unit as text for a table or a label. A missing value is a dash."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return str(catalogue(lang)["yes" if value else "no"])
    if isinstance(value, Text):
        return plain(value, lang)
    if unit == "bewijs":
        return f"{PROOF_SIGNS[str(value)]} {catalogue(lang)['proof'][value]}"
    if isinstance(value, str):
        return day(value, lang) if unit == "datum" else value
    if unit in _FORMATS:
        return _FORMATS[unit](value, lang)
    return str(value)


def unit_word(unit: str, lang: Lang) -> str:
    """What stands behind a value or in a heading: per jaar, uur per jaar; empty when the format says it."""
    return str(catalogue(lang)["units"][unit])


def unit_beside(label: str, unit: str, lang: Lang) -> str:
    """The words of a unit to print behind a label; empty where the label says it already ("a year" says "per year")."""
    told = unit_word(unit, lang)
    said = label.casefold().replace(" a ", " per ") if lang == "en" else label.casefold()
    return "" if told.casefold() in said else told
