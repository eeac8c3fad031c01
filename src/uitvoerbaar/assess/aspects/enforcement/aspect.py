"""Enforcement: which facts a scheme rests on, how each can be checked and by whom, and what checking costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from uitvoerbaar.assess.changed import changed_schemes
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.disclosure.protect import too_few
from uitvoerbaar.assess.figures import KANT, SIDE, TableSpec, on_people, per_row
from uitvoerbaar.assess.norms import Scheme, Settings
from uitvoerbaar.assess.outcome import Outcome, Test, not_done
from uitvoerbaar.assess.pair import ROLES, Pair, Role, each_side
from uitvoerbaar.assess.people.other_values import stated
from uitvoerbaar.assess.people.part import part_of
from uitvoerbaar.assess.people.totals import count
from uitvoerbaar.assess.reading.claims import Statement, statements
from uitvoerbaar.assess.reading.supplier import supplier
from uitvoerbaar.assess.words import item_label
from uitvoerbaar.assess.workload.checking import check_hours, check_rate
from uitvoerbaar.base.arrays import Bools
from uitvoerbaar.base.numbers import money, numeral, part_in_percents, percent, spoken_money, supported
from uitvoerbaar.base.text import COMMA
from uitvoerbaar.delivery.chain.checks import HOW_NAMES, NOT_CHECKED, Checks, load_checks
from uitvoerbaar.delivery.chain.model import Chain
from uitvoerbaar.delivery.chain.read import load_chain
from uitvoerbaar.delivery.fact import Fact as Rate
from uitvoerbaar.findings import Cell, Column, Figure, KaderRow, TestRun, Text

ID = "handhaving"
_ROW = "handhaafbaarheid"
_MINUTES = 60
_TITLE = Text("Handhaafbaarheid", "Enforceability")
_INTRO = Text(
    "Waarop rust een beslissing, en is dat na te gaan? Van elk gegeven dat een regeling zelf vraagt: houdt een registratie het, "
    "kan een medewerker het controleren, of is er niets om het tegen te leggen; en hoeveel uren kost dat.",
    "What does a decision rest on, and can that be verified? Of every item that a scheme asks by itself: does a register hold "
    "it, can an official check it, or is there nothing to hold it against; and how many hours does that take.",
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One item of one scheme on one side: the recipients, those of them who state something (None: a register holds it), and
    hours of officials a year.
    """

    scheme: Scheme
    statement: Statement
    recipients: float
    stating: float | None
    hours: float


def run(ctx: Context) -> Outcome:
    """The facts of the changed schemes (of all when none changes), before and after."""
    ctx = part_of(ctx)
    chain, checks = load_chain(), load_checks()
    schemes = changed_schemes(ctx) or [s for s in ctx.settings.schemes if s.id in ctx.sides.after.nodes]
    if not any(s.id in ctx.sides.of(role).nodes for s in schemes for role in ROLES):
        return not_done(ID, _TITLE, _INTRO, Text("Geen regeling is te berekenen.", "No scheme can be computed."))
    both = scaled(
        each_side(lambda role: _facts(ctx, role, schemes, chain, checks)),
        {s.id: hours for s in schemes if (hours := check_hours(ctx, s)) is not None},
    )
    figure = _table(ctx, both)
    if too_few(ctx, (count for facts in both for fact in facts for count in (fact.recipients, fact.stating or 0.0))):
        run_ = TestRun(ID, _TITLE, _INTRO, "gedeeltelijk", (_FEW,))
        return Outcome(run_, figures=[figure] if figure.rows else [])
    row = _row(
        both,
        {s.provider: check_rate(ctx, s.provider) for s in schemes},
        ctx.settings,
        [figure.id] if figure.rows else [],
    )
    return Outcome(TestRun(ID, _TITLE, _INTRO), figures=[figure] if figure.rows else [], kader=[row])


_FEW = Text(
    "De rij van het kader ontbreekt: de uren rusten op te weinig huishoudens van de eigen gegevens om ze te tonen.",
    "The row of the kader is left out: the hours rest on too few households of the own microdata to be shown.",
)


def _facts(ctx: Context, role: Role, schemes: Sequence[Scheme], chain: Chain, checks: Checks) -> list[Fact]:
    found = []
    for scheme in schemes:
        column = ctx.household_column(role, scheme)
        if column is None:
            continue
        has = np.asarray(column > 0)
        recipients = count(has, ctx.weights, ctx.full).value
        for statement in statements(ctx, role, scheme, chain, checks):
            check = statement.check
            part = 0.0 if check is None else check.part.value * check.minutes.value / _MINUTES
            stating = _stating(ctx, role, statement, has)
            found.append(Fact(scheme, statement, recipients, stating, (stating or 0.0) * part))
    return found


def scaled(both: Pair[list[Fact]], hours: Mapping[str, float]) -> Pair[list[Fact]]:
    """The facts with hours that come to those of the process 'controle' (`hours`: a year for each recipient, by scheme).

    The part and the minutes of the items only divide them. How much they are divided is taken from before the proposal (from
    after it where nothing was checked by hand before), so what a proposal adds is more work. A scheme that is not in `hours`
    keeps what its items come to.
    """
    factors = {}
    for scheme, each in hours.items():
        for facts in both:
            items = [fact for fact in facts if fact.scheme.id == scheme]
            asked = sum(fact.hours for fact in items)
            if asked > 0:
                factors[scheme] = items[0].recipients * each / asked
                break
    return both.map(lambda facts: [replace(f, hours=f.hours * factors.get(f.scheme.id, 1.0)) for f in facts])


def _stating(ctx: Context, role: Role, statement: Statement, has: Bools) -> float | None:
    """How many recipients state something (a rent, profit, costs): nothing is no statement. None for what a register holds."""
    field = statement.field
    if not field.from_citizen:
        return None
    by_person = stated(ctx.people.of(role), field.table, field.name)
    if by_person is None:
        return count(has, ctx.weights, ctx.full).value
    home = np.asarray(ctx.base.household, dtype=np.int64)
    some = np.bincount(home, weights=by_person[: len(home)], minlength=len(has)) > 0
    return count(has & some, ctx.weights, ctx.full).value


_TABLE = TableSpec(
    ID,
    "gegevens",
    Text(
        "Hoe elk gegeven is na te gaan, en hoeveel uren dat kost",
        "How every item can be verified, and how many hours that takes",
    ),
    Text(
        "Alle gegevens die de gewijzigde regelingen zelf vragen. Uren: die van het proces controle bij de uitvoerder, verdeeld "
        "naar wie iets opgeeft, het deel dat in een jaar wordt bekeken en de minuten per controle.",
        "All items that the changed schemes ask by themselves. Hours: those of the process of checking at the provider, divided "
        "by who states something, the part that is looked at in a year and the minutes of a check.",
    ),
    (
        Column("regeling", Text("Regeling", "Scheme")),
        Column("gegeven", Text("Gegeven", "Item")),
        KANT,
        Column("door", Text("Na te gaan bij", "Verified with")),
        Column("hoe", Text("Hoe", "How")),
        Column("huishoudens", Text("Ontvangers", "Recipients"), "huishoudens"),
        Column("opgave", Text("Die iets opgeven", "Who state something"), "huishoudens"),
        Column("uren", Text("Uren per jaar", "Hours a year"), "uren_per_jaar"),
    ),
    assumption=True,
    note=Text(
        "Hoeveel uren controleren samen kost voor het voornemen staat bij het proces controle (data/organisations), zoals in het "
        "hoofdstuk over werk; van een heffing, en van een uitvoerder die daar niet in staat, volgt het uit deel en minuten per "
        "gegeven (data/keten/controles.yaml). Beide zijn aannamen. Wat een registratie houdt, wordt vanzelf vergeleken en kost "
        "hier niets, en wat niet meer wordt gevraagd valt hier weg; het hoofdstuk over werk telt per ontvanger en houdt die uren. "
        "Daarom kan het er na het voornemen meer hebben.",
        "How many hours checking takes together before the proposal is with the process of checking (data/organisations), as in "
        "the chapter on work; of a levy, and of a provider that is not in it, it follows from part and minutes by item "
        "(data/keten/controles.yaml). Both are assumptions. What a register holds is compared by itself and costs nothing "
        "here, and what is no longer asked drops out here; the chapter on work counts by recipient and keeps those hours. So it "
        "may have more of them after the proposal.",
    ),
)  # fmt: skip


def _table(ctx: Context, both: Pair[list[Fact]]) -> Figure:
    rows: list[Mapping[str, Cell]] = []
    for role, facts in both.items():
        for fact in facts:
            field, check = fact.statement.field, fact.statement.check
            by = supplier(field.supplier) if not field.from_citizen else _NOBODY if check is None else check.against
            rows.append({
                "regeling": fact.scheme.name,
                "gegeven": item_label(field),
                "kant": SIDE.of(role),
                "door": by,
                "hoe": HOW_NAMES[fact.statement.how],
                "huishoudens": round(fact.recipients),
                "opgave": None if fact.stating is None else round(fact.stating),
                "uren": round(fact.hours),
            })  # fmt: skip
    rows.sort(key=lambda row: (str(getattr(row["regeling"], "nl", "")), str(getattr(row["gegeven"], "nl", ""))))
    return _TABLE.figure(ctx, rows, source=on_people(ctx), range_=per_row(ctx.full))


_NOBODY = Text("niemand", "nobody")


def _grown(before: float, after: float) -> Text:
    """How many hours more or fewer, in percents: `nothing` only when it is."""
    if after == before:
        return Text("geen verschil", "no difference")
    if not before:
        return Text("alles is erbij gekomen", "all of it is added")
    size = part_in_percents(min(abs(after - before) / before, 1.0)) if after < before else _more(after / before - 1)
    return Text("{size} procent {more}", "{size} percent {more}").format(
        size=size, more=Text("meer", "more") if after > before else Text("minder", "fewer")
    )


def _more(share: float) -> Text:
    return part_in_percents(share) if share < 1 else percent(share)


def _row(both: Pair[list[Fact]], rates: Mapping[str, Rate | None], settings: Settings, figures: list[str]) -> KaderRow:
    """The row: what the proposal adds that cannot be checked, and how much more checking it asks."""
    before, after = (sum(fact.hours for fact in facts) for facts in both)
    blind = both.map(lambda facts: {_key(f) for f in facts if f.statement.how == NOT_CHECKED})
    by_hand = both.map(lambda facts: {_key(f) for f in facts if f.statement.how in ("dossier", "bezoek")})
    new_blind, new_hand = blind.after - blind.before, by_hand.after - by_hand.before
    growth = (after - before) / before if before else float(after > 0)
    value = "beperkt"
    if new_blind or growth >= settings.norm("handhaving_uren_ingrijpend"):
        value = "ingrijpend"
    elif new_hand or growth >= settings.norm("handhaving_uren_middelgroot"):
        value = "middelgroot"
    total = Counter(f.statement.how for f in both.after)
    explanation = Text(
        "Na het voornemen rust een beslissing op {facts} gegevens: {self_} vanzelf te vergelijken, {hand} door een medewerker of "
        "ter plaatse, {none} niet na te gaan. Controleren kost {after} uur per jaar ({cost}), voor het "
        "voornemen {before}: {growth}. Erbij die niet na te gaan zijn: {blind}; erbij die met de hand moeten: "
        "{by_hand}. Ingrijpend als er iets bij komt dat niet na te gaan is of vanaf {most} procent meer uren, middelgroot bij "
        "handwerk erbij of vanaf {some} procent. Wat niet meer wordt gevraagd of vanzelf wordt vergeleken telt hier niet; het "
        "hoofdstuk over werk telt controle per ontvanger. Deel, minuten, tarief en grenzen zijn aannamen.",
        "After the proposal a decision rests on {facts} items: {self_} can be compared by themselves, {hand} by an official or a "
        "visit, {none} cannot be verified. Checking takes {after} hours a year ({cost}), before the proposal "
        "{before}: {growth}. Added that cannot be verified: {blind}; added that take an official: {by_hand}. "
        "Far-reaching when something is added that cannot be verified or from {most} percent more hours, medium for an added "
        "check by hand or from {some} percent. What is no longer asked or is compared by itself does not count here; the chapter "
        "on work counts checking by recipient. Part, minutes, rate and bounds are assumptions.",
    ).format(
        facts=sum(total.values()),
        self_=total["vanzelf"],
        hand=total["dossier"] + total["bezoek"],
        none=total[NOT_CHECKED],
        after=numeral(round(supported(after, 0))),
        before=numeral(round(supported(before, 0))),
        cost=_cost(both.after, rates),
        growth=_grown(before, after),
        blind=len(new_blind),
        by_hand=len(new_hand),
        most=percent(settings.norm("handhaving_uren_ingrijpend")),
        some=percent(settings.norm("handhaving_uren_middelgroot")),
    )
    return KaderRow(_ROW, "gedeeltelijk", value, explanation, figures=tuple(figures))


def _cost(facts: Sequence[Fact], rates: Mapping[str, Rate | None]) -> Text:
    """Hours at the rate of who carries the scheme out; that it cannot be computed where a rate is not known."""
    cents, used = 0.0, set()
    for fact in facts:
        rate = rates.get(fact.scheme.provider)
        if rate is None and fact.hours:
            return Text(
                "niet te berekenen in geld: van {provider} is geen uurtarief bekend",
                "cannot be computed in money: no rate of {provider} is known",
            ).format(provider=fact.scheme.provider)
        if rate is not None:
            cents += 100 * fact.hours * rate.value
            used.add(rate.value)
    return Text("{cost} bij {rate} per uur", "{cost} at {rate} an hour").format(
        cost=spoken_money(supported(cents, 0)), rate=COMMA.join(money(100 * value) for value in sorted(used))
    )


def _key(fact: Fact) -> tuple[str, str]:
    return fact.scheme.id, fact.statement.field.name


TEST = Test(ID, run)
