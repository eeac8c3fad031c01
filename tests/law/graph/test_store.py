"""The store of nodes: one node for equal expressions, with every place where they stand."""

from __future__ import annotations

import time

from uitvoerbaar.law.graph import Graph
from uitvoerbaar.law.graph.nodes import Origin


def place(line: int) -> Origin:
    return Origin("wet", "2020-01-01", "1", line)


def test_the_places_of_an_expression_are_kept_once_each() -> None:
    graph = Graph()
    one, two = graph.const(1), graph.const(2)
    found = [graph.node("ADD", (one, two), origin=place(line)) for line in (1, 2, 1, 3, 2)]
    assert len({node.id for node in found}) == 1
    assert found[0].origin == place(1)
    assert found[0].also == (place(2), place(3))


def test_an_expression_in_thousands_of_places_takes_linear_time() -> None:
    graph = Graph()
    one, two = graph.const(1), graph.const(2)
    start = time.process_time()
    for line in range(20_000):
        node = graph.node("ADD", (one, two), origin=place(line))
    assert time.process_time() - start < 10
    assert len(node.also) == 19_999


def test_a_branch_has_the_same_nodes_and_leaves_the_graph_alone() -> None:
    graph = Graph()
    one, two = graph.const(1), graph.const(2)
    both = graph.node("ADD", (one, two), origin=place(1))
    graph.node("ADD", (one, two), origin=place(2))
    branch = graph.branch()
    assert branch.node("ADD", (branch.const(1), branch.const(2))) is both
    more = branch.node("SUBTRACT", (one, two))
    assert branch.holds(more)
    assert not graph.holds(more)
    assert len(graph.nodes) == 3
    other = graph.node("MULTIPLY", (one, two))
    assert not branch.holds(other)
