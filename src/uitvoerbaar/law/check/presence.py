"""What a condition proves to be there: names that cannot be null where it holds, or where it does not."""

from __future__ import annotations

from collections.abc import Callable

from uitvoerbaar.law.model import Expression, Literal, Operation, Variable

Path = tuple[str, ...]
DEPTH = 20
"""How many named tests may stand on each other; a law that goes deeper proves nothing here."""


def proven(
    condition: Expression, holds: bool, computed: Callable[[str], Expression | None], depth: int = 0
) -> frozenset[Path]:
    """Paths that are not null where `condition` is true (or, with `holds` false, is not true).

    `computed` gives how a named truth was computed, so that a name such as heeft_partner carries what it tests.
    """
    if depth > DEPTH or isinstance(condition, Literal):
        return frozenset()
    if isinstance(condition, Variable):
        test = computed(condition.path[0]) if len(condition.path) == 1 else None
        return frozenset() if test is None else proven(test, holds, computed, depth + 1)
    op, args = condition.op, condition.args
    if op == "NOT":
        return proven(args[0], not holds, computed, depth + 1)
    if op == "IS_NULL":
        return frozenset() if holds else _path(args[0])
    if op == "EQUALS":
        return _equal(args[0], args[1], holds) | _equal(args[1], args[0], holds)
    if op == ("AND" if holds else "OR"):
        return frozenset().union(*(proven(a, holds, computed, depth + 1) for a in args))
    if op == ("OR" if holds else "AND") and args:
        # Whichever of them holds, what all of them prove is proven.
        return frozenset.intersection(*(proven(a, holds, computed, depth + 1) for a in args))
    if op == "IF":
        return _choice(condition, holds, computed, depth)
    return frozenset()


def _choice(at: Operation, holds: bool, computed: Callable[[str], Expression | None], depth: int) -> frozenset[Path]:
    """A choice between truths: what every branch proves that can have this outcome, with the conditions before it."""
    found: list[frozenset[Path]] = []
    before: frozenset[Path] = frozenset()
    *cases, default = at.args
    for when, then in zip(cases[::2], cases[1::2], strict=True):
        if not (isinstance(then, Literal) and then.value is (not holds)):
            here = before | proven(when, True, computed, depth + 1)
            found.append(here | proven(then, holds, computed, depth + 1))
        before |= proven(when, False, computed, depth + 1)
    if not (isinstance(default, Literal) and default.value is (not holds)):
        found.append(before | proven(default, holds, computed, depth + 1))
    return frozenset.intersection(*found) if found else frozenset()


def _equal(one: Expression, other: Expression, holds: bool) -> frozenset[Path]:
    """Equal to a value, or not equal to null: it is there."""
    if isinstance(other, Literal) and (other.value is None) is not holds:
        return _path(one)
    return frozenset()


def _path(at: Expression) -> frozenset[Path]:
    return frozenset((at.path,)) if isinstance(at, Variable) else frozenset()
