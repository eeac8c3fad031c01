"""What a plan must meet, cut into wishes that can each be let go: that is how it is told why no plan exists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from uitvoerbaar.delivery.plan.model import Portfolio

Sort = Literal["moet", "uiterlijk", "op", "schuif", "niet_eerder", "momenten", "na", "niet_samen", "capaciteit"]


@dataclass(frozen=True, slots=True, order=True)
class Wish:
    """One thing that a plan must meet.

    `about` is a measure or (`capaciteit`) a capacity; `other` the other measure of an order or exclusion; `quarter` the
    one in which a measure must be in force (`op`, `schuif`), or by or not before which.
    """

    sort: Sort
    about: str
    other: str = ""
    quarter: int = -1


def wishes_of(portfolio: Portfolio, pushes: dict[str, int]) -> Iterator[Wish]:
    """Every wish of a portfolio, and those of who pushes a measure to a quarter (`pushes`: quarter in which it is in force).

    A pushed measure must be done, and its own deadline or day gives way to the push: who pushes knows of them.
    """
    for m in portfolio.measures:
        if m.id in pushes:
            yield Wish("schuif", m.id, quarter=pushes[m.id])
        elif m.must:
            yield Wish("moet", m.id)
        if m.by is not None and m.id not in pushes:
            yield Wish("uiterlijk", m.id, quarter=m.by)
        if m.at is not None and m.id not in pushes:
            yield Wish("op", m.id, quarter=m.at)
        if m.not_before > 0:
            yield Wish("niet_eerder", m.id, quarter=m.not_before)
        if len(m.change_quarters) < 4:
            yield Wish("momenten", m.id)
        for other in m.after:
            yield Wish("na", m.id, other)
        for other in m.excludes:
            yield Wish("niet_samen", min(m.id, other), max(m.id, other))
    for capacity in portfolio.capacities:
        yield Wish("capaciteit", capacity.id)
