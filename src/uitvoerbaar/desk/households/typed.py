"""What somebody typed for one question: euros, days and numbers as people write them, or why it cannot be read.

Euros never look like cents here: 1250, 1.250 and 1.250,50 are euros. What can be read in two ways is refused.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe
from uitvoerbaar.face.questions import Question
from uitvoerbaar.face.words import day_words

LONGEST = 40
"""Characters of an answer that can be meant."""
_SPACES = re.compile("[\\s\u00a0\u2007\u2009\u202f]+")
_MINUS = re.compile("[\u2010\u2011\u2012\u2013\u2212]")
_EURO = re.compile(r"(?i)^(-?)(?:€|euro|eur)|(?:€|euro|eur)$")
_AMOUNT = re.compile(r"(-?)(\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d{1,2}|-{1,2}))?\Z", re.ASCII)
_POINT = re.compile(r"(-?)(\d+)\.(\d{1,2})\Z", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,9}(?:[.,]\d{1,4})?\Z", re.ASCII)
_DUTCH_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})\Z", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z", re.ASCII)
_CENTS = 100
_TRUTHS = {"ja": True, "nee": False}


class Unread(UserError):
    """An answer that cannot be read; its text says what to do."""


def read(question: Question, typed: str) -> Any:
    """The value of an answer in the unit of the law (amounts in eurocent, days as ISO text). Raises Unread."""
    if len(typed) > LONGEST:
        raise Unread(tr("Dit is te lang: schrijf ten hoogste {most} tekens.", most=LONGEST))
    readers = {"amount": _amount, "number": _number, "date": _day, "bool": _truth, "choice": _choice}
    value = readers.get(question.kind, _choice)(question, typed.strip())
    _within(question, value)
    return value


def _bare(typed: str) -> str:
    return _MINUS.sub("-", _SPACES.sub("", typed))


def _amount(question: Question, typed: str) -> int:
    bare = _EURO.sub(r"\1", _bare(typed))
    found = _AMOUNT.match(bare) or _POINT.match(bare)
    if found is None:
        raise Unread(tr("{typed} is geen bedrag. Schrijf euro's, zoals 1250 of 1.250,50.", typed=describe(typed)))
    sign, whole, rest = found.groups()
    cents = int(whole.replace(".", "")) * _CENTS + int((rest or "").strip("-").ljust(2, "0"))
    return -cents if sign else cents


def _number(question: Question, typed: str) -> Any:
    bare = _bare(typed)
    if not _NUMBER.match(bare):
        raise Unread(tr("{typed} is geen getal. Schrijf een getal, zoals 36 of 7,5.", typed=describe(typed)))
    value = Decimal(bare.replace(",", "."))
    return int(value) if value == int(value) else float(value)


def _day(question: Question, typed: str) -> str:
    found = day_of(typed)
    if found is None:
        told = tr("{typed} is geen datum. Schrijf dag-maand-jaar, zoals 31-12-1985.", typed=describe(typed))
        raise Unread(told)
    return found


def day_of(typed: str) -> str | None:
    """A day as people write it (31-12-1985, 1985-12-31) as ISO text; None for what is none."""
    dutch, iso = _DUTCH_DAY.match(typed), _ISO_DAY.match(typed)
    day, month, year = dutch.groups() if dutch else reversed(iso.groups()) if iso else (None, None, None)
    try:
        return date(int(year or ""), int(month or ""), int(day or "")).isoformat()
    except ValueError:
        return None


def _truth(question: Question, typed: str) -> bool:
    if typed not in _TRUTHS:
        raise Unread(tr("Kies ja of nee."))
    return _TRUTHS[typed]


def _choice(question: Question, typed: str) -> str:
    if question.values and typed not in question.values:
        raise Unread(tr("Kies uit: {values}.", values=", ".join(question.values)))
    return typed


def _within(question: Question, value: Any) -> None:
    lo, hi = question.lo, question.hi
    if isinstance(value, bool) or ((lo is None or value >= lo) and (hi is None or value <= hi)):
        return
    raise Unread(tr("Kies van {lo} tot en met {hi}.", lo=written(question, lo), hi=written(question, hi)))


def written(question: Question, value: Any) -> str:
    """A value as it is typed: 1.250,50 for 125050 eurocent, 31-12-1985 for a day, ja for true."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if question.kind == "amount":
        whole, rest = divmod(abs(int(value)), _CENTS)
        told = f"{whole:,}".replace(",", ".") + (f",{rest:02d}" if rest else "")
        return f"-{told}" if value < 0 else told
    if question.kind == "date":
        return (
            "-".join(reversed(str(value).split("-")))
            if re.match(r"\d{4}-\d\d-\d\d\Z", str(value))
            else day_words(value)
        )
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)
