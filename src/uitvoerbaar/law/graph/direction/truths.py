"""Which way truths go: comparisons and logic, false before true."""

from __future__ import annotations

from uitvoerbaar.law.graph.direction.motion import STILL, Motion, hidden, joined, made, turned, unknown
from uitvoerbaar.law.graph.nodes import Node


def order(node: Node, args: list[Motion]) -> Motion:
    """A comparison: LESS goes up when the right side gains on the left."""
    left, right = args
    if any(a.kind != "number" for a in node.args):
        return unknown(node, args)
    way = joined((turned(left.way), right.way))
    return made(way if node.op.startswith("LESS") else turned(way), 0, 1, left.steady and right.steady)


def equality(node: Node, args: list[Motion]) -> Motion:
    """Equal to null stays what it is; equal to a truth goes as that truth goes; else it is not known."""
    for at, other in ((0, 1), (1, 0)):
        constant = node.args[other]
        if constant.op != "CONST" or not args[at].steady:
            continue
        if constant.payload is None:
            return made(STILL, 0, 1, True)
        if isinstance(constant.payload, bool) and node.args[at].kind == "bool":
            return made(args[at].way if constant.payload else turned(args[at].way), 0, 1, True)
    return hidden(node, args)


def absence(node: Node, args: list[Motion]) -> Motion:
    return made(STILL, 0, 1, args[0].steady)


def negation(node: Node, args: list[Motion]) -> Motion:
    way = turned(args[0].way) if node.args[0].kind == "bool" else None
    return made(way, 0, 1, args[0].steady)


def logic(node: Node, args: list[Motion]) -> Motion:
    """AND and OR stop at what decides: what stands behind a moving operand is looked at now and then, so it may not fail."""
    steady = all(a.steady and a.pure for a in args)
    first = next((at for at, a in enumerate(args) if not a.still), len(args))
    if not (steady and all(a.sure for a in args[first + 1 :])):
        return unknown(node, args)
    ways = [a.way if arg.kind == "bool" or a.still else None for a, arg in zip(args, node.args, strict=True)]
    return made(joined(ways), 0, 1, True)
