"""The interval of a ratio of two weighted totals: one estimator for shares, means and ratios, of all or by group."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.base.arrays import Floats

Z = 1.96
"""Half the width of a 95 % interval of the normal distribution, in standard deviations."""


def half_width(squared: NDArray[Any], base: NDArray[Any]) -> Floats:
    """Half the 95 % interval of total(y) / total(x), per group, by linearisation; 0 where nothing is in the denominator.

    `squared` is the sum over households of (weight x (y - ratio x x)) squared, `base` the weighted total of x in the same
    weights. Source: Wolter, Introduction to Variance Estimation (Springer, 2007), chapter 6; sampled with replacement.
    """
    return np.asarray(Z * np.divide(np.sqrt(squared), base, out=np.zeros_like(base, dtype=np.float64), where=base != 0))
