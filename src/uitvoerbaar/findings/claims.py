"""Numbers of one finding that contradict each other: a title with another share or count than it claims, a part above the whole.

A claim is a count with its interval, of how many, and who those are (`Households`). Every share and every number of households
in a title must be that of the claim. A bound (`meer dan 5 procent`, `more than 5 percent`) is no claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from uitvoerbaar.base.language import tr

_LESS = r"(?P<less>minder dan |less than |fewer than )?"
_BOUND = r"(?P<bound>(?:meer dan|boven|ten minste|ten hoogste|more than|over|at least|at most) (?:€ ?)?)?"
_NUMBER = r"(?P<number>\d[\d.,]*)"
_SAID = {
    "nl": re.compile(rf"{_LESS}{_BOUND}{_NUMBER} (?P<what>procent|huishoudens)\b", re.IGNORECASE),
    "en": re.compile(rf"{_LESS}{_BOUND}{_NUMBER} (?P<what>percent|households)\b", re.IGNORECASE),
}
_SHARES = frozenset(("procent", "percent"))
_OFF = 0.06
"""Percentage points that a title may be off by rounding: half of its last digit, and what rounding the counts adds."""
_WHOLE = 0.6
"""Percentage points that a title in whole percents may be off."""
_ROUNDED = 1
"""Households that a rounded count may be off."""


def contradictions(findings: list[Mapping[str, Any]]) -> Iterator[str]:
    """What the numbers of each finding say against one another, one sentence each, starting with its place."""
    for index, finding in enumerate(findings):
        where = f"findings[{index}]"
        counted = finding["households"]
        if counted is not None:
            yield from _counts(f"{where}.households", counted, critical=finding["severity"] == "kritiek")
            for lang, pattern in _SAID.items():
                yield from _title(f"{where}.title", str(finding["title"].get(lang) or ""), lang, pattern, counted)


def _counts(where: str, counted: Mapping[str, Any], *, critical: bool) -> Iterator[str]:
    of, value = counted.get("of"), counted["value"]
    about = counted.get("rounded_to") or _ROUNDED
    if of == 0:
        yield tr("{where}: {value} van 0 huishoudens kan niet", where=where, value=value)
    elif of is not None and value > of + about:
        yield tr("{where}: {value} van {of} huishoudens is meer dan het geheel", where=where, value=value, of=of)
    if value == 0 and counted["high"] == 0 and not critical:
        yield tr("{where}: een bevinding over 0 huishoudens gaat over niemand", where=where)


def _title(where: str, title: str, lang: str, pattern: re.Pattern[str], counted: Mapping[str, Any]) -> Iterator[str]:
    for found in pattern.finditer(title):
        if found["bound"]:
            continue
        said = _number(found["number"], lang)
        if said is None:
            yield tr("{where}: '{number}' is geen getal", where=where, number=found["number"])
            continue
        wrong = (
            _share(found, said, counted)
            if found["what"].lower() in _SHARES
            else _count(said, counted, less=bool(found["less"]))
        )
        if wrong is not None:
            yield f"{where}: {wrong}"


def _number(text: str, lang: str) -> float | None:
    """A number as a title of that language writes it; None for digits and signs that are none, such as 1,2,3 in Dutch."""
    thousands, decimal = (".", ",") if lang == "nl" else (",", ".")
    plain = text.strip(".,").replace(thousands, "")
    return None if plain.count(decimal) > 1 else float(plain.replace(decimal, "."))


def _share(found: re.Match[str], said: float, counted: Mapping[str, Any]) -> str | None:
    of, percent = counted.get("of"), found["number"]
    if not of:
        return tr("noemt {percent} procent, maar 'households' zegt niet van hoeveel ('of')", percent=percent)
    real = 100 * counted["value"] / of
    step = counted.get("rounded_to")
    # Counts of own microdata are rounded, and so are the percents of a title about them.
    slack = _WHOLE + 100 * step / of if step else _OFF + 100 * _ROUNDED / of
    wrong = real > said + slack if found["less"] else abs(real - said) > slack
    if not wrong:
        return None
    return tr(
        "noemt {percent} procent, maar 'households' telt {value} van {of}, dat is {real} procent",
        percent=percent,
        value=counted["value"],
        of=of,
        real=f"{real:.1f}",
    )


def _count(said: float, counted: Mapping[str, Any], *, less: bool) -> str | None:
    if less and counted["value"] < said:
        return None
    if not less and abs(said - counted["value"]) <= (counted.get("rounded_to") or _ROUNDED):
        return None
    return tr("noemt {said} huishoudens, maar 'households' telt er {value}", said=f"{said:.0f}", value=counted["value"])
