"""HiGHS on the same task by another formulation: what has started by each quarter, instead of where each measure stands.

It is asked when CP-SAT says that no plan exists: two programs of different make and two formulations must agree before a
reader is told that it cannot be done (CP-SAT has said so wrongly: OR-Tools issues 3842, 3938, 5295).
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from uitvoerbaar.base.extras import require
from uitvoerbaar.delivery.plan.answer import Answer
from uitvoerbaar.delivery.plan.model import STACK_FREE, Place, Plan, mode_of
from uitvoerbaar.delivery.plan.score import score_of
from uitvoerbaar.delivery.plan.task import Task

Step = tuple[str, str, int]
"""Measure, mode, quarter: whether it has started in that mode by that quarter."""
Terms = Mapping[int, float]
NAME = "HiGHS"
TOLERANCE = 1e-5
"""How far a bound of floating point may be off; scores are whole numbers."""
_WHOLE = 0.5


class Highs:
    """HiGHS with a task in it. `run` answers, `stop` (from another thread) lets it end early."""

    def __init__(self, task: Task, *, seconds: float, best: bool) -> None:
        """`best` asks for the best plan, otherwise for any. Raises ExtraMissing without HiGHS."""
        require("plan")
        import highspy

        self.task, self.best = task, best
        self.solver = _quiet()
        self.solver.setOptionValue("time_limit", float(seconds))
        self.solver.setOptionValue("threads", 1)
        self.solver.setOptionValue("parallel", "off")
        self.solver.setOptionValue("mip_rel_gap", 0.0)
        self.solver.HandleUserInterrupt = True
        self.steps = _columns(task)
        stacking = list(_stacking(task, self.steps)) if best else []
        width, more = len(self.steps), len(stacking)
        infinity = highspy.kHighsInf
        self.solver.addVars(width + more, [0.0] * (width + more), [1.0] * width + [float(len(task.places))] * more)
        self.solver.changeColsIntegrality(width, list(range(width)), [highspy.HighsVarType.kInteger] * width)
        for low, high, terms in _rows(task, self.steps, infinity):
            self.solver.addRow(low, high, len(terms), list(terms), list(terms.values()))
        for at, landing in enumerate(stacking):
            terms = {**landing, width + at: -1.0}
            self.solver.addRow(-infinity, float(STACK_FREE), len(terms), list(terms), list(terms.values()))
        if best:
            costs = _sum(
                _rise(self.steps, id_, p.mode, p.start, -float(task.worth(id_, p)))
                for id_, places in task.places.items()
                for p in places
            )
            costs |= {width + at: float(task.portfolio.weights.stacked) for at in range(more)}
            self.solver.changeColsCost(len(costs), list(costs), list(costs.values()))

    def run(self) -> Answer:
        """The answer within the seconds that it was given."""
        import highspy

        started = time.perf_counter()
        try:
            self.solver.run()
        finally:  # its threads belong to the thread that asked: left behind, they end the whole program when that one ends
            highspy.Highs.resetGlobalScheduler(True)
        spent = time.perf_counter() - started
        status, info = self.solver.getModelStatus(), self.solver.getInfo()
        if status == highspy.HighsModelStatus.kInfeasible:
            return Answer("kan niet", None, None, None, spent, NAME)
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return Answer("onbeslist", None, None, self._bound() if self.best else None, spent, NAME)
        plan = _plan(self.task, self.steps, list(self.solver.getSolution().col_value))
        if not self.best:
            return Answer("gevonden", plan, None, None, spent, NAME)
        bound = self._bound()
        score = score_of(self.task.portfolio, plan, self.task.last).total
        if bound is None:
            return Answer("gevonden", plan, score, None, spent, NAME)
        return Answer("optimaal" if score >= bound else "gevonden", plan, score, max(bound, score), spent, NAME)

    def _bound(self) -> int | None:
        """A score is a whole number, so no plan is worth more than the whole part of the bound; None before there is one."""
        bound = -self.solver.getInfo().mip_dual_bound
        return math.floor(bound + TOLERANCE) - self.task.fallen if math.isfinite(bound) else None

    def stop(self) -> None:
        """Let `run` end as soon as it can."""
        self.solver.cancelSolve()


def _quiet() -> Any:
    """A solver that prints nothing: the library greets when its callbacks are set, which it does while it is made."""
    import highspy

    class Quiet(highspy.Highs):
        def enableCallbacks(self) -> None:
            self.silent()
            super().enableCallbacks()  # type: ignore[no-untyped-call]

    return Quiet()  # type: ignore[no-untyped-call]


def feasible(task: Task, *, seconds: float) -> Answer:
    """Whether a plan exists, with one as witness. Raises ExtraMissing without HiGHS."""
    return Highs(task, seconds=seconds, best=False).run()


def _stacking(task: Task, steps: Mapping[Step, int]) -> Iterator[Terms]:
    """For each group and window in which changes can stack up, how many land then."""
    for _, _, landing in task.landing():
        if len({id_ for id_, _ in landing}) > STACK_FREE:
            yield _sum(_rise(steps, id_, place.mode, place.start) for id_, place in landing)


def _columns(task: Task) -> dict[Step, int]:
    """A column for every measure, mode and quarter; a row keeps those of quarters without a place as they were."""
    steps: dict[Step, int] = {}
    for id_ in task.places:
        for mode in task.portfolio.measure(id_).modes:
            for quarter in range(task.portfolio.quarters):
                steps[id_, mode.id, quarter] = len(steps)
    return steps


def _rows(task: Task, steps: Mapping[Step, int], infinity: float) -> Iterable[tuple[float, float, Terms]]:
    quarters, measures = task.portfolio.quarters, {m.id: m for m in task.portfolio.measures if m.id in task.places}
    end = quarters - 1
    for id_, measure in measures.items():
        may = {(p.mode, p.start) for p in task.places[id_]}
        for mode in measure.modes:
            for quarter in range(quarters):  # once started is always started, and it starts only where it may
                rise = _sum([_rise(steps, id_, mode.id, quarter)])
                yield 0.0, infinity if (mode.id, quarter) in may else 0.0, rise
        done = {steps[id_, mode.id, end]: 1.0 for mode in measure.modes}
        yield (1.0 if id_ in task.required else 0.0), 1.0, done
    for first, then in task.orders:
        for quarter in range(quarters):
            begun = {steps[then, mode.id, quarter]: 1.0 for mode in measures[then].modes}
            modes = measures[first].modes if first in measures else ()
            ready = {steps[first, mode.id, quarter - mode.quarters]: -1.0 for mode in modes if quarter >= mode.quarters}
            yield -infinity, 0.0, _sum([begun, ready])
    for one, other in task.exclusions:
        yield -infinity, 1.0, {steps[m, mode.id, end]: 1.0 for m in (one, other) for mode in measures[m].modes}
    rows: dict[tuple[str, int], list[Terms]] = {}
    for capacity, quarter, id_, place, amount in task.claims():
        rows.setdefault((capacity, quarter), []).append(_rise(steps, id_, place.mode, place.start, amount))
    for (capacity, quarter), parts in rows.items():
        yield -infinity, float(task.capacities[capacity][quarter]), _sum(parts)


def _rise(steps: Mapping[Step, int], id_: str, mode: str, quarter: int, times: float = 1.0) -> Terms:
    """Whether it starts in that quarter: started by then, and not by the quarter before."""
    now = {steps[id_, mode, quarter]: float(times)}
    return now if quarter == 0 else {**now, steps[id_, mode, quarter - 1]: -float(times)}


def _sum(parts: Iterable[Terms]) -> dict[int, float]:
    total: dict[int, float] = {}
    for part in parts:
        for column, factor in part.items():
            total[column] = total.get(column, 0.0) + factor
    return {column: factor for column, factor in total.items() if factor}


def _plan(task: Task, steps: Mapping[Step, int], values: list[float]) -> Plan:
    places: dict[str, Place] = {}
    for id_ in task.places:
        measure = task.portfolio.measure(id_)
        for mode in measure.modes:
            begun = [q for q in range(task.portfolio.quarters) if values[steps[id_, mode.id, q]] > _WHOLE]
            if begun:
                places[id_] = Place(begun[0], mode.id, begun[0] + mode_of(measure, mode.id).quarters)
    return Plan(places)
