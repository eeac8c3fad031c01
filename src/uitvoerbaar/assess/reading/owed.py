"""What is paid goes with what is owed: a fact of a child moved, with the payments that follow from it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from uitvoerbaar.assess.context import Context
from uitvoerbaar.law.graph import Node
from uitvoerbaar.law.registers import CHILD, Catalogue


def moving_with(catalogue: Catalogue, name: str) -> tuple[str, ...]:
    """A field of a child and the payments that go with it, for they are owed for it."""
    return (name, *(paid for paid, due in catalogue.due(CHILD).items() if name in due.factors))


def rates(catalogue: Catalogue, name: str, child: Mapping[str, Any]) -> dict[str, Fraction]:
    """The payments that go with the field `name` of a child, and how much each is for one more of it."""
    return {
        paid: Fraction(int(due.rate(name, child))) for paid, due in catalogue.due(CHILD).items() if name in due.factors
    }


def reads_child(ctx: Context, node: Node, names: tuple[str, ...]) -> bool:
    """Whether a node is one of these fields of a child."""
    return node.op == "GET" and node.payload[0] in names and is_of_child(ctx.catalogue, node)


def is_of_child(catalogue: Catalogue, node: Node) -> bool:
    """Whether a GET reads a field of a child, not one of the same name of something else."""
    known = catalogue.field(CHILD, node.payload[0])
    return known is not None and node.spec == known.spec


def moved(ctx: Context, node: Node, names: tuple[str, ...], amount: int) -> Node:
    """A node as it is when the first of the fields of every child is `amount` higher, never below zero."""
    graph, first = ctx.graph, names[0]
    dues = ctx.catalogue.due(CHILD)

    def read(found: Node, name: str) -> Node:
        known = ctx.catalogue.field(CHILD, name)
        assert known is not None
        return graph.node("GET", found.args, (name, True), spec=known.spec, unit=known.spec.unit)

    def shifted(found: Node) -> Node | None:
        if not reads_child(ctx, found, names):
            return None
        more = graph.const(amount)
        if found.payload[0] != first:
            due = dues[found.payload[0]]
            rate = [read(found, other) for other in due.factors if other != first]
            more = graph.node("MULTIPLY", (*rate, graph.const(amount * due.times)), True)
        changed = graph.node("ADD", (found, more), True, unit=found.unit)
        return graph.node("MAX", (changed, graph.const(0)), True, unit=found.unit)

    return graph.substitute([node], shifted, "GET")[0]
