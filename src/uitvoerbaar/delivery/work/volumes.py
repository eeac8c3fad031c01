"""Cases per process and month, before and after a proposal: what queues, plans and staffing start from.

Everything here is plain numbers: who has these needs no run of a law and no data file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

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
    `assumed` tells whether a number of it is an assumption or was not looked up. `later` are the cases, before and after, of
    the first year of the new rule (and of the change itself) that come after these months and so are in none of them.
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
    later: tuple[float, float] = (0.0, 0.0)

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
    # Followed so far that every case of the first year is seen, to tell what comes after the horizon.
    far = horizon + MONTHS + sum(origin.lag for process in processes for origin in process.origins)
    made: list[Volumes] = []
    arrivals: dict[str, _Cases] = {}
    for process in processes:
        parts = []
        for origin in process.origins:
            if origin.of in arrivals:
                parts.append(_of_process(origin, arrivals[origin.of]))
            elif origin.of in counts:
                parts.append(_of_count(origin, counts[origin.of], counted[origin.of].once, start, far))
        if parts:
            arrivals[process.id] = found = _Cases(
                *(tuple(map(sum, zip(*each, strict=True))) for each in zip(*parts, strict=True))
            )
            made.append(_volumes(organisation, scheme, first_month, process, found, horizon))
    return made


class _Cases(NamedTuple):
    """Cases per month before and after, and of these the ones of the first year of the new rule and of the change itself."""

    before: tuple[float, ...]
    after: tuple[float, ...]
    old: tuple[float, ...]
    new: tuple[float, ...]


def _of_count(origin: Origin, count: tuple[float, float], once: bool, start: int, far: int) -> _Cases:
    """Cases per month that a count gives: the new rule shows `origin.lag` months after it began."""
    share, lag, spread = origin.share.value, origin.lag, origin.spread
    nothing = (0.0,) * far
    if once:
        new = [0.0] * far
        for month in range(MONTHS):
            new[lag + month] = count[1] * share * _part(spread, start + lag, month)
        return _Cases(nothing, tuple(new), nothing, tuple(new))
    parts = [share * _part(spread, start, month) for month in range(far)]
    first = range(lag, lag + MONTHS)
    return _Cases(
        tuple(count[0] * part for part in parts),
        tuple(count[month >= lag] * part for month, part in enumerate(parts)),
        tuple(count[0] * part if month in first else 0.0 for month, part in enumerate(parts)),
        tuple(count[1] * part if month in first else 0.0 for month, part in enumerate(parts)),
    )


def _of_process(origin: Origin, of: _Cases) -> _Cases:
    """Cases that come from those of another process, `origin.lag` months after them. In the first of these months come those
    of before the start, when every year was as the first one of `before`."""
    share, lag = origin.share.value, origin.lag
    months = range(len(of.before))
    before = tuple(share * of.before[(month - lag) % MONTHS] for month in months)
    after = tuple(share * of.after[month - lag] if month >= lag else before[month] for month in months)
    old, new = (
        tuple(share * side[month - lag] if month >= lag else 0.0 for month in months) for side in (of.old, of.new)
    )
    return _Cases(before, after, old, new)


def _part(spread: Spread, start: int, month: int) -> float:
    """The part of a year's cases that comes so many months after `start` (0: January)."""
    return spread.parts[(start + month) % MONTHS if spread.kind == "kalender" else month % MONTHS]


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
    cases: _Cases,
    horizon: int,
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
        cases.before[:horizon],
        cases.after[:horizon],
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
        (sum(cases.old[horizon:]), sum(cases.new[horizon:])),
    )


def ends(fact: Fact) -> tuple[float, float]:
    """The ends of the range of a figure; the figure itself where it has none."""
    low = fact.value if fact.low is None else fact.low
    return low, fact.value if fact.high is None else fact.high
