"""What a proposal sets in motion, counted in the run: who gains, loses or changes, and what follows from it as work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from uitvoerbaar.assess.amounts import Amounts, amounts_of, changed_of
from uitvoerbaar.assess.changed import changed_laws, changed_schemes, touched
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.people.rounded import EURO
from uitvoerbaar.assess.people.totals import Estimate, count, total
from uitvoerbaar.base.numbers import numeral
from uitvoerbaar.delivery.money import Programme, Work
from uitvoerbaar.delivery.money.data import Counted, MoneyData, Process
from uitvoerbaar.findings import Text
from uitvoerbaar.findings.cost_terms import Payer

COUNTED: Mapping[Counted, Text] = {
    "ontvangers": Text("huishoudens met de regeling, na min voor", "households with the scheme, after less before"),
    "nieuw": Text("huishoudens die de regeling krijgen", "households that get the scheme"),
    "einde": Text("huishoudens die de regeling verliezen", "households that lose the scheme"),
    "anders": Text("huishoudens met een ander bedrag", "households with another amount"),
    "lager": Text("huishoudens die er bij de regeling op achteruitgaan", "households that lose by the scheme"),
    "artikelen": Text("gewijzigde artikelen", "changed articles"),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """By kind how many there are for one scheme, each with its interval, and who carries the scheme out."""

    scheme: str
    name: Text
    organisation: str
    of: Mapping[Counted, Estimate]


def changed(ctx: Context) -> tuple[list[Amounts], int]:
    """The schemes that change for somebody, and the step to which the budget rounds them."""
    return changed_of(amounts_of(ctx, touched(ctx)))


def programmes(ctx: Context, found: Sequence[Amounts], step: int, data: MoneyData) -> list[Programme]:
    """What each scheme costs more a year, as the chapter on the budget counts it: benefits less levies, in euros."""
    made = []
    for amounts in found:
        sign = 1 if amounts.scheme.spends else -1
        half = total(amounts.change, ctx.weights, ctx.full).half
        payer = payer_of(ctx, amounts.scheme.id, data)
        made.append(Programme(amounts.scheme.name, payer, sign * amounts.difference(step) / EURO, half / EURO))
    return made


def payer_of(ctx: Context, scheme: str, data: MoneyData) -> Payer:
    """Who pays a scheme: the proposal says so, else the data."""
    money = ctx.proposal.money
    return (money.payers.get(scheme) if money is not None else None) or data.pays(scheme).programme


def counts_of(ctx: Context, amounts: Amounts) -> Counts:
    """Who gains, loses or changes by one scheme; of a levy, who pays more loses."""
    before, after = amounts.columns
    assert before is not None
    assert after is not None
    worse = after < before if amounts.scheme.spends else after > before
    both = (before > 0) & (after > 0)
    return Counts(
        amounts.scheme.id,
        amounts.scheme.name,
        amounts.scheme.provider,
        {
            "ontvangers": total((after > 0).astype(np.int64) - (before > 0), ctx.weights, ctx.full),
            "nieuw": count((before == 0) & (after > 0), ctx.weights, ctx.full),
            "einde": count((before > 0) & (after == 0), ctx.weights, ctx.full),
            "anders": count(both & (before != after), ctx.weights, ctx.full),
            "lager": count(worse, ctx.weights, ctx.full),
        },
    )


def articles(ctx: Context) -> int:
    """How many articles change: those that the proposal names, else one for each law that differs."""
    named = {(change.law, change.article) for change in ctx.proposal.changes}
    return len(named) or len(changed_laws(ctx))


def work_of(ctx: Context, found: Sequence[Counts], many: int, data: MoneyData) -> list[Work]:
    """The work that follows: of each process and scheme the cases that ask a person, with hours and rate.

    `many` articles change.
    """
    made = []
    for process in data.processes:
        if process.counted == "artikelen":
            made.append(_building(ctx, process, many, data))
            continue
        for counts in found:
            of = counts.of[process.counted]
            told = Text("{many} {what} ({scheme})", "{many} {what} ({scheme})").format(
                many=numeral(round(of.value)), what=COUNTED[process.counted], scheme=counts.name.inside
            )
            payer = data.pays(counts.scheme).delivery
            made.append(_work(process, data, counts.organisation, payer, of, told))
    return [work for work in made if work.count]


def _building(ctx: Context, process: Process, many: int, data: MoneyData) -> Work:
    """Work on systems, which is counted by articles: it falls on who carries out the first scheme that changes."""
    first = changed_schemes(ctx)
    doers = [*(scheme.provider for scheme in first), *ctx.proposal.carries_out]
    payer: Payer = data.pays(first[0].id).delivery if first else "rijk"
    told = Text("{many} {what}", "{many} {what}").format(many=many, what=COUNTED["artikelen"])
    return _work(process, data, doers[0] if doers else "", payer, Estimate(many, 0.0), told)


def _work(process: Process, data: MoneyData, organisation: str, payer: Payer, of: Estimate, told: Text) -> Work:
    return Work(
        process.id,
        process.name,
        organisation,
        payer,
        process.part,
        process.lasting,
        of.value,
        of.half,
        process.share,
        process.hours,
        data.rates[process.rate],
        told,
    )
