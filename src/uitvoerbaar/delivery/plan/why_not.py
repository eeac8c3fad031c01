"""Why no plan exists: wishes that cannot go together, none of which can be missed from the reason, and what would make room."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from uitvoerbaar.delivery.plan import cpsat, highs
from uitvoerbaar.delivery.plan.answer import Answer
from uitvoerbaar.delivery.plan.model import Portfolio
from uitvoerbaar.delivery.plan.task import Task, needed_by, task_of
from uitvoerbaar.delivery.plan.wishes import Wish

_FIRM = ("capaciteit", "niet_eerder", "momenten")
"""Wishes that are let go last: what an organisation has and what the rules of lawmaking ask stays in the story for as long as
it can be left out of it."""


@dataclass(frozen=True, slots=True)
class Room:
    """One thing that would make a plan possible, all else as it is: so much more of a capacity in every quarter, or another
    last quarter (or day) for a measure. `amount` is the units more, or the number of the quarter."""

    wish: Wish
    amount: int


@dataclass(frozen=True, slots=True)
class WhyNot:
    """`confirmed` holds what said that no plan exists; `wishes` the smallest set that the deletion filter leaves: without any
    one of them there is a plan for the others. `room` is what would help by itself."""

    confirmed: tuple[str, ...]
    wishes: tuple[Wish, ...]
    room: tuple[Room, ...]


def confirm(task: Task, *, seconds: float) -> tuple[list[Answer], bool]:
    """Asks again, on one worker without presolve and of HiGHS with its own formulation; whether all say that there is no plan."""
    again = [cpsat.feasible(task, seconds=seconds, workers=1, presolve=False), highs.feasible(task, seconds=seconds)]
    return again, all(answer.state == "kan niet" for answer in again)


def smallest(portfolio: Portfolio, wishes: Collection[Wish], *, seconds: float) -> tuple[Wish, ...]:
    """Wishes that cannot go together and of which none can be missed: a deletion filter.

    Every wish is left out in turn; when there is still no plan it was no part of the reason. What remains cannot be made smaller
    by leaving one out (another reason may exist with fewer). Raises ValueError when the wishes can go together.
    """
    needed = needed_by(portfolio, wishes)
    kept = [w for w in dict.fromkeys(wishes) if w.sort == "capaciteit" or w.about in needed]
    if not _impossible(portfolio, kept, seconds):
        raise ValueError("these wishes can go together")
    for wish in sorted(kept, key=lambda w: (w.sort in _FIRM, w)):
        without = [w for w in kept if w != wish]
        if _impossible(portfolio, without, seconds):
            kept = without
    return tuple(kept)


def _impossible(portfolio: Portfolio, wishes: Collection[Wish], seconds: float) -> bool:
    needed = needed_by(portfolio, wishes)
    if not needed:
        return False
    return cpsat.feasible(task_of(portfolio, set(wishes), only=needed), seconds=seconds, workers=1).state == "kan niet"


def room_for(
    portfolio: Portfolio, wishes: Collection[Wish], reason: Collection[Wish], *, seconds: float
) -> Iterator[Room]:
    """What would help by itself: for each capacity of the reason the least more, for each deadline or day the nearest other."""
    for wish in reason:
        if wish.sort == "capaciteit":
            most = sum(
                max(c.amounts, default=0)
                for m in portfolio.measures
                for mode in m.modes
                for c in mode.claims
                if c.capacity == wish.about
            )

            def enough(more: int, about: str = wish.about) -> bool:
                needed = needed_by(portfolio, wishes)
                task = task_of(portfolio, set(wishes), only=needed, more={about: more})
                return cpsat.feasible(task, seconds=seconds, workers=1).plan is not None

            found = _least(enough, 1, most)
            if found is not None:
                yield Room(wish, found)
        elif wish.sort in ("uiterlijk", "op", "schuif", "niet_eerder"):
            found = _nearest(portfolio, wishes, wish, seconds)
            if found is not None:
                yield Room(wish, found)


def _least(enough: Callable[[int], bool], low: int, high: int) -> int | None:
    """The least number that is enough, where more is never worse; None when none is."""
    if high < low or not enough(high):
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle + 1, high)
    return low


def _nearest(portfolio: Portfolio, wishes: Collection[Wish], wish: Wish, seconds: float) -> int | None:
    """The quarter nearest to the wished one in which the measure can be in force with all other wishes met."""
    others = set(wishes) - {wish}
    quarters = sorted(range(portfolio.quarters), key=lambda q: (abs(q - wish.quarter), q))
    for quarter in quarters:
        task = task_of(
            portfolio,
            others | {Wish("schuif", wish.about, quarter=quarter)},
            only=needed_by(portfolio, others) | {wish.about},
        )
        if quarter != wish.quarter and cpsat.feasible(task, seconds=seconds, workers=1).plan is not None:
            return quarter
    return None
