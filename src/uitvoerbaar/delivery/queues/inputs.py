"""What a queue needs to know: the work that comes in, the people who do it, and what a late decision costs.

Everything is plain numbers. A month is 365.25 / 12 days; lists by month have one number for each month of the horizon.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.queues.penalties import Penalties

MONTHS = 36
"""How far ahead a queue is followed, unless the lists by month are longer or shorter."""
MONTH_DAYS = 365.25 / 12
MINUTES = 60.0


@dataclass(frozen=True, slots=True)
class Return:
    """Part of the decided cases comes back as work: rework, a second try after a refusal, an objection, an appeal.

    `to` is the id of the kind of work that it becomes, which may be the same one; a case comes back `after_days` days later.
    """

    to: str
    share: float
    after_days: float


@dataclass(frozen=True, slots=True)
class Work:
    """One kind of work: what comes in each month, and how much time a case takes.

    `minutes` is the mean handling time and `spread` its coefficient of variation. `term_days` is the legal term, None
    where the law has none. `flow_days` is the time that a case takes although nobody waits for staff (letters,
    an answer of the applicant, a hearing), with `flow_spread` as its coefficient of variation. `backlog` cases wait at the start,
    the oldest `backlog_age` days. Work with a lower `priority` number goes first. `volume_spread` is how far, as one
    standard deviation and a share of itself, the yearly volume may be off.
    """

    id: str
    name: Text
    arrivals: tuple[float, ...]
    minutes: float
    spread: float = 1.0
    term_days: float | None = None
    flow_days: float = 0.0
    flow_spread: float = 0.5
    backlog: float = 0.0
    backlog_age: float = 0.0
    priority: int = 1
    volume_spread: float = 0.0
    returns: tuple[Return, ...] = ()
    penalties: Penalties | None = None


@dataclass(frozen=True, slots=True)
class Staff:
    """The people of a team: `places` is how many full-time places there are each month, `present` how many are filled at the start.

    Who leaves (`turnover`, a share a year) is replaced after `recruitment_months`; whoever is new does `learning_start` of the
    work of an experienced colleague in the first month, and as much as one after `learning_months`, in a straight line.
    Until then a new one takes `coaching` of the time of an experienced one. `hours` are productive hours per full-time place
    a year, `share` the part of them that goes to this work, and `absence_spread` how far that part moves from month to
    month, as one standard deviation and a share of itself. For `asked` of the empty places somebody is being recruited at the
    start already; they come evenly over the recruitment time.
    """

    places: tuple[float, ...]
    present: float
    hours: float
    share: float = 1.0
    turnover: float = 0.0
    recruitment_months: int = 0
    learning_months: int = 0
    learning_start: float = 1.0
    coaching: float = 0.0
    absence_spread: float = 0.0
    asked: float = 0.0


@dataclass(frozen=True, slots=True)
class Team:
    """People and the kinds of work that they share. Raises ValueError when the parts do not fit each other."""

    staff: Staff
    works: tuple[Work, ...]

    def __post_init__(self) -> None:
        ids = [work.id for work in self.works]
        if not ids or len(set(ids)) < len(ids):
            raise ValueError("a team needs at least one kind of work, each with an id of its own")
        for work in self.works:
            if len(work.arrivals) != len(self.staff.places):
                raise ValueError(f"{work.id}: arrivals and places must have a number for the same months")
            for back in work.returns:
                if back.to not in ids:
                    raise ValueError(f"{work.id}: returns to '{back.to}', which is no work of this team")
        if any(sum(back.share for back in work.returns if back.to == work.id) >= 1 for work in self.works):
            raise ValueError("when every decided case comes back, no case is ever done")

    @property
    def months(self) -> int:
        """The horizon."""
        return len(self.staff.places)


def with_peak(arrivals: Sequence[float], extra: float, months: int) -> tuple[float, ...]:
    """The same work with a start-up peak: in the first month `extra` (a share of itself) more, going down in a straight line to
    nothing after `months`."""
    return tuple(
        value * (1 + extra * max(0.0, 1 - month / months) if months else 1.0) for month, value in enumerate(arrivals)
    )
