"""A citizen's small mistake as an operation on the law graph: the field becomes what the citizen would have said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from uitvoerbaar.assess.side import person, register_field
from uitvoerbaar.base.dates import MONTHS
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.law.graph import FieldSpec, Graph, Node, having
from uitvoerbaar.law.registers import CHILD, COLLECTIONS, PERSON, SOURCE, Catalogue, Mistake, RegisterField
from uitvoerbaar.law.registers.nodes import reads

PER_YEAR = {"eurocent per jaar": 1, "eurocent per maand": MONTHS, "eurocent": 1}


@dataclass(frozen=True, slots=True)
class Slip:
    """A plausible mistake in a field that citizens supply."""

    field: RegisterField
    mistake: Mistake

    @property
    def id(self) -> str:
        """The mistake's own name in the catalogue."""
        return self.mistake.id


def slips(catalogue: Catalogue) -> list[Slip]:
    """Every plausible mistake of the catalogue in a number whose size can be put in money."""
    return [
        Slip(field, mistake)
        for field in catalogue
        if field.from_citizen and field.spec.kind == "number" and field.table in (PERSON, CHILD)
        if field.in_money is not None or field.unit in PER_YEAR
        for mistake in field.mistakes
        if mistake.kind in ("verschil", "factor")
    ]


def touching(nodes: Mapping[str, Node], found: Iterable[Slip]) -> list[Slip]:
    """The mistakes of which any node reads the field."""
    reading = having(nodes.values(), "FIELD", "GET")
    return [slip for slip in found if any(_reads(node, slip.field) for node in reading)]


def _reads(node: Node, field: RegisterField) -> bool:
    if field.table == PERSON:
        return reads(node, field.name)
    return node.op == "GET" and node.payload[0] == field.name and node.spec == field.spec


def made(graph: Graph, nodes: list[Node], slip: Slip) -> list[Node]:
    """`nodes` as they are when the person (for a field of a child: for every child) makes the mistake.

    Who has nothing in the field (0) makes no mistake in it; a mistake never leaves the range of the field.
    """

    def replace(node: Node) -> Node | None:
        return mistaken(graph, node, slip) if _reads(node, slip.field) else None

    return graph.substitute(nodes, replace, "FIELD", "GET")


def mistaken(graph: Graph, value: Node, slip: Slip) -> Node:
    """The value that the citizen gives instead of `value`."""
    change = graph.const(_number(slip.mistake.amount))
    if slip.mistake.kind == "verschil":
        changed = graph.node("ADD", (value, change), True, unit=value.unit)
    else:
        changed = graph.node("MULTIPLY", (value, change), True, unit=value.unit)
        changed = graph.node("ROUND", (changed,), (0, True), unit=value.unit)
    spec = slip.field.spec
    if isinstance(spec.lo, int | Decimal):
        changed = graph.node("MAX", (changed, graph.const(spec.lo)), True, unit=value.unit)
    if isinstance(spec.hi, int | Decimal):
        changed = graph.node("MIN", (changed, graph.const(spec.hi)), True, unit=value.unit)
    nothing = graph.node("EQUALS", (value, graph.const(0)))
    return graph.node("IF", (nothing, value, changed), True, unit=value.unit)


def size_of(graph: Graph, slip: Slip, catalogue: Catalogue) -> Node:
    """The mistake itself in eurocent a year: the distance between what is so and what was said.

    Money by the month counts twelve times; hours count at the price of an hour and prices at the number of hours
    (the field that the catalogue names under `in_geld`).
    """
    if slip.field.table == PERSON:
        return _size(graph, slip, register_field(graph, catalogue, slip.field.name), None)
    collection = next(name for name, table in COLLECTIONS.items() if table == slip.field.table)
    spec = catalogue.person_specs()[collection]
    children = graph.node("FIELD", (person(graph),), (SOURCE, collection), spec=spec)
    child = graph.node("VAR", (), 1, spec=FieldSpec("object", nullable=False, items=spec.items))

    def get(name: str) -> Node:
        known = catalogue.field(slip.field.table, name)
        assert known is not None
        return graph.node("GET", (child,), (name, True), spec=known.spec, unit=known.spec.unit)

    times = slip.field.in_money
    body = _size(graph, slip, get(slip.field.name), get(times) if times else None)
    return graph.node("FOREACH", (children, graph.const(True), body), (1, "ADD", True), unit="eurocent")


def _size(graph: Graph, slip: Slip, value: Node, times: Node | None) -> Node:
    changed = mistaken(graph, value, slip)
    difference = graph.node("SUBTRACT", (changed, value), True)
    size = graph.node("MAX", (difference, graph.node("MULTIPLY", (difference, graph.const(-1)), True)), True)
    if times is not None:
        size = graph.node("MULTIPLY", (size, times), True)
    per_year = MONTHS if times is not None else PER_YEAR[str(slip.field.unit)]
    return graph.node("MULTIPLY", (size, graph.const(per_year)), True) if per_year != 1 else size


def in_record(slip: Slip, value: Any) -> Any:
    """The mistake on a plain value of a case, as `mistaken` does it on the graph."""
    if not isinstance(value, int | Decimal) or value == 0:
        return value
    amount = _number(slip.mistake.amount)
    changed: Any = value + amount if slip.mistake.kind == "verschil" else _rounded(value * amount)
    spec = slip.field.spec
    if isinstance(spec.lo, int | Decimal):
        changed = max(changed, spec.lo)
    if isinstance(spec.hi, int | Decimal):
        changed = min(changed, spec.hi)
    return changed


def _rounded(value: Any) -> int:
    exact = Decimal(value)
    return int(exact.copy_abs() + Decimal("0.5")) * (-1 if exact < 0 else 1)


def _number(value: Any) -> int | Decimal:
    if isinstance(value, int | Decimal):
        return value
    raise ValueError(f"a mistake of {value!r} is not a number")


def with_mistake(slip: Slip, case: PersonCase) -> PersonCase:
    """The case as it is when the person makes the mistake."""
    name = slip.field.name

    def told(values: Mapping[str, Any]) -> Mapping[str, Any]:
        value = values.get(name, slip.field.default)
        changed = in_record(slip, value)
        return values if changed == value else {**values, name: changed}

    if slip.field.table == PERSON:
        return replace(case, person=told(case.person))
    return replace(case, children=tuple(told(child) for child in case.children))


def size_in(slip: Slip, case: PersonCase) -> int:
    """The size of the mistake in a case in eurocent a year, as `size_of` gives it on the graph."""
    records = [case.person] if slip.field.table == PERSON else list(case.children)
    total = Decimal(0)
    for record in records:
        value = record.get(slip.field.name, slip.field.default)
        size = abs(Decimal(in_record(slip, value)) - Decimal(value))
        if slip.field.in_money is not None:
            size *= Decimal(record.get(slip.field.in_money, 0)) * MONTHS
        else:
            size *= PER_YEAR[str(slip.field.unit)]
        total += size
    return _rounded(total)
