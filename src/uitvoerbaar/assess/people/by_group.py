"""Shares and means per group of households, with the interval that comes from sampling, in a few passes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.assess.people.interval import half_width
from uitvoerbaar.assess.people.totals import MILLI
from uitvoerbaar.base.arrays import Floats, Ints
from uitvoerbaar.base.once import cached_property


@dataclass(frozen=True, slots=True)
class Ratios:
    """Per group: total of the numerator over total of the denominator, half its 95 % interval, and rows that count.

    `above` and `below` are the weighted totals in whole households (or whole units of the column).
    """

    value: Floats
    half: Floats
    rows: Ints
    above: Floats
    below: Floats


@dataclass
class Measure:
    """A column of households to add up by group; where it is nothing it costs nothing."""

    values: Floats
    weights: Ints
    """Thousandths of a household."""
    _last: tuple[Ints, Floats, Ints] | None = None

    @cached_property
    def rows(self) -> NDArray[np.intp]:
        """The households that have anything."""
        return np.flatnonzero(self.values)

    @cached_property
    def parts(self) -> Floats:
        """Weight x value of those households."""
        return np.asarray(self.values[self.rows] * (self.weights[self.rows] / MILLI), dtype=np.float64)

    def by(self, codes: Ints, groups: int) -> tuple[Floats, Ints]:
        """Per group the weighted total (whole households or units of the column) and how many rows have anything.

        The answer for the last division is kept: a denominator often serves more than one ratio.
        """
        if self._last is None or self._last[0] is not codes:
            here = codes[self.rows]
            total = np.asarray(np.bincount(here, weights=self.parts, minlength=groups), dtype=np.float64)
            self._last = codes, total, np.bincount(here, minlength=groups).astype(np.int64)
        return self._last[1], self._last[2]


def ratios(codes: Ints, groups: int, above: Measure, below: Measure, full: bool) -> Ratios:
    """`above` / `below` per group.

    Interval: linearised ratio estimator; zero when every household of the country was run. A group without anything
    in the denominator has value 0.
    """
    over, _ = above.by(codes, groups)
    under, rows = below.by(codes, groups)
    value = np.divide(over, under, out=np.zeros(groups), where=under != 0)
    if full:
        return Ratios(value, np.zeros(groups), rows, over, under)
    residual = (above.weights / MILLI) * (above.values - value[codes] * below.values)
    half = half_width(np.bincount(codes, weights=residual * residual, minlength=groups), under)
    return Ratios(value, half, rows, over, under)


@dataclass(frozen=True, slots=True)
class Compared:
    """Per group its ratio divided by that of everybody else, with the 95 % interval; 1 means no difference.

    NaN where the group itself has nothing; infinite where only the others have nothing.
    """

    value: Floats
    low: Floats
    high: Floats


def compared(found: Ratios, full: bool) -> Compared:
    """Each group against all other households together (interval on the logarithm, the two being independent)."""
    over, under = found.above.sum() - found.above, found.below.sum() - found.below
    with np.errstate(divide="ignore", invalid="ignore"):
        rest = over / under
        value = found.value / rest
        value[~(value > 0)] = np.nan
        if full:
            return Compared(value, value, value)
        # Squared standard errors of the totals of all groups add up, because groups share no household.
        squared = (found.half * found.below) ** 2
        spread = np.sqrt((found.half / found.value) ** 2 + (squared.sum() - squared) / (rest * under) ** 2)
        spread[np.isinf(value)] = 0
        return Compared(value, value * np.exp(-spread), value * np.exp(spread))
