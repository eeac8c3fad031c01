"""What was found for a number of the law, in sentences for a page and for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from uitvoerbaar.base.language import said, tr, trn
from uitvoerbaar.base.numbers import decimal, exact_money, numeral
from uitvoerbaar.face.live import ArticleDial, display
from uitvoerbaar.face.solve.solve import EVERYWHERE, NOWHERE, UNREACHED
from uitvoerbaar.face.solve.target import COST, LOSERS, Target
from uitvoerbaar.face.units import unit_word

_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, and the value of the dial to which it may set it."""

    words: str
    at: Decimal | None = None


def value_words(dial: ArticleDial, value: Decimal) -> str:
    """A value of a dial as a reader sees it: € 1.879, 5 %, 18 jaar."""
    unit, shown = unit_word(dial.unit), display(dial, value)
    return f"€ {shown}" if unit == "€" else f"{shown} {unit}".strip()


def asked_words(target: Target) -> str:
    """What was asked, in words."""
    if target.kind == COST:
        if not target.most:
            return tr("het kost niets")
        return tr("het kost ten hoogste {amount} per jaar", amount=said(exact_money(int(target.most))))
    if target.kind == LOSERS:
        return trn(
            int(target.most),
            "ten hoogste {households} huishouden gaat erop achteruit",
            "ten hoogste {households} huishoudens gaan erop achteruit",
            households=said(numeral(int(target.most))),
        )
    return tr("niemand gaat er meer dan {percent} procent op achteruit", percent=target.typed)


def lines(found: Mapping[str, Any], dial: ArticleDial, target: Target) -> Iterator[Line]:
    """The answer: where it holds with the figure there and at the next step, what is proven, and how it was found."""
    asked, reach = asked_words(target), [value_words(dial, Decimal(found[end])) for end in ("lo", "hi")]
    if found["outcome"] == UNREACHED:
        yield Line(
            tr("Dit getal raakt geen bedrag dat hier wordt doorgerekend, dus het maakt niet uit: {asked}.", asked=asked)
        )
        return
    for each in found["found"]:
        yield from _crossing(each, dial, target, asked)
    if found["outcome"] == EVERYWHERE:
        yield Line(tr("Overal van {lo} tot en met {hi}: {asked}.", lo=reach[0], hi=reach[1], asked=asked))
    elif found["outcome"] == NOWHERE:
        yield Line(tr("Nergens van {lo} tot en met {hi}: {asked}.", lo=reach[0], hi=reach[1], asked=asked))
    if not found["found"]:
        for end in found["ends"]:
            if end["figure"] is not None:
                at, figure = value_words(dial, Decimal(end["at"])), figure_words(end["figure"], target)
                yield Line(tr("Bij {at}: {figure}.", at=at, figure=figure))
    yield Line(_how(found))
    if not found["full"]:
        yield Line(
            tr("Op een steekproef van huishoudens: op de stap precies voor die steekproef, niet voor het hele land.")
        )


def _crossing(each: Mapping[str, Any], dial: ArticleDial, target: Target, asked: str) -> Iterator[Line]:
    at, beyond = Decimal(each["at"]), Decimal(each["beyond"])
    named = value_words(dial, at)
    if each["up_to"]:
        yield Line(tr("Tot en met {at}: {asked}.", at=named, asked=asked), at)
    else:
        yield Line(tr("Vanaf {at}: {asked}.", at=named, asked=asked), at)
    if each["figure"] is not None:
        words = tr(
            "Bij {at}: {figure}. Bij {beyond}, een stap verder: {next}.",
            at=named,
            beyond=value_words(dial, beyond),
            figure=figure_words(each["figure"], target),
            next=figure_words(each["next"], target),
        )
        yield Line(words)


def figure_words(figure: Mapping[str, float], target: Target) -> str:
    """The figure of a target at a step, in words."""
    if target.kind == COST:
        cents = round(figure["value"])
        if cents < 0:
            return tr("levert {amount} per jaar op", amount=said(exact_money(-cents)))
        return tr("kost {amount} per jaar", amount=said(exact_money(cents)))
    if target.kind == LOSERS:
        return _households(round(figure["value"]))
    worst = said(decimal(round(figure["worst"] * _HUNDRED, 2)))
    if not figure["value"]:
        return tr("het grootste verlies is {worst} procent", worst=worst)
    return trn(
        max(round(figure["value"]), 1),
        "{households} huishouden verliest meer, het grootste verlies is {worst} procent",
        "{households} huishoudens verliezen meer, het grootste verlies is {worst} procent",
        households=said(numeral(max(round(figure["value"]), 1))),
        worst=worst,
    )


def _households(many: int) -> str:
    return trn(
        many,
        "{households} huishouden gaat erop achteruit",
        "{households} huishoudens gaan erop achteruit",
        households=said(numeral(many)),
    )


def _how(found: Mapping[str, Any]) -> str:
    if found["proven"]:
        return tr(
            "Bewezen: langs dit getal gaat dit cijfer één kant op, dus dit is het enige antwoord ({tried} standen gerekend).",
            tried=found["tried"],
        )
    return tr(
        "Niet bewezen dat dit cijfer langs dit getal één kant op gaat: gevonden op een rooster van {grid} standen, er kunnen "
        "andere antwoorden zijn ({tried} standen gerekend).",
        grid=found["grid"],
        tried=found["tried"],
    )
