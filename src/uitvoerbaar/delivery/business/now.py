"""The first NOW scheme on businesses: advances, settlements, recoveries, what a mistake costs and where the law jumps.

The law is run by the engine (`scheme`); nothing of it is written a second time here. Who applied is drawn so that their
number is the published one; whether they repay is an outcome.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.base.arrays import Bools, Floats, Ints
from uitvoerbaar.base.fit import scaled_odds, to_integers
from uitvoerbaar.delivery.business.now_data import NowData, Slip
from uitvoerbaar.delivery.business.population import Businesses
from uitvoerbaar.delivery.business.scheme import Facts, Scheme
from uitvoerbaar.delivery.business.turnover import expected, paths, wage_bill

OUTPUTS = ("voorschot", "vastgestelde_subsidie", "terug_te_betalen", "na_te_betalen")
_QUARTERS = 4


@dataclass(frozen=True, eq=False)
class Applicants:
    """Employers with an advance, a row per record and by whether they asked for settlement.

    `row` is the record of the businesses, `weight` how many employers it stands for here, `facts` what the law asks of them and
    `lost` the part of their turnover that was lost in their three months.
    """

    row: Ints
    weight: Ints
    facts: Facts
    lost: Floats

    def total(self, values: Ints | Bools | Floats) -> float:
        """A column added up over the employers."""
        return float((values * self.weight).sum())


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of the advances: counts of employers, sums in eurocent.

    `repay_asked` and `sum_asked` are of those who asked for settlement, `repay_never` and `sum_never` of those who did not.
    `heavy` counts employers who repay more than one month of their wage bill; `near` those whose loss lies within one
    percentage point of the threshold.
    """

    employers: float
    jobs: float
    advances: float
    settled: float
    asked: float
    repay_asked: float
    sum_asked: float
    never: float
    sum_never: float
    extra: float
    sum_extra: float
    nothing_left: float
    heavy: float
    near: float

    @property
    def share_repay(self) -> float:
        """The part of those who asked for settlement that repays."""
        return self.repay_asked / self.asked

    @property
    def mean_repaid(self) -> float:
        """What who asked for settlement and repays, repays on average, eurocent."""
        return self.sum_asked / self.repay_asked

    @property
    def share_back(self) -> float:
        """The part of the advances that came back, less what was paid afterwards."""
        return (self.sum_asked + self.sum_never - self.sum_extra) / self.advances


@dataclass(frozen=True, slots=True)
class SlipCost:
    """What a mistake costs: employers whom it costs something, the median and the largest cost (eurocent), the median of the
    cost over the mistake, and how many pay more than twice the mistake."""

    slip: Slip
    employers: float
    hit: float
    median: float
    worst: float
    ratio: float | None
    over_twice: float


def applicants(b: Businesses, now: NowData, scheme: Scheme) -> Applicants:
    """Who applied and was paid an advance: employers for whom the law gives one, thinned to the published number."""
    lost = paths(b, now).best_window
    stated = expected(b, now, lost)
    reference = np.rint(b.turnover / _QUARTERS).astype(np.int64)
    facts: dict[str, NDArray[Any]] = {
        "loonsom_referentie": b.wage,
        "loonsom_subsidieperiode": wage_bill(b, now),
        "omzet_referentie": reference,
        "omzet_verwacht": reference - _part(reference, stated / 100),
        "omzet_werkelijk": reference - _part(reference, lost),
        "vaststelling_gevraagd": np.ones(len(b), np.bool_),
    }
    insured = np.flatnonzero(b.employers & (b.persons > 1))  # a director alone is not insured, so has no wage bill here
    paid = scheme.run({name: values[insured] for name, values in facts.items()})["voorschot"] > 0
    rows = insured[paid]
    held = _who_applied(b.weight[rows], stated[rows] / 100, round(now.value("werkgevers")))
    never = to_integers(held.astype(np.float64), round(now.value("nooit_gevraagd")))
    row = np.concatenate([rows, rows])
    weight = np.concatenate([held - never, never])
    asked = np.repeat([True, False], len(rows))
    kept = weight > 0
    given = {name: values[row][kept] for name, values in facts.items()}
    given["vaststelling_gevraagd"] = asked[kept]
    return Applicants(row[kept], weight[kept], given, lost[row][kept])


def _who_applied(weight: Ints, loss: Floats, wanted: int) -> Ints:
    """How many of the employers of each record applied: `wanted` in all, with odds that rise with the loss they expect."""
    if wanted >= int(weight.sum()):
        return weight
    chance = scaled_odds(np.clip(loss, 0.01, 0.99), weight.astype(np.float64), wanted)
    return np.minimum(to_integers(chance * weight, wanted), weight)


def settle(b: Businesses, people: Applicants, scheme: Scheme, threshold: float) -> tuple[Settlement, dict[str, Ints]]:
    """What became of the advances, and the outputs of the law for each row. `threshold` is the least loss of the law."""
    out = scheme.run(people.facts)
    back, extra = out["terug_te_betalen"], out["na_te_betalen"]
    asked = np.asarray(people.facts["vaststelling_gevraagd"], np.bool_)
    total = people.total
    return Settlement(
        employers=total(np.ones(len(people.row))),
        jobs=total(b.jobs[people.row]),
        advances=total(out["voorschot"]),
        settled=total(out["vastgestelde_subsidie"]),
        asked=total(asked),
        repay_asked=total(asked & (back > 0)),
        sum_asked=total(np.where(asked, back, 0)),
        never=total(~asked),
        sum_never=total(np.where(asked, 0, back)),
        extra=total(asked & (extra > 0)),
        sum_extra=total(extra),
        nothing_left=total(asked & (out["vastgestelde_subsidie"] == 0)),
        heavy=total(back > b.wage[people.row]),
        near=total(np.abs(people.lost - threshold) < 0.01),
    ), out


def slip_cost(people: Applicants, scheme: Scheme, right: Mapping[str, Ints], slip: Slip, twice: float) -> SlipCost:
    """What a mistake costs those who asked for settlement, against the law's answer without it (`right`).

    `twice` is the norm: how many times the mistake its cost may be.
    """
    asked = np.asarray(people.facts["vaststelling_gevraagd"], np.bool_) & (right["vastgestelde_subsidie"] > 0)
    facts = {name: np.asarray(values)[asked] for name, values in people.facts.items()}
    made = _made(facts[slip.field], slip)
    cost = right["vastgestelde_subsidie"][asked] - scheme.run({**facts, slip.field: made})["vastgestelde_subsidie"]
    weight = people.weight[asked]
    hit = cost > 0
    size = np.abs(made.astype(np.int64) - facts[slip.field].astype(np.int64))
    money = slip.kind != "nooit"
    ratio = cost[hit] / np.maximum(size[hit], 1) if money else None
    return SlipCost(
        slip,
        float(weight.sum()),
        float(weight[hit].sum()),
        _median(cost[hit], weight[hit]),
        float(cost.max(initial=0)),
        None if ratio is None else _median(ratio, weight[hit]),
        float(weight[hit][ratio > twice].sum()) if ratio is not None else float(weight[hit].sum()),
    )


def _made(values: NDArray[Any], slip: Slip) -> NDArray[Any]:
    """A fact with the mistake in it."""
    if slip.kind == "nooit":
        return np.zeros(len(values), np.bool_)
    if slip.kind == "maand":
        return np.rint(values * (2 + slip.value) / 3).astype(np.int64)
    return np.rint(values * slip.value).astype(np.int64)


def _part(amount: Ints, share: Floats) -> Ints:
    return np.rint(amount * share).astype(np.int64)


def _median(values: Floats | Ints, weight: Ints) -> float:
    """The weighted median; 0 for nobody."""
    if not len(values):
        return 0.0
    order = np.argsort(values, kind="stable")
    half = np.searchsorted(np.cumsum(weight[order]), weight.sum() / 2)
    return float(values[order][half])
