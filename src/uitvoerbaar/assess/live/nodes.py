"""The change of a household's income as a part of the law graph, so that kernels count who gains and who loses."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from uitvoerbaar.assess.norms import Settings
from uitvoerbaar.assess.side import person
from uitvoerbaar.base.arrays import Floats, Ints
from uitvoerbaar.law.graph import FieldSpec, Graph, Node
from uitvoerbaar.law.registers import SOURCE

BEFORE, FROM, MUCH = "live:voor", "live:vanaf", "live:veel"
"""Facts of a household beside its register: its income before, and from which change on it counts and counts as much."""
CHANGE = "verschil"
LOSES, LOSES_MUCH, GAINS, GAINS_MUCH = "minder", "veel_minder", "meer", "veel_meer"
_CENT = 100
_HALF = Decimal("0.5")


def bounds_of(settings: Settings, before: Ints) -> tuple[Ints, Ints]:
    """From which whole change on (eurocent) a household does not stay the same, and from which it changes much.

    The same as the test of income effects asks of a change, whose tests are on quotients of floats: the least whole change
    that passes them.
    """
    reference = np.maximum(np.abs(before), 1).astype(np.float64)
    same, much = settings.norm("inkomen_gelijk_aandeel"), settings.norm("inkomen_veel_aandeel")
    counts = np.maximum(_least(same, reference, strict=False), _CENT)
    return counts, np.maximum(_least(much, reference, strict=True), counts)


def _least(share: float, reference: Floats, *, strict: bool) -> Ints:
    """The least whole number of which the quotient with `reference` is at least (`strict`: more than) `share`."""
    found = np.maximum(np.floor(share * reference) - 2, 0)
    for _ in range(5):
        quotient = found / reference
        found = np.where(quotient <= share if strict else quotient < share, found + 1, found)
    return np.asarray(found, dtype=np.int64)


def whole(graph: Graph, node: Node) -> Node:
    """An amount in whole eurocents, a half to the even side, as an assessment keeps its columns."""
    const = graph.const
    raised = graph.node("ADD", (node, const(_HALF)), True, unit=node.unit)
    floor = graph.node("FLOOR", (raised,), (0, True), unit=node.unit)
    on_half = graph.node("EQUALS", (floor, raised))
    half = graph.node("MULTIPLY", (floor, const(_HALF)), True, unit=node.unit)
    even = graph.node("EQUALS", (graph.node("FLOOR", (half,), (0, True), unit=node.unit), half))
    down = graph.node("AND", (on_half, graph.node("NOT", (even,), True)), True)
    less = graph.node("SUBTRACT", (floor, const(1)), True, unit=node.unit)
    return graph.node("IF", (down, less, floor), True, unit=node.unit)


def effects(graph: Graph, net: Node) -> dict[str, Node]:
    """The change of income and the truths that count households, by name; they read the facts named above."""
    before, counts, much = (_fact(graph, name) for name in (BEFORE, FROM, MUCH))
    after = whole(graph, net)
    change = graph.node("SUBTRACT", (after, before), True, unit="eurocent")
    loss = graph.node("SUBTRACT", (before, after), True, unit="eurocent")

    def at_least(amount: Node, bound: Node) -> Node:
        return graph.node("GREATER_THAN_OR_EQUAL", (amount, bound), True)

    return {
        CHANGE: change,
        LOSES: at_least(loss, counts),
        LOSES_MUCH: at_least(loss, much),
        GAINS: at_least(change, counts),
        GAINS_MUCH: at_least(change, much),
    }


def _fact(graph: Graph, name: str) -> Node:
    spec = FieldSpec("number", "eurocent", nullable=False)
    return graph.node("FIELD", (person(graph),), (SOURCE, name), spec=spec, unit=spec.unit)
