"""One fact of the person that a row is about, changed in the graph: a euro more wage, a hundred euros less rent."""

from __future__ import annotations

from collections.abc import Iterable

from uitvoerbaar.law.graph import Graph, Node, having, referred, strip
from uitvoerbaar.law.registers import KEY, SOURCE, RegisterField

_PARTNER = "partner_bsn"
WAGE = "loon_uit_dienstbetrekking"
"""The wage of a person, eurocent a year: what rises when somebody works more."""


def own(node: Node) -> bool:
    """Whether a key is that of the person the row is about: the parameter itself, or the partner of the partner.

    Partners point to each other, so an even number of steps ends where it began.
    """
    steps = 0
    while True:
        node = strip(node)
        if node.op == "PRESENT":
            node = node.args[0]
        elif node.op == "IF" and (person := referred(node)) is not None:
            node = person
        elif node.op == "FIELD" and node.payload == (SOURCE, _PARTNER):
            node, steps = node.args[0], steps + 1
        else:
            return node.op == "PARAM" and node.payload == KEY and steps % 2 == 0


def reads(node: Node, name: str) -> bool:
    """Whether a node is the field `name` of the person that the row is about."""
    return node.op == "FIELD" and node.payload == (SOURCE, name) and own(node.args[0])


def exchanged(graph: Graph, nodes: Iterable[Node], name: str, by: Node) -> list[Node]:
    """`nodes` as they are when the person's field `name` has the value of `by`."""
    return graph.substitute(nodes, lambda node: by if reads(node, name) else None, "FIELD")


def raised(graph: Graph, nodes: Iterable[Node], field: RegisterField, amount: int) -> list[Node]:
    """`nodes` as they are when the person's field is `amount` higher (in the unit of the field)."""
    roots = list(nodes)
    found = next((n for n in having(roots, "FIELD") if reads(n, field.name)), None)
    if found is None:
        return roots
    more = graph.node("ADD", (found, graph.const(amount)), True, unit=found.unit)
    return exchanged(graph, roots, field.name, more)
