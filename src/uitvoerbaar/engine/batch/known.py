"""The law for rows of which some conditions are known: the branches that none of these rows takes are left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from uitvoerbaar.engine.reference.values import EvaluationError
from uitvoerbaar.engine.reference.walk import Case, Walk
from uitvoerbaar.law.graph import Graph, Node

_PURE = frozenset((
    "ADD", "SUBTRACT", "MULTIPLY", "DIVIDE", "MIN", "MAX", "ROUND", "CEIL", "FLOOR", "EQUALS", "LESS_THAN",
    "LESS_THAN_OR_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL", "NOT", "IS_NULL", "PRESENT", "NONNULL",
))  # fmt: skip
"""Operations that are computed here when all their operands are constants."""
_PLAIN = frozenset(("number", "bool"))


def with_known(nodes: Mapping[str, Node], known: Mapping[int, bool]) -> dict[str, Node]:
    """The same values for rows in which every node that `known` names by id has that truth; nodes of a new graph.

    Names are left out: what is made here is computed, not told.
    """
    graph = Graph()

    def change(node: Node, args: tuple[Node, ...]) -> Node | None:
        if node.id in known:
            return graph.const(known[node.id])
        made = _RULES[node.op](graph, node, args) if node.op in _RULES else None
        if made is None and node.op in _PURE and args and all(arg.op == "CONST" for arg in args):
            made = _computed(graph, node, args)
        return made

    return dict(zip(nodes, graph.copied(nodes.values(), change), strict=True))


def _name(graph: Graph, node: Node, args: tuple[Node, ...]) -> Node | None:
    return args[0]


def _if(graph: Graph, node: Node, args: tuple[Node, ...]) -> Node | None:
    """Cases that are not taken go; one that is taken ends the choice."""
    kept: list[Node] = []
    for position in range(0, len(args) - 1, 2):
        when, then = args[position : position + 2]
        truth = _truth(when)
        if truth is None:
            kept += (when, then)
        elif truth:
            return _choice(graph, node, [*kept, then])
    return _choice(graph, node, [*kept, args[-1]])


def _choice(graph: Graph, node: Node, args: list[Node]) -> Node:
    if len(args) == 1:
        return args[0]
    return graph.node("IF", args, node.payload, unit=node.unit, origin=node.origin, spec=node.spec)


def _logic(decisive: bool) -> Callable[[Graph, Node, tuple[Node, ...]], Node | None]:
    """AND and OR: what decides ends it, what does not decide goes; what may fail before it still fails."""

    def made(graph: Graph, node: Node, args: tuple[Node, ...]) -> Node | None:
        kept: list[Node] = []
        for arg in args:
            truth = _truth(arg)
            if truth is decisive:
                if not any(_stops(node, before) for before in kept):
                    return graph.const(decisive)
                kept.append(arg)
                break
            if truth is None:
                kept.append(arg)
        if not kept:
            return graph.const(not decisive)
        return graph.node(node.op, kept, node.payload, unit=node.unit, origin=node.origin, spec=node.spec)

    return made


def _stops(node: Node, arg: Node) -> bool:
    """Whether an operand may fail before a later one decides."""
    return arg.may_fail or (arg.nullable and bool(node.payload))


def _truth(node: Node) -> bool | None:
    """The truth of a constant; None for what is none."""
    return node.payload if node.op == "CONST" and isinstance(node.payload, bool) else None


def _computed(graph: Graph, node: Node, args: tuple[Node, ...]) -> Node | None:
    """The constant that an operation on constants gives, as the reference has it; None where it fails, or gives something
    else than a number or a truth."""
    fresh = Graph()
    operands = [fresh.const(arg.payload, arg.unit) for arg in args]
    if any(arg.kind not in (*_PLAIN, "null") for arg in operands):
        return None
    try:
        value = Walk(Case()).value(fresh.node(node.op, operands, node.payload, unit=node.unit))
    except EvaluationError:
        return None
    made = graph.const(value, node.unit, node.origin)
    return made if made.kind in _PLAIN else None


_RULES: dict[str, Callable[[Graph, Node, tuple[Node, ...]], Node | None]] = {
    "NAME": _name,
    "IF": _if,
    "AND": _logic(False),
    "OR": _logic(True),
}
