"""The failure of a link, counted on the population: which benefits, which households, how much money, who has no income."""

from __future__ import annotations

import numpy as np

from uitvoerbaar.assess.aspects.chain.measure import Mask, Needs
from uitvoerbaar.assess.norms import NET, Scheme
from uitvoerbaar.assess.people.totals import MILLI
from uitvoerbaar.base.arrays import Floats
from uitvoerbaar.delivery.chain.failure import DAYS_A_YEAR, Standstill, payments_in, standstills, stopped, work_stopped
from uitvoerbaar.delivery.chain.outage import Outage, SchemeOutage


def of_no_source(needs: Needs) -> tuple[str, ...]:
    """The fields that schemes read and for which the chain names no register."""
    return tuple({f"{f.table}.{f.name}": None for s in needs.sources.values() for f in s.unknown})


def outage(needs: Needs, failed: str, days: float) -> Outage:
    """What the failure of a link for so many days comes to under the law of a side."""
    still = standstills(needs.chain, failed, days)
    weights = needs.sample.weights / MILLI
    n = len(weights)
    touched, receiving, lost = np.zeros(n, dtype=bool), np.zeros(n, dtype=bool), np.zeros(n)
    net = _net(needs)
    rows = []
    for scheme in needs.schemes:
        if scheme.id not in needs.sources:
            continue
        row, mask, unpaid = _scheme(needs, scheme, still, weights, net)
        rows.append(row)
        if scheme.spends:
            receiving |= needs.amount(scheme) > 0
            touched |= mask
            lost += unpaid
    without = None if net is None else float(weights[_part(lost, net) >= needs.chain.without_income.value].sum())
    much = None if net is None else float(weights[_part(lost, net) >= needs.chain.much_income.value].sum())
    return Outage(
        failed,
        days,
        tuple(rows),
        still,
        float(weights[touched].sum()),
        float(weights[receiving].sum()),
        without,
        much,
        of_no_source(needs),
    )


def _scheme(
    needs: Needs, scheme: Scheme, still: dict[str, Standstill], weights: Floats, net: Floats | None
) -> tuple[SchemeOutage, Mask, Floats]:
    """One scheme; with the households that it touches, and what a year they would lose that is not paid."""
    asked = needs.sources[scheme.id]
    amount = needs.amount(scheme).astype(np.float64)
    has = amount > 0
    registers = {on: found for on, tie in asked.registers.items() if (found := stopped((tie,), still)).days > 0}
    work = work_stopped(needs.chain, scheme.provider, still)
    waits = np.zeros(len(weights))
    for link, found in registers.items():
        waits = np.maximum(waits, np.where(needs.matters(scheme, asked.behind[link]), found.days, 0.0))
    own = work["toekennen"].days if "toekennen" in work else 0.0
    waits = np.maximum(waits, np.where(has, own, 0.0))
    applies = np.maximum(waits, np.where(has, work["aanvragen"].days if "aanvragen" in work else 0.0, 0.0))
    rhythm = needs.chain.rhythms.get(scheme.id)
    if not scheme.spends or (rhythm is not None and rhythm.payments.value == 0):
        work.pop("betalen", None)  # nothing is paid out
    unpaid_days = work["betalen"].days if "betalen" in work else 0.0
    mean, most = payments_in(unpaid_days, 0.0 if rhythm is None else rhythm.payments.value)
    in_year = np.minimum(waits / DAYS_A_YEAR, 1.0)
    apply_in_year = np.minimum(applies / DAYS_A_YEAR, 1.0)
    touched = (waits > 0) | (has if mean > 0 else False)
    alone = None if net is None else has & (_part(amount, net) >= needs.chain.without_income.value)
    new = None if rhythm is None else rhythm.new.value
    row = SchemeOutage(
        scheme.id,
        scheme.name,
        scheme.spends,
        registers,
        work,
        float(weights[has].sum()),
        float(weights[touched].sum()),
        None if rhythm is None else float((weights * in_year).sum()) * rhythm.decisions.value,
        None if new is None else float((weights * apply_in_year).sum()) * new,
        float((weights * amount * in_year).sum()),
        float((weights * amount).sum()) * mean,
        float((weights * amount).sum()) * most,
        None if new is None or alone is None else float((weights * apply_in_year)[alone].sum()) * new,
    )
    return row, touched, amount if mean > 0 else np.zeros(len(weights))


def _net(needs: Needs) -> Floats | None:
    """Net income of each household, eurocent a year; None when the law of the side cannot compute it."""
    if NET not in needs.ctx.sides.of(needs.role).nodes:
        return None
    column = needs.ctx.column(needs.role, needs.ctx.settings.net)
    return None if column is None else column[needs.sample.households].astype(np.float64)


def _part(amount: Floats, net: Floats) -> Floats:
    """Which part of net income an amount is; who has no net income loses all of it."""
    return np.where(net > 0, amount / np.maximum(net, 1.0), np.where(amount > 0, 1.0, 0.0))
