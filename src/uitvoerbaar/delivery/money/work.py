"""Cost of delivery from hours and rates: cases x hours x rate, with every factor kept so that a reader can repeat it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.fact import Fact
from uitvoerbaar.findings.cost_terms import Lasting, Part, Payer


@dataclass(frozen=True, slots=True)
class Work:
    """Extra (or, below zero, less) work of one kind at one organisation by a proposal.

    `count` is what was counted (a year when lasting, else all together) and `half` half its 95 percent interval; `share` is
    the part of it that asks a person. `hours` is per case, `rate` in euro per hour. `counted` says in words what was counted.
    """

    process: str
    name: Text
    organisation: str
    payer: Payer
    part: Part
    lasting: Lasting
    count: float
    half: float
    share: Fact
    hours: Fact
    rate: Fact
    counted: Text

    @property
    def key(self) -> str:
        """What share, hours and rate are of: a process at an organisation."""
        return f"{self.process}@{self.organisation}"

    @property
    def cases(self) -> float:
        """How many a person handles."""
        return self.count * self.share.value


@dataclass(frozen=True, slots=True)
class WorkCost:
    """What work asks: hours and euros, a year when lasting, with the ends that follow from the ends of hours and rate."""

    work: Work
    hours: float
    euros: float
    low: float
    high: float


def cost_of(work: Work) -> WorkCost:
    """The cost of work: cases x hours x rate; the ends take all factors at their lowest or highest together."""
    hours = work.cases * work.hours.value
    ends = [
        count * _end(work.share, high=high) * _end(work.hours, high=high) * _end(work.rate, high=high)
        for count in (work.count - work.half, work.count + work.half)
        for high in (False, True)
    ]
    return WorkCost(work, hours, hours * work.rate.value, min(ends), max(ends))


def _end(fact: Fact, *, high: bool) -> float:
    end = fact.high if high else fact.low
    return fact.value if end is None else end


def staff_of(costs: Iterable[WorkCost], lasting: Lasting, hours_per_fte: Fact) -> float:
    """Full-time staff (fte) for the work: a year of it when incidental, every year when lasting."""
    return sum(cost.hours for cost in costs if cost.work.lasting == lasting) / hours_per_fte.value
