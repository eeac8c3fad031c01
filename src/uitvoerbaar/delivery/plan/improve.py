"""Large neighbourhood search: a plan made better by planning a part of the measures again while all others stay.

On a portfolio that is too large to prove, CP-SAT by itself stays with a plan that a planner would mend by hand. So it works
on the whole task for a while; then, again and again, on what claims one organisation, or lands in one span of quarters, or
is drawn at random, with the rest fixed; and when that brings nothing any more on the whole again, for longer and with the
plan as a hint. Turns are counted in the deterministic time of CP-SAT, so a slow machine takes the same steps. A bound only
comes from the whole task. (Shaw, 1998, "Using constraint programming and local search methods to solve vehicle routing".)
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from uitvoerbaar.delivery.plan.answer import Answer
from uitvoerbaar.delivery.plan.cpsat import NAME, CpSat
from uitvoerbaar.delivery.plan.model import Plan
from uitvoerbaar.delivery.plan.task import Task

_WHOLE = 4.5
"""Deterministic seconds of the first turn on the whole task (about 5 seconds of one core); each next one gets twice as many."""
_PART = 0.2
"""Deterministic seconds for one part."""
_LEAST, _BEGIN = 6, 12
"""Measures that are free in one part: at least, and at first."""


class Improve:
    """CP-SAT on a task, on the whole and on parts in turn. `run` answers, `stop` (from another thread) lets it end early."""

    def __init__(self, task: Task, *, seconds: float, hint: Plan | None = None) -> None:
        """`hint` is a plan to begin near. Raises ExtraMissing without OR-Tools."""
        self.task, self.seconds = task, seconds
        self._stopped = False
        self._now = CpSat(task, seconds=seconds, workers=1, hint=hint, effort=_WHOLE)

    def run(self) -> Answer:
        """The best plan within the seconds that it was given, with the lowest bound of the turns on the whole task."""
        began = time.perf_counter()
        best = self._now.run()
        effort, draw = _WHOLE, random.Random(1)
        while best.state in ("gevonden", "onbeslist") and (left := self._left(began)) > 0:
            if best.plan is not None:
                best = self._parts(best, draw, began, round(effort / _PART))
                left = self._left(began)
            effort *= 2
            again = self._solve(CpSat(self.task, seconds=left, workers=1, hint=best.plan, effort=effort))
            best = _better(best, again)
        return replace(best, seconds=time.perf_counter() - began)

    def stop(self) -> None:
        """Let `run` end as soon as it can."""
        self._stopped = True
        self._now.stop()

    def _left(self, began: float) -> float:
        return 0.0 if self._stopped else self.seconds - (time.perf_counter() - began)

    def _solve(self, solver: CpSat) -> Answer:
        self._now = solver
        if self._stopped:  # told to stop while the model was made
            return Answer("onbeslist", None, None, None, 0.0, NAME)
        return solver.run()

    def _parts(self, best: Answer, draw: random.Random, began: float, most: int) -> Answer:
        """The plan made better part by part, until so many in a row brought nothing: no more time than the whole had."""
        size, vain = _BEGIN, 0
        parts = neighbourhoods(self.task, draw)
        while vain < most and best.plan is not None and (left := self._left(began)) > 0:
            free = next(parts)(best.plan, size)
            found = self._solve(
                CpSat(around(self.task, best.plan, free), seconds=left, workers=1, hint=best.plan, effort=_PART)
            )
            if found.state == "kan niet":
                raise AssertionError(f"{NAME}: no plan around one that was found")
            vain += 1
            if found.plan is not None and found.score is not None and best.score is not None:
                vain = 0 if found.score > best.score else vain
                # One that is worth as much is taken too: it opens other ways.
                best = replace(best, plan=found.plan, score=found.score) if found.score >= best.score else best
            size = min(size + 1, len(self.task.places)) if found.state == "optimaal" else max(size - 1, _LEAST)
            if best.bound is not None and best.score is not None and best.score >= best.bound:
                return replace(best, state="optimaal")
        return best


def _better(one: Answer, other: Answer) -> Answer:
    """Of two answers on the same task the best plan and the lowest bound."""
    if other.state in ("optimaal", "kan niet") or one.plan is None:
        return other
    bounds = [a.bound for a in (one, other) if a.bound is not None]
    found = other if other.score is not None and one.score is not None and other.score > one.score else one
    bound = min(bounds, default=None)
    proven = bound is not None and found.score is not None and found.score >= bound
    return replace(found, bound=bound, state="optimaal" if proven else found.state)


def around(task: Task, plan: Plan, free: Sequence[str]) -> Task:
    """The task in which all but the measures of `free` stay as they are in the plan, done or not."""
    among = set(free)
    places = {
        id_: may if id_ in among else tuple(p for p in may if p == plan.places.get(id_))
        for id_, may in task.places.items()
    }
    stays = {id_ for id_ in plan.places if id_ not in among}
    return replace(task, places=places, required=task.required | stays)


class _Part:
    """A way to draw measures that are planned again."""

    def __init__(self, task: Task, draw: random.Random) -> None:
        self.task, self.draw = task, draw
        self.ids = sorted(task.places)
        claimed: dict[str, set[str]] = {}
        for capacity, _, id_, _, _ in task.claims():
            claimed.setdefault(task.portfolio.capacity(capacity).organisation, set()).add(id_)
        self.claimed = [sorted(ids) for _, ids in sorted(claimed.items())]

    def any(self, plan: Plan, size: int) -> list[str]:
        """Drawn at random."""
        return self.draw.sample(self.ids, min(size, len(self.ids)))

    def organisations(self, plan: Plan, size: int) -> list[str]:
        """What claims the same organisations, taken one organisation after the other."""
        found: list[str] = []
        for ids in self.draw.sample(self.claimed, len(self.claimed)):
            new = [i for i in ids if i not in found]
            found += self.draw.sample(new, min(len(new), size - len(found)))
        return found or self.any(plan, size)

    def quarters(self, plan: Plan, size: int) -> list[str]:
        """What is in force nearest to one quarter, with a third that is not done now."""
        middle = self.draw.randrange(self.task.portfolio.quarters)
        out = [i for i in self.ids if i not in plan.places]
        out = self.draw.sample(out, min(len(out), size // 3))
        near = sorted(plan.places, key=lambda i: (abs(plan.places[i].effect - middle), self.draw.random()))
        return [*out, *near[: size - len(out)]]


def neighbourhoods(task: Task, draw: random.Random) -> Iterator[Callable[[Plan, int], list[str]]]:
    """The ways to draw a part, in turn, for ever."""
    part = _Part(task, draw)
    while True:
        yield part.organisations
        yield part.quarters
        yield part.any
