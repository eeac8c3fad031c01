"""Schemes that a proposal brings in by a law of their own: 0 before, and part of net income after.

No law of net income knows them, so they are added here: to the law of net income what the head of a household gets, which
curves and proofs follow, and to the column of a household what its other members get.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.assess.norms import NET, Scheme, Settings
from uitvoerbaar.assess.side import Side
from uitvoerbaar.law.graph import Graph, Node


def add_new(sides: Mapping[Literal["voor", "na"], Side], settings: Settings, graph: Graph) -> None:
    """Give the sides the nodes of new schemes (in place): nothing where the law does not exist yet."""
    for scheme in settings.schemes:
        if not scheme.new or scheme.id not in sides["na"].nodes:
            continue
        node = sides["na"].nodes[scheme.id]
        if scheme.id not in sides["voor"].nodes:
            sides["voor"].nodes[scheme.id] = graph.const(0, unit=node.unit)
            sides["voor"].missing.pop(scheme.id, None)
        net = sides["na"].nodes.get(NET)
        if net is not None:
            sides["na"].nodes[NET] = _sum(graph, net, node, scheme)


def _sum(graph: Graph, net: Node, amount: Node, scheme: Scheme) -> Node:
    """Net income with what the head of the household gets or pays."""
    op = "ADD" if scheme.spends else "SUBTRACT"
    return graph.node(op, (net, amount), unit=net.unit, origin=amount.origin)


def of_others(total: NDArray[np.int64], head: NDArray[np.int64], scheme: Scheme) -> NDArray[np.int64]:
    """What a household gets of a new scheme beside its head, as its net income counts it (less for a levy)."""
    rest = total.astype(np.int64) - head.astype(np.int64)
    return rest if scheme.spends else -rest
