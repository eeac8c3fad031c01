"""Local: where the cases, the euros and the work fall, and what municipalities, provinces and water boards get to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from uitvoerbaar.assess.aspects.local.areas import (
    PROVINCE,
    Area,
    by_area,
    by_municipality,
    by_size,
    words,
)
from uitvoerbaar.assess.aspects.local.municipality_map import municipality_map
from uitvoerbaar.assess.aspects.local.plan_area import area_plan
from uitvoerbaar.assess.aspects.local.questions import NOT_MODELLED, answers, carries_out
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import SIDE, TableSpec, figure, on_people
from uitvoerbaar.assess.outcome import Outcome, Test, not_done
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.assess.people.left_out import with_left_out
from uitvoerbaar.assess.workload.carried import Carried, Workload, workload
from uitvoerbaar.base.text import COMMA
from uitvoerbaar.delivery.organisations.model import LAYERS
from uitvoerbaar.findings import Cell, Column, Encoding, Figure, Range, TestRun, Text

ID = "lokaal"
_TITLE = Text("Gemeenten, provincies en waterschappen", "Municipalities, provinces and water boards")
_INTRO = Text(
    "Waar de zaken van wat verandert terechtkomen, en wat dat vraagt van de bestuurslaag die haar uitvoert. De drie "
    "vragen van de "
    "Uitvoerbaarheidstoets Decentrale Overheden (UDO) krijgen een antwoord in cijfers; het oordeel is aan de laag "
    "zelf.",
    "Where the cases of what changes fall, and what that asks of the layer of government that carries it out. The "
    "three questions "
    "of the Uitvoerbaarheidstoets Decentrale Overheden (UDO) get an answer in figures; the judgement is for the "
    "layer itself.",
)
_NO_WATER = Text(
    "Per waterschap (21) zijn er geen zaken: de bevolking kent per huishouden de gemeente en de provincie, niet het "
    "waterschap.",
    "There are no cases by water board (21): the population knows the municipality and province of a household, not "
    "the water board.",
)
_NO_PLACE = Text(
    "De bevolking noemt per huishouden geen gemeente; per gemeente en grootteklasse is niets te tellen.",
    "The population names no municipality of a household; nothing can be counted per municipality and size class.",
)
_SAMPLED = Range(
    None,
    None,
    Text(
        "Een schatting uit de steekproef van huishoudens; voor kleine gebieden ruim. De rij zegt hoeveel huishoudens "
        "erachter staan.",
        "An estimate from the sample of households; wide for small areas. The row says how many households stand "
        "behind it.",
    ),
)


def run(ctx: Context) -> Outcome:
    """Divide the cases of what changes over the country, and answer the three questions for each layer."""
    found = workload(ctx)
    if isinstance(found, Text):
        return not_done(ID, _TITLE, _INTRO, found)
    there = area_plan(ctx, found.organisations, [c.cases for c in found.changed])
    if not found.changed and there is not None:
        return Outcome(TestRun(ID, _TITLE, _INTRO, "gedeeltelijk", there.missing), figures=list(there.figures))
    if not found.changed:
        nothing = Text("Geen regeling verandert voor iemand.", "No scheme changes for anybody.")
        return not_done(ID, _TITLE, _INTRO, nothing)
    municipalities = found.organisations.of_kind("gemeente")
    layers = set(LAYERS.values())
    local = [c for c in found.changed if c.organisation.id in layers]
    shown = local or list(found.changed)
    sizes = by_size(ctx, municipalities, [c.cases for c in shown])
    figures = list(there.figures) if there is not None else []
    figures += [f for f in (_provinces(ctx, shown), _sizes(ctx, found, shown, sizes)) if f is not None]
    drawn = municipality_map(ctx, ID, municipalities, [c.cases for c in shown], _named(shown), _SAMPLED)
    figures += [drawn] if drawn is not None else []
    if local and sizes is not None:
        figures.append(_municipalities(ctx, found, local, sizes))
    asked = [
        answer
        for layer in LAYERS.values()
        for answer in answers(ctx, found, found.organisations.providers[layer], sizes)
    ]
    figures.append(_QUESTIONS.figure(ctx, asked, source=on_people(ctx), range_=_SAMPLED))
    missing = (*_too_small(ctx, found, sizes), _NO_WATER) if sizes is not None else (_NO_PLACE, _NO_WATER)
    missing = (*missing, *_not_modelled(ctx, found))
    missing = (*(there.missing if there is not None else ()), *missing)
    return Outcome(TestRun(ID, _TITLE, _INTRO, "gedeeltelijk", missing), figures=figures)


def _not_modelled(ctx: Context, found: Workload) -> Iterator[Text]:
    """The layers of which no scheme is computed."""
    for layer in LAYERS.values():
        each = found.organisations.providers[layer]
        if not carries_out(ctx, found, each):
            yield Text("{layer}: {what}", "{layer}: {what}").format(layer=each.name, what=NOT_MODELLED[layer].inside)


def _too_small(ctx: Context, found: Workload, sizes: Mapping[str, Area]) -> tuple[Text, ...]:
    """The size classes and provinces of which the sample holds too few households to show."""
    least = ctx.settings.norm("kleinste_groep_huishoudens")
    names = [
        Text("gemeenten met {name}", "municipalities with {name}").format(name=size.name)
        for size in found.organisations.sizes
        if size.id not in sizes or sizes[size.id].rows < least
    ]
    place = words(ctx, PROVINCE)
    if place is not None:
        rows = np.bincount(place.codes, minlength=len(place.words))
        names += [Text(name, name) for name, many in zip(place.words, rows, strict=True) if many < least]
    if not names:
        return ()
    return (
        Text(
            "Niet getoond, want de steekproef heeft er te weinig huishoudens van: {names}.",
            "Not shown, as the sample holds too few households of them: {names}.",
        ).format(names=COMMA.join(names)),
    )


_QUESTIONS = TableSpec(
    ID,
    "udo",
    Text("De drie vragen van de UDO", "The three questions of the UDO"),
    Text("Per bestuurslaag: wat de cijfers zeggen.", "Per layer of government: what the figures say."),
    (
        Column("laag", Text("Bestuurslaag", "Layer")),
        Column("vraag", Text("Vraag", "Question")),
        Column("antwoord", Text("Antwoord in cijfers", "Answer in figures")),
    ),
    assumption=True,
    note=Text(
        "Banen en kosten van uitvoering rusten op de aannamen van het hoofdstuk over het werk van de uitvoerder.",
        "Jobs and cost of delivery rest on the assumptions of the chapter on the work of the provider.",
    ),
)


def _named(shown: Sequence[Carried]) -> Text:
    return COMMA.join(c.cases.scheme.name.inside for c in shown)


def _whose(shown: Sequence[Carried]) -> Text:
    """Who carries out what is shown."""
    names = {c.organisation.id: c.organisation.name for c in shown}
    return COMMA.join(names.values())


def _provinces(ctx: Context, shown: Sequence[Carried]) -> Figure | None:
    place = words(ctx, PROVINCE)
    if place is None:
        return None
    areas = by_area(ctx, place.codes.astype("int64"), place.words, [c.cases for c in shown])
    least = ctx.settings.norm("kleinste_groep_huishoudens")
    rows: list[Mapping[str, Cell]] = [_area_row("provincie", area.name, area) for area in areas if area.rows >= least]
    # Where nobody comes or goes it is the amounts that move.
    shows = "erbij" if any(row["erbij"] for row in rows) else "geld"
    title, reading = (_MORE_CASES, _HOW_MANY) if shows == "erbij" else (_MORE_MONEY, _HOW_MUCH)
    return figure(
        ctx,
        ID,
        "provincies",
        title.format(names=_named(shown)),
        reading.format(whose=_whose(shown), case=_CASE),
        (Column("provincie", Text("Provincie", "Province")), *_COLUMNS),
        rows,
        source=on_people(ctx),
        range_=_SAMPLED,
        chart="tile_map" if rows else "table",
        encoding=Encoding(category="provincie", value=shows) if rows else Encoding(),
        note=with_left_out(None, [Text(area.name, area.name) for area in areas if area.rows < least]),
    )


_MORE_CASES = Text("Waar zaken erbij komen of wegvallen: {names}", "Where cases are added or go: {names}")
_HOW_MANY = Text(
    "Hoeveel zaken elke provincie er door het voornemen bij krijgt; min is minder. {case} Uitvoerder: {whose}.",
    "How many cases each province gets more by the proposal; minus is fewer. {case} Provider: {whose}.",
)
_CASE = Text(
    "Een zaak is hier wie een regeling krijgt of betaalt (een paar telt als één); hoeveel werk dat geeft, staat in het hoofdstuk "
    "over het werk.",
    "A case is here who gets or pays a scheme (a couple counts as one); how much work that gives stands in the chapter on the "
    "work.",
)
_MORE_MONEY = Text("Waar het bedrag verandert: {names}", "Where the amount changes: {names}")
_HOW_MUCH = Text(
    "Hoeveel geld per jaar er in elke provincie door het voornemen bij komt (min is minder); het aantal zaken blijft gelijk. "
    "{case} Uitvoerder: {whose}.",
    "How much money a year each province gets more by the proposal (minus is less); the number of cases stays the same. "
    "{case} Provider: {whose}.",
)
_COLUMNS = (
    Column("voor", Text("Zaken voor", "Cases before"), "aantal"),
    Column("na", Text("Zaken na", "Cases after"), "aantal"),
    Column("erbij", Text("Erbij", "More"), "aantal"),
    Column("geld", Text("Bedrag erbij per jaar", "Amount more a year"), "eurocent_per_jaar"),
    Column("huishoudens", Text("Huishoudens", "Households"), "huishoudens"),
)
_CENTS, _LARGE, _STEP = 100_000, 1_000_000_000, 10_000_000
"""To a thousand euros, and from ten million on to a hundred thousand: more than a sample supports, and less would not show."""


def _rounded(cents: float) -> int:
    step = _STEP if abs(cents) >= _LARGE else _CENTS
    return round(cents / step) * step


def _area_row(key: str, name: Cell, area: Area) -> dict[str, Cell]:
    return {
        key: name,
        "voor": round(area.cases.before),
        "na": round(area.cases.after),
        "erbij": round(area.cases.after) - round(area.cases.before),
        "geld": _rounded(area.money.after - area.money.before),
        "huishoudens": round(area.households),
        "_zaken_voor": round(area.cases.before),
        "_zaken_na": round(area.cases.after),
        "_geraakt": area.touched,
    }


def _sizes(ctx: Context, found: Workload, shown: Sequence[Carried], sizes: Mapping[str, Area] | None) -> Figure | None:
    """Cases per municipality of each size class, before and after."""
    if sizes is None:
        return None
    rows: list[Mapping[str, Cell]] = []
    left: list[Text] = []
    for size in found.organisations.sizes:
        area = sizes.get(size.id)
        many = sum(m.size == size for m in found.organisations.of_kind("gemeente"))
        if area is None or area.rows < ctx.settings.norm("kleinste_groep_huishoudens"):
            left.append(size.name)
            continue
        rows += [
            {
                "klasse": size.name,
                "kant": SIDE.of(role),
                "zaken": round(area.cases.of(role) / many),
                "gemeenten": many,
                "alle": round(area.cases.of(role)),
                "_huishoudens": round(area.households),
                "_zaken": round(area.cases.of(role)),
                "_geraakt": area.touched,
            }
            for role in ROLES
        ]
    return figure(
        ctx,
        ID,
        "grootteklassen",
        Text("Zaken per gemeente, naar grootte: {names}", "Cases per municipality, by size: {names}").format(
            names=_named(shown)
        ),
        Text(
            "Hoeveel zaken een gemeente van elke grootte gemiddeld heeft, voor en na. {case} Uitvoerder: {whose}.",
            "How many cases a municipality of each size has on average, before and after. {case} Provider: {whose}.",
        ).format(whose=_whose(shown), case=_CASE),
        (
            Column("klasse", Text("Grootteklasse", "Size class")),
            Column("kant", Text("Voor of na", "Before or after")),
            Column("zaken", Text("Zaken per gemeente", "Cases per municipality"), "aantal"),
            Column("gemeenten", Text("Gemeenten", "Municipalities"), "aantal"),
            Column("alle", Text("Zaken in de klasse", "Cases in the class"), "aantal"),
        ),
        rows,
        source=on_people(ctx),
        range_=_SAMPLED,
        chart="before_after_bars" if rows else "table",
        encoding=Encoding(category="klasse", value="zaken", series="kant") if rows else Encoding(),
        note=with_left_out(None, left),
    )


def _municipalities(ctx: Context, found: Workload, local: Sequence[Carried], sizes: Mapping[str, Area]) -> Figure:
    """Every municipality with its cases, euros and jobs; most added first."""
    places = by_municipality(ctx, found.organisations.of_kind("gemeente"), [c.cases for c in local], sizes)
    hours = found.hours.value
    jobs = {when: sum(w.fte(when, hours).value for c in local for w in c.work) for when in ("before", "after")}
    before, after = (sum(area.cases.of(role) for _, area in places) for role in ROLES)
    rows: list[Mapping[str, Cell]] = []
    for authority, area in sorted(
        places, key=lambda place: (-place[1].more, place[1].money.before - place[1].money.after)
    ):
        more = jobs["after"] * area.cases.after / (after or 1) - jobs["before"] * area.cases.before / (before or 1)
        rows.append(
            {
                **_area_row("gemeente", authority.name, area),
                "klasse": authority.size.name if authority.size is not None else None,
                "banen": round(more, 1),
                "hoe": _COUNTED if area.counted else _DIVIDED,
            }
        )
    return figure(
        ctx,
        ID,
        "gemeenten",
        Text("Per gemeente: {names}", "Per municipality: {names}").format(names=_named(local)),
        Text(
            "Zaken, bedragen en banen per gemeente. 'Geteld' is uit de steekproef; 'naar inwoners' is het deel van "
            "de zaken van haar "
            "grootteklasse, omdat de steekproef te weinig huishoudens van die gemeente heeft. Banen zijn verdeeld "
            "naar zaken.",
            "Cases, amounts and jobs per municipality. 'Counted' is from the sample; 'by inhabitants' is its part of "
            "the cases of its "
            "size class, as the sample holds too few households of it. Jobs are divided by cases.",
        ),
        (
            Column("gemeente", Text("Gemeente", "Municipality")),
            Column("klasse", Text("Grootteklasse", "Size class")),
            *_COLUMNS,
            Column("banen", Text("Banen erbij", "Jobs more"), "fte"),
            Column("hoe", Text("Hoe", "How")),
        ),
        rows,
        source=on_people(ctx),
        range_=_SAMPLED,
        assumption=True,
        note=Text(
            "Banen rusten op de aannamen van het hoofdstuk over het werk van de uitvoerder.",
            "Jobs rest on the assumptions of the chapter on the work of the provider.",
        ),
    )


_COUNTED, _DIVIDED = Text("geteld", "counted"), Text("naar inwoners", "by inhabitants")

TEST = Test(ID, run)
