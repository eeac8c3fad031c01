"""What a payment leaves: an output of a law takes from an income, and at least something must be left of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import isfinite
from typing import Any

import z3

from uitvoerbaar.base.language import as_written
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.engine.prove import clock
from uitvoerbaar.engine.prove.formulas.law import PARAMETER, Ground, Shape
from uitvoerbaar.engine.prove.formulas.polynomial import ZERO, Unsupported
from uitvoerbaar.engine.prove.formulas.space import Space
from uitvoerbaar.engine.prove.formulas.symbol import Symbol, Who, number
from uitvoerbaar.engine.prove.property import Leaves
from uitvoerbaar.engine.reference.values import EvaluationError, Taint
from uitvoerbaar.law import Linker
from uitvoerbaar.law.graph import FieldSpec, Node
from uitvoerbaar.law.registers import KEY

_BSN = FieldSpec("number", nullable=False)
_ANY = (as_written("een inkomen"), as_written("een ondergrens"))
"""Names of amounts that no law has: any income, and anything that must be left."""


def margin(linker: Linker, taken: Node, leaves: Leaves) -> tuple[Node, Node]:
    """What is left above the least, in the unit of all three, zero where nothing is taken or there is no income; and the
    same for any income and any least. Raises LawLookupError when a law has no version on the day or lacks the output."""
    income, least = (linker.link(law, (name,), {KEY: _BSN}).outputs[name] for law, name in (leaves.of, leaves.least))
    graph = linker.graph
    nothing = graph.const(0, taken.unit)
    left = graph.node("SUBTRACT", (income, taken, least), True, unit=taken.unit)
    positive = [graph.node("GREATER_THAN", (node, nothing), True) for node in (taken, income)]
    takes = graph.node("AND", positive, True)
    exact = graph.node("IF", (takes, left, nothing), True, unit=taken.unit)
    free = {
        node.id: graph.node(
            "PARAM", (), name, unit=node.unit, spec=replace(_BSN, unit=node.unit, lo=node.lo, hi=node.hi)
        )
        for node, name in zip((income, least), _ANY, strict=True)
    }
    (loose,) = graph.substitute([exact], lambda node: free.get(node.id))
    return exact, loose


def always(loose: Node, known: Mapping[str, FieldSpec], seconds: float) -> bool:
    """Whether enough is left whatever the income and the least are: then it is for every household.

    `known` are the free amounts. False also when the solver does not know, or the payment depends on more than these.
    """
    space = Space()

    def read(who: Who, name: str) -> Symbol:
        spec = known.get(name) if who == PARAMETER else None
        spec = ends.get(name, spec)
        if spec is None or spec.lo is None or spec.hi is None:
            raise Unsupported(as_written("een betaling die afhangt van {name}", name=name))
        return number(space.atom(spec.lo, spec.hi, whole=spec.integer, name=name))  # type: ignore[arg-type]

    ends = {n.payload: n.spec for n in _parameters(loose) if n.payload in _ANY and isfinite(n.lo) and isfinite(n.hi)}
    try:
        left = Ground(space, Shape(0, 0, 0), read).value(loose)
    except Unsupported:
        return False
    if left.kind != "number" or left.doubt or left.null is not False or left.failed is not False:
        return False
    solver = z3.Solver()
    broken = space.above(ZERO, left.number)
    solver.add(*space.constraints, z3.BoolVal(broken) if isinstance(broken, bool) else broken)
    return bool(clock.ask(solver, seconds=seconds) == z3.unsat)


def _parameters(node: Node) -> list[Node]:
    from uitvoerbaar.law.graph import topological

    return [n for n in topological([node]) if n.op == "PARAM"]


def room(explainer: Explainer, leaves: Leaves, on: str, case: PersonCase) -> Any:
    """By the reference: how much may be taken of the income; None when the law gives no answer or there is no income."""
    found: list[Any] = []
    for law, name in (leaves.of, leaves.least):
        try:
            value = explainer.explain(law, name, on, case).value
        except EvaluationError:
            return None
        if value is None or isinstance(value, Taint):
            return None
        found.append(value)
    income, least = found
    return income - least if income > 0 else None
