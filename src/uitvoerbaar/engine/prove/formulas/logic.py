"""Truth values that are either known (a Python bool) or a z3 formula; known ones fold away."""

from __future__ import annotations

from typing import Any

import z3

# Checks of every argument cost a third of the time to write formulas down; mypy and the tests see to the types.
z3.z3.Z3_DEBUG = False

Bool = Any
"""bool | z3.BoolRef"""


def both(*parts: Bool) -> Bool:
    """All of the parts."""
    left = []
    for part in parts:
        if part is False:
            return False
        if part is not True:
            left.append(part)
    if not left:
        return True
    return left[0] if len(left) == 1 else z3.And(*left)


def either(*parts: Bool) -> Bool:
    """At least one of the parts."""
    left = []
    for part in parts:
        if part is True:
            return True
        if part is not False:
            left.append(part)
    if not left:
        return False
    return left[0] if len(left) == 1 else z3.Or(*left)


def negate(part: Bool) -> Bool:
    """Not the part."""
    if isinstance(part, bool):
        return not part
    if z3.is_not(part):
        return part.arg(0)
    return z3.Not(part)


def pick(when: Bool, then: Bool, other: Bool) -> Bool:
    """`then` where `when` holds, else `other`."""
    if isinstance(when, bool):
        return then if when else other
    if isinstance(then, bool):
        return either(when, other) if then else both(negate(when), other)
    if isinstance(other, bool):
        return either(negate(when), then) if other else both(when, then)
    return then if then.eq(other) else z3.If(when, then, other)


def same(left: Bool, right: Bool) -> Bool:
    """Both or neither."""
    if isinstance(left, bool):
        return right if left else negate(right)
    if isinstance(right, bool):
        return left if right else negate(left)
    return True if left.eq(right) else left == right


def implies(when: Bool, then: Bool) -> Bool:
    """`then` wherever `when` holds."""
    return either(negate(when), then)


def key(part: Bool) -> int | bool:
    """What tells two truth values apart."""
    return part if isinstance(part, bool) else int(part.get_id())
