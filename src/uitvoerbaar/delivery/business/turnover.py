"""The turnover of businesses in the spring of 2020, and what their owners expected of it. Paths are an assumption.

Every business has a depth: the part of its turnover that is gone in its deepest month. Depths of a sector lie on a logistic
curve (from half as much again to nothing left) whose middle is set so that the sector, weighted by jobs, loses what was
published or assumed of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uitvoerbaar.base.arrays import Floats, Ints
from uitvoerbaar.delivery.business.now_data import NowData
from uitvoerbaar.delivery.business.population import Businesses

_GROWTH = 0.5
_QUARTER = slice(1, 4)
"""April to June among the months from March on."""
_WINDOW = 3
_ROUNDS = 60


@dataclass(frozen=True, eq=False)
class Path:
    """Of every business the part of its turnover that is lost by month (from March 2020), shape (businesses, months)."""

    lost: Floats

    @property
    def best_window(self) -> Floats:
        """The largest mean loss of three months in a row that start in March, April or May."""
        means = [self.lost[:, k : k + _WINDOW].mean(axis=1) for k in range(self.lost.shape[1] - _WINDOW + 1)]
        return np.asarray(np.max(means, axis=0), np.float64)


def paths(b: Businesses, now: NowData) -> Path:
    """The loss of turnover of every business by month."""
    score = b.draws.normal("omzetdaling", 0, len(b))
    shape = np.array(now.months)
    depth = np.zeros(len(b))
    for number, sector in enumerate(b.data.sectors):
        here = b.sector == number
        jobs = (b.jobs * b.weight)[here].astype(np.float64)
        depth[here] = _depths(score[here] * sector.spread, jobs, shape, sector.loss)
    return Path(_months(depth, shape))


def _depths(score: Floats, jobs: Floats, shape: Floats, loss: float) -> Floats:
    """Depths whose quarter, weighted by jobs, has the loss of the sector: the middle is found by halving."""
    low, high = -6.0, 6.0
    for _ in range(_ROUNDS):
        middle = (low + high) / 2
        quarter = _months(_logistic(middle + score), shape)[:, _QUARTER].mean(axis=1)
        if float((quarter * jobs).sum() / jobs.sum()) < loss:
            low = middle
        else:
            high = middle
    return _logistic((low + high) / 2 + score)


def _logistic(score: Floats) -> Floats:
    return np.asarray((1 + _GROWTH) / (1 + np.exp(-score)) - _GROWTH)


def _months(depth: Floats, shape: Floats) -> Floats:
    return np.asarray(np.minimum(1.0, depth[:, None] * shape))


def expected(b: Businesses, now: NowData, lost: Floats) -> Ints:
    """The loss that each employer expects over its three months, in whole percents as the form asks (at most 100)."""
    error = now.value("te_hoog_verwacht") + now.value("verwachting_ruis") * b.draws.normal("verwachting", 0, len(b))
    return np.clip(np.floor(100 * (lost + error)), -100, 100).astype(np.int64)


def wage_bill(b: Businesses, now: NowData) -> Ints:
    """The wage bill of March to May 2020 together, eurocent."""
    change = now.value("loonsom_lager") + now.value("loonsom_ruis") * b.draws.normal("loonsom", 0, len(b))
    return np.rint(3 * b.wage * np.clip(1 - change, 0, None)).astype(np.int64)
