"""Keys of other persons: the partner of the register, or nobody when a law does not see the partner as one."""

from __future__ import annotations

from uitvoerbaar.law.graph.nodes import Node, strip


def key_of(node: Node) -> Node | None:
    """The key of another person without the names it was given: a register field that refers, or a choice of one.

    Whose key it is does not depend on what an article calls it, so laws that ask about the same person share what they
    ask. None for everything else.
    """
    node = strip(node)
    if node.op == "FIELD" and node.spec is not None and node.spec.reference:
        return node
    if node.op == "IF" and len(node.args) == 3 and nobody(node.args[2]):
        return node if referred(node) is not None else None
    return None


def referred(node: Node) -> Node | None:
    """The register field behind a key: the key itself, or what a choice between a person and nobody chooses."""
    node = strip(node)
    if node.op == "PRESENT":
        return referred(node.args[0])
    if node.op == "IF" and len(node.args) == 3 and nobody(node.args[2]):
        return referred(node.args[1])
    return key_of(node) if node.op == "FIELD" else None


def chosen(args: tuple[Node, ...]) -> tuple[Node, ...] | Node:
    """The operands of `IF condition THEN person ELSE nobody` (or the other way round), in their plainest form.

    Names are left out. Where the condition only asks whether there is a person, the choice is that person (or, the
    other way round, nobody): then a law that sees everybody in the register as partner is the same graph as one that
    reads the register. What is no such choice is given back as it is.
    """
    if len(args) != 3:
        return args
    when, then, default = args
    if nobody(default):
        person = key_of(_present(then))
        if person is not None:
            return person if _asks_for(when, person) else (strip(when), person, default)
    if nobody(then):
        person = key_of(_present(default))
        if person is not None:
            return then if _asks_for(when, person) else (strip(when), then, person)
    return args


def _present(node: Node) -> Node:
    """The node below a guard of presence."""
    node = strip(node)
    return node.args[0] if node.op == "PRESENT" else node


def nobody(node: Node) -> bool:
    """Whether a node says that there is no person."""
    node = strip(node)
    return node.op == "CONST" and node.payload is None


def _asks_for(when: Node, person: Node) -> bool:
    """Whether a condition is that this person is there."""
    outer = strip(when)
    inner = strip(outer.args[0]) if outer.op == "NOT" else outer
    return outer.op == "NOT" and inner.op == "IS_NULL" and strip(inner.args[0]) is person
