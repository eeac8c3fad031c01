"""CP-SAT of OR-Tools on a task; nothing else of the program knows of OR-Tools.

The formulation that solves: one choice per measure over (mode, start) and 'not done'; an order as one inequality per quarter
(disaggregated), not with start times; capacities hard. What is soft is only stacking, in whole numbers on few windows.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from uitvoerbaar.base.extras import require
from uitvoerbaar.delivery.plan.answer import Answer, State
from uitvoerbaar.delivery.plan.model import STACK_FREE, Place, Plan
from uitvoerbaar.delivery.plan.score import score_of
from uitvoerbaar.delivery.plan.task import Task

NAME = "CP-SAT"
Choices = Mapping[tuple[str, Place], Any]


class CpSat:
    """CP-SAT with a task in it. `run` answers, `stop` (from another thread) lets it end early."""

    def __init__(
        self,
        task: Task,
        *,
        seconds: float,
        workers: int = 2,
        best: bool = True,
        presolve: bool = True,
        hint: Plan | None = None,
        settle: tuple[int, Mapping[tuple[str, Place], int]] | None = None,
        effort: float | None = None,
    ) -> None:
        """`best` asks for the best plan, otherwise for any. With `settle` (a score, and a mark of every place) it asks, of the
        plans that are worth that score, for the one with the least marks. `effort` ends it after so many deterministic
        seconds, which do not depend on the machine. Raises ExtraMissing without OR-Tools."""
        require("plan")
        from ortools.sat.python import cp_model

        self.task, self.best, self.settle = task, best, settle
        self.model = model = cp_model.CpModel()
        self.chosen = chosen = {
            (id_, place): model.new_bool_var("") for id_, places in task.places.items() for place in places
        }
        _one_place(model, task, chosen)
        _orders(model, task, chosen)
        for first, other in task.exclusions:
            model.add(sum(_of(chosen, task, first)) + sum(_of(chosen, task, other)) <= 1)
        _capacities(model, task, chosen)
        if best:
            worth = sum(task.worth(id_, place) * var for (id_, place), var in chosen.items())
            total = worth - task.portfolio.weights.stacked * sum(_excess(model, task, chosen)) - task.fallen
            if settle is None:
                model.maximize(total)
            else:
                score, marks = settle
                model.add(total == score)
                model.minimize(sum(marks[place] * var for place, var in chosen.items()))
        if hint is not None:
            for (id_, place), var in chosen.items():
                model.add_hint(var, hint.places.get(id_) == place)
        self.solver = cp_model.CpSolver()
        self.solver.parameters.max_time_in_seconds = seconds
        if effort is not None:
            self.solver.parameters.max_deterministic_time = effort
        self.solver.parameters.num_workers = workers
        self.solver.parameters.random_seed = 1
        self.solver.parameters.linearization_level = 2
        self.solver.parameters.cp_model_presolve = presolve

    def run(self) -> Answer:
        """The answer within the seconds that it was given."""
        from ortools.sat.python import cp_model

        started = time.perf_counter()
        status = self.solver.solve(self.model)
        spent = time.perf_counter() - started
        if status == cp_model.INFEASIBLE:
            return Answer("kan niet", None, None, None, spent, NAME)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Answer("onbeslist", None, None, None, spent, NAME)
        plan = Plan({id_: place for (id_, place), var in self.chosen.items() if self.solver.boolean_value(var)})
        if not self.best:
            return Answer("gevonden", plan, None, None, spent, NAME)
        state: State = "optimaal" if status == cp_model.OPTIMAL else "gevonden"
        # Scored by our own code; the bound is a whole number that floating point may have grazed.
        score = score_of(self.task.portfolio, plan, self.task.last).total
        if self.settle is not None:  # the bound of the solver is one of marks
            return Answer(state, plan, score, self.settle[0], spent, NAME)
        return Answer(state, plan, score, max(score, round(self.solver.best_objective_bound)), spent, NAME)

    def stop(self) -> None:
        """Let `run` end as soon as it can."""
        self.solver.stop_search()


def feasible(task: Task, *, seconds: float, workers: int = 2, presolve: bool = True) -> Answer:
    """Whether a plan exists, with one as witness. Raises ExtraMissing without OR-Tools."""
    return CpSat(task, seconds=seconds, workers=workers, best=False, presolve=presolve).run()


def _of(chosen: Choices, task: Task, id_: str) -> list[Any]:
    return [chosen[id_, place] for place in task.places.get(id_, ())]


def _one_place(model: Any, task: Task, chosen: Choices) -> None:
    for id_ in task.places:
        not_done = [] if id_ in task.required else [model.new_bool_var("")]
        model.add_exactly_one(*_of(chosen, task, id_), *not_done)


def _orders(model: Any, task: Task, chosen: Choices) -> None:
    """What started by a quarter asks that what comes first was in force by then."""
    for first, then in task.orders:
        for quarter in range(task.portfolio.quarters):
            started = [chosen[then, p] for p in task.places[then] if p.start <= quarter]
            in_force = [chosen[first, p] for p in task.places.get(first, ()) if p.effect <= quarter]
            if started:
                model.add(sum(started) <= sum(in_force))


def _capacities(model: Any, task: Task, chosen: Choices) -> None:
    rows: dict[tuple[str, int], list[Any]] = {}
    for capacity, quarter, id_, place, amount in task.claims():
        rows.setdefault((capacity, quarter), []).append(amount * chosen[id_, place])
    for (capacity, quarter), terms in rows.items():
        model.add(sum(terms) <= task.capacities[capacity][quarter])


def _excess(model: Any, task: Task, chosen: Choices) -> list[Any]:
    made = []
    for _, _, landing in task.landing():
        most = len({id_ for id_, _ in landing}) - STACK_FREE
        if most > 0:
            excess = model.new_int_var(0, most, "")
            model.add(sum(chosen[each] for each in landing) - STACK_FREE <= excess)
            made.append(excess)
    return made
