"""How many households receive a scheme and live close to the condition at which it jumps."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from uitvoerbaar.assess.aspects.cliffs.child import of_child
from uitvoerbaar.assess.aspects.cliffs.household_types import Axis
from uitvoerbaar.assess.context import Context, once
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.pair import Role
from uitvoerbaar.base.arrays import Bools
from uitvoerbaar.engine.batch.people import array_of
from uitvoerbaar.engine.piecewise.jumps import Jump
from uitvoerbaar.law.graph import Node, having, topological
from uitvoerbaar.law.registers import PERSON
from uitvoerbaar.law.registers.nodes import exchanged, reads

Key = tuple[int, str, str]
"""A condition (node id), the register field that varies, and the law in which it makes the amount jump."""


def key_of(jump: Jump, name: str) -> Key:
    """What is counted for a jump along a field."""
    return jump.node.id, name, "" if jump.origin is None else jump.origin.law


def near(ctx: Context, role: Role, asked: Iterable[tuple[Jump, str, Axis]]) -> dict[Key, Bools]:
    """Per condition and field: the households close to it.

    Close means: the condition comes out differently when the head's field is `axis.near` lower or higher, the head has
    something in the field, and the household now receives a scheme in which the condition makes the amount jump. Of a
    condition on a child any child of the head can be the one. A condition on another list, or that is no yes or no, has no
    count.
    """
    nodes: dict[str, Node] = {}
    kept: dict[Key, Jump] = {}
    in_child: dict[Key, Node] = {}
    for jump, name, axis in asked:
        condition, key = jump.node, key_of(jump, name)
        if key in kept or condition.kind != "bool":
            continue
        flips = of_child(ctx, condition, name, axis.near)
        if flips is not None:
            in_child[key] = flips
            kept[key] = jump
            continue
        if condition.level or not _moves(condition, name):
            continue
        kept[key] = jump
        for way, amount in (("-", -axis.near), ("0", 0), ("+", axis.near)):
            nodes[f"{condition.id}.{name}.{way}"] = _shifted(ctx, condition, name, amount)
    if not kept:
        return {}
    nodes |= {f"{number}.{name}.child": flips for (number, name, _), flips in in_child.items()}
    concerned = {
        key: _receives(ctx, role, jump)
        if key in in_child
        else _receives(ctx, role, jump) & (array_of(ctx.people.of(role).columns[key[1]])[ctx.heads] > 0)
        for key, jump in kept.items()
    }
    rows = np.flatnonzero(np.any(list(concerned.values()), axis=0))
    result = ctx.run(role, nodes, ctx.heads[rows], reasons=False)
    answered = np.ones(len(rows), dtype=bool)
    answered[result.undecided] = False
    for key, chosen in concerned.items():
        number, name, _ = key
        if key in in_child:
            chosen[rows] &= answered & (result.values[f"{number}.{name}.child"] > 0)
            continue
        low, now, high = (result.values[f"{number}.{name}.{way}"] != 0 for way in "-0+")
        chosen[rows] &= answered & ((low != now) | (high != now))
    return concerned


def _moves(condition: Node, name: str) -> bool:
    return any(reads(node, name) for node in having([condition], "FIELD"))


def _shifted(ctx: Context, condition: Node, name: str, amount: int) -> Node:
    """The condition as it is when the field is `amount` higher, never below the range of the field."""
    field = ctx.catalogue.field(PERSON, name)
    value = next(node for node in having([condition], "FIELD") if reads(node, name))
    changed = ctx.graph.node("ADD", (value, ctx.graph.const(amount)), True, unit=value.unit)
    if field is not None and isinstance(field.spec.lo, int):
        changed = ctx.graph.node("MAX", (changed, ctx.graph.const(field.spec.lo)), True, unit=value.unit)
    return exchanged(ctx.graph, [condition], name, changed)[0] if amount else condition


def schemes_of(ctx: Context, role: Role, jump: Jump) -> list[Scheme]:
    """The schemes that one applies for and that depend on the condition of a jump, as the law of the jump holds it."""
    nodes = ctx.sides.of(role).nodes
    return [
        scheme
        for scheme in ctx.settings.schemes
        if scheme.applied is not None and scheme.id in nodes and jump.node.id in _through(ctx, nodes[scheme.id], jump)
    ]


def _through(ctx: Context, root: Node, jump: Jump) -> frozenset[int]:
    """What is reached (ids of nodes) through an article of the law of the jump; without a law everything below the root."""
    law, known = None if jump.origin is None else jump.origin.law, _reached(ctx)
    if (root.id, law) not in known:
        through = [root] if law is None else [node for node in having([root], "NAME") if node.payload.law == law]
        known[root.id, law] = frozenset(node.id for node in topological(through))
    return known[root.id, law]


@once
def _reached(ctx: Context) -> dict[tuple[int, str | None], frozenset[int]]:
    """What `_through` found before, by root and law."""
    return {}


def _receives(ctx: Context, role: Role, jump: Jump) -> Bools:
    """Households that receive such a scheme; everybody when the condition serves none."""
    found = schemes_of(ctx, role, jump)
    if not found:
        return np.ones(len(ctx.heads), dtype=bool)
    out = np.zeros(len(ctx.heads), dtype=bool)
    for scheme in found:
        column = ctx.household_column(role, scheme)
        if column is not None:
            out |= column > 0
    return out
