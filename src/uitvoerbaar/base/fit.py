"""Small fitting tools: proportional fitting, exact rounding, fixed-size draws, ranks, quantile functions.

Sources: iterative proportional fitting (Deming and Stephan 1940); systematic rounding; Pareto order sampling (Rosen
1997): a draw of exactly k from n with unequal chances in which one changed chance moves at most one selection.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

_INDEX_BITS = 26  # Up to 67 million entities; the score keeps the upper 38 bits.
_INDEX_MASK = np.uint64((1 << _INDEX_BITS) - 1)
_FIT_ROUNDS = 400
_FIT_TOLERANCE = 1e-9


def fit_margins(seed: FloatArray, rows: FloatArray, columns: FloatArray) -> FloatArray:
    """Table with the odds ratios of `seed` and the given row and column totals (their sums must be equal)."""
    result = seed.copy()
    for _ in range(_FIT_ROUNDS):
        result *= np.divide(columns, result.sum(axis=0), out=np.zeros_like(columns), where=result.sum(axis=0) > 0)
        totals = result.sum(axis=1)
        result *= np.divide(rows, totals, out=np.zeros_like(rows), where=totals > 0)[:, None]
        if np.abs(result.sum(axis=0) - columns).max() <= _FIT_TOLERANCE * max(1.0, float(columns.max())):
            break
    return result


def to_integers(weights: FloatArray, total: int, offset: float = 0.5) -> IntArray:
    """Integers in proportion to `weights` that sum to `total`: systematic rounding of the running sum."""
    mass = float(weights.sum())
    if mass <= 0 or total == 0:
        return np.zeros(len(weights), dtype=np.int64)
    edges = np.floor(np.cumsum(weights) * (total / mass) + offset).astype(np.int64)
    edges = np.minimum(edges, total)
    edges[-1] = total
    return np.diff(edges, prepend=0)


def order_of(score: npt.NDArray[np.integer]) -> IntArray:
    """Indices that sort non-negative integer scores below 2**38 (ties by index): one sort of packed words."""
    packed = (score.astype(np.uint64) << np.uint64(_INDEX_BITS)) | np.arange(len(score), dtype=np.uint64)
    packed.sort()
    return (packed & _INDEX_MASK).astype(np.int64)


def pareto_key(draw: FloatArray, chance: FloatArray) -> npt.NDArray[np.float32]:
    """Key of Pareto order sampling; the k smallest keys are the sample. Chance 0 gives infinity, 1 gives 0."""
    odds = chance * (1 - draw)
    with np.errstate(divide="ignore", invalid="ignore"):
        key = draw * (1 - chance) / odds
    key[~(odds > 0)] = np.inf
    return key.astype(np.float32)


def smallest(key: npt.NDArray[np.float32], k: int) -> npt.NDArray[np.bool_]:
    """Marks the k smallest finite keys (fewer when there are fewer); equal keys at the border go by index."""
    finite = int(np.isfinite(key).sum())
    k = min(k, finite)
    if k <= 0:
        return np.zeros(len(key), dtype=np.bool_)
    if k == finite:
        return np.asarray(np.isfinite(key))
    border = np.partition(key, k - 1)[k - 1]
    chosen = np.asarray(key < border)
    missing = k - int(chosen.sum())
    if missing:
        chosen[np.flatnonzero(key == border)[:missing]] = True
    return chosen


def scaled_odds(chance: FloatArray, counts: FloatArray, target: float) -> FloatArray:
    """Chances per cell with all odds multiplied by one factor, so that the expected count is `target`."""
    low, high = 1e-9, 1e9

    def shifted(factor: float) -> FloatArray:
        return np.asarray(chance * factor / (1 - chance + chance * factor))

    for _ in range(200):
        middle = float(np.sqrt(low * high))
        if float((shifted(middle) * counts).sum()) < target:
            low = middle
        else:
            high = middle
    return shifted(float(np.sqrt(low * high)))


class Ranks:
    """Ranks in (0, 1) of real scores by counting in 65,536 bins; the place within a bin is the entity's own draw.

    Counting instead of sorting: linear, and two processors that differ in the last bit of a score give the same rank.
    """

    def __init__(self, low: float, high: float) -> None:
        self.low = low
        self.scale = 65535 / (high - low)
        self.counts = np.zeros(65536, dtype=np.int64)
        self.below = np.zeros(65536, dtype=np.int64)
        self.n = 0

    def bins(self, score: npt.NDArray[np.floating]) -> npt.NDArray[np.uint16]:
        """Bin number of each score (clipped to the ends)."""
        return np.asarray(np.clip((score - self.low) * self.scale, 0, 65535), dtype=np.uint16)

    def count(self, bins: npt.NDArray[np.uint16]) -> None:
        """Take in all scores of the group."""
        self.counts = np.bincount(bins, minlength=65536)
        self.below = np.cumsum(self.counts) - self.counts
        self.n = int(self.counts.sum())

    def rank(self, bins: npt.NDArray[np.uint16], draw: FloatArray) -> FloatArray:
        """Rank in (0, 1) of entities in `bins`."""
        return np.asarray((self.below[bins] + draw * self.counts[bins]) / max(self.n, 1))


def class_quantiles(
    low: FloatArray, high: FloatArray, counts: FloatArray, means: FloatArray, points: int
) -> tuple[FloatArray, FloatArray, float, float]:
    """Quantile function through published classes: grid, values, rank where the open top class starts, its alpha.

    Within a class x = low + width * v**g, with g such that the class mean is met; the top class [low, inf) is a
    Pareto tail with alpha = mean / (mean - low).
    """
    share = counts / counts.sum()
    edges = np.concatenate([[0.0], np.cumsum(share)])
    grid_parts, value_parts = [], []
    per_class = max(points // len(counts), 2)
    for i in range(len(counts) - 1):
        v = np.linspace(0, 1, per_class, endpoint=False)
        width = high[i] - low[i]
        power = width / (means[i] - low[i]) - 1
        grid_parts.append(edges[i] + v * share[i])
        value_parts.append(low[i] + width * v**power)
    alpha = float(means[-1] / (means[-1] - low[-1]))
    grid = np.concatenate([*grid_parts, [edges[-2]]])
    values = np.concatenate([*value_parts, [low[-1]]])
    return grid, values, float(edges[-2]), alpha


_PERCENTILES = (0.0, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99, 1.0)
PERCENTILE_COLUMNS = ("p00", "p05", "p10", "p25", "p50", "p75", "p90", "p95", "p99", "p100")


def from_percentiles(values: FloatArray, rank: FloatArray, heavy_top: bool = False) -> FloatArray:
    """Value at `rank` of a distribution given by ten percentiles, linear between them.

    `heavy_top`: above p99 a Pareto tail through p95 and p99 cut at p100, for wealth that would otherwise be far too
    even in the last percent.
    """
    result = np.interp(rank, _PERCENTILES, values)
    if heavy_top:
        p95, p99 = values[7], values[8]
        alpha = np.log(5.0) / np.log(p99 / p95)
        top = rank > _PERCENTILES[8]
        result[top] = np.minimum(p99 * ((1 - rank[top]) / (1 - _PERCENTILES[8])) ** (-1 / alpha), values[9])
    return np.asarray(result)


def percentile_rank(values: FloatArray, at: FloatArray) -> FloatArray:
    """Share of a distribution given by ten percentiles that lies below each value of `at`: `from_percentiles` the other way."""
    return np.asarray(np.interp(at, values, _PERCENTILES))
