"""Whom duties fall on, in plain numbers: businesses as columns, citizens as counts from a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from uitvoerbaar.base.arrays import Bools, Ints
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.burden.duty import Count, Rule, Side
from uitvoerbaar.delivery.burden.span import Span


@dataclass(frozen=True, eq=False)
class Target:
    """Businesses, a row per record: how many it stands for, its jobs, whether it is a legal person, and its place among the
    sectors and the groups of sizes, whose names stand beside it. `sme` are the groups of the SME.
    """

    weight: Ints
    jobs: Ints
    legal: Bools
    sector: Ints
    group: Ints
    sectors: Mapping[str, Text]
    groups: Mapping[str, Text]
    sme: frozenset[str]

    def under(self, rule: Rule | None) -> Bools:
        """Which of them a rule falls on; nobody without a rule."""
        if rule is None:
            return np.zeros(len(self.weight), np.bool_)
        mask = self.jobs >= max(rule.jobs_from, 0)
        if rule.jobs_below is not None:
            mask &= self.jobs < rule.jobs_below
        if rule.sectors:
            places = [place for place, name in enumerate(self.sectors) if name in rule.sectors]
            mask &= np.isin(self.sector, places)
        if rule.legal is not None:
            mask &= self.legal == rule.legal
        return np.asarray(mask, np.bool_)


Citizens = Mapping[Side, Mapping[Count, Span]]
"""How many citizens (or reports by them) a year there are on each side, with the interval of the sample."""
