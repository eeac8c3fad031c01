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


def parts_of(nodes: Sequence[Node], knows: Mapping[int, int], key: Node, images: Mapping[int, Node]) -> list[Node]:
    """The largest parts about the partner, register fields as such left out.

    A part is about the partner when it knows nobody else, or when it has an image and asks more of the partner than of
    the person (the partner's tax, of a couple that divides a deduction).
    """
    found: dict[int, Node] = {}
    asks = _asked(nodes, key)

    def about(node: Node) -> bool:
        known = knows[node.id]
        if not known or node.level:
            return False
        if not known & OWN:
            plain = skipped(node)
            return plain.id != key.id and not (plain.op == "FIELD" and skipped(plain.args[0]).id == key.id)
        own, other = asks[node.id]
        return known & SURE > 0 and not known & OTHER and other.bit_count() > own.bit_count() and node.id in images

    seen: set[int] = set()
    stack = list(nodes)
    while stack:
        node = stack.pop()
        if node.id in seen:
            continue
        seen.add(node.id)
        if about(node):
            found[node.id] = node
        elif knows[node.id] & OWN or not knows[node.id]:
            stack += node.args
    return [found[number] for number in sorted(found)]


def _asked(nodes: Iterable[Node], key: Node) -> dict[int, tuple[int, int]]:
    """Per node the register fields that it asks of the person and of the partner, as sets of bits."""
    fields: dict[str, int] = {}
    found: dict[int, tuple[int, int]] = {}
    for node in topological(nodes):
        own = other = 0
        for arg in node.args:
            more = found[arg.id]
            own, other = own | more[0], other | more[1]
        if node.op == "FIELD":
            bit = 1 << fields.setdefault(node.payload[1], len(fields))
            person = skipped(node.args[0])
            if person.id == key.id:
                other |= bit
            elif person.op == "PARAM":
                own |= bit
        found[node.id] = own, other
    return found


def images_of(nodes: Iterable[Node], key: Node) -> dict[int, Node]:
    """Per node the one among `nodes` that says the same with the person and the partner exchanged, where there is one.

    Only true of people whose partners are mutual, and where the person has a partner.
    """
    order = list(topological(nodes))
    index, same = _alike(order)
    person = skipped(key.args[0])
    images = {person.id: key, key.id: person}
    for node in order:
        if node.id in images:
            continue
        if node.op in ("NAME", "PRESENT"):
            image = images.get(node.args[0].id)
        elif node.args:
            args = [images.get(arg.id) for arg in node.args]
            known = tuple(same[arg.id] for arg in args if arg is not None)
            image = index.get(_identity(node, known)) if len(known) == len(args) else None
        else:
            image = node
        if image is not None:
            images[node.id] = image
    return images


def twins_of(
    parts: list[Node], nodes: Iterable[Node], key: Node, knows: Mapping[int, int], images: Mapping[int, Node]
) -> dict[int, Node]:
    """The parts in terms of the person's own key; what `nodes` have already in these terms is the same node."""
    order = list(topological(nodes))
    index, _ = _alike(order)
    numbers = count(max(node.id for node in order) + 1)
    made: dict[int, Node] = {key.id: skipped(key.args[0])}
    alone = [part for part in parts if not knows[part.id] & OWN]
    for node in topological(alone):
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
    return {part.id: images[part.id] if knows[part.id] & OWN else made[part.id] for part in parts}


def _alike(order: Iterable[Node]) -> tuple[dict[Any, Node], dict[int, int]]:
    """Nodes by what they are, whatever names and guards stand between, and per node the number of the first alike."""
    index: dict[Any, Node] = {}
    same: dict[int, int] = {}
    for node in order:
        if node.op in ("NAME", "PRESENT"):
            same[node.id] = same[node.args[0].id]
        else:
            same[node.id] = index.setdefault(_identity(node, tuple(same[arg.id] for arg in node.args)), node).id
    return index, same


def _identity(node: Node, args: tuple[int, ...]) -> Any:
    """What makes two operations the same; a leaf is only the same as itself."""
    return (node.op, args, type(node.payload), node.payload, id(node.spec)) if args else node.id
