"""The failure of a link in sentences, for a report and for the command line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from uitvoerbaar.base.numbers import decimal, numeral, spoken_money
from uitvoerbaar.base.text import COMMA
from uitvoerbaar.delivery.chain.failure import Standstill
from uitvoerbaar.delivery.chain.model import UNKNOWN, WORK_NAMES, Chain, Link, Work
from uitvoerbaar.delivery.chain.outage import Outage, SchemeOutage
from uitvoerbaar.findings import Text

_NOBODY = Text("niemand", "nobody")
_COUNTRIES = {
    "NL": Text("Nederland", "the Netherlands"),
    "US": Text("Verenigde Staten", "United States"),
    "FR": Text("Frankrijk", "France"),
    "DE": Text("Duitsland", "Germany"),
    "CA": Text("Canada", "Canada"),
    "IE": Text("Ierland", "Ireland"),
    UNKNOWN: Text("onbekend", "unknown"),
}
_HOLDERS = {
    UNKNOWN: Text("onbekend", "unknown"),
    "de burger": Text("de burger", "citizens"),
    "banken": Text("banken", "banks"),
    "gemeenten": Text("gemeenten", "municipalities"),
    "verschillende leveranciers": Text("verschillende leveranciers", "several suppliers"),
}
_ONE = Text("1 dag", "1 day")


def country(link: Link) -> Text:
    """Who decides about a link, by country; and who was said to buy it."""
    here = _COUNTRIES.get(link.country, Text(link.country, link.country))
    if link.buyer is None:
        return here
    there = _COUNTRIES.get(link.buyer, Text(link.buyer, link.buyer))
    return Text("{here}; verkoop aangekondigd aan {there}", "{here}; sale announced to {there}").format(
        here=here, there=there
    )


def holder(link: Link) -> Text:
    """Who holds a link, or that this is not known."""
    return organisation(link.holder)


def organisation(name: str) -> Text:
    """An organisation by its name; what is no name is said in the language around it."""
    return _HOLDERS.get(name, Text(name, name))


def days_of(days: float) -> Text:
    """A number of days."""
    return _ONE if days == 1 else Text("{n} dagen", "{n} days").format(n=decimal(days))


def about(count: float) -> Text:
    """A count of households or decisions, rounded as an estimate."""
    if count <= 0:
        return _NOBODY
    step = 10 ** max(0, len(str(round(count))) - 3)
    return numeral(max(1, round(count / step) * step))


def stops(row: SchemeOutage) -> Text:
    """What stands still of a scheme, and for how long."""
    parts = [
        Text("{work} ({days})", "{work} ({days})").format(work=WORK_NAMES[work], days=days_of(still.days))
        for work, still in _standing(row).items()
    ]
    return COMMA.join(parts) if parts else Text("niets", "nothing")


def _standing(row: SchemeOutage) -> dict[Work, Standstill]:
    """Per kind of work how long it stands still; deciding also by registers."""
    found = dict(row.work)
    if row.deciding.days > 0:
        found["toekennen"] = row.deciding
    return found


def names(chain: Chain, links: Iterable[str]) -> Text:
    """Links by their names."""
    return COMMA.join(chain.links[link].name for link in links)


def head(chain: Chain, outage: Outage) -> Text:
    """What fails, for how long."""
    link = chain.links[outage.failed]
    return Text("{name} valt {days} uit", "{name} fails for {days}").format(name=link.name, days=days_of(outage.days))


def sentences(chain: Chain, outage: Outage) -> tuple[Text, ...]:
    """Benefits, households and money at risk, and who has no income; what cannot be computed is said."""
    if not outage.hit:
        return (
            Text(
                "Geen regeling die hier wordt doorgerekend staat daardoor stil.",
                "No scheme that is computed here stands still by that.",
            ),
        )
    benefits = COMMA.join(row.name.inside for row in outage.benefits) if outage.benefits else Text("geen", "none")
    told = [
        Text("Uitkeringen en toeslagen: {n} ({names}).", "Benefits: {n} ({names}).").format(
            n=len(outage.benefits), names=benefits
        ),
        Text(
            "Huishoudens: {n} met een bedrag dat erop rust of niet wordt betaald, van de {all} met een van de regelingen.",
            "Households: {n} with an amount that rests on it or is not paid, of the {all} with one of the schemes.",
        ).format(n=about(outage.households), all=about(outage.receiving)),
        _money(outage),
        Text("Beslissingen die wachten: {n}.", "Decisions that wait: {n}.").format(
            n=about(sum(row.decisions or 0.0 for row in outage.hit))
        ),
    ]
    unknown = [row.name.inside for row in outage.hit if row.decisions is None]
    if unknown:
        told.append(
            Text(
                "Niet te berekenen is het aantal beslissingen bij {names}: de keten kent hun ritme niet.",
                "The number of decisions cannot be computed for {names}: the chain does not know their rhythm.",
            ).format(names=COMMA.join(unknown))
        )
    return (*told, _income(outage), *of_no_register(outage.unknown_fields))


def _money(outage: Outage) -> Text:
    resting = Text(
        "Geld: in die dagen rust {money} op wat stilstaat", "Money: in those days {money} rests on what stands still"
    ).format(money=spoken_money(outage.resting))
    if outage.unpaid == 0:
        return Text("{resting}; betalen gaat door.", "{resting}; paying goes on.").format(resting=resting)
    return Text(
        "{resting}; {unpaid} wordt niet betaald (gemiddeld; ten hoogste {most}, als de betaaldagen erin vallen).",
        "{resting}; {unpaid} is not paid (on average; at most {most}, when the pay days fall in them).",
    ).format(resting=resting, unpaid=spoken_money(outage.unpaid), most=spoken_money(outage.unpaid_most))


def _income(outage: Outage) -> Text:
    if outage.without_income is None or outage.much is None:
        return Text(
            "Wie zonder inkomen komt te zitten is niet te berekenen: netto inkomen is er voor deze dag niet.",
            "Who is left without income cannot be computed: there is no net income for this day.",
        )
    if outage.unpaid == 0:
        return Text(
            "Wachtend op een eerste beslissing en zonder iets anders: {new}.",
            "Waiting for a first decision with nothing else: {new}.",
        ).format(new=about(outage.new_without_income))
    return Text(
        "Zonder inkomen zolang niet wordt betaald: {without}; een kwart of meer kwijt: {much}. Wachtend op een eerste "
        "beslissing en zonder iets anders: {new}.",
        "Without income as long as nothing is paid: {without}; losing a quarter or more: {much}. Waiting for a first decision "
        "with nothing else: {new}.",
    ).format(without=about(outage.without_income), much=about(outage.much), new=about(outage.new_without_income))


def of_no_register(names: Sequence[str]) -> tuple[Text, ...]:
    """That the chain does not know where some fields come from; nothing when there are none."""
    if not names:
        return ()
    fields = ", ".join(name.replace("_", " ") for name in names)
    return (
        Text(
            "Van deze gegevens is niet bekend uit welke registratie ze komen, dus zij tellen niet mee: {fields}.",
            "It is not known from which register these data come, so they do not count: {fields}.",
        ).format(fields=fields),
    )
