"""Costs of childcare go with its hours: a fact of a child moved, with what it pays."""

from __future__ import annotations

from uitvoerbaar.assess.context import Context
from uitvoerbaar.base.dates import MONTHS
from uitvoerbaar.law.graph import Node
from uitvoerbaar.law.registers import CHILD

HOURS, PRICE, PAID = "opvanguren_per_maand", "uurtarief", "opvangkosten_betaald"
CHILDCARE = (HOURS, PAID)


def reads_child(ctx: Context, node: Node, names: tuple[str, ...]) -> bool:
    """Whether a node is one of these fields of a child."""
    if node.op != "GET" or node.payload[0] not in names:
        return False
    known = ctx.catalogue.field(CHILD, node.payload[0])
    return known is not None and node.spec == known.spec


def moved(ctx: Context, node: Node, names: tuple[str, ...], amount: int) -> Node:
    """A node as it is when the first of the fields of every child is `amount` higher, never below zero."""
    graph, price = ctx.graph, ctx.catalogue.field(CHILD, PRICE)
    assert price is not None

    def shifted(found: Node) -> Node | None:
        if not reads_child(ctx, found, names):
            return None
        more = graph.const(amount)
        if found.payload[0] != names[0]:
            rate = graph.node("GET", found.args, (PRICE, True), spec=price.spec, unit=price.spec.unit)
            more = graph.node("MULTIPLY", (rate, graph.const(amount * MONTHS)), True)
        changed = graph.node("ADD", (found, more), True, unit=found.unit)
        return graph.node("MAX", (changed, graph.const(0)), True, unit=found.unit)

    return graph.substitute([node], shifted)[0]
