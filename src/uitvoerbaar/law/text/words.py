"""Numbers in Dutch words: achttien, drieëntwintig, honderdvijftig, achttiende, de helft, het dubbele."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

_SMALL = (
    "nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien",
    "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
)  # fmt: skip
_TENS = ("", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_LARGEST = 9_999
"""The largest number that is read and written in words; laws write larger ones in digits."""
_ORDINALS = {1: "eerste", 2: "tweede", 3: "derde", 8: "achtste"}
_DE = frozenset((4, 5, 6, 7, *range(9, 20)))
"""Ordinals on -de; the other regular ones end in -ste."""

FRACTIONS = {
    "helft": Decimal("0.5"), "kwart": Decimal("0.25"), "driekwart": Decimal("0.75"), "anderhalf": Decimal("1.5"),
    "anderhalve": Decimal("1.5"),
}  # fmt: skip
"""Parts and mixed numbers that have a word of their own."""

MULTIPLES = {
    "dubbele": 2, "tweevoud": 2, "tweevoudige": 2, "drievoud": 3, "drievoudige": 3, "viervoud": 4, "viervoudige": 4,
    "vijfvoud": 5, "vijfvoudige": 5, "tienvoud": 10, "tienvoudige": 10,
}  # fmt: skip
"""How many times an amount counts, in one word."""


def cardinal(value: int) -> str | None:
    """A whole number in words; None when it is negative or too large for them."""
    if not 0 <= value <= _LARGEST:
        return None
    if value < len(_SMALL):
        return _SMALL[value]
    if value < 100:
        return _below_hundred(value)
    if value < 1000:
        hundreds, rest = divmod(value, 100)
        return ("" if hundreds == 1 else _SMALL[hundreds]) + "honderd" + _joined(rest)
    thousands, rest = divmod(value, 1000)
    if rest and rest % 100 == 0:
        return _joined(value // 100) + "honderd"  # fifteen hundred is said before one thousand five hundred
    return ("" if thousands == 1 else _SMALL[thousands]) + "duizend" + _joined(rest)


def _below_hundred(value: int) -> str:
    tens, unit = divmod(value, 10)
    if not unit:
        return _TENS[tens]
    first = "een" if unit == 1 else _SMALL[unit]
    return first + ("ën" if first.endswith("e") else "en") + _TENS[tens]


def _joined(rest: int) -> str:
    """What follows honderd or duizend."""
    if not rest:
        return ""
    return "een" if rest == 1 else cardinal(rest) or ""


def ordinal(value: int) -> str | None:
    """A whole number as a rank: achttiende; None for what has none."""
    if value in _ORDINALS:
        return _ORDINALS[value]
    word = cardinal(value)
    if word is None or value == 0:
        return None
    last = value % 100
    if last in _ORDINALS and value > len(_SMALL):
        return cardinal(value - last) and (cardinal(value - last) or "") + _ORDINALS[last]
    return word + ("de" if last in _DE else "ste")


@cache
def cardinals() -> dict[str, int]:
    """Every number word with its value; 'een' is none, for it is mostly the article."""
    return {word: value for value in range(_LARGEST + 1) if (word := cardinal(value)) is not None}


@cache
def ordinals() -> dict[str, int]:
    """Every rank with its value, up to a hundred."""
    return {word: value for value in range(1, 101) if (word := ordinal(value)) is not None}


def fraction(value: Decimal) -> str | None:
    """A part in words with its article: de helft, een kwart, driekwart; None when it has none."""
    return {Decimal("0.5"): "de helft", Decimal("0.25"): "een kwart", Decimal("0.75"): "driekwart"}.get(value)


def multiple(value: int, like: str) -> str | None:
    """The word for so many times, in the form of `like` (dubbele, drievoud, drievoudige); None when there is none."""
    ending = "voud" if like.endswith("voud") else "voudige"
    if value == 2 and ending == "voudige":
        return "dubbele"
    return next((word for word, known in MULTIPLES.items() if known == value and word.endswith(ending)), None)
