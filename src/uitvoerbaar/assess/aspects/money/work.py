"""The work that a proposal asks, as lines of cost: processes of organisations as the run counts them, and building systems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from uitvoerbaar.assess.changed import changed_schemes
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.people.sample import Sample
from uitvoerbaar.assess.settlement.sides import Settlements
from uitvoerbaar.assess.workload.carried import Workload
from uitvoerbaar.assess.workload.counts import cases, estimates
from uitvoerbaar.base.numbers import decimal, numeral
from uitvoerbaar.delivery.fact import Fact
from uitvoerbaar.delivery.money import Work
from uitvoerbaar.delivery.money.data import Building, MoneyData
from uitvoerbaar.delivery.work import Work as Counted
from uitvoerbaar.delivery.work import work as works_of
from uitvoerbaar.findings import Text
from uitvoerbaar.findings.cost_terms import Lasting, Part, Payer

_CHECKS = ("controle",)
"""Processes that are supervision; the others serve citizens."""
_MINUTES = 60


def counted_work(found: Workload, data: MoneyData) -> list[Work]:
    """The lasting and the incidental work of every process of the schemes that the proposal changes."""
    made: list[Work] = []
    for carried in found.changed:
        made += _lines(carried.work, carried.cases.scheme, carried.organisation.name.nl, data)
    return made


def work_beside(ctx: Context, here: Workload, schemes: Iterable[Scheme], data: MoneyData) -> list[Work]:
    """The same for another law, by who has, gets, loses or sees another amount; settlements of advances are not run again."""
    without = Settlements(Sample(ctx), None)
    made: list[Work] = []
    for scheme in schemes:
        found, organisation = cases(ctx, scheme), here.organisations.named(scheme.provider)
        if found is None or organisation is None or not found.changed:
            continue
        counts = {name: (p.before.value, p.after.value) for name, p in estimates(ctx, found, without).items()}
        processes = here.processes.of(organisation.id, organisation.layer)
        made += _lines(works_of(counts, processes, here.processes.counted), scheme, organisation.name.nl, data)
    return made


def _lines(works: Iterable[Counted], scheme: Scheme, organisation: str, data: MoneyData) -> list[Work]:
    payer = data.pays(scheme.id).delivery
    made = []
    for each in works:
        for duration, many, said in _durations(each.cases):
            made.append(_line(each, scheme, organisation, payer, duration, many, said))
    return made


def _durations(cases: Mapping[str, float]) -> list[tuple[Lasting, float, int]]:
    """How many cases more once and every year, and as what number that is told: less those that are told of before the proposal,
    so that it is the difference of the two numbers in the chapter on the work."""
    both: list[tuple[Lasting, float, int]] = [
        ("incidenteel", cases["once"], round(cases["once"])),
        ("structureel", cases["after"] - cases["before"], round(cases["after"]) - round(cases["before"])),
    ]
    return [(duration, many, said) for duration, many, said in both if many]


def _line(
    each: Counted, scheme: Scheme, organisation: str, payer: Payer, duration: Lasting, many: float, said: int
) -> Work:
    process = each.process
    part: Part = "handhaving" if process.id in _CHECKS else "dienstverlening"
    told = Text("{many} keer {process} ({scheme})", "{many} times {process} ({scheme})").format(
        many=numeral(said), process=process.name.inside, scheme=scheme.name.inside
    )
    return Work(
        process.id,
        process.name.capital,
        organisation,
        payer,
        part,
        duration,
        many,
        0.0,
        process.handling.by_hand,
        _hours(process.handling.minutes, process.handling.rework),
        process.staff.rate,
        told,
    )


def _hours(minutes: Fact, rework: Fact) -> Fact:
    """Hours of a case with what comes again in it; the ends take both at their lowest or highest."""

    def at(first: float | None, again: float | None) -> float:
        time = minutes.value if first is None else first
        return time / _MINUTES * (1 + (rework.value if again is None else again))

    return Fact(
        at(None, None),
        "uren per zaak",
        minutes.year,
        minutes.source,
        minutes.confidence,
        at(minutes.low, rework.low),
        at(minutes.high, rework.high),
        minutes.url,
    )


def building(ctx: Context, many: int, data: MoneyData) -> list[Work]:
    """Work on systems, which is counted by articles: it falls on who carries out the first scheme that changes."""
    first = changed_schemes(ctx)
    doers = [*(scheme.provider for scheme in first), *ctx.proposal.carries_out]
    payer: Payer = data.pays(first[0].id).delivery if first else "rijk"
    return [_built(each, many, doers, payer, data) for each in data.building if many and each.share.value]


def _built(each: Building, many: int, doers: Sequence[str], payer: Payer, data: MoneyData) -> Work:
    told = Text("{many} gewijzigde artikelen", "{many} changed articles").format(many=decimal(many))
    return Work(
        each.id,
        each.name,
        doers[0] if doers else "",
        payer,
        "automatisering",
        each.lasting,
        many,
        0.0,
        each.share,
        each.hours,
        data.rates[each.rate],
        told,
    )
