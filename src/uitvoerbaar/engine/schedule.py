"""Before lowering: which nodes are constants, and in which stage each node can be computed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from uitvoerbaar.engine.reference import Case, Walk
from uitvoerbaar.engine.values import EvaluationError
from uitvoerbaar.law.graph import Node, topological

SHORT = 15
"""Digits of a constant that fits the numbers of kernels."""


def constants(nodes: Mapping[str, Node]) -> dict[int, Any]:
    """Values of the operations that depend on constants only."""
    walk, found = Walk(Case()), dict[int, Any]()
    fixed: set[int] = set()
    for node in topological(nodes.values()):
        leaf = node.op in ("PARAM", "FIELD", "VAR", "ERROR", "TAINT", "FOREACH", "LOCAL")
        if node.op == "CONST":
            fixed.add(node.id)
        elif not leaf and all(a.id in fixed for a in node.args):
            try:
                value = walk.value(node)
            except EvaluationError:
                continue
            if isinstance(value, Decimal) and len(value.as_tuple().digits) > SHORT:
                continue  # a quotient that does not terminate stays a quotient
            found[node.id] = value
            fixed.add(node.id)
    return found


def depths(nodes: Mapping[str, Node]) -> dict[int, int]:
    """Per node the number of element kernels that must have run before it can be known."""
    depth: dict[int, int] = {}
    for node in topological(nodes.values()):
        below = max((depth[a.id] for a in node.args), default=0)
        depth[node.id] = below + 1 if node.op == "FOREACH" else below
    return depth


def homes(nodes: Mapping[str, Node], depth: Mapping[int, int], last: int) -> dict[int, int]:
    """Per node the latest stage in which it can be computed, so that few values cross stages."""
    home: dict[int, int] = {node.id: last for node in nodes.values()}
    for node in reversed(list(topological(nodes.values()))):
        here = home[node.id]
        for position, arg in enumerate(node.args):
            # What an element kernel reads of the rows must be ready one stage before it runs.
            wanted = depth[node.id] - 1 if node.op == "FOREACH" and position > 0 else here
            home[arg.id] = min(home.get(arg.id, last), wanted)
    return home
