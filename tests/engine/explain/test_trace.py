"""A trace tells what was really done: every step follows from the steps below it."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.engine.explain.people import some_case
from uitvoerbaar.engine.explain.explainer import Explainer, Explanation
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.engine.reference import values as v
from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.registers import load_registers

LAWS = Path(__file__).parent / "laws"

AGAIN: dict[str, Callable[[list[Any]], Any]] = {
    "ADD": v.add,
    "SUBTRACT": v.subtract,
    "MULTIPLY": v.multiply,
    "DIVIDE": v.divide,
    "MIN": lambda o: v.extreme(o, largest=False),
    "MAX": lambda o: v.extreme(o, largest=True),
    "IF": lambda o: o[-1],
    "EQUALS": lambda o: v.equals(*o),
    "LESS_THAN": lambda o: v.order(*o) < 0,
    "LESS_THAN_OR_EQUAL": lambda o: v.order(*o) <= 0,
    "GREATER_THAN": lambda o: v.order(*o) > 0,
    "GREATER_THAN_OR_EQUAL": lambda o: v.order(*o) >= 0,
    "NOT": lambda o: not v.truthy(o[0]),
    "IS_NULL": lambda o: o[0] is None,
}


def check(explained: Explanation) -> int:
    """Do every step of a trace again from the values below it; gives how many were done."""
    done = 0
    assert explained.trace.value == explained.value
    for step in explained.trace:
        below = [child.value for child in step.children]
        if step.again:
            assert step.first is not None
            assert step.first.value == step.value
            assert not step.children
        elif step.node in ("output", "input", "open_term"):
            assert below == [step.value]
        elif step.op in AGAIN and (None not in below or step.op in ("IF", "EQUALS", "IS_NULL", "NOT")):
            assert AGAIN[step.op](below) == step.value, step
            done += 1
        elif step.op in ("AND", "OR"):
            decisive = step.op == "OR"
            assert all(v.truthy(value) is not decisive for value in below[:-1])
            assert v.truthy(step.value) is v.truthy(below[-1])
        elif step.op == "FOREACH" and step.combine == "ADD":
            counted = [child.value for child in step.children[1:] if not child.filtered]
            assert step.value == (v.add(counted) if counted else 0)
            done += 1
    return done


def test_steps_of_the_fictional_law() -> None:
    explainer = Explainer(load_corpus([LAWS]), load_registers())
    draw = random.Random(3)
    for _ in range(30):
        assert check(
            explainer.explain("wet_warmtetoeslag", "warmtetoeslag", "2025-03-01", some_case(draw, explainer.catalogue))
        )


@pytest.mark.parametrize(
    ("law", "output"),
    [
        ("wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag"),
        ("wet_op_de_huurtoeslag", "hoogte_huurtoeslag"),
        ("wet_op_het_kindgebonden_budget", "hoogte_kindgebonden_budget"),
        ("wet_kinderopvang", "hoogte_kinderopvangtoeslag"),
        ("besteedbaar_inkomen", "besteedbaar_inkomen_huishouden"),
    ],
)
def test_steps_of_shipped_laws(law: str, output: str) -> None:
    explainer = Explainer(load_corpus(), load_registers())
    draw = random.Random(law)
    done = sum(
        check(explainer.explain(law, output, "2026-01-01", some_case(draw, explainer.catalogue))) for _ in range(10)
    )
    assert done > 100


def test_a_constant_that_another_branch_shares_is_not_told() -> None:
    """Equal constants are one node, so a branch that was not taken may still have a value."""
    explainer = Explainer(load_corpus([LAWS]), load_registers())
    refused = explainer.explain(
        "wet_warmtetoeslag", "warmtetoeslag", "2025-03-01", PersonCase({"geboortedatum": "2020-01-01"})
    )
    choices = [step for step in refused.trace if step.op == "IF"]
    assert [choice.children[-1].value for choice in choices] == [choice.value for choice in choices]
