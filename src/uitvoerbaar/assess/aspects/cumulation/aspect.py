"""Cumulation: how much falls on one household at once, which laws push the same way, and one word with many meanings."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from uitvoerbaar.assess.aspects.cumulation.concepts import concept_findings, concept_table, meanings
from uitvoerbaar.assess.aspects.cumulation.data import load_concepts
from uitvoerbaar.assess.aspects.cumulation.measure import Trial, organisations, received, trial
from uitvoerbaar.assess.changed import changed_schemes
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import HOUSEHOLDS, SIDE, TableSpec, before_after, on_people, per_row
from uitvoerbaar.assess.findings import rule_finding
from uitvoerbaar.assess.outcome import Outcome, Test, not_done
from uitvoerbaar.assess.pair import ROLES, Pair, each_side
from uitvoerbaar.assess.people.claim import Claim, claim, of_all
from uitvoerbaar.assess.people.groups import groupings
from uitvoerbaar.assess.people.left_out import of_grouping, with_left_out
from uitvoerbaar.assess.people.part import part_of
from uitvoerbaar.assess.people.totals import count, mean, share
from uitvoerbaar.assess.reading.data import load_room_rules
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.base.numbers import decimal, money
from uitvoerbaar.findings import Cell, Column, Figure, Finding, Severity, TestRun, Text

ID = "stapeling"
_TITLE = Text("Stapeling", "Cumulation")
_INTRO = Text(
    "Hoeveel regelingen en organisaties heeft een huishouden tegelijk? Welke regelingen nemen samen terug als iemand meer gaat "
    "verdienen? En welk woord betekent in elke wet iets anders?",
    "How many schemes and organisations does a household have at the same time? Which schemes take back together when someone "
    "earns more? And which word means something else in each law?",
)


def run(ctx: Context) -> Outcome:
    """Count per household, try a raise for every working head, and compare the meaning of concepts across laws."""
    if not any(ctx.sides.of(role).nodes for role in ROLES):
        missing = Text("Geen regeling is te berekenen.", "No scheme can be computed.")
        return not_done(ID, _TITLE, _INTRO, missing)
    ctx = part_of(ctx)
    extra = int(ctx.settings.norm("samenloop_proef_eurocent"))
    counts = each_side(lambda role: received(ctx, role))
    trials = each_side(lambda role: trial(ctx, role, extra))
    concepts, short = load_concepts(), load_room_rules().short
    found = each_side(lambda role: meanings(ctx, role, concepts, short))
    figures = [
        _distribution(ctx, counts, "regelingen"),
        _distribution(ctx, each_side(lambda role: organisations(ctx, role)), "organisaties"),
        _by_group(ctx, counts),
        _falling(ctx, trials, extra),
        _pairs(ctx, trials, extra),
        concept_table(ctx, ID, found, concepts),
    ]
    findings = [
        *_stacked_finding(ctx, counts),
        *_falling_finding(ctx, trials, extra),
        *concept_findings(ctx, ID, found, concepts),
    ]
    return Outcome(TestRun(ID, _TITLE, _INTRO), findings, [f for f in figures if f.rows])


_WHAT = {
    "regelingen": (
        Text("Hoeveel regelingen een huishouden krijgt", "How many schemes a household receives"),
        Text("Aantal regelingen", "Number of schemes"),
        Text(
            "Huishoudens naar het aantal regelingen waarvan zij geld krijgen, voor en na.",
            "Households by the number of schemes that pay them, before and after.",
        ),
    ),
    "organisaties": (
        Text(
            "Met hoeveel organisaties een huishouden geld uitwisselt", "With how many organisations money is exchanged"
        ),
        Text("Aantal organisaties", "Number of organisations"),
        Text(
            "Huishoudens naar het aantal organisaties dat hun iets betaalt of van hen ontvangt, voor en na.",
            "Households by the number of organisations that pay them or that they pay, before and after.",
        ),
    ),
}


def _bars(
    ctx: Context, name: str, title: Text, reading: Text, category: Text, rows: list[Mapping[str, Cell]], source: Text
) -> Figure:
    """Households by a number, before and after."""
    return before_after(ID, name, title, reading, Column("aantal", category), HOUSEHOLDS).figure(
        ctx, rows, source=source, range_=per_row(ctx.full)
    )


def _rows(ctx: Context, numbers: Pair[Ints], weights: Pair[Ints]) -> list[Mapping[str, Cell]]:
    rows: list[Mapping[str, Cell]] = []
    top = max(int(n.max(initial=0)) for n in numbers)
    for number in range(top + 1):
        for role in ROLES:
            found = count(numbers.of(role) == number, weights.of(role), ctx.full)
            rows.append(
                {
                    "aantal": Text(str(number), str(number)),
                    "kant": SIDE.of(role),
                    "huishoudens": round(found.value),
                    "laag": max(0, round(found.low)),
                    "hoog": round(found.high),
                }
            )
    return rows


def _distribution(ctx: Context, numbers: Pair[Ints], name: str) -> Figure:
    title, category, reading = _WHAT[name]
    rows = _rows(ctx, numbers, Pair(ctx.weights, ctx.weights))
    return _bars(ctx, name, title, reading, category, rows, _source(ctx))


def _source(ctx: Context) -> Text:
    return on_people(ctx, "Alle regelingen doorgerekend op {}", "All schemes run on {}")


_BY_GROUP_TABLE = TableSpec(
    ID,
    "groepen",
    Text("Regelingen per huishouden, naar groep", "Schemes per household, by group"),
    Text(
        "Gemiddeld aantal regelingen voor en na, en welk deel er na het voornemen drie of meer heeft.",
        "Average number of schemes before and after, and which share has three or more after the proposal.",
    ),
    (
        Column("verdeling", Text("Verdeling", "Division")),
        Column("groep", Text("Groep", "Group")),
        Column("voor", SIDE.before, "aantal"),
        Column("na", SIDE.after, "aantal"),
        Column("drie", Text("Drie of meer", "Three or more"), "aandeel"),
    ),
)


def _by_group(ctx: Context, counts: Pair[Ints]) -> Figure:
    least = ctx.settings.norm("kleinste_groep_huishoudens")
    rows: list[Mapping[str, Cell]] = []
    left: list[Text] = []
    for grouping in groupings(ctx):
        if grouping.id == "provincie":
            continue
        many_of = np.bincount(grouping.codes, minlength=len(grouping.labels))
        few = [label for label, many in zip(grouping.labels, many_of, strict=True) if many < least]
        left += of_grouping(grouping.title, few)
        for code, label in enumerate(grouping.labels):
            members = grouping.codes == code
            if many_of[code] >= least:
                before, after = (mean(counts.of(role), members, ctx.weights, ctx.full).value for role in ROLES)
                many = share(counts.after >= 3, members, ctx.weights, ctx.full)
                rows.append(
                    {
                        "verdeling": grouping.title,
                        "groep": label,
                        "voor": round(before, 2),
                        "na": round(after, 2),
                        "drie": round(many.value, 3),
                    }
                )
    note = with_left_out(None, left)
    return _BY_GROUP_TABLE.figure(ctx, rows, source=_source(ctx), range_=per_row(ctx.full), note=note)


def _falling(ctx: Context, trials: Pair[Trial], extra: int) -> Figure:
    rows = (
        _rows(
            ctx,
            trials.map(lambda trial: trial.falling),
            trials.map(lambda trial: ctx.weights[trial.households]),
        )
        if any(len(t.losses) for t in trials)
        else []
    )
    return _bars(
        ctx,
        "samen-dalen",
        Text(
            "Hoeveel regelingen terugnemen bij {extra} meer loon",
            "How many schemes take back when wages rise by {extra}",
        ).format(extra=money(extra)),
        Text(
            "Huishoudens waarvan de hoofdbewoner loon heeft, naar het aantal regelingen dat iets terugneemt als de hoofdbewoner "
            "meer verdient; hogere belasting telt als een regeling.",
            "Households of which the head has wage, by the number of schemes that take something back when the head "
            "earns more; higher tax counts as one scheme.",
        ),
        Text("Regelingen die terugnemen", "Schemes that take back"),
        rows,
        _source(ctx),
    )


_PAIRS_TABLE = TableSpec(
    ID,
    "paren",
    Text("Welke regelingen samen bewegen", "Which schemes move together"),
    Text(
        "Bij {extra} meer loon: hoeveel huishoudens beide regelingen voelen, bij welk deel ze dezelfde kant op "
        "gaan, en wat ze samen terugnemen (mediaan van wie verliest).",
        "At {extra} more in wages: how many households feel both schemes, for which share they move the same "
        "way, and what they take back together (median of those who lose).",
    ),
    (
        Column("een", Text("Regeling", "Scheme")),
        Column("ander", Text("En", "And")),
        Column("voor", Text("Huishoudens, voor", "Households, before"), "huishoudens"),
        Column("na", Text("Huishoudens, na", "Households, after"), "huishoudens"),
        Column("gelijk", Text("Zelfde kant op", "Same direction"), "aandeel"),
        Column("verlies", Text("Samen terug, mediaan", "Together taken back, median"), "eurocent_per_jaar"),
    ),
    note=Text(
        "Alleen de hoofdbewoner verdient meer; de regelingen van andere volwassenen in huis blijven gelijk.",
        "Only the head earns more; the schemes of other adults in the home stay the same.",
    ),
)


def _pairs(ctx: Context, trials: Pair[Trial], extra: int) -> Figure:
    names = {s.id: s.name for s in ctx.settings.schemes}
    before = {(a, b): (both, same) for a, b, both, same in trials.before.pairs()}
    rows: list[Mapping[str, Cell]] = []
    for one, other, both, same in trials.after.pairs():
        weights = ctx.weights[trials.after.households]
        loss = trials.after.losses[one] + trials.after.losses[other]
        earlier = before.get((one, other))
        down = same & (loss > 0)
        rows.append(
            {
                "een": names[one],
                "ander": names[other],
                "voor": round(count(earlier[0], ctx.weights[trials.before.households], ctx.full).value)
                if earlier
                else 0,
                "na": round(count(both, weights, ctx.full).value),
                "gelijk": round(share(same, both, weights, ctx.full).value, 3),
                "verlies": round(float(np.median(loss[down]))) if down.any() else 0,
            }
        )
    rows.sort(key=lambda row: -int(str(row["na"])))
    return _PAIRS_TABLE.filled(extra=money(extra)).figure(ctx, rows, source=_source(ctx), range_=per_row(ctx.full))


def _stacked_finding(ctx: Context, counts: Pair[Ints]) -> list[Finding]:
    """More schemes per household: a task, a decision and a chance of repayment more."""
    more = of_all(counts.after > counts.before, ctx.weights, ctx.full, _source(ctx))
    schemes = changed_schemes(ctx)
    if not schemes or more.share <= ctx.settings.norm("stapeling_erbij_aandeel"):
        return []
    return [
        rule_finding(
            ctx,
            ID,
            "regelingen-erbij",
            "aandacht",
            Text("{part} krijgt er een regeling bij", "{part} get one more scheme").format(part=more.part),
            Text(
                "Meer geld, maar ook een aanvraag, een schatting en kans op terugbetalen erbij.",
                "More money, but also one application, one estimate and one chance of repayment more.",
            ),
            schemes,
            schemes[0].law,
            mend=Text(
                "Ken de regeling toe zonder aanvraag, of voeg haar samen met een andere.",
                "Grant the scheme without an application, or merge it with another.",
            ),
            claim=more,
            whom=Text("Wie er een regeling bij krijgt", "Those who get one more scheme"),
        )
    ]


def _falling_finding(ctx: Context, trials: Pair[Trial], extra: int) -> list[Finding]:
    least = int(ctx.settings.norm("samenloop_regelingen"))
    shares = {}
    for role in ROLES:
        falling, weights = trials.of(role).falling, ctx.weights[trials.of(role).households]
        shares[role] = share(falling >= least, np.ones(len(falling), dtype=bool), weights, ctx.full).value
    schemes, more = changed_schemes(ctx), shares["na"] - shares["voor"]
    newly = _newly_falling(ctx, trials, least)
    if not schemes or more <= ctx.settings.norm("samenloop_erbij_aandeel"):
        return []
    severity: Severity = "ernstig" if more > ctx.settings.norm("samenloop_erbij_ernstig_aandeel") else "aandacht"
    before, after = (round(100 * shares[role], 1) for role in ROLES)
    return [
        rule_finding(
            ctx,
            ID,
            "samen-dalen",
            severity,
            Text(
                "Bij {part} nemen {least} of meer regelingen tegelijk terug, en voor het voornemen niet",
                "{part} face {least} or more phase-outs at once, and did not before the proposal",
            ).format(part=newly.part, least=least),
            Text(
                "Dat is bij {extra} meer loon. In alle gevallen samen: voor het voornemen {before} procent van de huishoudens "
                "waarvan de hoofdbewoner loon heeft, erna {after} procent.",
                "That is at {extra} more in wages. In all: before the proposal {before} percent of households of which "
                "the head has wage, after it {after} percent.",
            ).format(extra=money(extra), before=decimal(before), after=decimal(after)),
            schemes,
            schemes[0].law,
            mend=Text(
                "Laat de afbouw van regelingen op elkaar aansluiten in plaats van samenvallen.",
                "Let the phase-outs of schemes follow each other instead of coinciding.",
            ),
            claim=newly,
            whom=Text(
                "Huishoudens waarvan de hoofdbewoner loon heeft, bij wie na het voornemen {least} of meer regelingen terugnemen, "
                "en ervoor niet",
                "Households of which the head has wage, with {least} or more phase-outs at once after the proposal and not before",
            ).format(least=least),
        )
    ]


def _newly_falling(ctx: Context, trials: Pair[Trial], least: int) -> Claim:
    """The working households with so many schemes taking back at once after the proposal, and not before it."""
    fall = each_side(lambda _: np.zeros(len(ctx.heads), np.bool_))
    works = np.zeros(len(ctx.heads), np.bool_)
    works[trials.after.households] = True
    for role in ROLES:
        one = trials.of(role)
        fall.of(role)[one.households[one.falling >= least]] = True
    who = Text("de huishoudens waarvan de hoofdbewoner loon heeft", "households of which the head has wage")
    return claim(fall.after & ~fall.before, works, ctx.weights, ctx.full, _source(ctx), who)


TEST = Test(ID, run)
