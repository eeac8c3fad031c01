"""Shares and means per group of households, with the interval that comes from sampling, in a few passes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_Z = 1.96


@dataclass(frozen=True, slots=True)
class Ratios:
    """Per group: total of the numerator over total of the denominator, half its 95 % interval, and rows that count.

    `above` and `below` are the weighted totals in whole households (or whole units of the column).
    """

    value: Floats
    half: Floats
    rows: NDArray[np.int64]
    above: Floats
    below: Floats


def ratios(
    codes: NDArray[np.int64], groups: int, above: Floats, below: Floats, weights: NDArray[np.int64], full: bool
) -> Ratios:
    """`above` / `below` per group; weights in thousandths of a household.

    Interval: linearised ratio estimator; zero when every household of the country was run. A group without anything
    in the denominator has value 0.
    """
    weight = weights / 1000
    over: Floats = np.bincount(codes, weights=weight * above, minlength=groups).astype(np.float64)
    under: Floats = np.bincount(codes, weights=weight * below, minlength=groups).astype(np.float64)
    value = np.divide(over, under, out=np.zeros(groups), where=under != 0)
    rows = np.bincount(codes, weights=(below != 0), minlength=groups).astype(np.int64)
    if full:
        return Ratios(value, np.zeros(groups), rows, over, under)
    residual = weight * (above - value[codes] * below)
    spread = np.sqrt(np.bincount(codes, weights=residual * residual, minlength=groups))
    half = _Z * np.divide(spread, under, out=np.zeros(groups), where=under != 0)
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
