"""Random numbers that belong to an entity, not to a moment: draw i of variable v depends on seed, v and i only.

Philox is a counter-based generator (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011): the key
is made from the seed and the name of the variable, the counter is the number of the entity. So the result does not
depend on the order of work, the size of the blocks, the number of threads or what else is drawn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from uitvoerbaar.base.language import carried

FloatArray = npt.NDArray[np.float64]

_WORDS_PER_COUNTER = 4  # Philox4x64 yields four 64-bit words for each counter value.
_LANES = 4  # A normal draw is the sum of the four 16-bit lanes of one word.
_LANE_MEAN = _LANES * (2**16 - 1) / 2
_LANE_SD = float(np.sqrt(_LANES * (2**32 - 1) / 12))
_TABLE = 4096


class Draws:
    """Named draws for one seed. All methods give the draws of entities `start` up to `stop`."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def _key(self, name: str) -> npt.NDArray[np.uint64]:
        digest = hashlib.sha256(f"{self.seed}:{name}".encode()).digest()
        return np.frombuffer(digest[:16], dtype=np.uint64)

    def words(self, name: str, start: int, stop: int) -> npt.NDArray[np.uint64]:
        """Raw 64-bit words, shape (stop - start,)."""
        first = start // _WORDS_PER_COUNTER
        skip = start - first * _WORDS_PER_COUNTER
        generator = np.random.Philox(key=self._key(name), counter=first)
        return np.asarray(generator.random_raw(skip + stop - start), dtype=np.uint64)[skip:]

    def uniform(self, name: str, start: int, stop: int) -> FloatArray:
        """Uniform on (0, 1): odd multiples of 2**-54, so never 0 or 1."""
        return np.asarray(((self.words(name, start, stop) >> np.uint64(11)) + 0.5) * 2.0**-53, dtype=np.float64)

    def normal(self, name: str, start: int, stop: int) -> FloatArray:
        """Approximately standard normal (sum of four uniforms, so between -3.46 and 3.46).

        Integer arithmetic only: the same on every processor, where exp and log differ in the last bit. Good for
        latent scores that are ranked or compared; never used for an amount itself.
        """
        words = self.words(name, start, stop)
        mask = np.uint64(0xFFFF)
        total = (words & mask).astype(np.int64)
        for lane in range(1, _LANES):
            total += ((words >> np.uint64(16 * lane)) & mask).astype(np.int64)
        return np.asarray((total - _LANE_MEAN) / _LANE_SD, dtype=np.float64)


@cache
def _normal_table() -> tuple[FloatArray, FloatArray]:
    grid = (np.arange(_TABLE) + 0.5) / _TABLE
    standard = NormalDist()
    return grid, np.array([standard.inv_cdf(float(p)) for p in grid])


def normal_cdf(score: npt.NDArray[np.floating]) -> FloatArray:
    """Standard normal distribution function from a table (4,096 points)."""
    grid, points = _normal_table()
    return np.asarray(np.interp(score, points, grid), dtype=np.float64)


def normal_quantile(p: npt.NDArray[np.floating]) -> FloatArray:
    """Standard normal quantile from a table (4,096 points, so within about 3.7 standard deviations)."""
    grid, points = _normal_table()
    return np.asarray(np.interp(p, grid, points), dtype=np.float64)


class Blocks:
    """Runs element-wise work on row ranges in threads; numpy releases the lock, and no result depends on `size`."""

    def __init__(self, size: int, threads: int) -> None:
        self.size = size
        self.threads = threads

    def ranges(self, n: int) -> Iterator[tuple[int, int]]:
        """Row ranges [start, stop) that together cover n rows."""
        return ((start, min(start + self.size, n)) for start in range(0, n, self.size))

    def run(self, n: int, work: Callable[[int, int], None]) -> None:
        """Call work(start, stop) for every block of n rows; the first error is raised."""
        if n <= self.size or self.threads == 1:
            for start, stop in self.ranges(n):
                work(start, stop)
            return
        with ThreadPoolExecutor(self.threads) as pool:
            for _ in pool.map(carried(work), *zip(*self.ranges(n), strict=True)):
                pass
