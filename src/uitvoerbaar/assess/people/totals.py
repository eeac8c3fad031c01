"""Estimates for the country from weighted rows, with the interval that comes from sampling."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.assess.people.interval import Z, half_width
from uitvoerbaar.base.arrays import Floats, Ints
from uitvoerbaar.findings import Households, Range, Text

MILLI = 1000
"""A weight of a household is a whole number of thousandths."""
_AT_ONCE = 65_536
"""Rows whose sum is taken at a time."""

EXACT = Text(
    "Geen steekproef: alle huishoudens van de bevolking zijn doorgerekend. "
    "De onzekerheid van de bevolking zelf staat bij de grenzen van deze toets.",
    "No sample: every household of the population was run. "
    "The uncertainty of the population itself is stated under the limits of this assessment.",
)
SAMPLED = Text(
    "95 %-interval door de steekproef van huishoudens; de onzekerheid van de bevolking zelf komt daarbij.",
    "95% interval from the sample of households; the uncertainty of the population itself comes on top.",
)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A total for the country and half the width of its 95 % interval, in the unit of the column.

    `least` is the lowest value that can be: the interval of a count does not go below zero.
    """

    value: float
    half: float
    least: float = -math.inf

    @property
    def low(self) -> float:
        """Lower end of the interval."""
        return max(self.value - self.half, self.least)

    @property
    def high(self) -> float:
        """Upper end of the interval."""
        return self.value + self.half

    def range(self, full: bool) -> Range:
        """The interval as a report shows it."""
        return Range(round(self.low), round(self.high), EXACT if full else SAMPLED)


def exact_total(column: Ints, weights: Ints) -> int:
    """Sum of column x weight in thousandths of the unit, exact: int64 where that is proven to fit, else Python int."""
    top = max(int(column.max(initial=0)), -int(column.min(initial=0)))
    largest = top * int(weights.max(initial=0)) * max(len(column), 1)
    if largest < 2**63:
        # A part at a time: a product of whole columns is new memory, which costs more than the product.
        return sum(
            int(np.dot(column[start : start + _AT_ONCE], weights[start : start + _AT_ONCE]))
            for start in range(0, len(column), _AT_ONCE)
        )
    return int((column.astype(object) * weights).sum())


def represented(weights: Ints) -> int:
    """How many households of the country rows with these weights (thousandths) stand for together."""
    return _whole(int(weights.sum()) / MILLI)


def _whole(number: float) -> int:
    """A number of households as a count: what is there is one at least, however little it weighs, or it is of nobody."""
    return max(1, round(number)) if number > 0 else round(number)


def whole_euros(cents: float) -> int:
    """An estimate in eurocent to the euro: cents would suggest a precision that it does not have."""
    return round(float(cents) / 100) * 100


def total(column: Ints, weights: Ints, full: bool) -> Estimate:
    """The weighted total of `column` per household, with the sampling interval of a calibrated sample.

    Variance: n/(n-1) times the sum of squared deviations of weight x value from their mean (with replacement), the
    usual conservative estimate; zero when every household of the country was run.
    """
    value = exact_total(column, weights) / MILLI
    n = len(column)
    if full or n < 2:
        return Estimate(value, 0.0)
    parts = column.astype(np.float64) * (weights / MILLI)
    variance = n / (n - 1) * float(((parts - parts.mean()) ** 2).sum())
    return Estimate(value, Z * math.sqrt(variance))


def count(chosen: NDArray[np.bool_], weights: Ints, full: bool) -> Estimate:
    """How many households of the country are chosen."""
    if full:
        return Estimate(int(weights[chosen].sum()) / MILLI, 0.0, 0.0)
    return replace(total(chosen.astype(np.int64), weights, full), least=0.0)


def share(chosen: NDArray[np.bool_], among: NDArray[np.bool_], weights: Ints, full: bool) -> Estimate:
    """Which share of the households in `among` is chosen, with the linearised interval of a ratio."""
    base = float(weights[among].sum())
    if base == 0:
        return Estimate(0.0, 0.0)
    value = float(weights[among & chosen].sum()) / base
    if full:
        return Estimate(value, 0.0)
    return _ratio(value, weights[among] / base * (chosen[among] - value))


def mean(column: Ints | Floats, among: NDArray[np.bool_], weights: Ints, full: bool) -> Estimate:
    """The weighted mean of `column` in `among`, with its interval."""
    base = float(weights[among].sum())
    if base == 0:
        return Estimate(0.0, 0.0)
    w = weights[among] / base
    values = column[among].astype(np.float64)
    value = float((w * values).sum())
    if full:
        return Estimate(value, 0.0)
    return _ratio(value, w * (values - value))


def _ratio(value: float, residual: Floats) -> Estimate:
    """A ratio with its interval; `residual` in weights that are parts of the whole, so that the denominator is 1."""
    return Estimate(value, float(half_width(np.asarray((residual**2).sum()), np.ones(()))))


def households(
    chosen: NDArray[np.bool_],
    weights: Ints,
    full: bool,
    source: Text,
    of: int | None = None,
    among: Text | None = None,
    *,
    under_rule: bool = False,
) -> Households:
    """The number of chosen households as a record; a finding takes it from a claim, which also knows of whom."""
    found = count(chosen, weights, full)
    return Households(_whole(found.value), round(found.low), _whole(found.high), source, of, among, under_rule)
