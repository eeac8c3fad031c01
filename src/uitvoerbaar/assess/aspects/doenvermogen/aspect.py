"""Capacity to act: what the law asks people to do, derived from law and register catalogue, before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from uitvoerbaar.assess.aspects.doenvermogen.data import LifeEvent, load_calendar, load_events
from uitvoerbaar.assess.aspects.doenvermogen.figures import ID, Burdens, asked, calendars, deadlines, items, life_events
from uitvoerbaar.assess.aspects.doenvermogen.points import Measures
from uitvoerbaar.assess.aspects.doenvermogen.vulnerable import vulnerable, vulnerable_table
from uitvoerbaar.assess.changed import changed_schemes
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import SIDE, TableSpec
from uitvoerbaar.assess.findings import rule_finding
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.outcome import Outcome, Test, not_done
from uitvoerbaar.assess.pair import ROLES, Pair, Role, each_side
from uitvoerbaar.assess.people.part import part_of
from uitvoerbaar.assess.reading.burden import Burden, Demand, burden
from uitvoerbaar.assess.reading.data import BurdenRules, RoomRules, load_burden_rules, load_room_rules
from uitvoerbaar.assess.words import field_label
from uitvoerbaar.base.numbers import decimal, decimal_nl
from uitvoerbaar.base.text import COMMA
from uitvoerbaar.findings import Cell, Column, Figure, Finding, Severity, TestRun, Text

_TITLE = Text("Doenvermogen", "Capacity to act")
_INTRO = Text(
    "Wat vraagt de wet van mensen? Geteld uit de wet zelf: welke gegevens een regeling nodig heeft, wie ze levert en hoe vaak "
    "ze kunnen veranderen. Waar de gelezen artikelen geen antwoord geven, staat een vraag voor mensen.",
    "What does the law ask of people? Counted from the law itself: which data a scheme needs, who supplies them and how "
    "often they can change. Where the articles read give no answer, there is a question for people.",
)


def run(ctx: Context) -> Outcome:
    """Count what every scheme asks on both sides; a finding for each scheme for which the proposal changes it."""
    ctx = part_of(ctx)
    rules, room, events = load_burden_rules(), load_room_rules(), load_events()
    found = each_side(
        lambda role: {
            s.id: burden(ctx, role, s, rules) for s in ctx.settings.schemes if s.id in ctx.sides.of(role).nodes
        }
    )
    if not any(found):
        missing = Text("Geen regeling is te berekenen.", "No scheme can be computed.")
        return not_done(ID, _TITLE, _INTRO, missing)
    shown = each_side(lambda role: _shown(ctx, found, role))
    figures = [
        _points(ctx, shown, rules, room, events),
        asked(ctx, found),
        items(ctx, found, shown),
        deadlines(ctx, shown, room),
        vulnerable_table(ctx, ID, vulnerable(ctx, "na", [b.scheme for b in shown.after])),
        life_events(ctx, found, events),
        *calendars(ctx, found, shown.after, load_calendar()),
    ]
    findings = [f for s in changed_schemes(ctx) if (f := _finding(ctx, s, found)) is not None]
    return Outcome(TestRun(ID, _TITLE, _INTRO), findings, [f for f in figures if f.rows])


def _shown(ctx: Context, found: Burdens, role: Role) -> tuple[Burden, ...]:
    """What the changed schemes ask; everything when the proposal changes none that can be computed."""
    ids = {s.id for s in changed_schemes(ctx)}
    return tuple(b for b in found.of(role).values() if b.scheme.id in ids) or tuple(found.of(role).values())


_POINTS_TABLE = TableSpec(
    ID,
    "punten",
    Text("De punten van de doenvermogentoets", "The points of the capacity test"),
    Text(
        "Voor: {names}. Elk punt heeft een antwoord uit de wet of is een vraag voor mensen.",
        "For: {names}. Each point has an answer from the law or is a question for people.",
    ),
    (
        Column("groep", Text("Onderdeel", "Part")),
        Column("vraag", Text("Vraag", "Question")),
        Column("voor", SIDE.before),
        Column("na", SIDE.after),
    ),
    assumption=True,
    note=Text(
        "De lijst volgt WRR-rapport 97 (Weten is nog geen doen); er is geen vaste maat. Een antwoord 'ja' noemt het artikel.",
        "The list follows WRR report 97; there is no fixed measure. An answer 'yes' names the article.",
    ),
)


def _points(
    ctx: Context,
    shown: Pair[tuple[Burden, ...]],
    rules: BurdenRules,
    room: RoomRules,
    events: Sequence[LifeEvent],
) -> Figure:
    sides = [Measures(ctx, role, shown.of(role), rules, room, events) for role in ROLES]
    rows: list[Mapping[str, Cell]] = []
    for point in rules.points:
        people = Text("vraag voor mensen", "question for people")
        before, after = (side.answer(point.measure) if point.measure else people for side in sides)
        rows.append({"groep": point.group, "vraag": point.question, "voor": before, "na": after})
    names = [b.scheme.name for b in shown.after]
    return _POINTS_TABLE.filled(names=COMMA.join(names)).figure(ctx, rows)


def _finding(ctx: Context, scheme: Scheme, found: Burdens) -> Finding | None:
    """What the proposal adds to or takes from the things to do in one scheme; None when that is nothing."""
    before, after = (found.of(role).get(scheme.id) for role in ROLES)
    if before is None or after is None or before.tasks == after.tasks:
        return None
    change = after.tasks - before.tasks
    severity: Severity = "informatie"
    if change > 0:
        severity = "ernstig" if change >= ctx.settings.norm("handelingen_erbij_ernstig") else "aandacht"
    more, size = change > 0, round(abs(change), 1)
    added, dropped = _difference(after, before), _difference(before, after)
    nl = [f"Erbij: {COMMA.join(added).nl}."] * bool(added) + [f"Vervalt: {COMMA.join(dropped).nl}."] * bool(dropped)
    en = [f"New: {COMMA.join(added).en}."] * bool(added) + [f"No longer: {COMMA.join(dropped).en}."] * bool(dropped)
    return rule_finding(
        ctx,
        ID,
        scheme.id,
        severity,
        Text("{scheme}: {size} {more} te doen per jaar", "{scheme}: {size} {more} things to do a year").format(
            scheme=scheme.name, size=decimal(size), more=Text("meer", "more") if more else Text("minder", "fewer")
        ),
        Text(
            f"Voor: ten hoogste {decimal_nl(round(before.tasks, 1))} handelingen per jaar; na: "
            f"{decimal_nl(round(after.tasks, 1))} (aanvragen, opgeven, schatten, bewaren en melden). {' '.join(nl)}".strip(),
            f"Before: at most {round(before.tasks, 1):g} actions a year; after: {round(after.tasks, 1):g} (apply, supply, "
            f"estimate, keep and report). {' '.join(en)}".strip(),
        ),
        [scheme],
        scheme.law,
        mend=Text(
            "Vraag alleen wat de overheid nog niet heeft, en vul de rest vooraf in.",
            "Ask only for what government does not have yet, and fill in the rest beforehand.",
        )
        if more
        else None,
    )


def _difference(of: Burden, minus: Burden) -> list[Text]:
    def names(b: Burden) -> dict[Text, None]:
        every: tuple[Demand, ...] = (*b.supply, *b.estimate)
        return dict.fromkeys(field_label(d.field.name, d.who) for d in every)

    return [name for name in names(of) if name not in names(minus)]


TEST = Test(ID, run)
