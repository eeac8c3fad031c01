"""What a queue comes to, by month, with the interval over the repetitions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.queues.draws import Draws, Floats
from uitvoerbaar.delivery.queues.inputs import Team, Work
from uitvoerbaar.delivery.queues.lateness import due_later, late_by_due_month, penalties_by_month, percentiles
from uitvoerbaar.delivery.queues.loop import PER_MONTH, Curves, Flow, follow

ENDS = (0.025, 0.975)
"""The interval holds 95 percent of the repetitions."""
SHARES = (0.5, 0.9, 0.95)
"""The percentiles of the lead time."""
REPETITIONS = 200


@dataclass(frozen=True, slots=True)
class Band:
    """A number for each month: the mean over the repetitions, and the ends between which at least 95 percent of them lie.

    The mean lies between the ends too: where a few repetitions carry it, they are wider than 95 percent.

    None in a month in which there is nothing to say, such as the share late when no term ends.
    """

    mean: tuple[float | None, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One kind of work followed: cases waiting at the end of each month, share late of those whose term ends in it, days
    that decided cases took (by percentile), and penalties in eurocent a month. None where there is no term or no penalty.

    `late_total` is the share late over all months, with its interval. `later` is how many cases came of which the legal term
    ends after these months: they are in no share late.
    """

    work: Work
    backlog: Band
    decided: Band
    late: Band | None
    late_total: tuple[float, float, float] | None
    lead: Mapping[float, tuple[float | None, ...]]
    statutory: Band | None
    court: Band | None
    later: float | None = None


@dataclass(frozen=True, slots=True)
class TeamOutcome:
    """A team followed: every kind of work by id, people present, what they are worth, and how busy they are."""

    team: Team
    works: Mapping[str, Outcome]
    present: Band
    able: Band
    busy: Band


def run(team: Team, draws: Draws, repetitions: int = REPETITIONS) -> TeamOutcome:
    """Follow a team and sum up what it comes to."""
    return summed(follow(team, draws, repetitions))


def summed(flow: Flow) -> TeamOutcome:
    """What a team that was followed comes to."""
    works = {name: outcome(curves) for name, curves in flow.curves.items()}
    return TeamOutcome(flow.team, works, band(flow.present), band(flow.able), band(flow.busy))


def total(flow: Flow, name: Text) -> Outcome:
    """All kinds of work of a team as one: cases waiting, late and decided together, and penalties added up.

    Late are those with a legal term; there is no percentile of the lead time of work of several kinds.
    """
    curves = list(flow.curves.values())
    months = flow.team.months
    waiting = np.sum([each.waiting for each in curves], axis=0)
    decided = np.sum([_monthly(each, months) for each in curves], axis=0)
    dues = [late_by_due_month(each) for each in curves if each.work.term_days is not None]
    late = whole = None
    if dues:
        due, missed = np.sum([each[0] for each in dues], axis=0), np.sum([each[1] for each in dues], axis=0)
        late, whole = band(missed, due), _whole(missed, due)
    sums = [penalties_by_month(each) for each in curves if each.work.penalties is not None]
    work = Work("alles", name, tuple(map(float, np.sum([each.work.arrivals for each in curves], axis=0))), 0.0)
    return Outcome(
        work,
        band(waiting[:, PER_MONTH::PER_MONTH]),
        band(decided),
        late,
        whole,
        {},
        band(np.sum([each[0] for each in sums], axis=0)) if sums else None,
        band(np.sum([each[1] for each in sums], axis=0)) if sums else None,
        float(np.sum([due_later(each).mean() for each in curves if each.work.term_days is not None])) if dues else None,
    )


def slowest(flow: Flow) -> Curves | None:
    """The kind of work with the largest share late of the cases whose term ends in the months followed; None without a term."""
    shares: dict[str, float] = {}
    for name, curves in flow.curves.items():
        if curves.work.term_days is not None:
            due, missed = late_by_due_month(curves)
            shares[name] = float(missed.sum() / due.sum()) if due.sum() else 0.0
    return flow.curves[max(shares, key=shares.__getitem__)] if shares else None


def _monthly(curves: Curves, months: int) -> Floats:
    return np.asarray(np.diff(curves.decided, axis=1).reshape(len(curves.decided), months, PER_MONTH).sum(axis=2))


def band(values: Floats, sizes: Floats | None = None) -> Band:
    """Mean and ends per column; with `sizes` each value is a share of that many, and the mean is over all cases."""
    if sizes is None:
        return _band(values.mean(axis=0), np.quantile(values, ENDS, axis=0))
    share = np.divide(values, sizes, out=np.full_like(values, np.nan), where=sizes > 0)
    many = sizes.sum(axis=0)
    mean = np.divide(values.sum(axis=0), many, out=np.full_like(many, np.nan), where=many > 0)
    ends = np.full((2, values.shape[1]), np.nan)
    some = many > 0
    if some.any():
        ends[:, some] = np.nanquantile(share[:, some], ENDS, axis=0)
    return _band(mean, ends)


def _band(mean: Floats, ends: Floats) -> Band:
    return Band(_numbers(mean), _numbers(np.minimum(ends[0], mean)), _numbers(np.maximum(ends[1], mean)))


def _numbers(values: Floats) -> tuple[float | None, ...]:
    return tuple(None if np.isnan(value) else float(value) for value in values)


def outcome(curves: Curves) -> Outcome:
    """What one kind of work comes to."""
    work = curves.work
    months = (curves.arrived.shape[1] - 1) // PER_MONTH
    decided = _monthly(curves, months)
    late = total = statutory = court = later = None
    if work.term_days is not None:
        later = float(due_later(curves).mean())
        due, missed = late_by_due_month(curves)
        late, total = band(missed, due), _whole(missed, due)
        if work.penalties is not None:
            statutory, court = (band(each) for each in penalties_by_month(curves))
    lead = percentiles(curves, SHARES)
    return Outcome(
        work,
        band(curves.waiting[:, PER_MONTH::PER_MONTH]),
        band(decided),
        late,
        total,
        {share: _numbers(lead[at]) for at, share in enumerate(SHARES)},
        statutory,
        court,
        later,
    )


def _whole(missed: Floats, due: Floats) -> tuple[float, float, float] | None:
    many = due.sum(axis=1)
    some = many > 0  # with few cases none may be due in a repetition: there is no share in it
    if not some.any():
        return None
    low, high = np.quantile(missed.sum(axis=1)[some] / many[some], ENDS)
    mean = missed.sum() / many.sum()
    return float(mean), float(min(low, mean)), float(max(high, mean))
