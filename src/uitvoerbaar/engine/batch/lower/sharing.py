"""What a law asks of a person and of the partner too: computed once per person, in programs of their own.

The same articles are read for the person and, through `partner_bsn`, for the partner. The largest parts of a law that
know only the partner's key are put in terms of the person's own key (their twins). A lowering of all twins gives columns
of the persons at hand, and the programs of rows read them: for the partner, and for the person where the very same is
needed there. Twins may themselves ask about a partner, so this repeats until nothing is left to share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from uitvoerbaar.engine.batch.lower.inputs import Chain, PersonField, PersonNull, Reduced, SharedValue, Slot
from uitvoerbaar.engine.batch.lower.twins import (
    OTHER,
    OWN,
    PARTNER,
    images_of,
    known_of,
    partner_key,
    parts_of,
    twins_of,
)
from uitvoerbaar.engine.batch.lower.value import Value
from uitvoerbaar.law.graph import Node

if TYPE_CHECKING:
    from uitvoerbaar.engine.batch.lower.lowered import Kernel, Lowered

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

    lowering: Lowered
    cuts: dict[int, Cut]
    key: Node
    """The partner's key."""


def registers(value: Value) -> Iterator[int]:
    """The registers of a value."""
    yield from (value.truth, value.null, value.err, value.sure)
    if value.num is not None:
        yield from (value.num.num.reg, value.num.inexact)
        if value.num.den is not None:
            yield value.num.den.reg


def share(lowering: Lowered, also: Sequence[Node]) -> Sharing | None:
    """The shared programs of a lowering when they pay; `also` are nodes in whose terms its own values may be met.

    Only for rows that are everybody: when they are heads of households, most of the partner's values are needed once
    and gathering what is shared costs as much as it saves.
    """
    from uitvoerbaar.engine.batch.lower.lowered import Lowered

    nodes = list(lowering.nodes.values())
    key = partner_key(nodes)
    if key is None:
        return None
    met = [*nodes, *also]
    knows = known_of(met, key)
    images = images_of(met, key) if lowering.observed.mutual else {}
    parts = parts_of(nodes, knows, key, images)
    # Parts of `also` do not count, but are taken from the shared programs where these have them anyway.
    more = [part for part in parts_of(also, knows, key, images) if part not in parts]
    twins = twins_of([*parts, *more], met, key, knows, images)
    asked = {str(part.id): twins[part.id] for part in parts}
    inner = Lowered(asked, lowering.observed, True, lowering, [*met, *(twins[part.id] for part in more)])
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
    made.update({part.id: Cut((PARTNER,), twins[part.id], not knows[part.id] & OTHER) for part in cuts})
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
        if node.level == 0 and node.op not in ("FIELD", "PARAM", "DIAL", "CONST"):
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
