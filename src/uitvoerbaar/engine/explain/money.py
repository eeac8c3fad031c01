"""Whether a sum is money: its unit is inferred from its parts, and parts that do not fit leave it without one.

The graph gives a sum the unit of the first part that has one, as the format does. For a reader that is not enough: 300 hours times
10.000 plus an hourly price is a rank to order children by, not euros.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uitvoerbaar.engine.explain.trace import Step

KEEPS_UNIT = frozenset(("ADD", "SUBTRACT", "MIN", "MAX"))
"""Operations whose operands are of one kind, as is the outcome."""
_SCALES = frozenset(("MULTIPLY", "DIVIDE"))
_PASSES = frozenset(("ROUND", "CEIL", "FLOOR", "IF"))


def is_money(unit: str | None) -> bool:
    """Whether a unit is an amount of money."""
    return unit is not None and unit.startswith("euro")


def is_neutral(step: Step) -> bool:
    """A number that the law writes down without a unit, or made of such: it takes the unit of what it stands beside."""
    taken = step.taken
    if taken.unit is not None:
        return False
    if taken.node == "operation" and taken.children:
        return all(is_neutral(child) for child in taken.children)
    return taken.node == "constant"


def fit(steps: Iterable[Step]) -> bool:
    """Whether all of these can be amounts of money together."""
    return all(is_money(step.unit) or is_neutral(step) for step in steps)


def unit_of_sum(step: Step) -> str | None:
    """The unit of an operation whose operands are told: its own, or none when it says money and its parts do not."""
    if not is_money(step.unit) or not step.children:
        return step.unit
    if step.op == "FOREACH":
        elements = [child for child in step.children[1:] if not child.filtered]
        return step.unit if not elements or any(is_money(child.unit) for child in elements) else None
    if step.op in KEEPS_UNIT:
        return step.unit if fit(step.children) else None
    if step.op in _PASSES:
        return step.unit if fit(step.children[-1:] if step.op == "IF" else step.children[:1]) else None
    if step.op in _SCALES:
        found = any(is_money(child.unit) for child in step.children)
        return step.unit if found or all(is_neutral(child) for child in step.children) else None
    return step.unit
