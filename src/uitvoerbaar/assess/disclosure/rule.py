"""When a number of own microdata is too close to single records to be told.

A count is told from `least` households on. Weights differ, so `least` is chosen such that no group that weighs as much can
hold fewer than the smallest number of records: the weight of the heaviest records but one, and one more. What is told is
rounded to `step`, so that two numbers beside each other do not give a small group by their difference. What is left of a
whole counts as much as the part.

Source: threshold rule, complementary suppression and rounding as in Hundepool and others, Statistical Disclosure Control
(Wiley, 2012), chapters 4 and 5; the number 100 is that of README.md and data/assess/normen.yaml.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uitvoerbaar.assess.people.totals import MILLI
from uitvoerbaar.base.arrays import Ints

SMALLEST = 100
"""Households and records below which nothing of own microdata is told; a norm may ask for more, never for less."""
ROUNDINGS = 10
"""A count is rounded to about a tenth of the smallest group that is told."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The smallest group that is told, the step to which counts are rounded and the size of the whole, in households.

    `records` is the smallest number of records (unweighted) that may stand behind anything; `bounds` are the parts (of one)
    by which outcomes are weighed: a sentence that holds something against one of them tells nothing of people by it.
    """

    least: int
    step: int
    whole: int
    records: int
    bounds: frozenset[float] = frozenset()

    def small(self, count: float) -> bool:
        """Whether a group of this many households is too small to tell; nobody at all is no group, and fewer are as many."""
        return 0 < abs(count) < self.least

    def hides(self, count: float, of: float | None = None) -> bool:
        """Whether a count may not be told: it is small, or what it leaves of `of` is."""
        return self.small(count) or (of is not None and self.small(of - count))

    def rounded(self, count: float) -> int:
        """A count that is told, to the step, and so many fewer as so many more; what would round to nothing stays one step."""
        if count == 0:
            return 0
        size = max(round(abs(count) / self.step), 1) * self.step
        return size if count > 0 else -size


def rule_for(weights: Ints, records: int) -> Rule:
    """The rule for households with these weights (thousandths), with at least `records` records behind what is told."""
    heaviest = np.sort(weights)[::-1][: records - 1]
    least = max(records, int(heaviest.sum()) // MILLI + 1)
    return Rule(least, _step(least), round(int(weights.sum()) / MILLI), records)


def _step(least: int) -> int:
    """The largest of 1, 2, 5, 10, 20, ... that is at most a tenth of the smallest group."""
    size = 1
    while size * 10 <= least // ROUNDINGS:
        size *= 10
    return max(n * size for n in (1, 2, 5) if n == 1 or n * size <= least // ROUNDINGS)
