"""Looking for some operations in a graph, and changing some of its nodes, against going through all of it."""

from __future__ import annotations

import random

from uitvoerbaar.law.graph import FieldSpec, Graph, Node, having, topological

_OPS = ("ADD", "MAX", "MULTIPLY")


def _graph(seed: int) -> tuple[Graph, list[Node]]:
    """A random graph over fields and constants, and some nodes of it to ask for."""
    draw, graph = random.Random(seed), Graph()
    person = graph.node("PARAM", (), "bsn")
    number = FieldSpec("number")
    nodes = [graph.node("FIELD", (person,), ("personen", name), spec=number) for name in "abc"]
    nodes += [graph.const(value) for value in range(3)]
    for _ in range(40):
        nodes.append(graph.node(draw.choice(_OPS), draw.sample(nodes, 2), True))
    return graph, draw.sample(nodes, 5)


def test_what_is_found_is_what_all_nodes_have_in_the_same_order() -> None:
    for seed in range(50):
        _, roots = _graph(seed)
        for ops in (("FIELD",), ("CONST", "PARAM"), ("MAX",), ("DIAL",), _OPS):
            assert having(roots, *ops) == [node for node in topological(roots) if node.op in ops]


def test_a_change_gives_the_same_nodes_whether_operations_are_named_or_not() -> None:
    for seed in range(50):
        graph, roots = _graph(seed)
        one = graph.const(100)

        def more(node: Node, graph: Graph = graph, one: Node = one) -> Node | None:
            return graph.node("ADD", (node, one), True) if node.payload == ("personen", "a") else None

        def read(node: Node) -> bool:
            return node.payload == ("personen", "a")

        changed = graph.substitute(roots, more, "FIELD")
        assert graph.substitute(roots, more) == changed
        for root, now in zip(roots, changed, strict=True):
            assert (now is root) == (not any(map(read, topological([root]))))
            # Below the change nothing of the old field is left but under its own raise.
            users = [node for node in topological([now]) if any(map(read, node.args))]
            assert all(node.args[1:] == (one,) for node in users)
