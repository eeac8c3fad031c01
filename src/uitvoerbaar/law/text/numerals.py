"""Every number that a running text writes: in digits or words, with its unit, and what kind of mention it is.

A text says '€ 1.823', '1,879 procent', '96%', 'achttien jaar', 'de helft' or '1 juli 2026'. Each is found with its place to
the letter. A number that only points (artikel 5, lid 2, box 3), numbers a part of the text, or dates it is found too, with
that role: it is no number of a rule, and whoever lists the numbers must be able to say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from uitvoerbaar.law.text.words import FRACTIONS, MULTIPLES, cardinals, ordinals

Form = Literal["digits", "word", "ordinal", "fraction", "multiple", "month"]
"""How a number is written."""
Role = Literal["number", "reference", "marker", "date"]
"""What a number in a text is: a number, a pointer to a place, the number of a part, or a date or year."""

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
UNIT_WORDS = {
    "euro": "euro", "euro's": "euro", "eur": "euro", "cent": "cent", "eurocent": "cent", "%": "percent",
    "procent": "percent", "percent": "percent", "procentpunt": "percent", "‰": "promille", "promille": "promille",
    "jaar": "years", "jaren": "years", "maand": "months", "maanden": "months", "week": "weeks", "weken": "weeks",
    "dag": "days", "dagen": "days", "uur": "hours", "uren": "hours", "kwartaal": "quarters", "kwartalen": "quarters",
    "keer": "times", "maal": "times",
}  # fmt: skip
"""Words that say in what a number counts."""
SCALES = {"duizend": Decimal(1_000), "miljoen": Decimal(1_000_000), "miljard": Decimal(1_000_000_000)}

_DIGITS = r"(?:\d{1,3}(?:\.\d{3})+(?!\d)|\d+)"
_NUMBER = re.compile(rf"(?<![\w.,:/°])(?<![\d]-)({_DIGITS})(?:,(\d+))?(?!\w)(?![.,:/-]\d)(,[-–—])?")
_WORD = re.compile(r"[a-zëéèïü]+", re.IGNORECASE)
_UNITS = "|".join(sorted(map(re.escape, UNIT_WORDS), key=len, reverse=True))
_AFTER = re.compile(rf"(\s*)(?:({'|'.join(SCALES)})(\s+))?({_UNITS})(?![\w'])", re.IGNORECASE)
_SCALE = re.compile(rf"\s+({'|'.join(SCALES)})(?!\w)", re.IGNORECASE)
_BEFORE = re.compile(r"(?:€|EUR|euro)[\s\u00a0]*$")
_NOUN = re.compile(r"\s+([^\W\d_]+)")
_DATE = re.compile(rf"(?<![\w.,])(\d{{1,2}})\s+({'|'.join(MONTHS)})(?:\s+(\d{{4}}))?(?!\w)", re.IGNORECASE)
_LIST = r"\d[\w.:]*(?:(?:,|\s+en|\s+of|\s+tot en met|,?\s+onderscheidenlijk)\s+\d[\w.:]*)*"
_POINTER = re.compile(
    r"\b(?:artikel(?:en)?|art\.|lid|leden|onderde(?:el|len)|bijlage|boek|hoofdstuk|titel|afdeling|paragraaf|stb\.|stcrt\.|"
    rf"box|schijf|categorie|tabel|rij|kolom|nr\.|nummer)\s+({_LIST})",
    re.IGNORECASE,
)
_LINK = re.compile(r"\]\([^)]*\)|https?://\S+")
_MARKER = re.compile(r"(?:^|[\n:;.])[ \t]*(\d+)(?:\.|°\.?)?(?=[ \t]+[A-Z])|(?:^|\n)[ \t]*(\d+)[.°](?=\s)")
_AGE = re.compile(r"(?:jonger|ouder) dan\s*$", re.IGNORECASE)
_OLDER = re.compile(r"\s+of (?:ouder|jonger)\b", re.IGNORECASE)
_ALIKE = re.compile(
    r"\s*(?:,|en|of|tot|tot en met|en vanaf|en van|respectievelijk|,? onderscheidenlijk|–|-)\s*", re.IGNORECASE
)
_SUFFIXES = {"jarige": "years", "jarigen": "years", "jarig": "years", "maal": "times"}
_JARIG = re.compile(r"-jarige?n?\b")
_RANKED = re.compile(r"\s+(verjaardag|levensjaar)\b", re.IGNORECASE)
_PART = re.compile(r"\b(een|één|twee|drie|vier|vijf)\s+(derde|vierde|vijfde|zesde|achtste|tiende)(?:\s+deel)?\b")
_ARTICLE = re.compile(r"\b(?:de|een) $", re.IGNORECASE)
_EIGHT = re.compile(
    r"\b(?:in|van|tot|de|of|en|met|per|over|minste|hoogste|dan|eerste|uit|na|voor|onder)\s+$", re.IGNORECASE
)
_PLURAL = re.compile(r"(?:\s+[^\W\d_]+){0,2}?\s+[^\W\d_]{2,}(?:en|s)\b")
_HEED = re.compile(r"\s+(?:te\s+)?(?:nemen|neemt|nam|genomen|slaan|slaat|geslagen)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_COUNTED = ("times", "years", "months", "weeks", "days", "hours", "quarters", "euro", "cent", "percent", "promille")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text. `start` and `end` enclose the number itself, `phrase` the number with its sign and unit.

    `value` is what it says, with `scale` (miljoen) in it, in `unit`: euro, cent, percent, promille, years, months, weeks, days,
    hours, quarters, times, or day, month and year for the parts of a date; '' when the text does not say. `noun` is the word
    behind it. `decimals` and `grouped` say how digits are written, `tail` what closes a whole amount (',-').
    """

    start: int
    end: int
    value: Decimal
    unit: str
    form: Form
    phrase: tuple[int, int]
    role: Role = "number"
    noun: str = ""
    decimals: int = 0
    grouped: bool = False
    tail: str = ""
    scale: Decimal = Decimal(1)
    own_unit: bool = True
    """Whether the unit stands with the number itself, and not with the next of a row ('18, 19 of 20 jaar')."""


@lru_cache(maxsize=1024)
def numerals(text: str) -> tuple[Numeral, ...]:
    """Every number in a text, in its order."""
    found: list[Numeral] = []
    taken: list[tuple[int, int]] = [match.span() for match in _LINK.finditer(text)]
    for more in (_dates(text), _parts(text), _digits(text), _words(text)):
        for numeral in more:
            if not any(start < numeral.end and numeral.start < end for start, end in taken):
                found.append(numeral)
                taken.append((numeral.start, numeral.end))
    return _in_rows(text, _roles(text, sorted(found, key=lambda n: n.start)))


def _dates(text: str) -> Iterator[Numeral]:
    for found in _DATE.finditer(text):
        month = MONTHS.index(found[2].lower()) + 1
        for group, unit, value in ((1, "day", found[1]), (2, "month", month), (3, "year", found[3])):
            if value is not None:
                start, end = found.span(group)
                form: Form = "month" if unit == "month" else "digits"
                yield Numeral(start, end, Decimal(value), unit, form, (start, end), "date")


def _parts(text: str) -> Iterator[Numeral]:
    """Parts of a whole in two words: een derde, twee derde deel."""
    below = {"een": 1, "één": 1, **cardinals()}
    for found in _PART.finditer(text):
        share = Decimal(below[found[1].lower()]) / Decimal(ordinals()[found[2].lower()])
        start, end = found.start(), found.end(2)
        if text[end:].lstrip()[:3] not in ("lid", "boe", "kin"):  # het derde lid is no part
            yield Numeral(start, end, share, "times", "fraction", (start, end))


def _digits(text: str) -> Iterator[Numeral]:
    for found in _NUMBER.finditer(text):
        whole, decimals, tail = found[1], found[2] or "", found[3] or ""
        value = Decimal(whole.replace(".", "") + ("." + decimals if decimals else ""))
        start, end = found.span()
        made = Numeral(start, end, value, "", "digits", (start, end), decimals=len(decimals), tail=tail)
        made = replace(made, grouped="." in whole)
        before = _BEFORE.search(text, 0, start)
        yield _with_unit(text, made, before.start() if before else None)


def _with_unit(text: str, numeral: Numeral, sign: int | None = None) -> Numeral:
    """A number with what stands before it (`sign`: where a euro sign starts) and behind it."""
    start, end = numeral.phrase
    unit, scale = "", Decimal(1)
    after = _AFTER.match(text, numeral.end)
    if after is not None and (sign is None or UNIT_WORDS[after[4].lower()] == "euro"):
        unit, end = UNIT_WORDS[after[4].lower()], after.end()
        scale = SCALES[after[2].lower()] if after[2] else scale
    elif (large := _SCALE.match(text, numeral.end)) is not None:
        scale, end = SCALES[large[1].lower()], large.end()
    if sign is not None:
        unit, start = "euro", sign
    noun = _NOUN.match(text, numeral.end)
    jarig = _JARIG.match(text, numeral.end)
    if jarig is not None:
        unit, end = "years", jarig.end()
    elif not unit and (_AGE.search(text, 0, numeral.start) or _OLDER.match(text, numeral.end)):
        unit = "years"
    return replace(
        numeral,
        value=numeral.value * scale,
        unit=unit,
        scale=scale,
        phrase=(start, end),
        noun=noun[1].lower() if noun else "",
    )


def _words(text: str) -> Iterator[Numeral]:
    for found in _WORD.finditer(text):
        if (found.start() and text[found.start() - 1] in "-_") or text[found.end() : found.end() + 1] in ("_",):
            continue
        word = found[0].lower()
        start, end = found.span()
        suffix = next((s for s in _SUFFIXES if word.endswith(s) and word.removesuffix(s) in cardinals()), None)
        if word in cardinals() and word not in SCALES:
            made = _with_unit(text, Numeral(start, end, Decimal(cardinals()[word]), "", "word", (start, end)))
            if made.unit or word != "acht" or _is_eight(text, start, end):
                yield made
        elif suffix is not None:
            stem = end - len(suffix)
            value = Decimal(cardinals()[word.removesuffix(suffix)])
            yield Numeral(start, stem, value, _SUFFIXES[suffix], "word", (start, end))
        elif word in FRACTIONS:
            article = _ARTICLE.search(text, 0, start)
            start = article.start() if article else start  # 'de helft' may become 'een kwart'
            made = _with_unit(text, Numeral(start, end, FRACTIONS[word], "", "fraction", (start, end)))
            yield replace(made, unit=made.unit or "times")
        elif word in MULTIPLES:
            yield Numeral(start, end, Decimal(MULTIPLES[word]), "times", "multiple", (start, end))
        elif word in ordinals() and (ranked := _RANKED.match(text, end)):
            yield Numeral(start, end, Decimal(ordinals()[word]), "years", "ordinal", (start, ranked.end()))


def _is_eight(text: str, start: int, end: int) -> bool:
    """Whether 'acht' without a unit is a number, and not what a minister thinks or what must be heeded (in acht nemen)."""
    if text[:start].rstrip().lower().endswith(" in"):
        return _PLURAL.match(text, end) is not None and not _HEED.match(text, end)
    return bool(_EIGHT.search(text, 0, start))


def _roles(text: str, found: Iterable[Numeral]) -> list[Numeral]:
    """What each number is: numbers inside a pointer point, those that open a part of the text count it."""
    pointers = [match.span(1) for match in _POINTER.finditer(text)]
    marks = [match.span(1) if match[1] else match.span(2) for match in _MARKER.finditer(text)]
    made = []
    for numeral in found:
        role = numeral.role
        if any(start <= numeral.start and numeral.end <= end for start, end in pointers):
            role = "reference"
        elif not numeral.unit and any(start == numeral.start for start, _ in marks):
            role = "marker"
        elif not numeral.unit and _YEAR.match(text[numeral.start : numeral.end]):
            role, numeral = "date", replace(numeral, unit="year")
        made.append(replace(numeral, role=role))
    return made


def _in_rows(text: str, found: list[Numeral]) -> tuple[Numeral, ...]:
    """Numbers in a row ('18, 19 of 20 jaar', '6 tot 12 jaar') have the unit of the one behind them."""
    made = list(found)
    for at in range(len(made) - 2, -1, -1):
        one, other = made[at], made[at + 1]
        alike = _ALIKE.fullmatch(text, one.end, other.phrase[0])
        if not one.unit and one.role == other.role == "number" and other.unit in _COUNTED and alike:
            made[at] = replace(one, unit=other.unit, own_unit=False)
    return tuple(made)
