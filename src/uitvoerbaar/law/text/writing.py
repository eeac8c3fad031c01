"""A new number in the manner of the old one: € 1.823 becomes € 1.900, achttien jaar negentien jaar, één maand twee maanden."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from uitvoerbaar.law.text.numerals import MONTHS, Numeral, numerals
from uitvoerbaar.law.text.words import cardinal, fraction, multiple, ordinal

NOUNS = {
    "maand": "maanden", "week": "weken", "dag": "dagen", "kind": "kinderen", "persoon": "personen", "kwartaal": "kwartalen",
    "termijn": "termijnen", "kalendermaand": "kalendermaanden", "kalenderdag": "kalenderdagen", "keer": "keer",
}  # fmt: skip
"""Nouns that are one or many with the number before them; years and hours stay as they are (één jaar, twee jaar)."""
_MANY = {many: one for one, many in NOUNS.items()}
_THOUSANDS = 10_000
"""From here on a whole number is written with dots whatever the old one did."""
_CENTS = 2


class UnwritableError(ValueError):
    """A number that cannot be said in the manner of the old one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that take the place of those from `start` to `end` in a text."""

    start: int
    end: int
    words: str


def rewritten(text: str, numeral: Numeral, value: Decimal) -> tuple[Piece, ...]:
    """What to write in `text` so that `numeral` says `value` (in its own unit) and the noun behind it agrees.

    Raises UnwritableError for a value that cannot be written in its manner: part of a number that is in words, a thirteenth month.
    """
    was = text[numeral.start : numeral.end]
    number = Piece(numeral.start, numeral.end, _number(numeral, value, was.lower()))
    if was[:1].isupper():
        number = Piece(number.start, number.end, number.words[:1].upper() + number.words[1:])
    noun = _noun(text, numeral, value)
    made = (number,) if noun is None else (number, noun)
    if numeral.form == "word" and not _is_read(text, numeral, made, value):
        # A word that is not read as a number where it stands: figures are.
        made = (Piece(number.start, number.end, _digits(numeral, value)), *made[1:])
    return made


def _is_read(text: str, numeral: Numeral, made: tuple[Piece, ...], value: Decimal) -> bool:
    return any((n.start, n.value) == (numeral.start, value) for n in numerals(replaced(text, made)))


def _number(numeral: Numeral, value: Decimal, was: str) -> str:
    match numeral.form:
        case "digits":
            return _digits(numeral, value)
        case "word":
            return _whole_word(value, cardinal)
        case "ordinal":
            return _whole_word(value, ordinal)
        case "month":
            if value != int(value) or not 1 <= value <= len(MONTHS):
                raise UnwritableError(value)
            return MONTHS[int(value) - 1]
        case "fraction":
            return _part(value, was)
        case _:
            word = multiple(int(value), was) if value == int(value) else None
    if word is None:
        raise UnwritableError(value)
    return word


def _part(value: Decimal, was: str) -> str:
    """A part in words, else in procent; 'anderhalf' stays a number of times."""
    if was.startswith("anderhal"):
        return f"{value.normalize():f}".replace(".", ",")
    word = fraction(value)
    if word is None:
        return f"{(value * 100).normalize():f}".replace(".", ",") + " procent"
    return word.partition(" ")[2] or word if " " not in was and was == "helft" else word


def _whole_word(value: Decimal, speak: object) -> str:
    assert callable(speak)
    word = speak(int(value)) if value == int(value) else None
    if not isinstance(word, str):
        raise UnwritableError(value)
    return word


def _digits(numeral: Numeral, value: Decimal) -> str:
    """Digits with the decimals that the old number had, more when they are needed, and dots as it had them."""
    shown = value / numeral.scale
    needed = max(0, -int(shown.normalize().as_tuple().exponent))
    decimals = max(needed, numeral.decimals)
    if numeral.unit == "euro" and decimals and numeral.scale == 1:
        decimals = max(decimals, _CENTS)
    written = f"{abs(shown):.{decimals}f}"
    whole, _, rest = written.partition(".")
    dotted = numeral.grouped or abs(numeral.value) < 1000 or int(whole) >= _THOUSANDS > abs(numeral.value)
    if dotted and int(whole) >= 1000:
        whole = f"{int(whole):,}".replace(",", ".")
    tail = numeral.tail if not rest else ""
    return whole + (f",{rest}" if rest else tail)


def _noun(text: str, numeral: Numeral, value: Decimal) -> Piece | None:
    """The noun behind the number, when one becomes many or many one."""
    known = numeral.noun
    wanted = _MANY.get(known, known) if value == 1 else NOUNS.get(known, known)
    if known in ("", wanted) or (known not in NOUNS and known not in _MANY):
        return None
    start = text.lower().find(known, numeral.end)
    return Piece(start, start + len(known), wanted)


def replaced(text: str, pieces: tuple[Piece, ...]) -> str:
    """`text` with every piece in its place; the pieces do not overlap."""
    for piece in sorted(pieces, key=lambda p: p.start, reverse=True):
        text = text[: piece.start] + piece.words + text[piece.end :]
    return text
