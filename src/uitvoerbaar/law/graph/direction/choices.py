"""Which way choices and sums over collections go: where what is chosen moves, the order of the branches decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from uitvoerbaar.law.graph.direction.motion import Motion, fits, joined, made, own_bounds, pull, sign, unknown
from uitvoerbaar.law.graph.nodes import INFINITE, Node

_STRICT = frozenset((
    "NAME", "PRESENT", "NONNULL", "SEQ", "ADD", "SUBTRACT", "MULTIPLY", "DIVIDE", "MIN", "MAX", "ROUND", "CEIL", "FLOOR",
    "LESS_THAN", "LESS_THAN_OR_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL", "NOT", "IF", "AND", "OR",
))  # fmt: skip
"""Operations that read all their operands (the last three: the first), whatever comes of them."""


def choice(node: Node, args: list[Motion]) -> Motion:
    """IF, from its last branch back to its first."""
    last = node.args[-1]
    rest = _branch(last, args[-1], [])
    other: Node | None = last
    for at in range(len(args) - 3, -1, -2):
        test, chosen = node.args[at : at + 2]
        when = args[at] if test.kind == "bool" or args[at].still else replace(args[at], way=None)
        then = _branch(chosen, args[at + 1], [test])
        if at == len(args) - 3:
            rest = _branch(last, args[-1], [test])
        rest, other = _switch(when, then, rest, (chosen, other)), None
    if rest.lo > rest.hi:  # every branch is null
        return made(rest.way, -INFINITE, INFINITE, rest.steady)
    return made(rest.way, rest.lo, rest.hi, rest.steady)


def _branch(node: Node, motion: Motion, tests: Sequence[Node]) -> Motion:
    """A branch as the choice between two sees it. It cannot fail where the condition has read it already."""
    if node.kind == "null":
        return replace(motion, lo=INFINITE, hi=-INFINITE, sure=False)
    read = motion.pure and not node.nullable and any(_reads(test, node) for test in tests)
    return replace(motion, sure=True) if read else motion


def _reads(test: Node, node: Node) -> bool:
    """Whether a condition that has an answer has certainly read a node, and found a value."""
    left, seen = [test], set[int]()
    while left:
        at = left.pop()
        if at is node:
            return True
        if at.id in seen or at.op not in _STRICT:
            continue
        seen.add(at.id)
        left += at.args[:1] if at.op in ("IF", "AND", "OR") else at.args
    return False


def _switch(when: Motion, then: Motion, rest: Motion, nodes: tuple[Node, Node | None]) -> Motion:
    """One condition with what it chooses from."""
    lo, hi = min(then.lo, rest.lo), max(then.hi, rest.hi)
    sure = when.sure and then.sure and rest.sure
    inner = joined((then.way, rest.way))
    if when.still:
        return Motion(inner, lo, hi, then.steady and rest.steady, sure)
    # Where the choice moves, what was not looked at before is looked at now: it may not fail.
    if not (when.steady and then.steady and then.sure and rest.steady and rest.sure):
        return Motion(None, lo, hi, False, sure)
    if when.way is None:
        return Motion(None, lo, hi, True, sure)
    rises = when.way if _at_least(then, rest, *nodes) else -when.way if _at_least(rest, then, *nodes[::-1]) else None
    return Motion(joined((inner, rises)), lo, hi, True, sure)


def _at_least(one: Motion, other: Motion, node: Node | None, than: Node | None) -> bool:
    """Whether one is never less than the other in the same case at the same position."""
    if one.lo >= other.hi:
        return True
    if node is None or than is None:
        return False
    return node is than or (node.op == "MAX" and than in node.args) or (than.op == "MIN" and node in than.args)


def foreach(node: Node, args: list[Motion]) -> Motion:
    collection, keep, body = args
    _, combine, _ = node.payload
    lo, hi = own_bounds(node)
    if not collection.still or not body.steady:
        return unknown(node, args)
    if combine == "ADD" and (node.args[2].kind != "number" or not fits(lo, hi)):
        return unknown(node, args)
    if keep.still:
        known = combine in ("ADD", "MIN", "MAX") or (
            combine in ("AND", "OR") and body.sure and node.args[2].kind == "bool"
        )
        return made(body.way if known else None, lo, hi, combine is None or known)
    if not (keep.sure and body.sure and keep.steady and combine == "ADD"):
        return unknown(node, args)
    way = keep.way if node.args[1].kind == "bool" else None
    return made(joined((body.way, pull(way, sign(body)))), lo, hi, True)
