"""Cases of an IF that divide one number in pieces: a border that lies in none of them, or in two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from uitvoerbaar.base.language import tr
from uitvoerbaar.law.graph import Node, strip

_FLIPPED = {
    "GREATER_THAN": "LESS_THAN",
    "LESS_THAN": "GREATER_THAN",
    "GREATER_THAN_OR_EQUAL": "LESS_THAN_OR_EQUAL",
    "LESS_THAN_OR_EQUAL": "GREATER_THAN_OR_EQUAL",
}
_EURO, _ONE = 100, 2
"""The widest strip between two pieces that looks like a border and not like a piece: of amounts in cents a euro, else that
around one whole number."""
Number = int | Decimal
End = tuple[Number, bool]
"""A border, and whether it lies in the piece itself."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """The numbers (values of a node) that meet the condition of a case; None is without end."""

    subject: int
    case: int
    low: End | None
    high: End | None
    cents: bool


def borders(node: Node) -> Iterator[tuple[str, str]]:
    """What is odd at the borders of the cases of an IF, and advice; nothing unless all cases divide one and the same number.

    A number that no case takes gets the default without a word, and one that two take gets what the first of them says. Zero
    between below zero and above zero is left to the default.
    """
    pieces: list[_Piece] = []
    for number, when in enumerate(node.args[:-1:2], start=1):
        found = _piece(number, strip(when))
        if found is None or (pieces and found.subject != pieces[0].subject):
            return
        pieces.append(found)
    if not pieces:  # an IF without cases, which is told elsewhere
        return
    pieces.sort(key=_start)
    yield from _between(pieces)
    yield from _overlaps(pieces)


def _between(pieces: Sequence[_Piece]) -> Iterator[tuple[str, str]]:
    """Numbers that no case takes, between one that ends and one that begins."""
    gaps = list(_gaps(pieces))
    # Where the cases take all but one strip of people, of ages or of shares, the default is for that strip.
    meant = len(gaps) == 1 and any(p.low is None for p in pieces) and any(p.high is None for p in pieces)
    narrow = _EURO if pieces[0].cents else 0 if meant else _ONE
    for (low, low_in), (high, high_in) in gaps:
        if low == high and not low_in and not high_in and low != 0:
            yield (
                tr("precies {value} valt in geen enkel geval van deze IF, en krijgt dus de 'default'", value=low),
                tr("laat het ene geval de grens zelf meenemen (LESS_THAN_OR_EQUAL of GREATER_THAN_OR_EQUAL)"),
            )
        elif low < high and low_in and high_in and 1 < high - low <= narrow:
            yield (
                tr(
                    "wat hoger is dan {low} en lager dan {high} valt in geen enkel geval van deze IF, en krijgt dus de 'default'",
                    low=low,
                    high=high,
                ),
                tr("laat het ene geval beginnen waar het andere eindigt"),
            )


def _gaps(pieces: Sequence[_Piece]) -> Iterator[tuple[End, End]]:
    """Where what the pieces take together stops and where it goes on. The pieces, one at least, go from low to high."""
    reached = pieces[0].high
    for piece in pieces[1:]:
        if reached is None:
            return
        low = piece.low
        if low is not None and (low[0] > reached[0] or (low[0] == reached[0] and not (low[1] or reached[1]))):
            yield reached, low
        if piece.high is None or (piece.high[0], piece.high[1]) > (reached[0], reached[1]):
            reached = piece.high


def _overlaps(pieces: Sequence[_Piece]) -> Iterator[tuple[str, str]]:
    """What two of the pieces take, which go from low to high. Each is held beside the one before it that reaches furthest and
    has an end: a law can have thousands of cases."""
    furthest: _Piece | None = None
    for piece in pieces:
        if furthest is not None:
            first, second = sorted((furthest, piece), key=lambda p: p.case)
            yield from _both(first, second)
        if piece.high is not None and (furthest is None or furthest.high is None or piece.high[0] > furthest.high[0]):
            furthest = piece


def _start(piece: _Piece) -> tuple[bool, Number, bool]:
    """Orders pieces by where they begin; without a beginning first, and at one number the one that takes it."""
    return (False, 0, False) if piece.low is None else (True, piece.low[0], not piece.low[1])


def _both(first: _Piece, second: _Piece) -> Iterator[tuple[str, str]]:
    """Numbers that two cases take, where each of them says where it ends."""
    for lower, upper in ((first, second), (second, first)):
        if lower.high is None or upper.low is None:
            continue
        (high, high_in), (low, low_in) = lower.high, upper.low
        if high == low and high_in and low_in:
            yield (
                tr(
                    "precies {value} valt in geval {first} en in geval {second} van deze IF; geval {first} geldt",
                    value=high,
                    first=first.case,
                    second=second.case,
                ),
                tr("laat één van beide gevallen de grens niet meenemen (LESS_THAN of GREATER_THAN)"),
            )
        elif low < high and _starts_before(lower, upper) and _ends_before(lower, upper):
            yield (
                tr(
                    "van {low} tot {high} nemen geval {first} en geval {second} van deze IF dezelfde mensen; geval {first} geldt",
                    low=low,
                    high=high,
                    first=first.case,
                    second=second.case,
                ),
                tr("laat het ene geval beginnen waar het andere eindigt"),
            )


def _starts_before(one: _Piece, other: _Piece) -> bool:
    assert other.low is not None
    return one.low is not None and one.low[0] < other.low[0]


def _ends_before(one: _Piece, other: _Piece) -> bool:
    assert one.high is not None
    return other.high is not None and one.high[0] < other.high[0]


def _piece(case: int, when: Node) -> _Piece | None:
    """The numbers that meet a condition; None when it does anything else than compare one number with constants."""
    low: End | None = None
    high: End | None = None
    subject: int | None = None
    cents = False
    for part in map(strip, when.args) if when.op == "AND" else (when,):
        found = _comparison(part)
        if found is None or subject not in (None, found[0]):
            return None
        subject, op, bound, cents = found
        end = (bound, op.endswith("_OR_EQUAL"))
        if op.startswith("GREATER"):
            low = end if low is None or (bound, not end[1]) > (low[0], not low[1]) else low
        else:
            high = end if high is None or end < high else high
    return None if subject is None else _Piece(subject, case, low, high, cents)


def _comparison(part: Node) -> tuple[int, str, Number, bool] | None:
    """The number that is compared, how, with which constant, whichever of both stands first, and whether it is in cents."""
    if part.op not in _FLIPPED:
        return None
    left, right = (strip(arg) for arg in part.args)
    cents = any(arg.unit == "eurocent" for arg in part.args)
    for subject, other, op in ((left, right, part.op), (right, left, _FLIPPED[part.op])):
        if other.op == "CONST" and subject.op != "CONST" and isinstance(other.payload, int | Decimal):
            return None if isinstance(other.payload, bool) else (subject.id, op, other.payload, cents)
    return None
