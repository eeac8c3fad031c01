"""Of plans that are worth the same, always the same one.

Two solvers race, so which of the best plans comes out would differ from run to run, and a reader would see moves that nobody
asked for. After the proof CP-SAT is asked again: of all plans worth as much, the one that leaves most places as they were told,
and of those the one with the least sum of marks. A mark is a number that belongs to a measure, mode and start, without
meaning. With marks drawn evenly below N, and n places to choose from, the least sum belongs to one plan with a chance of at
least 1 - n/N (the isolation lemma of Mulmuley, Vazirani and Vazirani, 1987): 99.7 percent with 3,000 places.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping

from uitvoerbaar.delivery.plan.best import watched
from uitvoerbaar.delivery.plan.cpsat import CpSat
from uitvoerbaar.delivery.plan.model import Place, Plan
from uitvoerbaar.delivery.plan.task import Task

MARKS = 1 << 20
"""Marks are below this."""


def settled(
    task: Task,
    plan: Plan,
    score: int,
    *,
    near: Plan | None,
    seconds: float,
    stop: Callable[[], bool] | None = None,
) -> Plan | None:
    """Of all plans worth `score`, which is proven the best, the one nearest to `near`; None when that was not proven in time.

    `plan` is one of them.
    """
    solver = CpSat(task, seconds=seconds, workers=1, hint=plan, settle=(score, marks_of(task, near)))
    (answer,) = watched((solver,), stop)
    if answer.state == "kan niet":
        raise AssertionError(f"{answer.by}: no plan is worth {score}, but one was found")
    return answer.plan if answer.state == "optimaal" else None


def marks_of(task: Task, near: Plan | None) -> Mapping[tuple[str, Place], int]:
    """The mark of every place; a measure that stands elsewhere than in `near` (or is not done) weighs more than all marks."""
    whole = MARKS * max(len(task.places), 1)
    marks = {}
    for id_, places in task.places.items():
        before = None if near is None else near.places.get(id_)
        for place in places:
            # Against not being done: the place of before is a whole less, a place of what was not done before a whole more.
            moved = (
                0
                if near is None or (before is not None and place != before)
                else (-whole if place == before else whole)
            )
            marks[id_, place] = moved + zlib.crc32(f"{id_}|{place.mode}|{place.start}".encode()) % MARKS
    return marks
