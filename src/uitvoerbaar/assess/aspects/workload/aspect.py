"""Workload: what a proposal asks of who carries it out, counted in the run, before and after."""

from __future__ import annotations

from uitvoerbaar.assess.aspects.workload.rows import (
    arithmetic,
    arrivals,
    beside,
    counts,
    difference,
    facts,
    months,
    providers,
    staff,
)
from uitvoerbaar.assess.aspects.workload.tables import ID
from uitvoerbaar.assess.changed import blamed
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.disclosure.protect import rule_of
from uitvoerbaar.assess.outcome import Outcome, Test, not_done
from uitvoerbaar.assess.workload.carried import Workload, workload
from uitvoerbaar.base.numbers import decimal, numeral
from uitvoerbaar.delivery.organisations import Organisation
from uitvoerbaar.delivery.organisations.model import STAFF
from uitvoerbaar.delivery.work.volumes import MONTHS
from uitvoerbaar.delivery.work.worked import Amount, peak
from uitvoerbaar.findings import Finding, TestRun, Text

_TITLE = Text("Het werk van de uitvoerder", "The work of the provider")
_INTRO = Text(
    "Hoeveel aanvragen, wijzigingen, vaststellingen, terugvorderingen en bezwaren het voornemen geeft, en hoeveel "
    "uren en mensen "
    "dat vraagt. Geteld in dezelfde doorrekening als de gevolgen voor burgers; wat niet te tellen is, is een aanname "
    "met een reden.",
    "How many applications, changes, settlements, recoveries and objections the proposal gives, and how many hours "
    "and people that "
    "asks. Counted in the same run as the effects on citizens; what cannot be counted is an assumption with a reason.",
)


def run(ctx: Context) -> Outcome:
    """Count cases per scheme and provider on both sides and turn them into hours, staff and euros."""
    found = workload(ctx)
    if isinstance(found, Text):
        return not_done(ID, _TITLE, _INTRO, found)
    if not found.changed:
        return not_done(ID, _TITLE, _INTRO, *(found.unknown or (_NOTHING,)))
    figures = [
        months(ctx, found),
        staff(ctx, found),
        providers(ctx, found),
        arrivals(ctx, found.changed),
        counts(ctx, found.changed),
        arithmetic(ctx, found.changed),
    ]
    compared = beside(ctx, found)
    figures += [compared] if compared is not None else []
    figures += [facts(ctx, found)]
    missing = (*found.unknown, *_others(ctx, found))
    if _too_few(ctx, found):
        return Outcome(TestRun(ID, _TITLE, _INTRO, "gedeeltelijk", (*missing, _FEW)), figures=figures)
    findings = [f for organisation in found.touched for f in _findings(ctx, found, organisation)]
    told = TestRun(ID, _TITLE, _INTRO, "gedeeltelijk" if missing else "uitgevoerd", missing)
    return Outcome(told, findings, figures)


_NOTHING = Text(
    "Geen regeling van een bekende uitvoerder verandert voor iemand, dus er verandert geen werk.",
    "No scheme of a known provider changes for anybody, so no work changes.",
)


_FEW = Text(
    "Bevindingen en rijen van het kader ontbreken: het werk rust op te weinig huishoudens van de eigen gegevens om het te tonen.",
    "Findings and rows of the kader are left out: the work rests on too few households of the own microdata to be shown.",
)


def _too_few(ctx: Context, found: Workload) -> bool:
    """Whether what the work is computed from may not be told: a number of jobs gives away the count behind it."""
    rule = rule_of(ctx)
    if rule is None:
        return False
    return any(rule.small(size) for c in found.changed for size in c.groups)


def _others(ctx: Context, found: Workload) -> tuple[Text, ...]:
    """Who the proposal names as provider and for whom no scheme that changes was counted."""
    counted = {organisation.id for organisation in found.touched}
    named = {name: found.organisations.named(name) for name in ctx.proposal.carries_out}
    return tuple(
        Text(
            "{name}: het voornemen noemt deze uitvoerder, maar geen regeling die wordt doorgerekend is van hem; zijn "
            "werk is niet "
            "te berekenen.",
            "{name}: the proposal names this provider, but no scheme that is run is theirs; their work cannot be "
            "computed.",
        ).format(name=name)
        for name, organisation in named.items()
        if organisation is None or organisation.id not in counted
    )


def _findings(ctx: Context, found: Workload, organisation: Organisation) -> list[Finding]:
    """Staff for good, and the peak at the start."""
    carried = [c for c in found.at(organisation.id) if c.changed]
    added = difference([w for c in carried for w in c.work], found.hours.value)
    month, before, after = peak([v for c in carried for v in c.volumes])
    law, article, url = blamed(ctx.proposal.changes)
    made = [
        _finding(ctx, organisation, added, (law, article, url)),
        _peak(ctx, organisation, month, (before, after, found.hours.value), (law, article, url)),
    ]
    return [f for f in made if f is not None]


_Blamed = tuple[str | None, str | None, str | None]
_REST = Text(
    "Dit rust op aannamen over minuten en aandelen; eigen cijfers van de organisatie gaan voor.",
    "This rests on assumptions on minutes and shares; the organisation's own figures go before them.",
)


def _finding(ctx: Context, organisation: Organisation, added: Amount, blamed_: _Blamed) -> Finding | None:
    known = organisation.latest(STAFF)
    if known is None or added.value <= 0:
        return None
    part = added.value / known.fact.value
    if part < ctx.settings.norm("werk_toename_aandacht"):
        return None
    # Minutes and shares are assumed: what holds only with some of them asks for attention, not for a condition.
    sure = added.low / known.fact.value >= ctx.settings.norm("werk_toename_ernstig")
    return Finding(
        id=f"{ID}-banen-{organisation.id}",
        test=ID,
        severity="ernstig" if sure else "aandacht",
        title=Text("{name}: blijvend {fte} banen erbij", "{name}: {fte} more jobs, permanently").format(
            name=organisation.name, fte=numeral(round(added.value))
        ),
        explanation=Text(
            "Dat is {part} procent van het personeel van nu ({staff} fte, {year}); het kan tussen {low} en {high} "
            "banen liggen. {rest}",
            "That is {part} percent of the staff of now ({staff} fte, {year}); it may lie between {low} and {high} "
            "jobs. {rest}",
        ).format(
            part=decimal(round(100 * part, 1)),
            staff=numeral(round(known.fact.value)),
            year=known.when,
            low=numeral(round(added.low)),
            high=numeral(round(added.high)),
            rest=_REST,
        ),
        whom=organisation.name,
        law=blamed_[0],
        article=blamed_[1],
        households=None,
        smallest_case=None,
        command=ctx.command,
        mend=Text(
            "Vraag de organisatie of deze mensen er zijn, of kies regels die vanzelf kunnen worden uitgevoerd.",
            "Ask the organisation whether these people are there, or choose rules that can be carried out by "
            "themselves.",
        ),
        url=blamed_[2],
    )


def _peak(
    ctx: Context, organisation: Organisation, month: int, hours: tuple[float, float, float], blamed_: _Blamed
) -> Finding | None:
    """A busiest month that is much busier than before, and that the organisation as a whole would notice; `hours` are those
    of that month before and after, and the productive hours of a job.
    """
    before, after, job = hours
    known = organisation.latest(STAFF)
    if (
        known is not None
        and after - before < ctx.settings.norm("werk_toename_aandacht") * known.fact.value * job / MONTHS
    ):
        return None
    if before <= 0 or after / before < ctx.settings.norm("werk_piek_keer"):
        return None
    return Finding(
        id=f"{ID}-piek-{organisation.id}",
        test=ID,
        severity="aandacht",
        title=Text(
            "{name}: de drukste maand (maand {month} na de ingang) vraagt {times} keer zo veel werk als de drukste "
            "van voor het voornemen",
            "{name}: the busiest month (month {month} after the start) asks {times} times as much work as the "
            "busiest before the proposal",
        ).format(name=organisation.name, month=month + 1, times=decimal(round(after / before, 1))),
        explanation=Text(
            "Aan wat verandert is dan {after} uur werk, tegen {before} uur in de drukste maand ervoor: aanvragen, "
            "vragen en bezwaren komen tegelijk. {rest}",
            "In that month {after} hours of work in place of {before}, by applications, questions and objections at "
            "once. {rest}",
        ).format(after=numeral(round(after)), before=numeral(round(before)), rest=_REST),
        whom=organisation.name,
        law=blamed_[0],
        article=blamed_[1],
        households=None,
        smallest_case=None,
        command=ctx.command,
        mend=Text(
            "Spreid de ingang over maanden, ken het recht toe zonder aanvraag, of werf voor de ingang.",
            "Spread the start over months, grant the right without an application, or recruit before it.",
        ),
        url=blamed_[2],
    )


TEST = Test(ID, run)
