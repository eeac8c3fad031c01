"""Duties of several proposals on the same businesses: how many each has, how many change, and their hours together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.burden.cost import Burden
from uitvoerbaar.delivery.burden.span import Span, total
from uitvoerbaar.delivery.burden.target import Target

MANY = 3
"""So many changes within a year are a stack ('stapelmeter')."""


@dataclass(frozen=True, slots=True)
class Stack:
    """One size of business: how many there are, how many have a duty after and how many a change, how many have `MANY` changes,
    and euros a year before and after of all duties together.
    """

    name: Text
    businesses: float
    with_duty: float
    with_change: float
    with_many: float
    before: Span
    after: Span

    @property
    def each(self) -> Span:
        """Euros a year after, for a business that has a duty."""
        return self.after * (1 / self.with_duty) if self.with_duty else self.after


def stacked(burdens: Sequence[Burden], target: Target) -> tuple[Stack, ...]:
    """The duties on businesses of several files together, by size; a change is a file that adds or takes a duty."""
    n = len(target.weight)
    held, changes = np.zeros(n, np.int64), np.zeros(n, np.int64)
    for burden in burdens:
        moved = np.zeros(n, np.bool_)
        for line in burden.lines:
            if line.by_size:
                before, after = (target.under(line.duty.rules.get(side)) for side in ("voor", "na"))
                held += after
                moved |= before != after
        changes += moved

    def count(mask: np.ndarray) -> float:
        return float(target.weight[mask].sum())

    found = []
    for place, (name, text) in enumerate(target.groups.items()):
        here = target.group == place
        parts = [share for b in burdens for line in b.lines for share in line.by_size if share.id == name]
        found.append(
            Stack(
                text,
                count(here),
                count(here & (held > 0)),
                count(here & (changes > 0)),
                count(here & (changes >= MANY)),
                total(share.before.euros for share in parts),
                total(share.after.euros for share in parts),
            )
        )
    return tuple(found)
