"""The household types of data/assess/huishoudtypen.yaml, and the facts along which their net income is followed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from uitvoerbaar.assess.reading.owed import is_of_child, rates
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.engine.piecewise.curve import Curve
from uitvoerbaar.findings import Text
from uitvoerbaar.law.graph import Node
from uitvoerbaar.law.registers import CHILD, Catalogue
from uitvoerbaar.law.registers.nodes import reads


@dataclass(frozen=True, slots=True)
class Axis:
    """A fact that varies, from `low` to `high` in the unit of the register; `step` is the smallest step of a citizen.

    `fields` are the register fields that it can be; a type has one of them. `high` is None when it ends at what the type
    has. `near` is how far a household may be from a jump to count as close to it, `near_text` the same in words. `less`:
    a household loses when the fact falls, not when it rises.
    """

    id: str
    name: Text
    fields: tuple[str, ...]
    low: int
    high: int | None
    step: int
    near: int
    near_text: Text
    less: bool


@dataclass(frozen=True, slots=True)
class HouseholdType:
    """A household in words and as a case, and the ids of the facts that vary."""

    id: str
    name: Text
    case: PersonCase
    along: tuple[str, ...]
    ages: tuple[str, ...]
    """Ids of the ages that vary."""


@dataclass(frozen=True, slots=True)
class AgeAxis:
    """An age that varies in completed years, from `low` to before `high`: of the head (`table` persoon) or the first child.

    `near` is how many years a person may be from a step to count as close to it.
    """

    id: str
    name: Text
    table: str
    low: int
    high: int
    near: int
    near_text: Text


def field_of(axis: Axis, household: HouseholdType) -> str:
    """The register field that the axis is for this type: the one that it names, else the first."""
    return next((name for name in axis.fields if name in household.case.person), axis.fields[0])


def end_of(axis: Axis, household: HouseholdType) -> int:
    """The last value of the fact for this type."""
    if axis.high is not None:
        return axis.high
    (child,) = household.case.children
    return int(child[field_of(axis, household)])


def of_child(axis: Axis, household: HouseholdType, catalogue: Catalogue) -> bool:
    """Whether the fact is one of a child: such a type has one child."""
    return catalogue.field(CHILD, field_of(axis, household)) is not None


def with_value(household: HouseholdType, axis: Axis, x: int, catalogue: Catalogue) -> PersonCase:
    """The case of the type where the fact has the value x; what is owed for it is paid."""
    case, name = household.case, field_of(axis, household)
    if not of_child(axis, household, catalogue):
        return replace(case, person={**case.person, name: x})
    (child,) = case.children
    paid = {payment: int(rate * x) for payment, rate in rates(catalogue, name, child).items()}
    return replace(case, children=({**child, name: x, **paid},))


def varied(nodes: Iterable[Node], household: HouseholdType, axis: Axis, catalogue: Catalogue) -> dict[int, Curve]:
    """Those of `nodes` that vary, by id, as curves in x. Payments go with what they are owed for."""
    name = field_of(axis, household)
    along = Curve((Fraction(0), Fraction(1)))
    if not of_child(axis, household, catalogue):
        return {node.id: along for node in nodes if reads(node, name)}
    (child,) = household.case.children
    made = {payment: Curve((Fraction(0), rate)) for payment, rate in rates(catalogue, name, child).items()}
    made[name] = along
    return {
        node.id: made[node.payload[0]]
        for node in nodes
        if node.op == "GET" and node.payload[0] in made and is_of_child(catalogue, node)
    }
