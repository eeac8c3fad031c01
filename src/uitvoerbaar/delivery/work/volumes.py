"""Cases per process and month, before and after a proposal: what queues, plans and staffing start from.

Everything here is plain numbers: who has these needs no run of a law and no data file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from uitvoerbaar.delivery.fact import Fact
from uitvoerbaar.delivery.work.model import Counted, Origin, Process, Spread

MONTHS = 12
HORIZON = 36
"""Months from the day that a proposal comes into force."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """Handling time of a case that a person does: mean (with the ends of its range) and coefficient of variation.

    `variation` is the standard deviation over the mean, of cases among each other; `low` and `high` are how far the mean
    itself may be off.
    """

    mean: float
    low: float
    high: float
    variation: float


@dataclass(frozen=True, slots=True)
class Volumes:
    """Cases of one process of one scheme at one organisation, for each of `HORIZON` months from `first_month` (JJJJ-MM).

    `before` is as it would go on, `after` under the proposal, its start-up peak included. Of those cases `by_hand` is the
    share that asks a person and `rework` the share of these that comes again. `term_weeks` is the legal term (None: none),
    `extension_weeks` what can be added, `term_starts_after` how many weeks after arrival it begins (an objection term).
    `patience` (minutes until half hang up) and `redial` (share of them that calls again) are of a telephone.
    `assumed` tells whether a number of it is an assumption or was not looked up.
    """

    organisation: str
    scheme: str
    process: str
    channel: str
    staff: str
    first_month: str
    before: tuple[float, ...]
    after: tuple[float, ...]
    by_hand: float
    minutes: Minutes
    rework: float
    rate: float
    term_weeks: int | None = None
    extension_weeks: int = 0
    term_starts_after: int = 0
    patience: float | None = None
    redial: float | None = None
    assumed: bool = True

    def minutes_of(self, arrivals: Sequence[float]) -> list[float]:
        """Minutes of work per month that cases ask: those by hand, and again what comes again."""
        each = self.by_hand * self.minutes.mean * (1 + self.rework)
        return [cases * each for cases in arrivals]


Counts = Mapping[str, tuple[float, float]]
"""Per count (a telling of processen.yaml) how many a year, before and after; one that is counted once stands in `after`."""


def volumes(
    organisation: str,
    scheme: str,
    first_month: str,
    counts: Counts,
    processes: Sequence[Process],
    counted: Mapping[str, Counted],
    horizon: int = HORIZON,
) -> list[Volumes]:
    """The cases of every process that some count leads to; a count that is missing leads to none.

    `processes` are those of the organisation, in the order of the file: a process may take its cases from one above it.
    Raises ValueError for a first month that is none.
    """
    start = _month(first_month)
    made: list[Volumes] = []
    arrivals: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {}
    for process in processes:
        before, after = [0.0] * horizon, [0.0] * horizon
        fed = False
        for origin in process.origins:
            if origin.of in arrivals:
                old, new = arrivals[origin.of]
                _add(before, [c * origin.share.value for c in old])
                _add(after, [c * origin.share.value for c in new])
                fed = True
            elif origin.of in counts:
                old_, new_ = _of_count(origin, counts[origin.of], counted[origin.of].once, start, horizon)
                _add(before, old_)
                _add(after, new_)
                fed = True
        if fed:
            arrivals[process.id] = tuple(before), tuple(after)
            made.append(_volumes(organisation, scheme, first_month, process, *arrivals[process.id]))
    return made


def _of_count(
    origin: Origin, count: tuple[float, float], once: bool, start: int, horizon: int
) -> tuple[list[float], list[float]]:
    """Cases per month that a count gives, before and after: the new rule shows `origin.lag` months after it began."""
    share = origin.share.value
    if once:
        new = [0.0] * horizon
        for month, part in enumerate(origin.spread.parts):
            if origin.lag + month < horizon:
                new[origin.lag + month] = count[1] * share * part
        return [0.0] * horizon, new
    old = [count[0] * share * _part(origin.spread, start, month) for month in range(horizon)]
    new = [count[month >= origin.lag] * share * _part(origin.spread, start, month) for month in range(horizon)]
    return old, new


def _part(spread: Spread, start: int, month: int) -> float:
    """The part of a year's cases that comes in a month, of so many months since the start (0: January)."""
    return spread.parts[(start + month) % MONTHS if spread.kind == "kalender" else month % MONTHS]


def _add(total: list[float], more: Sequence[float]) -> None:
    for month, cases in enumerate(more):
        total[month] += cases


def _month(first: str) -> int:
    year, _, month = first.partition("-")
    if not (year.isdigit() and month.isdigit() and 1 <= int(month) <= MONTHS):
        raise ValueError(f"not a month (JJJJ-MM): {first!r}")
    return int(month) - 1


def _volumes(
    organisation: str,
    scheme: str,
    first: str,
    process: Process,
    before: tuple[float, ...],
    after: tuple[float, ...],
) -> Volumes:
    handling, term = process.handling, process.term
    low, high = ends(handling.minutes)
    return Volumes(
        organisation,
        scheme,
        process.id,
        process.channel,
        process.staff.id,
        first,
        before,
        after,
        handling.by_hand.value,
        Minutes(handling.minutes.value, low, high, handling.variation.value),
        handling.rework.value,
        process.staff.rate.value,
        None if term is None else term.weeks,
        0 if term is None else term.extension,
        0 if term is None else term.after,
        None if process.patience is None else process.patience.value,
        None if process.redial is None else process.redial.value,
        any(fact.unsure for fact in process.facts),
    )


def ends(fact: Fact) -> tuple[float, float]:
    """The ends of the range of a figure; the figure itself where it has none."""
    low = fact.value if fact.low is None else fact.low
    return low, fact.value if fact.high is None else fact.high
