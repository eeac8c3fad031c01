"""The tables of the test on the capacity to act: what is asked, by when, with which life event, in which month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from uitvoerbaar.assess.aspects.doenvermogen.data import Calendar, HouseholdKind, LifeEvent
from uitvoerbaar.assess.aspects.doenvermogen.life_events import event, year
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import KANT, SIDE, TableSpec, figure, listed
from uitvoerbaar.assess.pair import ROLES, Pair, each_side
from uitvoerbaar.assess.people.totals import count
from uitvoerbaar.assess.reading.burden import Burden, Demand
from uitvoerbaar.assess.reading.data import RoomRules
from uitvoerbaar.assess.reading.law_text import Term, sources, terms
from uitvoerbaar.assess.words import field_label
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.base.numbers import numeral
from uitvoerbaar.base.text import COMMA
from uitvoerbaar.findings import Cell, Column, Encoding, Figure, Text

ID = "doenvermogen"
Burdens = Pair[Mapping[str, Burden]]


_ASKED_TABLE = TableSpec(
    ID,
    "lasten",
    Text("Wat elke regeling vraagt", "What each scheme asks"),
    Text(
        "Gegevens over de aanvrager, de partner en de kinderen tellen apart. Wat een andere regeling al vraagt (de "
        "aangifte), telt niet nog eens. Keer per jaar: hoe vaak er ten hoogste iets te melden kan zijn.",
        "Data on the applicant, the partner and the children count separately. What another scheme asks already (the "
        "tax return) does not count again. Times a year: how often there can be something to report at most.",
    ),
    (
        Column("regeling", Text("Regeling", "Scheme")),
        KANT,
        Column("opgeven", Text("Opgeven", "Supply"), "aantal"),
        Column("schatten", Text("Schatten", "Estimate"), "aantal"),
        Column("bewaren", Text("Bewijs bewaren", "Keep proof"), "aantal"),
        Column("melden", Text("Melden als het verandert", "Report when it changes"), "aantal"),
        Column("keer", Text("Keer per jaar, ten hoogste", "Times a year, at most"), "keer"),
        Column("bekend", Text("Heeft de overheid al", "Held by government"), "aantal"),
        Column("organisaties", Text("Organisaties", "Organisations"), "aantal"),
    ),
    assumption=True,
    note=Text(
        "Hoe vaak een gegeven verandert, staat in de registercatalogus; zelden telt als eens in de tien jaar (aanname).",
        "How often data change is in the register catalogue; rarely counts as once in ten years (assumption).",
    ),
)


def asked(ctx: Context, found: Burdens) -> Figure:
    rows: list[Mapping[str, Cell]] = []
    for scheme in ctx.settings.schemes:
        for role in ROLES:
            b = found.of(role).get(scheme.id)
            if b is not None:
                rows.append(
                    {
                        "regeling": scheme.name,
                        "kant": SIDE.of(role),
                        "opgeven": len(b.supply),
                        "schatten": len(b.estimate),
                        "bewaren": len(b.keep),
                        "melden": len(b.report),
                        "keer": round(b.moments, 1),
                        "bekend": len(b.held),
                        "organisaties": len(b.organisations),
                    }
                )
    return _ASKED_TABLE.figure(ctx, rows)


_ITEMS_TABLE = TableSpec(
    ID,
    "gegevens",
    Text("Welke gegevens, en welke organisaties", "Which data, and which organisations"),
    Text(
        "Wat iemand zelf opgeeft en schat, en wie beslist of de andere gegevens heeft (en dus een fout moet herstellen).",
        "What people supply and estimate themselves, and who decides or holds the other data (and must mend an error).",
    ),
    (
        Column("regeling", Text("Regeling", "Scheme")),
        KANT,
        Column("opgeven", Text("Opgeven", "Supply")),
        Column("schatten", Text("Schatten", "Estimate")),
        Column("organisaties", Text("Organisaties", "Organisations")),
    ),
)


def items(ctx: Context, found: Burdens, shown: Pair[Sequence[Burden]]) -> Figure:
    rows: list[Mapping[str, Cell]] = []
    for after in shown.after:
        rows += [
            {
                "regeling": after.scheme.name,
                "kant": SIDE.of(role),
                "opgeven": _names(b.supply),
                "schatten": _names(b.estimate),
                "organisaties": listed([Text(name, name) for name in b.organisations]),
            }
            for role in ROLES
            if (b := found.of(role).get(after.scheme.id)) is not None
        ]
    return _ITEMS_TABLE.figure(ctx, rows)


def _names(demands: Sequence[Demand]) -> Text:
    return listed(list(dict.fromkeys(field_label(d.field.name, d.who) for d in demands)))


_DEADLINES_TABLE = TableSpec(
    ID,
    "termijnen",
    Text("Termijnen", "Deadlines"),
    Text(
        "Elke termijn die in de gelezen artikelen staat, en wie zich eraan moet houden (af te lezen aan de zin).",
        "Every deadline in the articles read, and who must keep it (as the sentence shows).",
    ),
    (
        Column("artikel", Text("Artikel", "Article")),
        Column("wie", Text("Wie", "Who")),
        Column("voor", SIDE.before),
        Column("na", SIDE.after),
        Column("tekst", Text("Wat het artikel zegt", "What the article says")),
    ),
)


def deadlines(ctx: Context, shown: Pair[Sequence[Burden]], room: RoomRules) -> Figure:
    by_place: dict[tuple[str, str], Pair[list[Term]]] = {}
    for role in ROLES:
        for b in shown.of(role):
            for source in sources(ctx, role, b.scheme, room.process, b.in_advance):
                for article in source.law.articles:
                    for term in terms(source.law, article):
                        place = by_place.setdefault((source.law.id, article.number), Pair([], [])).of(role)
                        if term not in place:
                            place.append(term)
    rows: list[Mapping[str, Cell]] = []
    for sides in by_place.values():
        some = (sides.before or sides.after)[0]
        rows.append(
            {
                "artikel": f"{some.law.name or some.law.id} {some.article.number}",
                "wie": Text("burger", "citizen") if some.citizen else Text("overheid", "government"),
                "voor": listed([t.words for t in sides.before]),
                "na": listed([t.words for t in sides.after]),
                "tekst": Text(some.article.text, law=True),
            }
        )
    return _DEADLINES_TABLE.figure(ctx, rows)


_LIFE_EVENTS_TABLE = TableSpec(
    ID,
    "levensgebeurtenissen",
    Text("Wat samenvalt met een levensgebeurtenis", "What coincides with a life event"),
    Text(
        "Bij elke gebeurtenis: hoeveel regelingen bewegen, hoeveel iemand zelf moet doorgeven (voor en na) en hoeveel "
        "de overheid van anderen hoort. Ten hoogste: niet alles verandert bij iedereen.",
        "For each event: how many schemes move, how much people must report themselves (before and after) and how much "
        "government hears from others. At most: not everything changes for everyone.",
    ),
    (
        Column("gebeurtenis", Text("Gebeurtenis", "Event")),
        Column("regelingen", Text("Regelingen", "Schemes"), "aantal"),
        Column("voor", Text("Zelf doorgeven, voor", "Report oneself, before"), "aantal"),
        Column("na", Text("Zelf doorgeven, na", "Report oneself, after"), "aantal"),
        Column("anderen", Text("Komt van anderen", "Comes from others"), "aantal"),
        Column("organisaties", Text("Organisaties die beslissen", "Organisations that decide"), "aantal"),
        Column("welke", Text("Zelf doorgeven", "Report oneself")),
    ),
    assumption=True,
    note=Text(
        "Welke gegevens bij een gebeurtenis kunnen veranderen, is een aanname (data/assess/levensgebeurtenissen.yaml).",
        "Which data can change with an event is an assumption (data/assess/levensgebeurtenissen.yaml).",
    ),
)


def life_events(ctx: Context, found: Burdens, events: Sequence[LifeEvent]) -> Figure:
    rows: list[Mapping[str, Cell]] = []
    for one in events:
        before, after = (event(one, found.of(role).values(), ctx.catalogue) for role in ROLES)
        if before.schemes or after.schemes:
            rows.append(
                {
                    "gebeurtenis": after.name,
                    "regelingen": len(after.schemes),
                    "voor": len(before.by_citizen),
                    "na": len(after.by_citizen),
                    "anderen": len(after.by_others),
                    "organisaties": len(after.organisations),
                    "welke": listed([field_label(name, "") for name in after.by_citizen]),
                }
            )
    return _LIFE_EVENTS_TABLE.figure(ctx, rows)


def calendars(ctx: Context, found: Burdens, shown: Sequence[Burden], calendar: Calendar) -> list[Figure]:
    """The year of each kind of household that has one of the schemes shown."""
    ids = {b.scheme.id for b in shown}
    kinds = [k for k in calendar.kinds if ids & set(k.schemes)]
    return [f for f in (_calendar(ctx, found, kind, calendar) for kind in kinds) if f is not None]


def _calendar(ctx: Context, found: Burdens, kind: HouseholdKind, calendar: Calendar) -> Figure | None:
    have = each_side(lambda role: [b for b in found.of(role).values() if b.scheme.id in kind.schemes])
    size = _how_many(ctx, kind)
    if size is None or not have.after:
        return None
    rows = tasks(*(year(calendar, have.of(role)) for role in ROLES))
    name, schemes = kind.name, [b.scheme.name for b in have.after]
    # Who is counted has the schemes that tell this kind apart; who has all of these schemes are fewer.
    counted = [b.scheme.name.inside for b in have.after if b.scheme.id in kind.counted]
    others = Text("") if len(counted) == len(schemes) else _OTHERS
    made = figure(
        ctx,
        ID,
        f"kalender-{kind.id}",
        Text("Een jaar: {name}", "One year: {name}").format(name=name.inside),
        Text(
            "Met {schemes}. Wat er per maand te doen kan zijn, en wat het voornemen daaraan "
            "verandert. {size} huishoudens krijgen {counted}{others}.",
            "With {schemes}. What there can be to do each month, and what the proposal changes "
            "in it. {size} households receive {counted}{others}.",
        ).format(schemes=COMMA.join(schemes), size=size, counted=_and(counted), others=others),
        (
            Column("maand", Text("Maand", "Month"), "aantal"),
            Column("soort", Text("Wanneer", "When")),
            Column("taak", Text("Wat er te doen kan zijn", "What there can be to do")),
        ),
        rows,
        assumption=True,
        note=Text(
            "Welke taken er zijn, volgt uit de wet; in welke maand, staat in data/assess/kalender.yaml (deels aanname).",
            "Which tasks there are follows from the law; in which month is in data/assess/kalender.yaml (partly assumed).",
        ),
    )
    return replace(made, unit="tekst", chart="timeline", encoding=Encoding(month="maand", lane="soort", text="taak"))


def _and(names: Sequence[Text]) -> Text:
    """Names as a sentence has them: all of them go together in one household."""
    return names[0] if len(names) == 1 else Text(" en ", " and ").join([COMMA.join(names[:-1]), names[-1]])


_OTHERS = Text(", met of zonder de andere", ", with or without the others")
_FIXED, _CHANGES = Text("vaste maand", "fixed month"), Text("bij verandering", "on change")
_NEW, _LAPSES = Text(" (nieuw)", " (new)"), Text(" (vervalt)", " (lapses)")


def tasks(before: Sequence[Sequence[Text]], after: Sequence[Sequence[Text]]) -> list[Mapping[str, Cell]]:
    """A row per task and month: those of both sides, with what the proposal adds or drops."""
    every = [set.intersection(*map(set, months)) for months in (before, after)]
    rows: list[Mapping[str, Cell]] = []
    for month, (old, new) in enumerate(zip(before, after, strict=True), 1):
        for task in dict.fromkeys((*new, *old)):
            mark = _NEW if task not in old else _LAPSES if task not in new else Text("", "")
            lane = _CHANGES if task in every[0] | every[1] else _FIXED
            rows.append({"maand": month, "soort": lane, "taak": Text(task.nl + mark.nl, f"{task.en}{mark.en}")})
    return rows


def _how_many(ctx: Context, kind: HouseholdKind) -> Text | None:
    """How many households receive the schemes that a kind is told by; None when one of them cannot be computed."""
    known = {s.id: s for s in ctx.settings.schemes}
    everyone: Ints = ctx.weights
    chosen = everyone >= 0
    for name in kind.counted:
        column = ctx.household_column("na", known[name]) if name in known else None
        if column is None:
            return None
        chosen = chosen & (column > 0)
    estimate = count(chosen, ctx.weights, ctx.full)
    thousands = round(estimate.value / 1000)
    return (
        Text("Ongeveer {size}", "About {size}").format(size=numeral(1000 * thousands))
        if thousands
        else Text("Minder dan 1.000", "Fewer than 1,000")
    )
