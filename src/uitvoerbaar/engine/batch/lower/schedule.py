"""Before lowering: which nodes are constants, and in which stage each node can be computed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from uitvoerbaar.engine.reference.values import EvaluationError
from uitvoerbaar.engine.reference.walk import Case, Walk
from uitvoerbaar.law.graph import Node

SHORT = 15
"""Digits of a constant that fits the numbers of kernels."""


def constants(order: Sequence[Node]) -> dict[int, Any]:
    """Values of the operations that depend on constants only; `order` has operands before users."""
    walk, found = Walk(Case()), dict[int, Any]()
    fixed: set[int] = set()
    for node in order:
        leaf = node.op in ("PARAM", "DIAL", "FIELD", "VAR", "ERROR", "TAINT", "UNKNOWN", "FOREACH", "LOCAL")
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


def depths(order: Sequence[Node], ready: Collection[int] = ()) -> dict[int, int]:
    """Per node the number of element kernels that must have run before it can be known; nothing for nodes in `ready`."""
    depth: dict[int, int] = {}
    for node in order:
        if node.id in ready:
            depth[node.id] = 0
            continue
        below = max((depth[a.id] for a in node.args), default=0)
        depth[node.id] = below + 1 if node.op == "FOREACH" else below
    return depth


def homes(
    roots: Iterable[Node], order: Sequence[Node], depth: Mapping[int, int], last: int, ready: Collection[int] = ()
) -> dict[int, int]:
    """Per node the latest stage in which it can be computed, so that few values cross stages.

    Nodes that only those in `ready` need are computed elsewhere and have no stage.
    """
    home: dict[int, int] = {node.id: last for node in roots}
    for node in reversed(order):
        here = home.get(node.id)
        if here is None or node.id in ready:
            continue
        for position, arg in enumerate(node.args):
            # What an element kernel reads of the rows must be ready one stage before it runs.
            wanted = depth[node.id] - 1 if node.op == "FOREACH" and position > 0 else here
            home[arg.id] = min(home.get(arg.id, last), wanted)
    return home
