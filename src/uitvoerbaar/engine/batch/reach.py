"""What a dial reaches in the law, and the largest parts that none does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from uitvoerbaar.engine.batch.lower.inputs import Chain
from uitvoerbaar.engine.batch.lower.lowering import Lowering
from uitvoerbaar.engine.batch.lower.schema import Observed
from uitvoerbaar.engine.batch.lower.twins import PARTNER, skipped
from uitvoerbaar.engine.batch.lower.value import Value
from uitvoerbaar.engine.batch.people import Array, People
from uitvoerbaar.law.graph import Node, topological
from uitvoerbaar.law.registers import KEY, SOURCE

_PREFIX = "bevroren:"


@dataclass(frozen=True, slots=True)
class Reach:
    """The nodes that a dial reaches, and the collections (of the person at the end of a chain) in which it does.

    For who has no element in such a collection nothing in its rule for each element is reached.
    """

    touched: frozenset[int]
    own: frozenset[int]
    """The facts that are given beside the people."""
    collections: frozenset[tuple[str, Chain]]


def reached(
    nodes: Mapping[str, Node], columns: Mapping[str, Array], fields: set[str], *, elements: bool = False
) -> Reach | None:
    """What the dials reach; None when a rule for each element is about another list than one of the person or partner.

    A rule for each element that is reached inside counts as reached for who has elements (`elements`), and as a part
    like any other for who has none.
    """
    touched: set[int] = set()
    own: set[int] = set()
    collections: set[tuple[str, Chain]] = set()
    for node in topological(nodes.values()):
        given = node.op == "FIELD" and node.payload[0] == SOURCE and node.payload[1] in columns
        moves = node.op == "GET" and node.payload[0] in fields
        if given:
            own.add(node.id)
        if not (node.op == "DIAL" or given or moves or any(arg.id in touched for arg in node.args)):
            continue
        if node.op == "FOREACH" and node.level == 0:
            listed = _listed(node.args[0])
            if listed is None or node.args[0].id in touched:
                return None
            collections.add(listed)
            if not elements:
                continue
        touched.add(node.id)
    return Reach(frozenset(touched), frozenset(own), frozenset(collections))


def _listed(node: Node) -> tuple[str, Chain] | None:
    """Which collection of whom a node is: of the person or the partner; None for anything else."""
    node = skipped(node)
    if node.op != "FIELD" or node.payload[0] != SOURCE or len(node.args) != 1:
        return None
    whose = skipped(node.args[0])
    if whose.op == "PARAM" and whose.payload == KEY:
        return node.payload[1], ()
    partner = whose.op == "FIELD" and whose.payload == (SOURCE, PARTNER) and skipped(whose.args[0]).op == "PARAM"
    return (node.payload[1], (PARTNER,)) if partner else None


def has_elements(people: People, rows: Array, collection: str, chain: Chain) -> Array:
    """Whether the person (or the partner) of each row has elements in a collection."""
    held = people.collections[collection]
    many = held.stop > held.start
    if not chain:
        return np.asarray(many[rows])
    partner = people.partner[rows]
    return np.asarray((partner >= 0) & many[np.maximum(partner, 0)])


def border(nodes: Mapping[str, Node], reach: Reach) -> Iterator[Node]:
    """The nodes on the edge of what is touched: what is of a row, not touched, and read by what is touched.

    What is read for each element is followed down to what is of the row; the list itself stays what it is.
    """
    seen: set[int] = set()
    todo = list(nodes.values())
    while todo:
        node = todo.pop()
        if node.id in seen or node.op in ("CONST", "ERROR"):
            continue
        seen.add(node.id)
        if node.id in reach.touched - reach.own or node.level:
            todo += node.args[1:] if node.op == "FOREACH" else node.args
        elif node.id not in reach.own:
            yield node


def freezable(border: list[Node], people: People) -> dict[Node, str] | None:
    """Nodes whose values can be columns: where one cannot, its operands instead; None where that fails too."""
    found: dict[Node, str] = {}
    wanted = border
    while wanted:
        named = {str(node.id): node for node in wanted}
        lowering = Lowering(named, Observed(people), False)
        again: dict[int, Node] = {}
        names: dict[Value, str] = {}
        for root, node in zip(lowering.roots, wanted, strict=True):
            number = root.value.num
            plain = root.value.kind in ("number", "bool") and root.value.chain is None and root.value.collection is None
            if plain and not root.slow and (number is None or number.den is None) and decimal(root.scale):
                found[node] = names.setdefault(root.value, f"{_PREFIX}{len(found)}")
            elif not node.args or node.op in ("FIELD", "FOREACH"):
                return None
            else:
                again.update(
                    (arg.id, arg) for arg in node.args if arg.op not in ("CONST", "ERROR") and arg not in found
                )
        wanted = list(again.values())
    return found


def decimal(scale: int) -> bool:
    """Whether values with this scale have at most six decimals, so that a column holds them exactly."""
    return scale >= 1 and 10**6 % scale == 0
