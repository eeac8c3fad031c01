"""So many households, this share, of whom, between low and high: one record from which a finding takes all its numbers.

The title, the sentence, the count and the row in a table of a finding are made from the same rows, so that they cannot be
about two groups. No finding counts households in another way.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.assess.people.totals import households, represented, share
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.base.numbers import decimal_nl
from uitvoerbaar.findings import Households, Text

ALL = Text("alle huishoudens", "all households")


@dataclass(frozen=True, slots=True)
class Claim:
    """`households` are counted among the `households.of` that `households.among` names; `share` is their part, of one."""

    households: Households
    share: float

    @property
    def percent(self) -> float:
        """The share in per cent, with one decimal, as a title writes it."""
        return round(100 * self.share, 1)

    @property
    def said(self) -> Text:
        """The share in words: `4,3 procent`; what rounds to nothing is less than the smallest that shows."""
        if self.percent == 0 and self.share > 0:
            return Text("Minder dan 0,1 procent", "Less than 0.1 percent")
        return Text(f"{decimal_nl(self.percent)} procent", f"{self.percent:g} percent")

    @property
    def part(self) -> Text:
        """The share and of whom: `4,3 procent van de huishoudens met een toeslag`, as a title begins."""
        among = self.households.among or ALL
        return Text("{share} van {among}", "{share} of {among}").format(share=self.said, among=among)


def claim(
    chosen: NDArray[np.bool_],
    among: NDArray[np.bool_],
    weights: Ints,
    full: bool,
    source: Text,
    who: Text,
    *,
    under_rule: bool = False,
) -> Claim:
    """The claim that the households of `chosen` make up a part of those of `among`; who is outside `among` is not counted.

    `who` names those of `among` as it follows `van` (of). With `under_rule` they are everybody under a rule, and not those
    for whom something changes.
    """
    here = chosen & among
    counted = households(here, weights, full, source, represented(weights[among]), who, under_rule=under_rule)
    return Claim(counted, share(here, among, weights, full).value)


def of_all(chosen: NDArray[np.bool_], weights: Ints, full: bool, source: Text, *, under_rule: bool = False) -> Claim:
    """`claim` among all households."""
    return claim(chosen, np.ones(len(chosen), dtype=np.bool_), weights, full, source, ALL, under_rule=under_rule)
