"""A proposal with a place: who decides there, within which terms, whose cases lie there and what else is claimed of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from uitvoerbaar.assess.aspects.local.areas import MUNICIPALITY, PROVINCE, by_area, by_size, words
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import TableSpec, on_people
from uitvoerbaar.assess.workload.counts import Cases
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.text import COMMA
from uitvoerbaar.delivery.fact import CONFIDENCE_NAMES
from uitvoerbaar.delivery.organisations import LocalAuthority, Organisations
from uitvoerbaar.delivery.organisations.area import authorities, counted_once, load_governments, overlap
from uitvoerbaar.delivery.organisations.model import KINDS
from uitvoerbaar.delivery.plan.load import load_portfolio
from uitvoerbaar.delivery.plan.model import STACK_FREE, Portfolio
from uitvoerbaar.findings import Cell, Column, Figure, Range, Text

ID = "lokaal"
_AREA = Column("gebied", Text("Gebied", "Area"))
_KIND = Column("soort", Text("Bestuur", "Authority"))
_BODIES = TableSpec(
    ID,
    "gebied",
    Text("Het gebied van het voornemen", "The area of the proposal"),
    Text(
        "Per gebied wie daar beslist, hoeveel mensen er wonen, en hoeveel zaken van wat verandert er liggen.",
        "For each area who decides there, how many people live there, and how many cases of what changes lie there.",
    ),
    (
        _AREA,
        _KIND,
        Column("regels", Text("Stelt regels vast", "Sets rules")),
        Column("dagelijks", Text("Voert uit", "Carries out")),
        Column("inwoners", Text("Inwoners", "Inhabitants"), "personen"),
        Column("voor", Text("Zaken voor", "Cases before"), "aantal"),
        Column("na", Text("Zaken na", "Cases after"), "aantal"),
        Column("hoe", Text("Hoe geteld", "How counted")),
    ),
)
_TERMS = TableSpec(
    ID,
    "gebied-termijnen",
    Text("Besluiten in het gebied en hun termijnen", "Decisions in the area and their terms"),
    Text(
        "Welk bestuur welk besluit neemt, hoe lang een ontwerp ter inzage ligt en binnen hoeveel weken het moet beslissen. Leeg: "
        "de wet noemt geen termijn.",
        "Which body takes which decision, how long a draft lies open for views and within how many weeks it has to decide. Empty: "
        "the law sets no term.",
    ),
    (
        _KIND,
        Column("besluit", Text("Besluit", "Decision")),
        Column("wie", Text("Wie beslist", "Who decides")),
        Column("zienswijzen", Text("Weken ter inzage", "Weeks open for views"), "aantal"),
        Column("weken", Text("Weken om te beslissen", "Weeks to decide"), "aantal"),
        Column("verlenging", Text("Te verlengen met", "Can be extended by"), "aantal"),
        Column("wet", Text("Wet en artikel", "Law and article")),
        Column("zekerheid", Text("Zekerheid", "Confidence")),
    ),
    assumption=True,
    note=Text(
        "Wie beslist en de termijnen zijn uit het hoofd overgenomen uit de Omgevingswet en niet nagezocht. Welke van deze "
        "besluiten het voornemen vraagt, zegt het voornemen zelf.",
        "Who decides and the terms were taken from memory of the Omgevingswet and not looked up. Which of these decisions the "
        "proposal needs, the proposal itself says.",
    ),
)
_CLAIMS = TableSpec(
    ID,
    "gebied-stapeling",
    Text("Wat er al op hetzelfde gebied ligt", "What lies on the same area already"),
    Text(
        "Maatregelen uit portefeuille {name} die een gebied raken dat met dit gebied overlapt; met het voornemen erbij zijn het er "
        "{many}. Vanaf {stacked} heet het stapeling.",
        "Measures of portfolio {name} that touch an area with ground in common with this one; with the proposal there are {many}. "
        "From {stacked} on it is called stacking.",
    ),
    (
        _AREA,
        Column("maatregel", Text("Maatregel", "Measure")),
        Column("zekerheid", Text("Zekerheid", "Confidence")),
        Column("bron", Text("Bron", "Source")),
    ),
    assumption=True,
    note=Text(
        "Of twee maatregelen in hetzelfde jaar vallen, zegt uitvoerbaar plan. Welke gemeenten bij een gebied van de "
        "portefeuille horen, is uit het hoofd.",
        "Whether two measures fall in the same year, uitvoerbaar plan says. Which municipalities belong to an area of the "
        "portfolio is from memory.",
    ),
)
_SAMPLED = Range(None, None, Text("Een schatting uit de steekproef van huishoudens.", "An estimate from the sample."))
_COUNTED, _DIVIDED, _NOT = (
    Text("geteld", "counted"),
    Text("naar inwoners", "by inhabitants"),
    Text("niet te berekenen", "cannot be computed"),
)


@dataclass(frozen=True, slots=True)
class AreaPlan:
    """What is told of the area of a proposal: figures, and what could not be computed."""

    figures: tuple[Figure, ...]
    missing: tuple[Text, ...]


def area_plan(ctx: Context, organisations: Organisations, changed: Sequence[Cases]) -> AreaPlan | None:
    """The area of a proposal; None for one on the whole country. Raises UnknownOrganisationError for a name that is no area."""
    if not ctx.proposal.areas:
        return None
    places = authorities(ctx.proposal.areas, organisations)
    missing = [
        Text(
            "Het voornemen geldt in {places}. De andere hoofdstukken rekenen met het hele land: wat zij tellen, is niet wat er "
            "in dit gebied gebeurt.",
            "The proposal holds in {places}. The other chapters work with the whole country: what they count is not what "
            "happens in this area.",
        ).format(places=COMMA.join(place.name for place in places))
    ]
    if len(counted_once(places)) < len(places):
        missing.append(
            Text(
                "Een gemeente en haar provincie staan allebei in het gebied: hun inwoners en zaken zijn niet op te tellen.",
                "A municipality and its province are both in the area: their people and cases cannot be added up.",
            )
        )
    figures = [
        _BODIES.figure(ctx, list(_bodies(ctx, organisations, places, changed)), source=on_people(ctx), range_=_SAMPLED),
        _TERMS.figure(ctx, list(_terms(places))),
    ]
    claims = _claims(ctx, organisations, places)
    if isinstance(claims, Text):
        missing.append(claims)
    else:
        figures.append(claims)
    return AreaPlan(tuple(figures), tuple(missing))


def _bodies(
    ctx: Context, organisations: Organisations, places: Sequence[LocalAuthority], changed: Sequence[Cases]
) -> Iterator[Mapping[str, Cell]]:
    governments = load_governments()
    for place in places:
        there = governments[place.kind]
        yield {
            "gebied": place.name,
            "soort": KINDS[place.kind],
            "regels": there.council,
            "dagelijks": there.executive,
            "inwoners": None if place.inhabitants is None else round(place.inhabitants.value),
            **_cases(ctx, organisations, place, changed),
        }


def _cases(
    ctx: Context, organisations: Organisations, place: LocalAuthority, changed: Sequence[Cases]
) -> Mapping[str, Cell]:
    """Cases of what changes in one area: counted, a part of its size class, or not to be computed."""
    # Nobody stands behind a row without cases: what it tells of the area is known of it.
    nothing: Mapping[str, Cell] = {"voor": None, "na": None, "hoe": _NOT, "_geraakt": 0}
    column = words(ctx, PROVINCE if place.kind == "provincie" else MUNICIPALITY)
    if not changed or column is None or place.kind == "waterschap":
        return nothing
    least = ctx.settings.norm("kleinste_groep_huishoudens")
    name = place.name.nl if place.kind == "provincie" else place.id
    area = next((a for a in by_area(ctx, column.codes.astype("int64"), column.words, changed) if a.name == name), None)
    if area is not None and area.rows >= least:
        how, part = _COUNTED, 1.0
    else:
        sizes = by_size(ctx, organisations.of_kind("gemeente"), changed) or {}
        if place.size is None or place.inhabitants is None or place.size.id not in sizes:
            return nothing
        area, how = sizes[place.size.id], _DIVIDED
        members = [m for m in organisations.of_kind("gemeente") if m.size == place.size and m.inhabitants is not None]
        part = place.inhabitants.value / sum(m.inhabitants.value for m in members if m.inhabitants is not None)
        if area.rows < least:
            return nothing
    before, after = area.cases.before * part, area.cases.after * part
    behind = {"_zaken_voor": before, "_zaken_na": after, "_geraakt": area.touched * part}
    return {"voor": round(before), "na": round(after), "hoe": how, **behind}


def _terms(places: Sequence[LocalAuthority]) -> Iterator[Mapping[str, Cell]]:
    governments = load_governments()
    for kind in dict.fromkeys(place.kind for place in places):
        for decision in governments[kind].decisions:
            yield {
                "soort": KINDS[kind],
                "besluit": decision.name,
                "wie": decision.body,
                "zienswijzen": decision.views,
                "weken": decision.weeks,
                "verlenging": decision.extension or None,
                "wet": Text(
                    f"{decision.law}, artikel {decision.article}", f"{decision.law}, article {decision.article}"
                ),
                "zekerheid": CONFIDENCE_NAMES[decision.confidence],
            }


def _claims(ctx: Context, organisations: Organisations, places: Sequence[LocalAuthority]) -> Figure | Text:
    """What a portfolio does in the same area, or why that is not known."""
    block = ctx.proposal.delivery
    if block is None or block.portfolio is None:
        return Text(
            "Wat er al op het gebied ligt is niet te zeggen: het voornemen noemt geen portefeuille (uitvoering: portefeuille).",
            "What lies on the area already cannot be said: the proposal names no portfolio (uitvoering: portefeuille).",
        )
    try:
        portfolio = load_portfolio(str(block.portfolio))
        rows = list(claims_on(portfolio, organisations, places))
    except UserError as error:
        return Text("Stapeling in het gebied: {why}", "Stacking in the area: {why}").format(why=str(error))
    many = len({str(row["_maatregel"]) for row in rows}) + 1
    shown = [{key: cell for key, cell in row.items() if not key.startswith("_")} for row in rows]
    return _CLAIMS.filled(name=portfolio.name, many=many, stacked=STACK_FREE + 1).figure(ctx, shown)


def claims_on(
    portfolio: Portfolio, organisations: Organisations, places: Sequence[LocalAuthority]
) -> Iterator[Mapping[str, Cell]]:
    """The measures of a portfolio that touch an area with ground in common with `places`, each with that area.

    Raises UnknownOrganisationError for a code of the portfolio that is no area.
    """
    for group in portfolio.touched:
        if not group.codes or not overlap(places, authorities(group.codes, organisations)):
            continue
        for measure in portfolio.measures:
            if group.id in measure.touches:
                yield {
                    "gebied": group.name,
                    "maatregel": measure.name,
                    "zekerheid": CONFIDENCE_NAMES[measure.origin.confidence],
                    "bron": Text(measure.origin.source),
                    "_maatregel": measure.id,
                }
