"""From which registers the amount of a scheme comes, read from its graph: the law, its inputs, the register behind each.

An outcome of another law that a register holds (income in the BRI) is taken from that register: what lies under it was
asked by somebody else, before. So a field is read directly, or it only stands behind such an outcome.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.reading.burden import read_of
from uitvoerbaar.delivery.chain.model import Chain, Tie
from uitvoerbaar.law.graph import Label, Node, topological
from uitvoerbaar.law.registers import Catalogue, RegisterField

COMPUTED = "berekend"
"""The supplier of a field that a law computes for somebody else at home: no register holds it."""
_Key = tuple[str, str]
"""Table and name of a field."""


@dataclass(frozen=True)
class Sources:
    """Where the amount of a scheme comes from.

    `fields` are all fields that it reads, by (table, name); `direct` are those that are not only behind an outcome that a
    register holds (one of the scheme's own law is computed, not asked). `registers` tells per link how long a decision can
    do without it, and `behind` which fields tell for whom its value matters. `unknown` are fields for which the chain names
    no register.
    """

    fields: Mapping[_Key, RegisterField]
    direct: frozenset[_Key]
    outcomes: Mapping[tuple[str, str], str]
    registers: Mapping[str, Tie]
    behind: Mapping[str, frozenset[_Key]]
    unknown: tuple[RegisterField, ...]


def sources(root: Node, scheme: Scheme, catalogue: Catalogue, chain: Chain) -> Sources:
    """The sources of `root`, the amount of a scheme as it is linked."""
    held = {key: tie for key, tie in chain.outcomes.items() if key[0] != scheme.law}
    outcomes: dict[tuple[str, str], Node] = {}
    direct = _fields(_until(root, held, outcomes), catalogue)
    fields = _fields(topological([root]), catalogue)
    registers: dict[str, Tie] = {}
    behind: dict[str, frozenset[_Key]] = {}

    def add(tie: Tie, keys: frozenset[_Key]) -> None:
        known = registers.get(tie.on)
        registers[tie.on] = tie if known is None or tie.slack < known.slack else known
        behind[tie.on] = behind.get(tie.on, frozenset()) | keys

    unknown = []
    for key, field in direct.items():
        ties = chain.fields.get((field.register, field.supplier))
        if ties is None and field.supplier != COMPUTED:
            unknown.append(field)
        for tie in ties or ():
            add(tie, frozenset((key,)))
    for name, node in outcomes.items():
        add(held[name], frozenset(_fields(topological([node]), catalogue)) - direct.keys())
    names = {name: held[name].on for name in outcomes}
    return Sources(fields, frozenset(direct), names, registers, behind, tuple(unknown))


def _fields(nodes: Iterator[Node], catalogue: Catalogue) -> dict[_Key, RegisterField]:
    """The fields that nodes read, in the order of the catalogue."""
    found = {(read[0].table, read[0].name): read[0] for node in nodes if (read := read_of(node, catalogue)) is not None}
    return {key: found[key] for key in catalogue.fields if key in found}


def _until(root: Node, held: Mapping[_Key, Tie], met: dict[_Key, Node]) -> Iterator[Node]:
    """The nodes that `root` needs, without going into outcomes that a register holds; those are put in `met`."""
    seen: set[int] = set()
    stack = [root]
    while stack:
        node = stack.pop()
        if node.id in seen:
            continue
        seen.add(node.id)
        label = node.payload if node.op == "NAME" else None
        if isinstance(label, Label) and label.kind == "output" and (label.law, label.name) in held:
            met[label.law, label.name] = node
            continue
        yield node
        stack += node.args
