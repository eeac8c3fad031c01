"""Room for judgement: for each burdening decision, does the law leave room, and do its rules provoke conflict?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from uitvoerbaar.assess.aspects.room.measure import (
    GENERAL,
    LEVELS,
    NOWHERE,
    Decision,
    Features,
    Room,
    decisions,
    features,
    room,
)
from uitvoerbaar.assess.changed import changed_schemes
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import SIDE, TableSpec, inside
from uitvoerbaar.assess.findings import rule_finding
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.outcome import Outcome, Test, not_done
from uitvoerbaar.assess.pair import ROLES, Pair, each_side
from uitvoerbaar.assess.reading.burden import Burden, burden
from uitvoerbaar.assess.reading.data import Place, RoomRules, Subject, load_burden_rules, load_room_rules
from uitvoerbaar.base.text import COMMA
from uitvoerbaar.base.vocabulary import vocabulary
from uitvoerbaar.findings import Cell, Column, Figure, Finding, Severity, TestRun, Text

ID = "ruimte"
_TITLE = Text("Ruimte voor menselijke maat", "Room for judgement")
_INTRO = Text(
    "Bij elk besluit dat mensen kan treffen: laat de wet ruimte om af te wijken, wordt iemand eerst gehoord, is een fout te "
    "herstellen? Gevonden in de artikelen zelf; wat er niet staat, is ook een bevinding. En: welke regels geven conflicten?",
    "For each decision that can hit people: does the law leave room to deviate, are people heard first, can a mistake be put "
    "right? Found in the articles themselves; what is not there is a finding too. And: which rules provoke conflict?",
)
_HEAVY = ("hele_bedrag_terug", "alles_of_niets")
"""Features that are serious when a proposal brings them in; the others ask for attention."""
Rooms = Pair[Mapping[str, Mapping[str, Room]]]


def run(ctx: Context) -> Outcome:
    """The room of every burdening decision of the changed schemes, and the features of their rules."""
    asked, rules = load_burden_rules(), load_room_rules()
    chosen = changed_schemes(ctx) or list(ctx.settings.schemes)
    burdens = each_side(
        lambda role: {s.id: burden(ctx, role, s, asked) for s in chosen if s.id in ctx.sides.of(role).nodes}
    )
    if not any(burdens):
        missing = Text("Geen regeling is te berekenen.", "No scheme can be computed.")
        return not_done(ID, _TITLE, _INTRO, missing)
    made = each_side(lambda role: decisions(ctx, role, burdens.of(role).values(), rules))
    rooms = made.map(lambda side: {d.id: {t.id: room(d, t) for t in rules.subjects} for d in side.values()})
    found = each_side(lambda role: {key: features(ctx, role, b, rules) for key, b in burdens.of(role).items()})
    # Also without a changed scheme: a proposal on general law (such as the right to object) touches every decision.
    findings = [f for decision in made.after.values() for f in _about_room(ctx, decision, rooms, rules)]
    if changed_schemes(ctx):
        findings += [*_absent(ctx, made.after, rooms, rules), *_about_features(ctx, burdens.after, found, rules)]
    figures = [_rooms(ctx, made, rooms, rules), _features(ctx, burdens, found, rules)]
    return Outcome(TestRun(ID, _TITLE, _INTRO), findings, figures)


_ROOMS_TABLE = TableSpec(
    ID,
    "besluiten",
    Text("Ruimte per besluit", "Room per decision"),
    Text(
        "Waar de wet ruimte geeft: in de regel die beslist, elders in de wet of alleen in het algemene recht. Tegen een "
        "wet in formele zin helpt het algemene recht maar beperkt.",
        "Where the law gives room: in the rule that decides, elsewhere in the act or only in general law. Against an act "
        "of parliament general law helps only a little.",
    ),
    (
        Column("besluit", Text("Besluit", "Decision")),
        Column("onderwerp", Text("Onderwerp", "Subject")),
        Column("voor", SIDE.before),
        Column("na", SIDE.after),
    ),
    note=Text(
        "Gelezen zijn de artikelen in het corpus (in eigen woorden). Een artikel dat er niet in staat, is niet gevonden. Bij "
        "een besluit over geld mag Awb 4:12 het vragen van een mening vooraf laten vervallen.",
        "Read are the articles in the corpus (in own words). An article that is not in it is not found. "
        "For decisions on money, Awb 4:12 allows the hearing beforehand to be left out.",
    ),
)


def _rooms(ctx: Context, made: Pair[Mapping[str, Decision]], rooms: Rooms, rules: RoomRules) -> Figure:
    rows: list[Mapping[str, Cell]] = []
    for key in dict.fromkeys((*made.before, *made.after)):
        name = (made.after.get(key) or made.before[key]).name
        for topic in rules.subjects:
            cells = Pair(*(_cell(rooms.of(role).get(key, {}).get(topic.id), rules.short) for role in ROLES))
            rows.append({"besluit": name, "onderwerp": topic.name, "voor": cells.before, "na": cells.after})
    return _ROOMS_TABLE.figure(ctx, rows)


def _cell(found: Room | None, short: Mapping[str, str]) -> Text:
    if found is None:
        return Text("n.v.t.", "n/a")
    places = ", ".join(f"{short.get(p.law.id, p.law.id.replace('_', ' '))} {p.article.number}" for p in found.where)
    level = LEVELS[found.level]
    return Text("{level}: {places}", "{level}: {places}").format(level=level, places=places) if places else level


_FEATURES_TABLE = TableSpec(
    ID,
    "kenmerken",
    Text("Regels die conflicten geven", "Rules that provoke conflict"),
    Text(
        "Kenmerken van de lijst in de Aanwijzingen voor de regelgeving (oude aanwijzing 12), gezocht in de regels zelf.",
        "Features of the list in the Dutch drafting instructions (old instruction 12), looked for in the rules themselves.",
    ),
    (
        Column("regeling", Text("Regeling", "Scheme")),
        Column("kenmerk", Text("Kenmerk", "Feature")),
        Column("voor", SIDE.before),
        Column("na", SIDE.after),
    ),
)


def _features(
    ctx: Context,
    burdens: Pair[Mapping[str, Burden]],
    found: Pair[Mapping[str, Features]],
    rules: RoomRules,
) -> Figure:
    names = {b.scheme.id: b.scheme.name for role in ROLES for b in burdens.of(role).values()}
    rows: list[Mapping[str, Cell]] = []
    for key, name in names.items():
        for feature, words in rules.features.items():
            cells = Pair(*(_shows(found.of(role).get(key), feature) for role in ROLES))
            rows.append({"regeling": name, "kenmerk": words, "voor": cells.before, "na": cells.after})
    return _FEATURES_TABLE.figure(ctx, rows)


def _shows(found: Features | None, feature: str) -> Text:
    if found is None:
        return Text("n.v.t.", "n/a")
    if feature not in found.found:
        return Text("nee", "no")
    what = _in_both(found.found[feature])
    return Text("ja: {what}", "yes: {what}").format(what=what)


def _in_both(names: str) -> Text:
    """Names of facts and articles in a row; articles are called the same in both languages."""
    known = vocabulary()
    return Text(names, ", ".join(known.get(name.replace(" ", "_"), name) for name in names.split(", ")))


def _aside(words: str) -> str:
    """A feature inside a title: what explains it in brackets."""
    head, _, rest = inside(words).partition(": ")
    return f"{head} ({rest})" if rest else head


def _about_room(ctx: Context, decision: Decision, rooms: Rooms, rules: RoomRules) -> list[Finding]:
    """Room that the proposal takes from or gives to a decision that there was already."""
    after, before = rooms.after[decision.id], rooms.before.get(decision.id)
    if before is None:
        return []
    lost = [t for t in rules.subjects if after[t.id].level < before[t.id].level]
    gained = [t for t in rules.subjects if after[t.id].level > before[t.id].level]
    made = []
    if lost:
        heavy = any(t.heavy and after[t.id].level <= GENERAL for t in lost)
        made.append(_room_finding(ctx, [decision], "minder", "ernstig" if heavy else "aandacht", lost))
    if gained:
        made.append(_room_finding(ctx, [decision], "meer", "informatie", gained))
    return made


def _absent(ctx: Context, made: Mapping[str, Decision], rooms: Rooms, rules: RoomRules) -> list[Finding]:
    """Heavy subjects for which nothing was found, for a decision that the proposal brings in.

    What was lacking already is in the table: it is not the proposal's. Decisions that lack the same are told in one finding;
    what the proposal took away is told elsewhere. A levy is no grant.
    """
    groups: dict[tuple[str, ...], list[Decision]] = {}
    for decision in made.values():
        if decision.id in rooms.before or not all(scheme.spends for scheme in decision.schemes):
            continue
        after = rooms.after[decision.id]
        absent = tuple(t.id for t in rules.subjects if t.heavy and after[t.id].level == NOWHERE)
        if absent:
            groups.setdefault(absent, []).append(decision)
    topics = {t.id: t for t in rules.subjects}
    return [
        _room_finding(ctx, group, "ontbreekt", "ernstig", [topics[name] for name in absent])
        for absent, group in groups.items()
    ]


_ROOM = {
    "minder": Text("minder ruimte", "less room"),
    "meer": Text("meer ruimte", "more room"),
    "ontbreekt": Text("geen ruimte gevonden", "no room found"),
}


def _room_finding(
    ctx: Context, made: Sequence[Decision], kind: str, severity: Severity, topics: Sequence[Subject]
) -> Finding:
    names, first = [t.name for t in topics], made[-1]
    topics_named = COMMA.join(name.inside for name in names)
    decided = _joined([d.name for d in made])
    changes = {
        "minder": ("Het voornemen haalt weg of maakt kleiner", "The proposal takes away or narrows"),
        "meer": ("Het voornemen voegt toe of brengt dichterbij", "The proposal adds or brings nearer"),
        "ontbreekt": ("In de gelezen artikelen is niet gevonden", "Not found in the articles read"),
    }[kind]
    return rule_finding(
        ctx,
        ID,
        f"{first.id}-{kind}",
        severity,
        Text("{decided}: {room}", "{decided}: {room}").format(decided=decided, room=_ROOM[kind]),
        Text("{changes}: {topics}.", "{changes}: {topics}.").format(changes=Text(*changes), topics=topics_named),
        list(dict.fromkeys(s for d in made for s in d.schemes)),
        first.law.id,
        first.rule[0].number if first.recovery else None,
        mend=None
        if kind == "meer"
        else Text("Regel bij {decided}: {topics}.", "Provide in {decided}: {topics}.").format(
            decided=decided.inside, topics=topics_named
        ),
    )


def _joined(names: Sequence[Text]) -> Text:
    """Names as one enumeration that starts a sentence."""
    return Text(" en ", " and ").join([names[0], *(name.inside for name in names[1:])])


def _about_features(
    ctx: Context, burdens: Mapping[str, Burden], found: Pair[Mapping[str, Features]], rules: RoomRules
) -> list[Finding]:
    """Features that the proposal brings in or takes out; one finding for all schemes where it does."""
    made = []
    for feature in rules.features:
        for new in (True, False):
            here, there = (found.after, found.before) if new else (found.before, found.after)
            schemes = [
                b.scheme
                for key, b in burdens.items()
                if key in here and key in there and feature in here[key].found and feature not in there[key].found
            ]
            if schemes:
                made.append(_feature_finding(ctx, schemes, feature, here[schemes[0].id], rules, new=new))
    return made


def _feature_finding(
    ctx: Context, schemes: Sequence[Scheme], feature: str, shown: Features, rules: RoomRules, *, new: bool
) -> Finding:
    words, what = rules.features[feature], _in_both(shown.found[feature])
    severity: Severity = "informatie" if not new else "ernstig" if feature in _HEAVY else "aandacht"
    law, article, line = _place(ctx, schemes[0], feature, shown, rules) if new else (schemes[0].law, None, None)
    names = COMMA.join(scheme.name.inside for scheme in schemes)
    return rule_finding(
        ctx,
        ID,
        f"{feature}-{'nieuw' if new else 'vervalt'}",
        severity,
        Text(
            f"{'Nieuw' if new else 'Niet meer'} bij {names.nl}: {_aside(words.nl)}",
            f"{'New' if new else 'No longer'} in {names.english}: {_aside(str(words.en))}",
        ),
        Text("Te zien aan: {what}.", "Shown by: {what}.").format(what=what),
        schemes,
        law,
        article,
        line,
        Text(
            "Laat het gevolg meelopen met de fout, en geef ruimte om af te wijken.",
            "Let the consequence follow the size of the mistake, and leave room to deviate.",
        )
        if new
        else None,
    )


def _place(
    ctx: Context, scheme: Scheme, feature: str, shown: Features, rules: RoomRules
) -> tuple[str, str | None, int | None]:
    """Law, article and line of a feature, as far as it stands in one place."""
    if feature == "alles_of_niets":
        origin = shown.toggles[0].origin
        law = ctx.law(origin.law)
        # Both sides share equal conditions: a line in the file of the other side is none in this one.
        return origin.law, origin.article, origin.line if law is not None and law.file == origin.file else None
    places: Mapping[str, Place] = {"hele_bedrag_terug": rules.recovery, "voorlopig_dan_minder": rules.set_off}
    if feature in places:
        place = places[feature]
        law = ctx.sides.after.law(place.law)
        article = law.producer(place.output) if law is not None else None
        if article is not None:
            return place.law, article.number, None
    return scheme.law, None, None


TEST = Test(ID, run)
