"""What the blocks of proposal.yaml read alike: texts of which the English may be absent, days, and amounts of five years."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.entries import Entries
from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe
from uitvoerbaar.base.text import Text
from uitvoerbaar.base.yaml import Mapping
from uitvoerbaar.findings.cost_terms import YEARS

_MOST = 10**12
"""Euros in one amount: more is a mistake of unit, for it is about the whole income of the country."""
_INITIALS = re.compile(r"\b[A-Z]\.\s*(?:[A-Z]\.\s*)*(?:van |de |der )*[A-Z][a-z]")
_TITLED = re.compile(r"@|\b(?:dhr|mw|mevr|mevrouw|meneer|drs|ing|prof)\b", re.IGNORECASE)


def block(path: Path, raw: Mapping, key: str, problems: list[Problem]) -> Entries | None:
    """A block of proposal.yaml that is an object, None when it is not there; one of another kind is a problem."""
    value = raw.get(key)
    if value is None:
        if key in raw:
            problems.append(
                Problem(str(path), raw.line_of(key), tr("'{key}' is leeg; laat het weg of vul het in", key=key))
            )
        return None
    if not isinstance(value, Mapping):
        message = tr("'{key}' is {value}; verwacht: een object", key=key, value=describe(value))
        problems.append(Problem(str(path), raw.line_of(key), message))
        return None
    return Entries(str(path), value)


def finished(entries: Entries, problems: list[Problem]) -> bool:
    """Whether a block was read without a problem; what was found is added to `problems`."""
    try:
        entries.check()
    except LawFileError as error:
        problems += error.problems
        return False
    return True


def tell(e: Entries, key: str, message: str, hint: str | None = None) -> None:
    """Note what is wrong with a key."""
    e.problems.append(Problem(e.file, e.raw.line_of(key), message, hint=hint))


def said(e: Entries, key: str) -> Text:
    """A text in Dutch, or an object with nl and perhaps en."""
    value: Any = e.raw.get(key)
    if isinstance(value, Mapping):
        both = e.object(key)
        return Text(both.word("nl"), both.word("en") if "en" in both else None)
    return Text(e.word(key))


def day(e: Entries, key: str) -> str:
    """A day that exists, as ISO."""
    word = e.raw.get(key)
    e.asked.add(key)
    if parse_date(word) is None:
        tell(e, key, tr("'{key}' moet een datum zijn (JJJJ-MM-DD), niet {value}", key=key, value=describe(word)))
        return "1900-01-01"
    return str(word)


def role(e: Entries, key: str) -> str:
    """Who says it, as a function: a name of a person is refused, for a report is published."""
    word = e.word(key)
    if _TITLED.search(word) or _INITIALS.search(word):
        hint = tr("noem de functie, zoals: coördinator uitvoeringstoetsen Dienst Toeslagen")
        tell(
            e,
            key,
            tr("'{key}' lijkt een naam ('{word}'); een rapport noemt rollen, geen namen", key=key, word=word),
            hint,
        )
    return word


def five_years(e: Entries, key: str) -> tuple[int, ...]:
    """Whole euros in each of the five years."""
    found = e.numbers(key)
    if len(found) != YEARS:
        if not any(p.line == e.raw.line_of(key) for p in e.problems):
            tell(
                e,
                key,
                tr(
                    "'{key}' heeft {count} bedragen; verwacht: {years}, van het jaar t tot en met t+4",
                    key=key,
                    count=len(found),
                    years=YEARS,
                ),
            )
        return (0,) * YEARS
    if any(abs(amount) > _MOST for amount in found):
        tell(e, key, tr("'{key}' heeft een bedrag boven duizend miljard; bedragen zijn in hele euro's", key=key))
    return found
