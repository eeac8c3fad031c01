"""Running a case through the reference: the outcomes before and after the change, weighed against the bound."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Any

from uitvoerbaar.base.language import as_written
from uitvoerbaar.engine.prove.formulas.household import Name, case_of
from uitvoerbaar.engine.prove.formulas.law import Shape
from uitvoerbaar.engine.prove.property import Change, Property
from uitvoerbaar.engine.prove.protected_minimum import room
from uitvoerbaar.engine.prove.question import Problem, Question
from uitvoerbaar.engine.prove.settlement import LATE, WHEN, parameters, replayed
from uitvoerbaar.engine.reference.values import EvaluationError, Taint, reference_words


@dataclass(frozen=True, slots=True)
class Replayed:
    """What the reference says of a case: the outcome before and after the change; None when it has no answer."""

    before: Any
    after: Any
    error: str | None
    bound: int | None
    violated: bool
    cost: Any = None
    """What the change costs: the fall of the outcome, or what must be paid back."""


def outcome(question: Question, values: dict[Name, Any], shape: Shape) -> tuple[Any, str | None]:
    """The output for a case by the reference walk, with the error when there is no answer."""
    try:
        found = question.explainer.explain(question.law.id, question.output, question.on, case_of(values, shape)).value
    except EvaluationError as error:
        return None, reference_words(error)
    return (
        (None, as_written("niet uitvoerbaar: {construct}", construct=found.construct))
        if isinstance(found, Taint)
        else (found, None)
    )


def replay(problem: Problem, values: dict[Name, Any], sizes: dict[Name, int]) -> Replayed:
    """Run a case, and for a change the case after it, through the reference and weigh it."""
    question, prop = problem.question, problem.question.asked
    before, error = outcome(question, problem.only(values, problem.small), problem.small)
    if prop.sort == "beslist":
        return Replayed(before, None, error, None, before is None)
    if prop.leaves is not None:
        case = case_of(problem.only(values, problem.small), problem.small)
        most = room(question.explainer, prop.leaves, question.on, case)
        return Replayed(before, None, error, most, None not in (before, most) and before > max(0, most))
    after, other = outcome(question, problem.after(values, sizes), problem.shape)
    if prop.sort == "onafhankelijk":
        return Replayed(before, after, error or other, None, before != after)
    if before is None or after is None:
        return Replayed(before, after, error or other, None, False)
    bound = Fraction(prop.fixed_bound + sum(_room(prop, change, values, sizes) for change in prop.changes))
    cost = before - after
    if prop.settlement is not None:
        when, late = sizes.get(WHEN, 0), sizes.get(LATE, 0)
        cost, more = replayed(question.explainer, question.on, prop.settlement, before, after, when, late)
        bound += more
    return Replayed(before, after, error or other, floor(bound), cost > bound, cost)


def _room(prop: Property, change: Change, values: dict[Name, Any], sizes: dict[Name, int]) -> int:
    size = sizes[change.who, change.field] * prop.times
    return int(size * (values[change.who, prop.priced] if prop.priced else 1))


def settled_with(problem: Problem, found: Replayed, sizes: dict[Name, int]) -> dict[str, Any]:
    """The parameters of the settlement in a case; none for a property without one."""
    settlement = problem.question.asked.settlement
    if settlement is None:
        return {}
    return parameters(settlement, found.before, found.after, sizes.get(WHEN, 0), sizes.get(LATE, 0))
