"""The parts of a law that are about the partner, and what they are in terms of the person: their twins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any

from uitvoerbaar.law.graph import Node, strip, topological
from uitvoerbaar.law.registers import KEY, SOURCE

PARTNER = "partner_bsn"
OWN, OTHER, SURE = 1, 2, 4
"""Of whom a node knows something: the person, the partner, the partner where there is one (PRESENT)."""


def skipped(node: Node) -> Node:
    """The node below markers of names and of presence."""
    while node.op in ("NAME", "PRESENT"):
        node = node.args[0]
    return node


def partner_key(nodes: Iterable[Node]) -> Node | None:
    """The one node that is the key of the person's partner."""
    for node in topological(nodes):
        if node.op == "FIELD" and node.payload == (SOURCE, PARTNER) and len(node.args) == 1:
            key = skipped(node.args[0])
            if key.op == "PARAM" and key.payload == KEY:
                return node
    return None


def known_of(nodes: Iterable[Node], key: Node) -> dict[int, int]:
    """Per node of whom it knows something: OWN, OTHER and SURE together."""
    found: dict[int, int] = {}
    for node in topological(nodes):
        known = OWN if node.op == "PARAM" else 0
        for arg in node.args:
            known |= found[arg.id]
        if node.id == key.id:
            known = OTHER
        elif node.op == "PRESENT" and strip(node.args[0]).id == key.id:
            known = SURE
        found[node.id] = known
    return found


def parts_of(nodes: Sequence[Node], knows: Mapping[int, int], key: Node) -> list[Node]:
    """The largest parts that know only the partner, register fields as such left out."""
    found: dict[int, Node] = {}

    def note(node: Node) -> None:
        plain = skipped(node)
        leaf = plain.id == key.id or (plain.op == "FIELD" and skipped(plain.args[0]).id == key.id)
        if knows[node.id] and not knows[node.id] & OWN and node.level == 0 and not leaf:
            found[node.id] = node

    for root in nodes:
        note(root)
    for node in topological(nodes):
        if knows[node.id] & OWN or not knows[node.id]:
            for arg in node.args:
                note(arg)
    return list(found.values())


def twins_of(parts: list[Node], nodes: Iterable[Node], key: Node) -> dict[int, Node]:
    """The parts in terms of the person's own key; what `nodes` have already in these terms is the same node."""
    order = list(topological(nodes))
    index = {_identity(node, tuple(skipped(arg).id for arg in node.args)): node for node in order}
    numbers = count(max(node.id for node in order) + 1)
    made: dict[int, Node] = {key.id: skipped(key.args[0])}
    for node in topological(parts):
        if node.id in made:
            continue
        if node.op in ("NAME", "PRESENT"):
            made[node.id] = made[node.args[0].id]
            continue
        args = tuple(made[arg.id] for arg in node.args)
        identity = _identity(node, tuple(arg.id for arg in args))
        found = index.get(identity)
        if found is None:
            found = index[identity] = Node(
                next(numbers),
                node.op,
                args,
                node.payload,
                node.kind,
                node.lo,
                node.hi,
                node.nullable,
                node.may_fail,
                node.level,
                node.unit,
                node.origin,
                node.spec,
            )
        made[node.id] = found
    return {part.id: made[part.id] for part in parts}


def _identity(node: Node, args: tuple[int, ...]) -> Any:
    """What makes two operations the same; a leaf is only the same as itself."""
    return (node.op, args, type(node.payload), node.payload, id(node.spec)) if args else node.id
