"""Who pays a proposal and from what: the block `geld` of proposal.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from uitvoerbaar.base.confidence import CONFIDENCES, OWN, Confidence
from uitvoerbaar.base.entries import Entries
from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.text import Text
from uitvoerbaar.base.yaml import Mapping
from uitvoerbaar.findings.cost_terms import YEARS, Lasting, Part, Payer
from uitvoerbaar.proposal.blocks import block, finished, five_years, said, stands_once, tell

_YEAR = range(2000, 2101)
_PERCENT = range(0, 101)
_NEAR = 10
"""Years between the entry into force and the prices in which cover is given."""


@dataclass(frozen=True, slots=True)
class CoverLine:
    """Money that is there: `amounts` are whole euros in each of the five years, `source` the paper that says so and
    `confidence` how far it was looked up.
    """

    name: Text
    amounts: tuple[int, ...]
    payer: Payer
    source: str
    line: int
    confidence: Confidence = OWN


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """Cost of delivery that an organisation states itself, in whole euros a year, with its fte where it states these.

    An incidental line may name the years; it then has `amounts`.
    """

    name: Text
    part: Part
    lasting: Lasting
    payer: Payer
    amounts: tuple[int, ...]
    fte: float | None
    source: str
    line: int


@dataclass(frozen=True, slots=True)
class Money:
    """The block `geld`. `price_level` is the year in whose prices cover is given.

    `growth` is the percentage of the lasting effect that is there in each of the five years (100: all of it);
    `growth_given` tells whether the proposal names it. `payers` says per scheme who pays, where the
    proposal says so, from line `payers_line` on.
    """

    first_year: int
    price_level: int
    growth: tuple[int, ...]
    growth_given: bool
    payers: dict[str, Payer]
    payers_line: int
    cover: tuple[CoverLine, ...]
    existing: tuple[CoverLine, ...]
    delivery: tuple[DeliveryLine, ...]
    effectiveness: Text | None = None
    efficiency: Text | None = None
    instruments: Text | None = None
    sectors: Text | None = None


def read_money(path: Path, raw: Mapping, effective: str, problems: list[Problem]) -> Money | None:
    """The block `geld`, None when there is none or it has a problem (every one is added to `problems`)."""
    e = block(path, raw, "geld", problems)
    if e is None:
        return None
    start = int(effective[:4])
    first = e.number("eerste_jaar", start, _YEAR)
    growth = _growth(e)
    payers = e.object("betaalt") if "betaalt" in e else None
    cw = e.object("cw31") if "cw31" in e else None
    cover, existing = _covers(e)
    found = Money(
        first,
        e.number("prijspeil", first, _YEAR),
        growth or (100,) * YEARS,
        growth is not None,
        {} if payers is None else {name: cast(Payer, payers.choice(name, get_args(Payer))) for name in payers.names()},
        1 if payers is None else payers.raw.line,
        cover,
        existing,
        tuple(_delivery(e)),
        *(None if cw is None or key not in cw else said(cw, key) for key in _CW),
    )
    _years(e, first, start, found.price_level)
    return found if finished(e, problems) else None


def _years(e: Entries, first: int, start: int, level: int) -> None:
    """Note a first year that is not the year t, and prices of a year far from it."""
    if first < start:
        message = tr(
            "'eerste_jaar' is {first}, voor het jaar van ingang ({start}) is er geen geld nodig",
            first=first,
            start=start,
        )
        tell(e, "eerste_jaar", message)
    elif first > start + 1:
        message = tr(
            "'eerste_jaar' is {first}: wat het voornemen van {start} tot dan kost, zou ontbreken",
            first=first,
            start=start,
        )
        tell(
            e,
            "eerste_jaar",
            message,
            tr("t is het jaar van ingang of het jaar erna; gebruik 'ingroei' voor een trage start"),
        )
    if abs(level - start) > _NEAR:
        message = tr("'prijspeil' is {level}; dat is meer dan {years} jaar van de ingang", level=level, years=_NEAR)
        tell(e, "prijspeil", message)


_CW = ("doeltreffendheid", "doelmatigheid", "instrumenten", "sectoren")


def _growth(e: Entries) -> tuple[int, ...] | None:
    if "ingroei" not in e:
        return None
    found = e.numbers("ingroei")
    wrong = [share for share in found if share not in _PERCENT]
    if len(found) != YEARS or wrong:
        hint = tr("zoals [50, 100, 100, 100, 100]: het deel van het structurele bedrag in procent")
        tell(e, "ingroei", tr("'ingroei' is een lijst van {years} percentages van 0 tot en met 100", years=YEARS), hint)
        return None
    return found


def _covers(e: Entries) -> tuple[tuple[CoverLine, ...], tuple[CoverLine, ...]]:
    """New cover and existing budget; one amount that stands under both would be counted twice."""
    items = {key: list(e.objects(key)) if key in e else [] for key in ("dekking", "bestaand_budget")}
    lines = {key: [(_cover(item), item) for item in given] for key, given in items.items()}
    both = [pair for pairs in lines.values() for pair in pairs]
    stands_once(((_alike(one.name.nl), one.payer), item) for one, item in both)
    new, existing = (tuple(one for one, _ in pairs) for pairs in lines.values())
    return new, existing


def _alike(name: str) -> str:
    return " ".join(name.casefold().split())


def _cover(item: Entries) -> CoverLine:
    sure = cast(Confidence, item.choice("zekerheid", CONFIDENCES)) if "zekerheid" in item else OWN
    return CoverLine(said(item, "naam"), _cover_amounts(item), _payer(item), item.word("bron"), item.raw.line, sure)


def _cover_amounts(item: Entries) -> tuple[int, ...]:
    amounts = five_years(item, "bedragen")
    if any(amount < 0 for amount in amounts):
        hint = tr("een tegenvaller hoort bij de kosten, niet bij de dekking")
        tell(item, "bedragen", tr("een bedrag aan dekking is niet negatief"), hint)
    return amounts


def _payer(item: Entries) -> Payer:
    return cast(Payer, item.choice("wie", get_args(Payer)))


def _delivery(e: Entries) -> list[DeliveryLine]:
    if "uitvoering" not in e:
        return []
    items = list(e.objects("uitvoering"))
    lines = [
        DeliveryLine(
            said(item, "naam"),
            cast(Part, item.choice("onderdeel", get_args(Part))),
            cast(Lasting, item.choice("soort", get_args(Lasting))),
            _payer(item),
            five_years(item, "bedragen"),
            item.decimal("fte") if "fte" in item else None,
            item.word("bron"),
            item.raw.line,
        )
        for item in items
    ]
    stands_once(
        ((_alike(line.name.nl), line.part, line.lasting, line.payer), item)
        for line, item in zip(lines, items, strict=True)
    )
    return lines
