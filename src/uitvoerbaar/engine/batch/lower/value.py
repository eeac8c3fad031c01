"""What a law node is in a kernel: registers for its value, for null and for rows that the reference must finish."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from uitvoerbaar.engine.batch.lower.inputs import Chain
from uitvoerbaar.engine.batch.lower.integers import Int
from uitvoerbaar.engine.batch.lower.program import FALSE, TRUE
from uitvoerbaar.engine.batch.lower.scaled import Arithmetic, Num
from uitvoerbaar.law.graph import Kind


class Value(NamedTuple):
    """One node in one kernel.

    `num` holds numbers, day codes and text codes, `truth` booleans. `null` and `err` are truth registers; where `err`
    is true the reference decides, so the other registers mean nothing there; where `sure` is true too it is certain that
    the law gives no value, so that only who asks why needs the reference. `chain` is set for the key of a person;
    `collection` names a register collection, `const` holds a constant list or object.
    """

    kind: Kind
    num: Num | None = None
    truth: int = FALSE
    null: int = FALSE
    err: int = FALSE
    sure: int = FALSE
    chain: Chain | None = None
    collection: str | None = None
    const: Any = None


def absent(err: int = FALSE) -> Value:
    """Null."""
    return Value("null", null=TRUE, err=err)


BROKEN = absent(TRUE)
"""What kernels do not do: every row that reaches it goes to the reference."""


def constant_number(a: Arithmetic, value: int | Decimal) -> Num:
    """An exact constant."""
    if isinstance(value, int):
        return Num(a.constant(value))
    sign, digits, exponent = value.normalize().as_tuple()
    whole = int("".join(map(str, digits))) * (-1 if sign else 1)
    if not isinstance(exponent, int):
        a.flag(TRUE)
        return Num(a.constant(0))
    if exponent >= 0:
        return Num(a.constant(whole * 10**exponent))
    return Num(a.constant(whole), 10**-exponent)


def join(a: Arithmetic, when: int, x: Value, y: Value) -> Value:
    """x where `when`, else y, with their nulls and errors. A second kind of value is left to the reference."""
    p = a.p
    null, err, sure = (p.select(when, *both) for both in ((x.null, y.null), (x.err, y.err), (x.sure, y.sure)))
    if x.kind == "null" or when == FALSE:
        return y._replace(null=null, err=err, sure=sure)
    if y.kind == "null" or when == TRUE:
        return x._replace(null=null, err=err, sure=sure)
    same_list = x.kind != "list" or (x.collection is not None and (x.collection, x.chain) == (y.collection, y.chain))
    if x.kind != y.kind or x.kind in ("object", "any") or not same_list:
        return x._replace(null=null, err=p.or_(err, p.and_(p.not_(when), p.not_(y.null))), sure=sure)
    num = a.select(when, x.num, y.num) if x.num is not None and y.num is not None else None
    chain = x.chain if x.chain == y.chain else None
    return Value(x.kind, num, p.select(when, x.truth, y.truth), null, p.or_(err, a.take()), sure, chain, x.collection)


def map_registers(value: Value, change: Any) -> Value:
    """The value with `change` applied to every register."""
    num = value.num
    if num is not None:
        ints = [None if i is None else Int(change(i.reg), i.lo, i.hi, i.tlo, i.thi) for i in (num.num, num.den)]
        assert ints[0] is not None
        num = num._replace(num=ints[0], den=ints[1], inexact=change(num.inexact))
    registers = {name: change(getattr(value, name)) for name in ("truth", "null", "err", "sure")}
    return value._replace(num=num, **registers)
