"""Whether a household is close to a condition of the law that reads a fact of its children."""

from __future__ import annotations

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.reading.owed import moved, moving_with, reads_child
from uitvoerbaar.assess.side import person
from uitvoerbaar.law.graph import FieldSpec, Node, having
from uitvoerbaar.law.registers import CHILD, COLLECTIONS, SOURCE

_CHILDREN = next(name for name, table in COLLECTIONS.items() if table == CHILD)


def of_child(ctx: Context, condition: Node, name: str, near: int) -> Node | None:
    """Above zero for who is close: the condition comes out differently when the field `name` is `near` lower or higher.

    The field moves for every child; a condition on each child counts the children for whom it changes. None when the
    condition does not read that field of a child. What is owed for it goes with it.
    """
    moving = moving_with(ctx.catalogue, name)
    if condition.level > 1 or not any(reads_child(ctx, node, moving) for node in having([condition], "GET")):
        return None
    graph = ctx.graph
    ways = [moved(ctx, condition, moving, amount) for amount in (-near, near)]
    same = graph.node("AND", tuple(graph.node("EQUALS", (condition, way)) for way in ways))
    changes = graph.node("IF", (same, graph.const(0), graph.const(1)), True)
    if not condition.level:
        return changes
    spec = ctx.catalogue.person_specs()[_CHILDREN]
    child = graph.node("VAR", (), 1, spec=FieldSpec("object", nullable=False, items=spec.items))
    if any(node is not child for node in having([condition], "VAR")):
        return None
    children = graph.node("FIELD", (person(graph),), (SOURCE, _CHILDREN), spec=spec)
    return graph.node("FOREACH", (children, graph.const(True), changes), (1, "ADD", True))
