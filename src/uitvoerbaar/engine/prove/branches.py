"""Branches of a law that no household reaches: dead text, or a condition that is not what was meant."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import z3

from uitvoerbaar.base.language import as_written
from uitvoerbaar.engine.prove import clock
from uitvoerbaar.engine.prove.clock import OutOfTime
from uitvoerbaar.engine.prove.formulas.household import Household
from uitvoerbaar.engine.prove.formulas.law import Ground, Shape
from uitvoerbaar.engine.prove.formulas.space import Space
from uitvoerbaar.engine.prove.question import Question
from uitvoerbaar.law.graph import Node, referred, strip, topological

Branch = tuple[int, int]
"""An IF by its node, and the position of the branch in it."""


def branches(question: Question) -> dict[Branch, Node]:
    """Every branch of the law that is asked about."""
    return {
        (node.id, position): node
        for node in topological([question.node])
        if node.op == "IF" and node.origin is not None and node.origin.law == question.law.id and not _of_linking(node)
        for position in range((len(node.args) + 1) // 2)
    }


def _of_linking(node: Node) -> bool:
    """Whether the choice is not in the law but stands for "no partner, so nothing of a partner"."""
    when = strip(node.args[0])
    return when.op == "IS_NULL" and referred(when.args[0]) is not None


def unreached(question: Question, shapes: Sequence[Shape], seconds: float) -> tuple[list[Branch], list[Branch]]:
    """The branches whose conditions hold for no household, and those of which the solver does not know in time.

    A branch counts as reached when its own conditions and those before it in the same choice can hold together.
    """
    left = set(branches(question))
    unknown: set[Branch] = set()
    with clock.limited(seconds), suppress(OutOfTime):
        for shape in shapes:
            # A branch that was unknown in one shape may be reached in another.
            _reach(question, shape, left, unknown)
            if not left:
                break
        return sorted(left - unknown), sorted(left & unknown)
    return [], sorted(left)


def _reach(question: Question, shape: Shape, left: set[Branch], unknown: set[Branch]) -> None:
    """Take from `left` what is reached in a household of a shape, and note what the solver does not know."""
    space = Space()
    household = Household(space, question.catalogue, question.domain, shape, question.on)
    ground = Ground(space, shape, household.read)
    ground.value(question.node)
    household.assert_facts()
    solver = z3.Solver()
    solver.add(*space.constraints)
    guards = {branch: [g for g in ground.guards.get(branch, ()) if g is not False] for branch in sorted(left)}
    for branch, ways in guards.items():
        for guard in ways:
            if branch not in left:
                break
            answer = clock.ask(solver, z3.BoolVal(True) if guard is True else guard)
            if answer == z3.sat:
                # One household often reaches several branches.
                model = solver.model()
                left -= {b for b in left if any(_holds(model, g) for g in guards[b])}
            elif answer == z3.unknown:
                unknown.add(branch)


def _holds(model: z3.ModelRef, guard: Any) -> bool:
    return guard is True or z3.is_true(model.eval(guard, model_completion=True))


def place(question: Question, branch: Branch) -> str:
    """Where a branch stands, for a reader."""
    node = branches(question)[branch]
    assert node.origin is not None
    last = branch[1] == len(node.args) // 2
    which = as_written("de laatste keuze (default)") if last else f"keuze {branch[1] + 1}"
    return as_written(
        "{law} artikel {article}, regel {line}: {which} geldt voor geen huishouden",
        law=node.origin.law,
        article=node.origin.article,
        line=node.origin.line,
        which=which,
    )
