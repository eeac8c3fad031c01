"""The course along a number as a drawing: a figure over its range, with marks that have a name and a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from uitvoerbaar.base.language import tr, trn
from uitvoerbaar.base.numbers import numeral
from uitvoerbaar.desk.workbench.shown import money, percent, said, spoken
from uitvoerbaar.desk.workbench.typed import Turned
from uitvoerbaar.face.course import FREE, LOSERS
from uitvoerbaar.face.live import display
from uitvoerbaar.face.solve.words import value_words

WIDE, HIGH = 320, 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 6, 314, 48, 158
"""The frame of the line; above it the names of the marks, below it the ends of the range."""
_ROWS, _ROW, _LETTER = 4, 11, 5.4
"""Rows of names, their height, and the width of a letter."""
NOW, LAW = "nu", "wet"
MEASURE = "begroting"
"""The figure of who chooses none."""
_CENTS = 100


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the line: what it is called, where its name stands, what it means, and the value to set the dial to."""

    kind: str
    name: str
    x: float
    text_x: float
    text_y: float
    anchor: str
    value: str
    """As it is typed."""
    shown: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A drawn position: the place that can be clicked, its value as typed and as shown, the figure in words."""

    x: float
    wide: float
    value: str
    shown: str
    figure: str
    plain: tuple[Decimal, Decimal | None, Decimal | None, Decimal | None]
    """For a table: value, figure, low and high, as numbers; none where it may not be told."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Places in a picture of WIDE by HIGH."""

    measure: str
    title: str
    unit: str
    choices: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]
    zero: float | None
    top: str
    bottom: str
    first: str
    last: str
    marks: tuple[Mark, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    complete: bool


def drawing_of(part: Mapping[str, Any], turned: Turned, measure: str = MEASURE) -> Drawing | None:
    """The drawing of one part of an answer; None when it has no figure of that name."""
    at = next((number for number, each in enumerate(part["measures"]) if each["id"] == measure), None)
    if at is None:
        return None
    about = part["measures"][at]
    points = [(Decimal(point["at"]), point["values"][at]) for point in part["points"]]
    told = [found[0] for _, found in points if found is not None]
    counted = about["unit"] in ("huishoudens", "aandeel")
    low, high = min([0.0, *told]), max([0.0, *told])
    place = _Place(Decimal(part["lo"]), Decimal(part["hi"]), low, high)
    unit = about["unit"]
    return Drawing(
        measure,
        said(about["title"]),
        unit,
        tuple((each["id"], said(each["title"])) for each in part["measures"]),
        tuple(_lines(points, place)),
        place.y(0.0) if low < 0 or not counted else None,
        figure_words(high, unit),
        figure_words(low, unit),
        value_words(turned.dial, place.lo),
        value_words(turned.dial, place.hi),
        tuple(_placed(_marks(part, turned), turned, place)),
        tuple(_rows(points, turned, place, unit)),
        tuple(_notes(part, turned)),
        "turns" in part,
    )


@dataclass(frozen=True, slots=True)
class _Place:
    lo: Decimal
    hi: Decimal
    low: float
    high: float

    def x(self, value: Decimal) -> float:
        share = float((value - self.lo) / (self.hi - self.lo)) if self.hi > self.lo else 0.0
        return round(_LEFT + share * (_RIGHT - _LEFT), 1)

    def y(self, value: float) -> float:
        return round(_BOTTOM - (value - self.low) / ((self.high - self.low) or 1.0) * (_BOTTOM - _TOP), 1)


def figure_words(value: float, unit: str) -> str:
    """A figure as a reader sees it."""
    if unit == "aandeel":
        return percent(value)
    if unit == "huishoudens":
        return spoken(numeral(round(value)))
    return money(value, signed=True)


def _lines(points: Iterable[tuple[Decimal, Any]], place: _Place) -> Iterator[str]:
    """The line in pieces: where a figure may not be told there is a gap."""
    piece: list[str] = []
    for at, found in points:
        if found is None:
            yield from [" ".join(piece)] if piece else []
            piece = []
        else:
            piece.append(f"{place.x(at)},{place.y(found[0])}")
    yield from [" ".join(piece)] if piece else []


def _rows(points: Sequence[tuple[Decimal, Any]], turned: Turned, place: _Place, unit: str) -> Iterator[Row]:
    edges = [place.x(at) for at, _ in points]
    for number, (at, found) in enumerate(points):
        left = (edges[max(number - 1, 0)] + edges[number]) / 2
        right = (edges[min(number + 1, len(edges) - 1)] + edges[number]) / 2
        figure = tr("niet getoond") if found is None else figure_words(found[0], unit)
        numbers = (None, None, None) if found is None else tuple(_number(each, unit) for each in found)
        yield Row(
            round(left, 1),
            round(right - left, 1),
            display(turned.dial, at),
            value_words(turned.dial, at),
            figure,
            (Decimal(f"{at / turned.dial.per:f}"), numbers[0], numbers[1], numbers[2]),
        )


def _number(value: float, unit: str) -> Decimal:
    """A figure for a table: euros, households or a share."""
    if unit == "eurocent_per_jaar":
        return Decimal(f"{value / _CENTS:.2f}")
    return Decimal(f"{value:.6g}" if unit == "aandeel" else f"{value:.3f}")


def _marks(part: Mapping[str, Any], turned: Turned) -> Iterator[tuple[str, str, Decimal, str]]:
    """Kind, name, value and meaning of every mark, the least to be left out first."""
    law = Decimal(part["law"])
    if turned.value == law:
        yield LAW, tr("wet, nu"), law, tr("Wat de wet zegt, en waar het getal nu staat.")
    else:
        yield NOW, tr("nu"), turned.value, tr("Waar het getal nu staat.")
        yield LAW, tr("wet"), law, tr("Wat de wet zegt.")
    for turn in part.get("turns", ()):
        at, beyond = Decimal(turn["at"]), Decimal(turn["beyond"])
        if turn["what"] == FREE and at != law:
            yield FREE, tr("€ 0"), at, tr("Hier kost het niets: een stap verder kost het wel iets.")
        elif turn["what"] == LOSERS:
            words = tr("Vanaf hier gaat iemand erop achteruit; bij {at} nog niemand.", at=value_words(turned.dial, at))
            yield LOSERS, tr("eerste verliezer"), beyond, words
    cliff = part.get("cliff", {})
    if "what" in cliff:
        yield cliff["what"], tr("sprong"), Decimal(cliff["beyond"]), _cliff_words(cliff, turned)


def _cliff_words(cliff: Mapping[str, Any], turned: Turned) -> str:
    jump = cliff["jump"]
    more = tr("erbij") if jump > 0 else tr("eraf")
    return trn(
        max(round(cliff["households"]), 1),
        "Eerste sprong: van {at} naar {beyond} komt er bij een huishouden ineens {amount} per jaar {more}. Zo'n sprong maakt hier "
        "{households} huishouden.",
        "Eerste sprong: van {at} naar {beyond} komt er bij een huishouden ineens {amount} per jaar {more}. Zo'n sprong maken hier "
        "{households} huishoudens.",
        at=value_words(turned.dial, Decimal(cliff["at"])),
        beyond=value_words(turned.dial, Decimal(cliff["beyond"])),
        amount=money(abs(jump)),
        more=more,
        households=spoken(numeral(max(round(cliff["households"]), 1))),
    )


def _placed(marks: Iterable[tuple[str, str, Decimal, str]], turned: Turned, place: _Place) -> Iterator[Mark]:
    """Marks with a row for every name, so that no two names stand over each other."""
    taken: list[float] = [-1.0] * _ROWS
    for kind, name, value, words in sorted(marks, key=lambda mark: mark[2]):
        x, wide = place.x(value), len(name) * _LETTER
        start = min(max(x - wide / 2, _LEFT), _RIGHT - wide)
        row = next((number for number, end in enumerate(taken) if end < start), _ROWS - 1)
        taken[row] = start + wide + _LETTER
        y = _ROW * (row + 1) - 1.0
        typed, shown = display(turned.dial, value), value_words(turned.dial, value)
        yield Mark(kind, name, x, round(start + wide / 2, 1), y, "middle", typed, shown, words)


def _notes(part: Mapping[str, Any], turned: Turned) -> Iterator[str]:
    """What was looked for and is not there."""
    if "turns" not in part:
        return
    if not any(turn["what"] == LOSERS for turn in part["turns"]):
        yield tr("Nergens op dit bereik begint of eindigt het dat iemand erop achteruitgaat.")
    cliff = part.get("cliff")
    if cliff is not None and "what" not in cliff:
        ends = [value_words(turned.dial, Decimal(cliff[end])) for end in ("from", "to")]
        least = money(cliff["least"])
        yield tr("Geen sprong van {least} of meer gevonden van {lo} tot {hi}.", least=least, lo=ends[0], hi=ends[1])
