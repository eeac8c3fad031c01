"""What the blocks of proposal.yaml read alike: texts of which the English may be absent, days, and amounts of five years."""

from __future__ import annotations

from collections.abc import Iterable
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

_MOST = 10**11
"""Euros in one amount: more is a mistake of unit (cents), for no scheme costs a hundred billion in a year."""
_LEAST = 1000
"""Euros in one amount that is not nothing: less is a mistake of unit (millions), or a comma within a number."""


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
    _whole_euros(e, key, found)
    return found


def _whole_euros(e: Entries, key: str, amounts: tuple[int, ...]) -> None:
    """Note amounts that cannot be meant in whole euros."""
    hint = tr("schrijf hele euro's zonder punten of komma's, zoals 650000000")
    for amount in amounts:
        if abs(amount) > _MOST:
            told = tr("'{key}' heeft {amount}: meer dan honderd miljard euro; zijn het centen?", key=key, amount=amount)
        elif 0 < abs(amount) < _LEAST:
            told = tr(
                "'{key}' heeft {amount}: minder dan duizend euro; zijn het miljoenen, of staat er een komma in een getal?",
                key=key,
                amount=amount,
            )
        else:
            continue
        tell(e, key, told, hint)
        return


def stands_once(lines: Iterable[tuple[object, Entries]]) -> None:
    """Note a line that says the same as one before it (by what is given beside it): it would be counted twice."""
    known: dict[object, int] = {}
    for key, item in lines:
        if key in known:
            tell(item, "naam", tr("deze regel staat er al (regel {line}); hij zou dubbel tellen", line=known[key]))
        known.setdefault(key, item.raw.line)
