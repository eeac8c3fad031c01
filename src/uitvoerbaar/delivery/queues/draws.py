"""Chance in the queues: each number belongs to a repetition, a moment and a named variable, not to an order of work.

The draws themselves come from outside (the population has them, `population.draws.Draws`); here they become counts.
"""

from __future__ import annotations

from functools import cache
from statistics import NormalDist
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
STRIDE = 4096
"""Entities of one repetition: more than there are moments, so that a longer horizon leaves the draws of the first "
"part alone."""
_SMALL = 100.0
"""Up to this mean a count is drawn exactly; above it the normal distribution is off by less than a tenth of a case."""
_GRID = 4096
_NOTHING = 1e-17


class Draws(Protocol):
    """Uniform numbers on (0, 1) of entities `start` up to `stop` of a named variable, always the same for one seed."""

    def uniform(self, name: str, start: int, stop: int) -> Floats:
        """Shape (stop - start,)."""
        ...


class Kept:
    """Draws that are made once: for who follows the same queue many times, with another staff each time."""

    def __init__(self, draws: Draws) -> None:
        self.draws = draws
        self.known: dict[tuple[str, int, int], Floats] = {}

    def uniform(self, name: str, start: int, stop: int) -> Floats:
        """Those of the draws that are kept here."""
        key = name, start, stop
        if key not in self.known:
            self.known[key] = self.draws.uniform(name, start, stop)
        return self.known[key]


@cache
def _table() -> tuple[Floats, Floats]:
    grid = (np.arange(_GRID) + 0.5) / _GRID
    normal = NormalDist()
    return grid, np.array([normal.inv_cdf(float(p)) for p in grid])


def uniforms(draws: Draws, name: str, repetitions: int, moments: int) -> Floats:
    """Uniform numbers, shape (repetitions, moments)."""
    rows = [draws.uniform(name, each * STRIDE, each * STRIDE + moments) for each in range(repetitions)]
    return np.array(rows, dtype=np.float64).reshape(repetitions, moments)


def normal(uniform: Floats) -> Floats:
    """Standard normal numbers from uniform ones, from a table of 4,096 points (so within 3.7)."""
    grid, points = _table()
    return np.asarray(np.interp(uniform, grid, points), dtype=np.float64)


def counts(mean: Floats, uniform: Floats) -> Floats:
    """How many come when `mean` are expected (Poisson): exact for small numbers, normal for large ones; same shape."""
    mean, uniform = np.broadcast_arrays(mean, uniform)
    many = np.maximum(mean + np.sqrt(np.maximum(mean, 0)) * normal(uniform), 0.0)
    small = mean <= _SMALL
    if small.any():
        many[small] = _poisson(mean[small], uniform[small])
    return many


def _poisson(mean: Floats, uniform: Floats) -> Floats:
    term = np.exp(-mean)
    below, found = term.copy(), np.zeros(mean.shape)
    for count in range(1, int(_SMALL + 10 * np.sqrt(_SMALL)) + 1):
        # A sum of rounded terms may stay below a draw near 1; beyond its mean the terms of a count only fall.
        above = (uniform > below) & ((term >= _NOTHING) | (count <= mean))
        if not above.any():
            break
        found[above] = count
        term = term * mean / count
        below = below + term
    return found


def spread_points(mean: float, spread: float, points: int) -> Floats:
    """`points` equally likely values of a positive time with this mean and coefficient of variation (lognormal).

    The points keep the mean exactly; without spread they are all the mean.
    """
    if mean <= 0 or spread <= 0:
        return np.full(points, max(mean, 0.0))
    sigma = float(np.sqrt(np.log1p(spread**2)))
    normal_dist = NormalDist()
    values = np.array([np.exp(sigma * normal_dist.inv_cdf((at + 0.5) / points)) for at in range(points)])
    return np.asarray(values * (mean / values.mean()), dtype=np.float64)
