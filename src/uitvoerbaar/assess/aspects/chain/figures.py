"""The figures on the chain: the picture, where data come from and for whom they matter, what stops, single points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from uitvoerbaar.assess.aspects.chain.fails import outage
from uitvoerbaar.assess.aspects.chain.measure import Needs
from uitvoerbaar.assess.aspects.chain.words import country, days_of, holder, names, organisation, stops
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import TableSpec, on_people, per_row
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.people.totals import count, whole_euros
from uitvoerbaar.assess.words import item_label
from uitvoerbaar.base.text import COMMA, SPACE
from uitvoerbaar.delivery.chain.failure import Standstill, leaning, stopped, work_stopped
from uitvoerbaar.delivery.chain.model import KIND_NAMES, Chain, Link, Tie
from uitvoerbaar.delivery.chain.outage import Outage
from uitvoerbaar.delivery.fact import UNSURE
from uitvoerbaar.findings import Cell, Column, Encoding, Figure, Text

ID = "keten"
DAYS = (1, 7, 14)
"""A day, a week, two weeks: how long a link is thought to fail."""
_LANES = {
    "scheme": Text("Regeling", "Scheme"),
    "registratie": Text("Registratie", "Register"),
    "holder": Text("Houder of uitvoerder", "Holder or provider"),
    "voorziening": Text("Voorziening", "Facility"),
    "leverancier": Text("Leverancier", "Supplier"),
}
ASSUMED = Text(
    "De keten staat in data/keten: per schakel een bron, en wie haar houdt. Hoeveel dagen het werk zonder een schakel kan is "
    "een aanname, net als het deel van de ontvangers dat nieuw is. Van {count} van de {all} schakels is de opgave niet "
    "nagezocht of een aanname.",
    "The chain is in data/keten: per link a source, and who holds it. For how many days work can do without a link is an "
    "assumption, as is the part of the recipients that is new. Of {count} of the {all} links what is said was not looked up or "
    "is an assumption.",
)


def note(chain: Chain) -> Text:
    """What every figure on the chain rests on."""
    unsure = sum(link.confidence in UNSURE for link in chain.links.values())
    return ASSUMED.format(count=unsure, all=len(chain.links))


FEW = 100
"""Below this an expected count is not told: a day's part of a year's assumed cases is no number of households."""
_FEWER = Text(
    "Wat wacht en wie geen inkomen heeft zijn verwachtingen: een streepje is minder dan {few}, of niet te zeggen.",
    "What waits and who has no income are expectations: a dash is fewer than {few}, or cannot be told.",
).format(few=FEW)


def expected(value: float) -> int | None:
    """How many are expected; None where that is fewer than can be told, unless it is nobody."""
    if 0 < value < FEW:
        return None
    return round(value)


_PICTURE = TableSpec(
    ID,
    "beeld",
    Text("De keten achter elke regeling", "The chain behind each scheme"),
    Text(
        "Van de wet naar de registratie die ze vraagt, wie die houdt, de voorziening en de leverancier. {news}",
        "From the law to the register that it asks, who holds that, the facility and the supplier. {news}",
    ),
    (
        Column("laag", Text("Laag", "Layer")),
        Column("schakel", Text("Schakel", "Link")),
        Column("op", Text("Leunt op", "Leans on")),
        Column("stand", Text("Bijzonder", "Note")),
    ),
    unit="tekst",
    chart="chain",
    encoding=Encoding(lane="laag", category="schakel", text="op", mark="stand", sign="licht"),
    assumption=True,
)


def picture(
    ctx: Context,
    needs: Needs,
    schemes: Sequence[Scheme],
    still: Mapping[str, Standstill],
    news: Text,
    before: Needs | None,
) -> Figure:
    """The chain of some schemes as layers; `still` stands still, `before` tells which ties are new."""
    chain = needs.chain
    rows: list[Mapping[str, Cell]] = []
    roots: list[str] = []
    for scheme in schemes:
        asked = list(needs.sources[scheme.id].registers)
        was = None if before is None else before.sources.get(scheme.id)
        new = [] if was is None else [on for on in asked if on not in was.registers]
        mark = Text("nieuw: {names}", "new: {names}").format(names=names(chain, new)) if new else None
        provider = organisation(scheme.provider)
        on = COMMA.join([*(chain.links[link].name for link in asked), provider])
        stands = stopped(asked_ties(needs, scheme), still).days > 0 or bool(work_stopped(chain, scheme.provider, still))
        rows.append(_row("scheme", scheme.name, on, mark, lit=stands or bool(new)))
        roots += asked
        known = chain.providers.get(scheme.provider)
        roots += [tie.on for ties in (known.needs.values() if known else ()) for tie in ties]
    reached = leaning(chain, roots)
    links = [link for link in chain.links.values() if link.id in reached]
    for kind in ("registratie", "holder", "voorziening", "leverancier"):
        if kind == "holder":
            rows += _holders(chain, links, schemes)
        else:
            rows += [_link_row(chain, link, still) for link in links if link.kind == kind]
    return _PICTURE.filled(news=news).figure(ctx, rows, note=note(chain))


def asked_ties(needs: Needs, scheme: Scheme) -> tuple[Tie, ...]:
    """How a scheme leans on the registers that its law asks."""
    return tuple(needs.sources[scheme.id].registers.values())


def _row(lane: str, name: Text, on: Text | None, mark: Text | None, *, lit: bool = False) -> Mapping[str, Cell]:
    return {"laag": _LANES[lane], "schakel": name, "op": on, "stand": mark, "licht": int(lit)}


def _link_row(chain: Chain, link: Link, still: Mapping[str, Standstill]) -> Mapping[str, Cell]:
    on = COMMA.join([holder(link)] if link.kind == "registratie" else [chain.links[tie.on].name for tie in link.ties])
    parts = []
    if link.id in still:
        parts.append(Text("staat {days} stil", "stands still for {days}").format(days=days_of(still[link.id].days)))
    if link.kind == "leverancier":
        parts.append(country(link))
    return _row(link.kind, link.name, on if on.nl else None, COMMA.join(parts) if parts else None, lit=link.id in still)


def _holders(chain: Chain, links: Iterable[Link], schemes: Sequence[Scheme]) -> list[Mapping[str, Cell]]:
    """Who holds a register or carries a scheme out, with the facilities and suppliers that this takes."""
    found: dict[Text, dict[str, None]] = {}
    for scheme in schemes:
        known = chain.providers.get(scheme.provider)
        ties = [tie.on for each in (known.needs.values() if known else ()) for tie in each]
        found.setdefault(organisation(scheme.provider), {}).update(dict.fromkeys(ties))
    for link in links:
        if link.kind == "registratie":
            ties = [tie.on for tie in link.ties if chain.links[tie.on].kind != "registratie"]
            found.setdefault(holder(link), {}).update(dict.fromkeys(ties))
    return [_row("holder", name, names(chain, ties) if ties else None, None) for name, ties in found.items()]


_DATA = TableSpec(
    ID,
    "gegevens",
    Text(
        "Welke persoonsgegevens nodig zijn, en bij hoeveel huishoudens",
        "Which personal data are needed, and for how many households",
    ),
    Text(
        "Voor: {names}. Nodig betekent: met een andere waarde van het gegeven was het bedrag anders geweest. Een gegeven dat "
        "voor bijna niemand iets uitmaakt, hoeft misschien niet te worden gevraagd.",
        "For: {names}. Needed means: with another value of the item the amount would have been different. An item that "
        "matters for hardly anybody may not have to be asked.",
    ),
    (
        Column("regeling", Text("Regeling", "Scheme")),
        Column("gegeven", Text("Gegeven", "Item")),
        Column("soort", Text("Soort persoonsgegeven", "Kind of personal data")),
        Column("bron", Text("Ligt al bij", "Already held by")),
        Column("hoe", Text("Gevraagd", "Asked")),
        Column("huishoudens", Text("Nodig bij", "Needed for"), "huishoudens"),
        Column("deel", Text("Deel van de ontvangers", "Share of recipients"), "aandeel"),
    ),
)  # fmt: skip
_PERSONAL = {
    "gewoon": Text("gewoon", "ordinary"),
    "financieel": Text("financieel", "financial"),
    "bijzonder": Text("bijzonder", "special category"),
}
_CITIZEN = Text("niemand: de burger geeft het op", "nobody: citizens state it")
_COMPUTED = Text("berekend uit andere gegevens", "computed from other data")
_LEAST_NOTE = Text(
    "Geteld door elk gegeven een andere waarde te geven: de laagste en de hoogste die in de bevolking voorkomt, of elk ander "
    "woord. Wat daartussen uitmaakt en aan de einden niet, telt niet mee, dus het is een ondergrens. Een gegeven dat verwijst "
    "(wie de partner is) is niet te verwisselen en heeft geen aantal. Zie docs/chain.md.",
    "Counted by giving each item another value: the lowest and the highest that occur in the population, or every other word. "
    "What matters in between and not at the ends is not counted, so it is a lower bound. An item that points to somebody (who "
    "the partner is) cannot be exchanged and has no count. See docs/chain.md.",
)


def data_needed(ctx: Context, needs: Needs, schemes: Sequence[Scheme]) -> Figure:
    """Per scheme and field for how many recipients its value matters, and where it is held."""
    rows: list[Mapping[str, Cell]] = []
    sample = needs.sample
    for scheme in schemes:
        asked = needs.sources[scheme.id]
        has = needs.amount(scheme) > 0
        total = int(sample.weights[has].sum())
        for key, field in asked.fields.items():
            mask = needs.matters(scheme, (key,))
            known = needs.tried(scheme, key)
            ties = needs.chain.fields.get((field.register, field.supplier), ())
            held = (
                _CITIZEN if field.from_citizen else names(needs.chain, (tie.on for tie in ties)) if ties else _COMPUTED
            )
            rows.append({
                "regeling": scheme.name,
                "gegeven": item_label(field),
                "soort": _PERSONAL.get(field.personal_data, Text(field.personal_data)),
                "bron": held,
                "hoe": Text("voor deze regeling", "for this scheme") if key in asked.direct else Text(
                    "via een uitkomst die al vastligt", "through an outcome that is held already"),
                "huishoudens": round(count(mask, sample.weights, sample.full).value) if known else None,
                "deel": round(float(sample.weights[mask].sum()) / total, 3) if known and total else None,
            })  # fmt: skip
    shown = COMMA.join(scheme.name for scheme in schemes)
    figure = _DATA.filled(names=shown)
    return figure.figure(ctx, rows, source=on_people(ctx), range_=per_row(sample.full), note=_LEAST_NOTE)


_FAILS = TableSpec(
    ID,
    "uitval",
    Text(
        "Wat er stopt als een schakel uitvalt: een dag, een week, twee weken",
        "What stops when a link fails: a day, a week, two weeks",
    ),
    Text(
        "Alleen schakels waardoor iets stopt. Geld op een schakel: wat in die dagen wordt toegekend aan wie haar nodig heeft. "
        "Niet betaald: wat in die dagen gemiddeld zou zijn overgemaakt.",
        "Only links by which something stops. Money on a link: what is granted in those days to who needs it. Not paid: what "
        "would have been transferred in those days on average.",
    ),
    (
        Column("schakel", Text("Schakel", "Link")),
        Column("dagen", Text("Dagen", "Days"), "aantal"),
        Column("regelingen", Text("Regelingen", "Schemes"), "aantal"),
        Column("huishoudens", Text("Huishoudens", "Households"), "huishoudens"),
        Column("beslissingen", Text("Beslissingen die wachten", "Decisions that wait"), "aantal"),
        Column("rust", Text("Geld dat erop rust", "Money that rests on it"), "eurocent"),
        Column("onbetaald", Text("Niet betaald", "Not paid"), "eurocent"),
        Column("zonder", Text("Huishoudens zonder inkomen", "Households without income"), "huishoudens"),
    ),
    assumption=True,
)  # fmt: skip


def failures(ctx: Context, needs: Needs) -> Figure:
    """Every link by which something stops, for a day, a week and two weeks; the worst first."""
    outages = [outage(needs, link, days) for link in needs.chain.links for days in DAYS]
    # To the euro, as it is shown: sums of parts of a year differ behind the comma by the order of the rows.
    worst = {o.failed: whole_euros(o.resting + o.unpaid) for o in outages if o.days == DAYS[-1]}
    order = sorted((o for o in outages if o.hit), key=lambda o: (-worst[o.failed], o.failed, o.days))
    rows: list[Mapping[str, Cell]] = [
        {
            "schakel": needs.chain.links[o.failed].name,
            "dagen": round(o.days),
            "regelingen": len(o.hit),
            "huishoudens": round(o.households),
            "beslissingen": expected(sum(row.decisions or 0.0 for row in o.hit)),
            "rust": whole_euros(o.resting),
            "onbetaald": whole_euros(o.unpaid),
            "zonder": None if o.without_income is None else expected(o.without_income + o.new_without_income),
        }
        for o in order
    ]
    return _FAILS.figure(ctx, rows, source=on_people(ctx), range_=per_row(needs.sample.full),
                         note=SPACE.join([note(needs.chain), _FEWER]))  # fmt: skip


_OUTAGE = TableSpec(
    ID,
    "uitval-regelingen",
    Text("Wat er stopt als {what}", "What stops when {what}"),
    Text("Per regeling: wat stilstaat, voor hoeveel huishoudens, en om hoeveel geld het gaat.",
         "Per scheme: what stands still, for how many households, and how much money is at stake."),
    (
        Column("regeling", Text("Regeling", "Scheme")),
        Column("stil", Text("Staat stil", "Stands still")),
        Column("huishoudens", Text("Huishoudens", "Households"), "huishoudens"),
        Column("beslissingen", Text("Beslissingen die wachten", "Decisions that wait"), "aantal"),
        Column("nieuw", Text("Nieuwe ontvangers die wachten", "New recipients that wait"), "aantal"),
        Column("rust", Text("Geld dat erop rust", "Money that rests on it"), "eurocent"),
        Column("onbetaald", Text("Niet betaald (gemiddeld)", "Not paid (on average)"), "eurocent"),
    ),
    assumption=True,
)  # fmt: skip


def by_scheme(ctx: Context, chain: Chain, found: Outage, what: Text, full: bool) -> Figure:
    """One failure, scheme by scheme."""
    rows: list[Mapping[str, Cell]] = [
        {
            "regeling": row.name,
            "stil": stops(row),
            "huishoudens": round(row.households),
            "beslissingen": None if row.decisions is None else expected(row.decisions),
            "nieuw": None if row.new is None else expected(row.new),
            "rust": whole_euros(row.resting),
            "onbetaald": whole_euros(row.unpaid),
        }
        for row in found.hit
    ]
    return _OUTAGE.filled(what=what.inside).figure(
        ctx, rows, source=on_people(ctx), range_=per_row(full), note=SPACE.join([note(chain), _FEWER])
    )


_POINTS = TableSpec(
    ID,
    "punten",
    Text("Enkele punten: waar veel regelingen op leunen", "Single points: what many schemes lean on"),
    Text(
        "Schakels waarop {part} procent of meer van de regelingen leunt, met wie erover beslist. Buitenland: {abroad} van de "
        "{all} schakels; van {unknown} is het niet bekend.",
        "Links on which {part} percent or more of the schemes lean, with who decides about them. Abroad: {abroad} of the {all} "
        "links; of {unknown} it is not known.",
    ),
    (
        Column("schakel", Text("Schakel", "Link")),
        Column("soort", Text("Soort", "Kind")),
        Column("houder", Text("Houder", "Holder")),
        Column("land", Text("Wie erover beslist", "Who decides about it")),
        Column("regelingen", Text("Regelingen die erop leunen", "Schemes that lean on it"), "aantal"),
        Column("deel", Text("Deel van de regelingen", "Share of the schemes"), "aandeel"),
    ),
    assumption=True,
)  # fmt: skip


def leaning_schemes(needs: Needs) -> dict[str, list[str]]:
    """Per link the schemes that lean on it, by their registers or by the work of their provider."""
    found: dict[str, list[str]] = {}
    for scheme in needs.schemes:
        if scheme.id not in needs.sources:
            continue
        known = needs.chain.providers.get(scheme.provider)
        own = [tie.on for ties in (known.needs.values() if known else ()) for tie in ties]
        for link in leaning(needs.chain, [*needs.sources[scheme.id].registers, *own]):
            found.setdefault(link, []).append(scheme.id)
    return found


def single_points(ctx: Context, everything: Needs, shown: Needs) -> Figure:
    """The links of what is shown on which a large part of all schemes lean, the most first, and those that are foreign."""
    chain, on = everything.chain, leaning_schemes(everything)
    schemes = len(everything.sources)
    ours = leaning_schemes(shown)
    used = [link for link in chain.links.values() if link.id in ours]
    single = [link for link in used if len(on[link.id]) >= chain.single_point.value * schemes or link.foreign]
    rows: list[Mapping[str, Cell]] = [
        {
            "schakel": link.name,
            "soort": KIND_NAMES[link.kind],
            "houder": holder(link),
            "land": country(link),
            "regelingen": len(on[link.id]),
            "deel": round(len(on[link.id]) / schemes, 3),
        }
        for link in sorted(single, key=lambda link: (-len(on[link.id]), link.id))
    ]
    spec = _POINTS.filled(
        part=round(100 * chain.single_point.value),
        abroad=sum(link.foreign for link in used),
        all=len(used),
        unknown=sum(link.country == "onbekend" for link in used),
    )
    return spec.figure(ctx, rows, note=note(chain))
