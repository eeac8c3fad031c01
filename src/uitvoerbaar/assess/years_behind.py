"""Law of an earlier year on the incomes of a later one: amounts that were not indexed, told before anything else.

A population is in the money of the year of a side. Where a law is known until an earlier year only (and carried forward), or
the proposal fixes a version of an earlier year, its amounts stay where they were while incomes grew.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.pair import Pair
from uitvoerbaar.assess.side import Side
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.numbers import decimal
from uitvoerbaar.engine.explain.glossary import law_name
from uitvoerbaar.findings import Text
from uitvoerbaar.law.horizon import horizon_of
from uitvoerbaar.law.model import Law
from uitvoerbaar.population.tables import PopulationDataError
from uitvoerbaar.population.uprate import Growth

_MOST = 3
"""Laws that the sentence names."""


def years_behind(ctx: Context) -> tuple[Text, ...]:
    """What a reader must know first of amounts that stay behind the incomes: one sentence for each side that has them, or
    one for both when they have the same."""
    found = ctx.sides.map(_behind)
    if not any(found):
        return ()
    if found.before == found.after:
        return (_told(found.after, ctx.sides.after.year, _BOTH),)
    one = Pair(_ONE.format(side=Text("huidige", "present")), _ONE.format(side=Text("nieuwe", "new")))
    return tuple(_told(laws, side.year, which) for laws, side, which in zip(found, ctx.sides, one, strict=True) if laws)


def _behind(side: Side) -> dict[str, tuple[int, str]]:
    """By law: the last year of which its amounts are known on this side, when that is before the year of the incomes."""
    used = {law.id: law for laws in side.laws.values() for law in laws}
    found = {one.law: int(one.until[:4]) for many in side.carried.values() for one in many}
    for name, version in side.situation.pins.items():
        until = _last_day(used[name], version) if name in used else None
        if until is not None:
            found[name] = until.year
    return {
        name: (year, law_name(used[name])) for name, year in sorted(found.items()) if name in used and year < side.year
    }


def _last_day(law: Law, version: str) -> date | None:
    """The last day for which the amounts of a fixed version were set: of a law that is set for so many months."""
    bounds = [horizon_of(law.id, article.number) for article in law.articles]
    days = [day for bound in bounds if bound is not None and bound.months and (day := bound.until(version, False))]
    return min(days, default=None)


def _told(laws: dict[str, tuple[int, str]], year: int, which: Text) -> Text:
    last = Counter(until for until, _ in laws.values()).most_common(1)[0][0]
    names = [name for _, name in laws.values()]
    rest = len(names) - _MOST
    more = Text(" en nog {rest}", " and {rest} more").format(rest=rest) if rest > 0 else Text("", "")
    return _SENTENCE.format(
        last=last, year=year, laws=", ".join(names[:_MOST]), more=more, grown=_grown(last, year), which=which
    )


def _grown(last: int, year: int) -> Text:
    """How far wages grew between two years and what that makes of an amount; without figures of those years only which way."""
    try:
        if not (data_dir() / "population" / "groei.csv").is_file():
            return Text("", "")
        ratio = Growth(last, year).ratio(lambda of: of.wage)
    except PopulationDataError:
        return Text("", "")
    return _GROWN.format(percent=decimal(round(100 * (ratio - 1), 1)), more=round(1000 * (ratio - 1)))


_SENTENCE = Text(
    "De wet is die van {last}, de inkomens zijn die van {year}: bedragen en grenzen van {laws}{more} zijn niet geïndexeerd."
    "{grown} Wat deze wetten geven, komt daardoor te laag uit en wat zij heffen te hoog. {which}",
    "The law is that of {last}, the incomes are those of {year}: amounts and limits of {laws}{more} were not indexed.{grown} So "
    "what these laws give comes out too low and what they levy too high. {which}",
)
_GROWN = Text(
    " De lonen groeien in die tijd {percent} procent: van 1.000 euro wet die met de lonen meegroeit, ontbreekt {more} euro.",
    " Wages grow by {percent} percent in that time: of 1,000 euros of law that follow wages {more} euros are lacking.",
)
_BOTH = Text(
    "Dat geldt voor en na het voornemen: de bedragen zijn verschoven, het verschil minder.",
    "This holds before and after the proposal: the amounts are shifted, the difference less so.",
)
_ONE = Text(
    "Dat geldt alleen voor de {side} wet: een deel van het verschil komt door de indexering, niet door het voornemen.",
    "This holds for the {side} law only: part of the difference comes from indexation, not from the proposal.",
)
