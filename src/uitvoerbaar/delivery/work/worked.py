"""From cases to hours, staff and euros a year, with the range that the assumptions give and the arithmetic open."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from uitvoerbaar.delivery.fact import Fact
from uitvoerbaar.delivery.work.model import Counted, Process
from uitvoerbaar.delivery.work.volumes import MONTHS, Counts, Volumes, ends

_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with the ends of its range."""

    value: float
    low: float
    high: float

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.value + other.value, self.low + other.low, self.high + other.high)

    def times(self, factor: float) -> Amount:
        """The same in another unit."""
        return Amount(self.value * factor, self.low * factor, self.high * factor)


NOTHING = Amount(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Work:
    """A process of a scheme, in the long run and at the change.

    Each is cases, hours and euros: `before` and `after` a year in the long run, `once` on top of it by the change itself.
    """

    process: Process
    cases: Mapping[str, float]
    hours: Mapping[str, Amount]
    euros: Mapping[str, Amount]

    def fte(self, when: str, productive_hours: float) -> Amount:
        """Full-time staff of so many productive hours a year."""
        return self.hours[when].times(1 / productive_hours)


WHEN = ("before", "after", "once")


def work(counts: Counts, processes: Iterable[Process], counted: Mapping[str, Counted]) -> list[Work]:
    """Cases, hours and euros of every process that some count leads to.

    hours = cases x by hand x minutes x (1 + rework) / 60. The range takes the ends of the share of each origin, the share by
    hand, the minutes, the rework (and the rate) as independent: it is the root of the sum of the squares of what each
    moves the outcome, relative to it.
    """
    made: list[Work] = []
    cases: dict[str, Mapping[str, float]] = {}
    for process in processes:
        found = _cases(process, counts, counted, cases)
        if found is None:
            continue
        cases[process.id] = found
        handling = process.handling
        each = handling.by_hand.value * handling.minutes.value * (1 + handling.rework.value) / _MINUTES
        parts = [_relative(f) for f in (handling.by_hand, handling.minutes)] + [_rework(handling.rework)]
        parts.append(_of_shares(process, counts, counted, cases))
        hours = {when: _ranged(found[when] * each, parts) for when in WHEN}
        rate = process.staff.rate
        euros = {when: _ranged(found[when] * each * rate.value, [*parts, _relative(rate)]) for when in WHEN}
        made.append(Work(process, found, hours, euros))
    return made


def _cases(
    process: Process, counts: Counts, counted: Mapping[str, Counted], above: Mapping[str, Mapping[str, float]]
) -> Mapping[str, float] | None:
    """Cases before and after a year, and once; None when no count leads to them."""
    found: dict[str, float] = {}
    for origin in process.origins:
        share = origin.share.value
        if origin.of in above:
            given = above[origin.of]
        elif origin.of in counts:
            before, after = counts[origin.of]
            once = counted[origin.of].once
            given = {"before": 0, "after": 0, "once": after} if once else {"before": before, "after": after, "once": 0}
        else:
            continue
        for when in WHEN:
            found[when] = found.get(when, 0.0) + share * given[when]
    return found or None


_Ends = tuple[float, float]
"""How much lower and higher than itself a factor may be, as parts of it."""


def _relative(fact: Fact) -> _Ends:
    low, high = ends(fact)
    return (0.0, 0.0) if fact.value == 0 else ((fact.value - low) / fact.value, (high - fact.value) / fact.value)


def _rework(fact: Fact) -> _Ends:
    """Of the factor 1 + rework."""
    low, high = ends(fact)
    return (fact.value - low) / (1 + fact.value), (high - fact.value) / (1 + fact.value)


def _of_shares(
    process: Process, counts: Counts, counted: Mapping[str, Counted], above: Mapping[str, Mapping[str, float]]
) -> _Ends:
    """Of the shares of all origins together, each weighed by the cases that it gives."""
    weights: list[tuple[float, _Ends]] = []
    for origin in process.origins:
        if origin.of in above and origin.of != process.id:
            many = max(above[origin.of].values())
        else:
            many = max(counts.get(origin.of, (0.0, 0.0)))
        weights.append((many * origin.share.value, _relative(origin.share)))
    total = sum(weight for weight, _ in weights)
    if total == 0:
        return 0.0, 0.0
    low, high = (math.sqrt(sum((w / total * e[side]) ** 2 for w, e in weights)) for side in (0, 1))
    return low, high


def _ranged(value: float, parts: Iterable[_Ends]) -> Amount:
    known = list(parts)
    low, high = (math.sqrt(sum(part[side] ** 2 for part in known)) for side in (0, 1))
    return Amount(value, value * max(0.0, 1 - low), value * (1 + high))


def peak(volumes: Iterable[Volumes]) -> tuple[int, float, float]:
    """The busiest month after (0: the first), and the hours of the busiest month before and after."""
    known = list(volumes)
    months = range(min((len(v.after) for v in known), default=0))
    before = [sum(v.minutes_of(v.before)[m] for v in known) / _MINUTES for m in months]
    after = [sum(v.minutes_of(v.after)[m] for v in known) / _MINUTES for m in months]
    busiest = max(months, key=lambda m: after[m], default=0)
    return (busiest, max(before), after[busiest]) if known else (0, 0.0, 0.0)


__all__ = ["MONTHS", "NOTHING", "WHEN", "Amount", "Work", "peak", "work"]
