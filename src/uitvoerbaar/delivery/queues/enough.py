"""How many people it takes to decide in time: the smallest team that does, by halving."""

from __future__ import annotations

from dataclasses import dataclass, replace

from uitvoerbaar.delivery.queues.draws import Draws
from uitvoerbaar.delivery.queues.inputs import MINUTES, Team
from uitvoerbaar.delivery.queues.lateness import late_by_due_month
from uitvoerbaar.delivery.queues.loop import Inflow, follow, inflow

IN_TIME = 0.95
SETTLING = 12
"""Months at the start that do not count: new people must be found and taught first."""
_STEPS = 24
_UP = 1.5
_MOST = 64.0
_STEP = 250
_FINE = 0.1
"""Full-time places: finer than that nobody is hired."""


@dataclass(frozen=True, slots=True)
class Enough:
    """Full-time places that it takes, each month the same, and the share late that is left with them.

    `places` is None when no number of people helps: what makes cases late is then not the wait for staff.
    """

    places: float | None
    late: float


def late_share(team: Team, draws: Draws, repetitions: int, first: int, known: Inflow | None = None) -> float:
    """Share late of all cases with a term that ends in month `first` (from 0) or later; 0 when there are none."""
    due_all = late_all = 0.0
    for curves in follow(team, draws, repetitions, known).curves.values():
        if curves.work.term_days is not None:
            due, late = late_by_due_month(curves)
            due_all += float(due[:, first:].sum())
            late_all += float(late[:, first:].sum())
    return late_all / due_all if due_all else 0.0


def staffed(team: Team, places: float, *, settled: bool = False) -> Team:
    """The same team with `places` each month, with no more people at the start than places: who has none would do the work
    all the same, and no places would seem enough. Or, `settled`, with as many as in the long run, when as many come as leave."""
    staff = replace(team.staff, places=(places,) * team.months, present=min(team.staff.present, places))
    if settled:
        leave = 1 - (1 - staff.turnover) ** (1 / 12)
        present = places / (1 + leave * staff.recruitment_months)
        staff = replace(staff, present=present, asked=places - present)
    return replace(team, staff=staff)


def enough(
    team: Team,
    draws: Draws,
    repetitions: int = 40,
    in_time: float = IN_TIME,
    settling: int = SETTLING,
    *,
    settled: bool = False,
) -> Enough:
    """The smallest number of places with which `in_time` of the cases is in time after the settling months.

    The draws are the same at every number, so more people never make it later. Horizons of a year or less count in full.
    `settled` starts with the people who would be there in the long run, in place of those of the team.
    """
    first = settling if team.months > settling else 0

    known = inflow(team, draws, repetitions)

    def missed(places: float) -> float:
        return late_share(staffed(team, places, settled=settled), draws, repetitions, first, known)

    low, high = 0.0, max(team.staff.present, max(team.staff.places), _load(team), 1.0)
    least, most = missed(high), high * _MOST
    while least > 1 - in_time:
        low, high = high, high * _UP
        if high > most:
            return Enough(None, least)
        least = missed(high)
    for _ in range(_STEPS):
        if high - low <= max(_FINE, high / _STEP):
            break
        middle = (low + high) / 2
        left = missed(middle)
        if left > 1 - in_time:
            low = middle
        else:
            high, least = middle, left
    return Enough(high, least)


def _load(team: Team) -> float:
    """About how many places the work asks on average: where the search begins."""
    minutes = sum(sum(work.arrivals) * work.minutes for work in team.works)
    a_month = team.staff.hours * team.staff.share * MINUTES / 12
    return minutes / team.months / a_month
