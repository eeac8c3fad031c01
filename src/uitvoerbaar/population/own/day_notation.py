"""How a column of texts writes its days: one notation for the whole column, never one per cell.

1990-05-01 is read as it is. 13-05-1990 can be read in one way, and then the whole column is read so; 03-05-1990 is 3 May here
and 5 March elsewhere, and when nothing in the column tells which, it is refused, with the ways to say it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.language import mark, tr

DAY_FIRST, MONTH_FIRST = "dd-mm-jjjj", "mm-dd-jjjj"
ORDERS = (DAY_FIRST, MONTH_FIRST)
"""Words for the order of day and month, as a user gives them."""
ISO = "jjjj-mm-dd"
_DIGITS = "jjjjmmdd"
_MIDNIGHT = re.compile(r"[ T]00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?$", re.ASCII)
_SPLIT = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})$", re.ASCII)
_EIGHT = re.compile(r"\d{8}$", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1800, 2200
"""Eight digits are a day when it is one in these years: 01051990 would be one of the year 105."""
_SERIALS = (1, 80_000)
"""Numbers of days by which a spreadsheet keeps dates: of 1900 up to 2119."""
_EMPTY_OF_EXCEL = frozenset(("1899-12-30", "1899-12-31", "1900-01-00"))
_SERIAL_ZERO = date(1899, 12, 30).toordinal()
_WORDS = {
    ISO: mark("jaar-maand-dag"),
    DAY_FIRST: mark("dag-maand-jaar"),
    MONTH_FIRST: mark("maand-dag-jaar"),
    _DIGITS: mark("jaar, maand en dag in acht cijfers"),
}


_PARTS = {mark("jaar"): "YyGDFcx", mark("maand"): "mbBhjUWVDFcx", mark("dag"): "dejaAuwDFcx"}
"""Parts of a day, and the letters of a pattern of strptime that say them."""


def parts_lacking(pattern: str) -> list[str]:
    """The parts of a day that a pattern of strptime does not read: each would be 1, or 1900, for everybody."""
    letters = set(re.findall(r"%([A-Za-z])", pattern.replace("%%", "")))
    return [part for part, says in _PARTS.items() if not letters & set(says)]


@dataclass(frozen=True, slots=True)
class Days:
    """The distinct texts of a column as days, why the others are none, and how the column was read (empty: as it is)."""

    days: Mapping[str, date]
    wrong: Mapping[str, str]
    told: str = ""


def read_days(words: Iterable[str], said: str | None = None) -> Days:
    """The days of the distinct texts of a column. `said` is the order of day and month that the user said, if any;
    `ISO` where the user said another form, to which they were brought already."""
    texts = {word: _MIDNIGHT.sub("", word) for word in words}
    readings = {word: _readings(text) for word, text in texts.items()}
    wrong = {word: _why(texts[word]) for word, found in readings.items() if not found}
    good = {word: found for word, found in readings.items() if found}
    chosen = _chosen(good.values(), said)
    if chosen is not None:
        days = {word: found[chosen] for word, found in good.items() if chosen in found}
        wrong |= {word: _unlike(texts[word], chosen) for word in good if word not in days}
        return Days(days, wrong, "" if chosen == ISO else tr("dagen als {notation}", notation=tr(_WORDS[chosen])))
    same = {word: next(iter(found.values())) for word, found in good.items() if len(set(found.values())) == 1}
    if len(same) == len(good):
        return Days(same, wrong)
    return Days(same, wrong | {word: _unclear(texts[word]) for word in good if word not in same})


def _readings(text: str) -> dict[str, date]:
    """Every way to read a text as a day, by the name of the notation."""
    if text in _EMPTY_OF_EXCEL:
        return {}
    if _EIGHT.match(text):
        day = parse_date(f"{text[:4]}-{text[4:6]}-{text[6:]}")
        return {_DIGITS: day} if day is not None and _FIRST_YEAR <= day.year <= _LAST_YEAR else {}
    parts = _SPLIT.match(text)
    if parts is None:
        return {}
    first, _, middle, last = parts.groups()
    ways: dict[str, tuple[str, str, str]] = {}
    if len(first) == 4 and len(last) <= 2:
        ways = {ISO: (first, middle, last)}
    elif len(last) == 4 and len(first) <= 2:
        ways = {DAY_FIRST: (last, middle, first), MONTH_FIRST: (last, first, middle)}
    found = {name: parse_date(f"{year}-{month:0>2}-{day:0>2}") for name, (year, month, day) in ways.items()}
    return {name: day for name, day in found.items() if day is not None}


def _chosen(found: Iterable[Mapping[str, date]], said: str | None) -> str | None:
    """The notation that reads most certain texts of a column; None when nothing tells day from month."""
    certain: dict[str, int] = {}
    unsure = 0
    for ways in found:
        if len(ways) == 1:
            (name,) = ways
            certain[name] = certain.get(name, 0) + 1
        elif len(set(ways.values())) > 1:
            unsure += 1
    if said is not None and (said == ISO or unsure or not certain or set(certain) & set(ORDERS)):
        return said
    return max(certain, key=lambda name: certain[name]) if certain else None


def _why(text: str) -> str:
    """Why a text is no day, with what to do about it."""
    if text in _EMPTY_OF_EXCEL:
        return tr("is de lege datum van een rekenblad ('{text}'); laat de cel leeg", text=text)
    if _whole(text, lambda number: _SERIALS[0] <= number <= _SERIALS[1]):
        day = date.fromordinal(_SERIAL_ZERO + int(text)).isoformat()
        return tr("is geen datum ('{text}'): als dagnummer van een rekenblad zou het {day} zijn; toon de kolom als datum",
                  text=text, day=day)  # fmt: skip
    if _EIGHT.match(text) and text.endswith("00"):
        return tr("is een datum zonder dag ('{text}'); vul er een in", text=text)
    parts = _SPLIT.match(text)
    if parts is not None and len(parts[1]) <= 2 and len(parts[4]) == 2:
        return tr(
            "heeft een jaar van twee cijfers ('{text}'), en dat kan in twee eeuwen zijn; schrijf er vier", text=text
        )
    if ":" in text:
        return tr("heeft een tijd van de dag ('{text}'); geef een datum zonder tijd", text=text)
    return tr("is geen datum ('{text}'); schrijf JJJJ-MM-DD of DD-MM-JJJJ", text=text)


def _unlike(text: str, chosen: str) -> str:
    notation = tr(_WORDS[chosen])
    return tr("past niet bij {notation}, zoals de rest van de kolom ('{text}')", notation=notation, text=text)


def _whole(text: str, fits: Callable[[int], bool]) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 5 and fits(int(text))


def _unclear(text: str) -> str:
    ways = _readings(text)
    return tr(
        "is dubbelzinnig: '{text}' kan {one} zijn of {other}; zeg wat het is: --dates {day} of {month} bij run, 'formaat: "
        '"%d-%m-%Y"\' in mapping.yaml',
        text=text,
        one=ways[DAY_FIRST].isoformat(),
        other=ways[MONTH_FIRST].isoformat(),
        day=DAY_FIRST,
        month=MONTH_FIRST,
    )
