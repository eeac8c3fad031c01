"""Asking the solver: proven, refuted by a case that the reference confirms, or undecided."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal

import z3

from uitvoerbaar.base.language import as_written
from uitvoerbaar.engine.prove import clock
from uitvoerbaar.engine.prove.clock import OutOfTime
from uitvoerbaar.engine.prove.formulas.household import Name
from uitvoerbaar.engine.prove.formulas.polynomial import Poly
from uitvoerbaar.engine.prove.formulas.products import sharpen
from uitvoerbaar.engine.prove.formulas.space import Space
from uitvoerbaar.engine.prove.question import Problem
from uitvoerbaar.engine.prove.replay import Replayed, replay

Verdict = Literal["proven", "refuted", "undecided"]
ROUND_STEPS = (1_000_000_00, 100_000_00, 10_000_00, 1_000_00, 100_00, 10_00, 1_00)
MAX_ROUNDS = 200
TIME_IS_UP = as_written("de tijd is op")
MEMORY_IS_UP = as_written("het geheugen voor de oplosser is op")
TRY_SECONDS = 0.5
SIMPLIFY_SECONDS = 3.0


class ProofDefect(Exception):
    """The solver's case does not do what it says in the reference: a defect in the translation."""


@dataclass(frozen=True, slots=True)
class Found:
    """A case that breaks the property, confirmed by the reference."""

    values: dict[Name, Any]
    sizes: dict[Name, int]
    replayed: Replayed


@dataclass
class Answer:
    """What the solver says of one shape."""

    verdict: Verdict
    found: Found | None = None
    reason: str = ""


class Asking:
    """One solver for one problem; it learns what its models got wrong about products."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.solver = z3.Solver()
        self.solver.add(*problem.space.constraints)
        self.done = len(problem.space.constraints)
        self.learned: list[Any] = []
        self.reason = ""

    def check(self, *assumed: Any, seconds: float = math.inf) -> Found | Literal["no", "unknown"]:
        """A confirmed case that satisfies the assumptions, "no" when there is none, or "unknown"."""
        with clock.limited(seconds):
            return self._check(*assumed)

    def _check(self, *assumed: Any) -> Found | Literal["no", "unknown"]:
        self.solver.push()
        self.solver.add(*assumed)
        try:
            for _ in range(MAX_ROUNDS):
                result = clock.ask(self.solver)
                if result == z3.unsat:
                    return "no"
                if result == z3.unknown:
                    late = clock.left() <= 0
                    self.reason = (
                        TIME_IS_UP
                        if late
                        else as_written(
                            "de oplosser geeft op ({reason_unknown})", reason_unknown=self.solver.reason_unknown()
                        )
                    )
                    return "unknown"
                model = self.solver.model()
                values = self.problem.household.decode(model)
                sizes = {k: int(self._size(s, model)) for k, s in self.problem.sizes.items()}
                replayed = replay(self.problem, values, sizes)
                if replayed.violated:
                    return Found(values, sizes, replayed)
                wrong = sharpen(self.problem.space, model)
                wrong += self.problem.space.constraints[self.done :]
                self.done = len(self.problem.space.constraints)
                if not wrong:
                    if self.problem.uncertain:
                        self.reason = as_written("een deling die niet uitkomt")
                        return "unknown"
                    raise ProofDefect(f"{self.problem.question.asked.id}: {values} {sizes} {replayed}")
                self.learned += wrong
                self.solver.add(*wrong)
            self.reason = as_written("te veel verfijningen")
            return "unknown"
        finally:
            self.solver.pop()
            # What was learned holds always; the stack forgot it.
            self.solver.add(*self.learned)
            self.learned.clear()

    def _size(self, size: Poly, model: Any) -> int:
        found = model.eval(self.problem.space.term(size), model_completion=True)
        return int(found.as_long())


def decide(problem: Problem, seconds: float) -> Answer:
    """Whether the property holds for every household of the shape; a counterexample is made as simple as time allows."""
    if problem.violated is False:
        return Answer("proven")
    violated = z3.BoolVal(True) if problem.violated is True else problem.violated
    with clock.limited(seconds):
        if _without_tables(problem, violated, seconds * 0.7):
            return Answer("proven")
        asking = Asking(problem)
        found = asking.check(violated)
        if found == "no":
            return Answer("proven")
        if found == "unknown":
            return Answer("undecided", reason=asking.reason)
        return Answer("refuted", simplify(asking, violated, found))


def _without_tables(problem: Problem, violated: Any, seconds: float) -> bool:
    """Whether the property holds whatever the tables say that the change leaves as they are."""
    if problem.slices is None:
        return False
    solver = z3.Solver()
    solver.set("timeout", int(seconds * 1000))
    solver.add(*problem.slices.without_tables(), violated)
    return bool(solver.check() == z3.unsat)


def simplify(asking: Asking, violated: Any, found: Found) -> Found:
    """The simplest case: field by field the usual value if that still breaks the property, else the roundest."""
    fixed = [violated]
    try:
        with clock.limited(SIMPLIFY_SECONDS), suppress(OutOfTime):
            for wish in wishes(asking.problem):
                for option in wish:
                    better = asking.check(*fixed, option, seconds=TRY_SECONDS)
                    if isinstance(better, Found):
                        found, fixed = better, [*fixed, option]
                        break
    except z3.Z3Exception as error:
        if not clock.out_of_memory(error):
            raise  # the case that was found stands, less simple
    return found


def wishes(problem: Problem) -> Iterator[list[Any]]:
    """What makes a case simpler, most wanted first: per unknown the options to try in order."""
    household, space = problem.household, problem.space
    rounds: list[list[Any]] = []
    for (who, name), value in household.inputs.items():
        if value.kind == "number" and not (len(value.number.terms) == 1 and len(value.number.terms[0][0]) == 1):
            continue
        options: list[Any] = []
        usual = household.usual(who, name)
        if usual is not None:
            options.append(usual)
        if value.kind == "number":
            step_options = [_multiple(space, value.number, step) for step in ROUND_STEPS]
            if usual is None or who[0] == "parameter":
                options.append(space.equal(value.number, Poly.constant(0)))
            rounds.append(step_options)
        elif value.parts is not None:
            options.append(z3.And(*(p == 1 for p in (space.term(value.parts[1]), space.term(value.parts[2])))))
        yield [o for o in options if o is not False and o is not True]
    for size in problem.sizes.values():
        if size.value is None:
            rounds.insert(0, [_multiple(space, size, step) for step in reversed(ROUND_STEPS)])
    yield from ([o for o in r if o is not False and o is not True] for r in rounds)


def _multiple(space: Space, value: Poly, step: int) -> Any:
    """The value is a whole number of steps."""
    return space.term(value) == step * z3.FreshInt("rond")
