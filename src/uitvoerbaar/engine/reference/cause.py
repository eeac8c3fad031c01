"""Which article makes an output jump between two cases: the condition that flipped on the way to the amount that changed.

Equal expressions of several laws are one node, so a condition alone does not say whose it is. Here both cases are walked
from the output down, only through what came out differently, and the names passed on the way tell the article.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from uitvoerbaar.engine.reference.values import NO_VALUE, is_number, truthy
from uitvoerbaar.engine.reference.walk import Walk
from uitvoerbaar.law.graph import Label, Node, Origin, strip

_ORDER = frozenset(
    ("EQUALS", "LESS_THAN", "LESS_THAN_OR_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL", "IN", "IS_NULL")
)
_SPLITS = frozenset(("ADD", "SUBTRACT"))
_ABSENT = object()
_Frames = tuple[list[dict[int, Any]], list[dict[int, Any]]]


@dataclass(frozen=True, slots=True)
class Flipped:
    """A condition that came out differently: the names passed on the way to it, and how much the amount changed by it."""

    node: Node
    names: tuple[Node, ...]
    amount: Any

    @property
    def origin(self) -> Origin | None:
        """Whose condition it is: the article that gave the limit to the law that it asks; else, of the places where the
        condition stands, the one in the nearest article on the way; else that article.
        """
        limits = {strip(arg).id for arg in self.node.args}
        for name in reversed(self.names):
            if any(fixed.id in limits for fixed in name.gave):
                return name.origin
        places = places_of(self.node)
        for name in reversed(self.names):
            label: Label = name.payload
            here = next((p for p in places if (p.law, p.article) == (label.law, label.article)), None)
            if here is not None:
                return here
        if not self.names:
            return self.node.origin
        nearest: Label = self.names[-1].payload
        return Origin(nearest.law, nearest.version, nearest.article, 0)


def places_of(node: Node) -> tuple[Origin, ...]:
    """Every place in the law where this expression stands."""
    return node.also if node.origin is None else (node.origin, *node.also)


@dataclass(slots=True)
class _Search:
    """Two finished walks of one graph (with their elements kept), and what was found so far."""

    one: Walk
    other: Walk
    found: list[Flipped] = field(default_factory=list)
    seen: set[tuple[int, int, int | None]] = field(default_factory=set)

    def values(self, node: Node, frames: _Frames) -> tuple[Any, Any]:
        """The values on both walks; absent where a walk did not reach it."""
        return tuple(f[node.level].get(node.id, _ABSENT) if node.level < len(f) else _ABSENT for f in frames)  # type: ignore[return-value]

    def differs(self, node: Node, frames: _Frames) -> bool:
        """Whether both walks reached it, with another value."""
        a, b = self.values(node, frames)
        return a is not _ABSENT and b is not _ABSENT and not _same(a, b)

    def down(self, node: Node, frames: _Frames, names: tuple[Node, ...], amount: Any) -> int:
        """Look below `node`, of which the value differs; how many conditions were found there."""
        before = len(self.found)
        mark = node.id, id(frames[0][node.level]), names[-1].id if names else None
        if mark in self.seen:
            return 1  # what is below was found on another way through the same article
        self.seen.add(mark)
        if node.op == "NAME" and node.payload.kind != "unit":
            names = (*names, node)
        if node.op == "FOREACH":
            self._elements(node, frames, names, amount)
        else:
            for child in self._reasons(node, frames):
                self.down(child, frames, names, self._part(node, child, frames, amount))
        if len(self.found) == before and node.op in _ORDER:
            self.found.append(Flipped(node, names, amount))
        return len(self.found) - before

    def _part(self, node: Node, child: Node, frames: _Frames, amount: Any) -> Any:
        """How much of the change runs through an operand: its own change in a sum, else all of it."""
        if node.op not in _SPLITS:
            return amount
        a, b = self.values(child, frames)
        return abs(b - a) if is_number(a) and is_number(b) else amount

    def _reasons(self, node: Node, frames: _Frames) -> Iterator[Node]:
        """The operands by which the value differs: of a choice the condition that chose otherwise, else what was chosen."""
        if node.op != "IF":
            yield from (child for child in node.args if self.differs(child, frames))
            return
        taken = [self._taken(node, f) for f in frames]
        if taken[0] == taken[1]:
            if self.differs(node.args[taken[0]], frames):
                yield node.args[taken[0]]
            return
        yield from (child for child in node.args[: min(taken) : 2] if self.differs(child, frames))

    def _taken(self, node: Node, memo: list[dict[int, Any]]) -> int:
        """The position of the branch that a walk took."""
        for position in range(0, len(node.args) - 1, 2):
            when = node.args[position]
            value = memo[when.level].get(when.id) if when.level < len(memo) else None
            if not isinstance(value, NO_VALUE) and value is not None and truthy(value):
                return position + 1
        return len(node.args) - 1

    def _elements(self, node: Node, frames: _Frames, names: tuple[Node, ...], amount: Any) -> None:
        """The elements of a list that came out differently, each with its own values."""
        collection, keep, body = node.args
        if self.differs(collection, frames):
            self.down(collection, frames, names, amount)
        level = node.payload[0]
        kept = [
            (walk.elements or {}).get((node.id, id(f[node.level])), [])
            for walk, f in zip((self.one, self.other), frames, strict=True)
        ]
        for (_, a), (_, b) in zip(*kept, strict=False):
            inner = ([*frames[0][:level], a], [*frames[1][:level], b])
            for part in (keep, body):
                if self.differs(part, inner):
                    self.down(part, inner, names, self._change(body, inner, amount))

    def _change(self, body: Node, frames: _Frames, amount: Any) -> Any:
        a, b = self.values(body, frames)
        return abs(b - a) if is_number(a) and is_number(b) else amount


def _same(a: Any, b: Any) -> bool:
    try:
        return bool(a == b)
    except TypeError:
        return a is b


def flips(root: Node, one: Walk, other: Walk) -> list[Flipped]:
    """Every condition that came out differently on the way to a change of `root`, what changes most by it first.

    Both walks must have walked `root` with their elements kept. Empty when no condition flipped (the amount follows a
    smooth rule).
    """
    search = _Search(one, other)
    frames = (one.memo, other.memo)
    if not search.differs(root, frames):
        return []
    a, b = search.values(root, frames)
    search.down(root, frames, (), abs(b - a) if is_number(a) and is_number(b) else 0)
    return sorted(search.found, key=lambda flipped: -flipped.amount)


def cause(root: Node, one: Walk, other: Walk, condition: Node | None = None) -> Origin | None:
    """Where the law makes `root` jump between two walks; with `condition` the place of that one, when it is on the way.

    None when nothing flipped: then the condition itself says where it first stands.
    """
    found = flips(root, one, other)
    own = [flipped for flipped in found if condition is not None and flipped.node is condition]
    chosen = next(iter(own or found), None)
    return chosen.origin if chosen is not None else None
