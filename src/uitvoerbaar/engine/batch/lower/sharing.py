"""What a law asks of a person and of the partner too: computed once per person, in programs of their own.

The same articles are read for the person and, through `partner_bsn`, for the partner. The largest parts of a law that
know only the partner's key are put in terms of the person's own key (their twins). A lowering of all twins gives columns
of the persons at hand, and the programs of rows read them: for the partner, and for the person where the very same is
needed there. Twins may themselves ask about a partner, so this repeats until nothing is left to share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from uitvoerbaar.engine.batch.lower.inputs import Chain, PersonField, PersonNull, Reduced, SharedValue, Slot
from uitvoerbaar.engine.batch.lower.value import Value
from uitvoerbaar.law.graph import Node, strip, topological
from uitvoerbaar.law.registers import KEY, SOURCE

if TYPE_CHECKING:
    from uitvoerbaar.engine.batch.lower.lowering import Kernel, Lowering

PARTNER = "partner_bsn"
OWN, OTHER, SURE = 1, 2, 4
"""Of whom a node knows something: the person, the partner, the partner where there is one (PRESENT)."""
MADE = (Slot, Reduced, SharedValue)
"""Inputs of a program that another program made."""
GATHER = 12
"""What it costs to read a value through an index, in instructions on whole vectors."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A node whose value comes from the shared programs: as `twin` of the person at the end of `chain`."""

    chain: Chain
    twin: Node
    sure: bool = True
    """False when the law reaches it also for persons without a partner."""


@dataclass(slots=True)
class Sharing:
    """The shared programs of a lowering, and its nodes that they give."""

    lowering: Lowering
    cuts: dict[int, Cut]
    key: Node
    """The partner's key."""


def _skipped(node: Node) -> Node:
    """The node below markers of names and of presence."""
    while node.op in ("NAME", "PRESENT"):
        node = node.args[0]
    return node


def _partner_key(nodes: Iterable[Node]) -> Node | None:
    """The one node that is the key of the person's partner."""
    for node in topological(nodes):
        if node.op == "FIELD" and node.payload == (SOURCE, PARTNER) and len(node.args) == 1:
            key = _skipped(node.args[0])
            if key.op == "PARAM" and key.payload == KEY:
                return node
    return None


def _knows(nodes: Iterable[Node], key: Node) -> dict[int, int]:
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


def _parts(nodes: Sequence[Node], knows: Mapping[int, int], key: Node) -> list[Node]:
    """The largest parts that know only the partner, register fields as such left out."""
    found: dict[int, Node] = {}

    def note(node: Node) -> None:
        plain = _skipped(node)
        leaf = plain.id == key.id or (plain.op == "FIELD" and _skipped(plain.args[0]).id == key.id)
        if knows[node.id] and not knows[node.id] & OWN and node.level == 0 and not leaf:
            found[node.id] = node

    for root in nodes:
        note(root)
    for node in topological(nodes):
        if knows[node.id] & OWN or not knows[node.id]:
            for arg in node.args:
                note(arg)
    return list(found.values())


def _twins(parts: list[Node], nodes: Iterable[Node], key: Node) -> dict[int, Node]:
    """The parts in terms of the person's own key; what `nodes` have already in these terms is the same node."""
    order = list(topological(nodes))
    index = {_identity(node, tuple(_skipped(arg).id for arg in node.args)): node for node in order}
    numbers = count(max(node.id for node in order) + 1)
    made: dict[int, Node] = {key.id: _skipped(key.args[0])}
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


def registers(value: Value) -> Iterator[int]:
    """The registers of a value."""
    yield from (value.truth, value.null, value.err)
    if value.num is not None:
        yield from (value.num.num.reg, value.num.inexact)
        if value.num.den is not None:
            yield value.num.den.reg


def share(lowering: Lowering, also: Sequence[Node]) -> Sharing | None:
    """The shared programs of a lowering when they pay; `also` are nodes in whose terms its own values may be met.

    Only for rows that are everybody: when they are heads of households, most of the partner's values are needed once
    and gathering what is shared costs as much as it saves.
    """
    from uitvoerbaar.engine.batch.lower.lowering import Lowering

    nodes = list(lowering.nodes.values())
    key = _partner_key(nodes)
    if key is None:
        return None
    met = [*nodes, *also]
    knows = _knows(met, key)
    parts = _parts(nodes, knows, key)
    # Parts of `also` do not count, but are taken from the shared programs where these have them anyway.
    more = [part for part in _parts(also, knows, key) if part not in parts]
    twins = _twins([*parts, *more], met, key)
    asked = {str(part.id): twins[part.id] for part in parts}
    inner = Lowering(asked, lowering.observed, True, lowering, [*met, *(twins[part.id] for part in more)])
    kernel = inner.rows[-1]

    def found(node: Node) -> set[int]:
        return set(registers(kernel.value(node)))

    cuts = [part for part in parts if _worth(kernel, kernel.value(twins[part.id]))]
    columns = {reg for part in cuts for reg in found(twins[part.id])}
    others = kernel.program.needed(columns)
    cuts += [p for p in more if _worth(kernel, kernel.value(twins[p.id])) and found(twins[p.id]) <= others]
    own = list(_met(kernel, met, knows, others))
    for_own = {reg for node in own for reg in found(node)}
    alone = _cost(kernel, others, True) + _cost(kernel, kernel.program.needed(for_own), False)
    read = GATHER * len(columns) + len(for_own)
    if not cuts or alone <= _cost(kernel, others, False) + read:
        return None
    made = {node.id: Cut((), node) for node in own}
    made.update({part.id: Cut((PARTNER,), twins[part.id], knows[part.id] == SURE) for part in cuts})
    return Sharing(inner, made, key)


def _worth(kernel: Kernel, value: Value) -> bool:
    """Whether a value is more than columns read as they are, and something that can be a column itself."""
    plain = value.kind in ("number", "bool", "date", "string") and value.chain is None and value.collection is None
    code, inputs = kernel.program.code, kernel.program.inputs
    return plain and any(
        code[reg].op not in ("load", "const") or (code[reg].op == "load" and isinstance(inputs[code[reg].imm][0], MADE))
        for reg in registers(value)
    )


def _met(kernel: Kernel, roots: Iterable[Node], knows: Mapping[int, int], there: set[int]) -> Iterator[Node]:
    """The largest nodes of `roots` whose whole value is among the instructions in `there`."""
    seen: set[int] = set()
    stack = list(roots)
    while stack:
        node = stack.pop()
        if node.id in seen or not knows.get(node.id, OWN) & OWN:
            continue
        seen.add(node.id)
        if node.level == 0 and node.op not in ("FIELD", "PARAM", "CONST"):
            value = kernel.value(node)
            if _worth(kernel, value) and there.issuperset(registers(value)):
                yield node
                continue
        if kernel.lowering.shared is None or node.id not in kernel.lowering.shared.cuts:
            stack += node.args


def _cost(kernel: Kernel, regs: set[int], indexed: bool) -> int:
    """Instructions for one row; `indexed` when the columns of the person are read through an index too."""
    code, inputs = kernel.program.code, kernel.program.inputs
    cost = 0
    for reg in regs:
        ins = code[reg]
        if ins.op == "load":
            what = inputs[ins.imm][0]
            gathered = isinstance(what, PersonField | PersonNull | SharedValue) and (indexed or what.chain)
            cost += GATHER if gathered else 1
        elif ins.op != "const":
            cost += 1
    return cost
