"""Values that double with every step, products of lists and long chains end in an answer or in a message, soon."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.law.build import COLLECTIONS, fails, law, outcome, value_of
from uitvoerbaar.law.graph import Graph, GraphTooLarge


def doubled(first: str, step: str, steps: int = 40) -> str:
    """An article in which every step holds the one before it twice."""
    names = [f"x{i}" for i in range(steps)]
    actions = [f"  - {{output: x0, value: {first}}}"]
    actions += [f"  - {{output: {b}, value: {step.replace('$x', f'${a}')}}}" for a, b in pairwise(names)]
    outputs = "\n".join(f"  - {{name: {name}, type: string}}" for name in [*names, "x"])
    last = f"  - {{output: x, value: ${names[-1]}}}"
    block = f"output:\n{outputs}\nactions:\n" + "\n".join([*actions, last])
    return "execution:\n" + "\n".join(f"  {line}" for line in block.splitlines())


@pytest.mark.parametrize(
    ("first", "step", "words"),
    [
        ("aaaaaaaaaaaaaaaa", "{operation: ADD, values: [$x, $x]}", "Text of 131072 characters, at most 100000"),
        ("[1, 2]", "{operation: ADD, values: [$x, $x]}", "List of more than 20000 elements"),
        ("[1, 2]", "{operation: LIST, items: [$x, $x]}", "List of more than 20000 elements"),
        (
            "[1, 2]", "{operation: FOREACH, collection: [1, 2], as: a, body: $x}", "List of more than 20000 elements",
        ),
        (
            "aaaaaaaaaaaaaaaa", "{operation: FOREACH, collection: [1, 2], as: a, combine: ADD, body: $x}",
            "Text of 131072 characters",
        ),
    ],
)  # fmt: skip
def test_what_doubles_is_stopped_before_it_is_made(first: str, step: str, words: str) -> None:
    with fails(words):
        outcome([law("wet", doubled(first, step), schema=COLLECTIONS)])


def test_a_product_of_lists_is_counted_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    inner = "{operation: FOREACH, collection: $a, as: b, combine: ADD, body: $b}"
    nest = f"{{operation: FOREACH, collection: $lijst, as: a, combine: ADD, body: {inner}}}"
    given = {"lijst": [[1] * 60] * 60}
    assert value_of(nest, given, schema=COLLECTIONS) == 3600
    monkeypatch.setenv("UITVOERBAAR_MAX_CASE_ELEMENTS", "3659")
    with fails("FOREACH over more than 3659 elements in one case"):
        value_of(nest, given, schema=COLLECTIONS)
    monkeypatch.setenv("UITVOERBAAR_MAX_CASE_ELEMENTS", "3660")
    assert value_of(nest, given, schema=COLLECTIONS) == 3600


def test_a_chain_of_thousands_of_steps_has_its_answer() -> None:
    chain = doubled("1", "{operation: ADD, values: [$x, 1]}", 5_000)
    assert outcome([law("wet", chain, schema=COLLECTIONS)]).outputs["x"] == 5_000


@pytest.mark.parametrize(
    ("name", "told"),
    [("GRAPH_NODES", "bewerkingen in de doorgelinkte wet"), ("GRAPH_DEPTH", "bewerkingen die op elkaar rusten")],
)
def test_a_graph_has_a_size_and_a_depth(monkeypatch: pytest.MonkeyPatch, name: str, told: str) -> None:
    monkeypatch.setenv(f"UITVOERBAAR_MAX_{name}", "100")
    graph = Graph()
    node = graph.node("PARAM", (), "x")
    for _ in range(99):
        node = graph.node("ADD", (node, node))
    with pytest.raises(GraphTooLarge, match=f"100 {told}") as caught:
        graph.node("ADD", (node, node))
    assert f"UITVOERBAAR_MAX_{name}" in str(caught.value)
    assert len(graph.nodes) == 100
