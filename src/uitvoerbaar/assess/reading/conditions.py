"""The conditions in a graph: what is compared, and which comparisons decide between everything and nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from uitvoerbaar.assess.reading.burden import read_of, until
from uitvoerbaar.law.graph import Node, Origin, strip, topological
from uitvoerbaar.law.registers import Catalogue, RegisterField

COMPARES = ("EQUALS", "LESS_THAN", "LESS_THAN_OR_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL", "IN")
_THROUGH = ("AND", "OR", "NOT", "NAME", "NONNULL", "PRESENT", "SEQ", "IF", "FOREACH")


@dataclass(frozen=True, slots=True)
class Toggle:
    """A comparison of an amount that citizens supply, which decides whether there is anything at all."""

    field: RegisterField
    origin: Origin

    @property
    def place(self) -> tuple[str, str, str]:
        """Field, law and article: what makes it the same toggle in another version."""
        return self.field.name, self.origin.law, self.origin.article


def leaves(condition: Node) -> Iterator[Node]:
    """The comparisons that a condition is made of, without those inside the amounts that are compared."""
    seen: set[int] = set()
    stack = [condition]
    while stack:
        node = stack.pop()
        if node.id in seen or node.kind not in ("bool", "any"):
            continue
        seen.add(node.id)
        if node.op in _THROUGH:
            stack += node.args
        elif node.op in COMPARES:
            yield node


def toggles(root: Node, catalogue: Catalogue, other_laws: frozenset[str]) -> list[Toggle]:
    """Comparisons of amounts from citizens on which the whole amount hangs: one branch is nothing, the other is not.

    Left out are comparisons with nothing itself (did someone pay anything), and floors, where the amount that is
    compared is the amount that is given (less than 24 euros is not paid), and thresholds from which an amount builds up
    from nothing (11 percent of what is above the threshold).
    """
    found: dict[tuple[str, str, str], Toggle] = {}
    for node in topological([root]):
        if node.op != "IF" or node.kind != "number":
            continue
        branches = [strip(b) for b in (*node.args[1:-1:2], node.args[-1])]
        if not any(_nothing(b) for b in branches) or all(b.op == "CONST" for b in branches):
            continue
        for condition in node.args[:-1:2]:
            for leaf in leaves(condition):
                for field in _decided(leaf, branches, catalogue, other_laws):
                    if leaf.origin is not None:
                        toggle = Toggle(field, leaf.origin)
                        found.setdefault(toggle.place, toggle)
    return [found[place] for place in sorted(found)]


def _nothing(node: Node) -> bool:
    return node.op == "CONST" and node.payload == 0 and not isinstance(node.payload, bool)


def _decided(leaf: Node, branches: list[Node], catalogue: Catalogue, other_laws: frozenset[str]) -> list[RegisterField]:
    sides = [strip(a) for a in leaf.args]
    if any(_nothing(s) or (s.op == "CONST" and s.payload is None) for s in sides):
        return []
    if any(s is b for s in sides for b in branches) or any(_builds_up(b, sides) for b in branches):
        return []
    read = (read_of(node, catalogue) for node in until(leaf, other_laws))
    fields = {f.name: f for f, _ in (r for r in read if r is not None) if f.from_citizen and f.spec.kind == "number"}
    return [fields[name] for name in sorted(fields)]


def _builds_up(branch: Node, sides: list[Node]) -> bool:
    """Whether an amount is reckoned over the distance between what is compared."""
    wanted = {s.id for s in sides}
    return any(n.op == "SUBTRACT" and {strip(a).id for a in n.args} == wanted for n in topological([branch]))
