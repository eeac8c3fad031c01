"""What a proposal sets in motion, counted in the run: who gains, loses or changes, and what follows from it as work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from uitvoerbaar.assess.amounts import Amounts, amounts_of, changed_of
from uitvoerbaar.assess.changed import changed_laws, touched
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.people.rounded import EURO
from uitvoerbaar.assess.people.totals import Estimate, count, total
from uitvoerbaar.delivery.money import Programme
from uitvoerbaar.delivery.money.data import MoneyData
from uitvoerbaar.findings import Text
from uitvoerbaar.findings.cost_terms import Payer


@dataclass(frozen=True, slots=True)
class Counts:
    """By kind how many there are for one scheme, each with its interval, and who carries the scheme out."""

    scheme: str
    name: Text
    organisation: str
    of: Mapping[str, Estimate]


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
