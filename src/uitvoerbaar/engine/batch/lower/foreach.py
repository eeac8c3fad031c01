"""FOREACH: per element in an element kernel, reduced per row, and the result put together in the row kernel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uitvoerbaar.engine.batch.lower.inputs import ElementCount, Reduced
from uitvoerbaar.engine.batch.lower.integers import F_MAX, I_MAX, Int
from uitvoerbaar.engine.batch.lower.program import FALSE, TRUE
from uitvoerbaar.engine.batch.lower.scaled import HALF_DIGIT, Num
from uitvoerbaar.engine.batch.lower.value import BROKEN, Value, absent
from uitvoerbaar.law.graph import Node

if TYPE_CHECKING:
    from uitvoerbaar.engine.batch.lower.lowered import Group, Kernel


def foreach(kernel: Kernel, node: Node) -> Value:
    """The value of a FOREACH whose collection belongs to a person; other collections are left to the reference."""
    collection = kernel.value(node.args[0])
    combine = node.payload[1]
    if kernel.elements is not None or combine is None:
        return BROKEN
    if collection.kind == "null":
        return _empty(kernel, combine)._replace(err=collection.err)
    if collection.kind != "list" or collection.collection is None or collection.chain is None:
        return BROKEN
    stage = kernel.lowering.depth[node.id]
    group = kernel.lowering.group(stage, collection.collection, collection.chain)
    made = _reduced(kernel, group, node)
    made = kernel.operations.join(collection.null, _empty(kernel, combine), made)
    p = kernel.program
    return made._replace(err=p.or_(collection.err, made.err), sure=p.and_(made.sure, p.not_(collection.err)))


def _empty(kernel: Kernel, combine: str) -> Value:
    if combine == "ADD":
        return Value("number", Num(kernel.arithmetic.constant(0)))
    return Value("bool", truth=TRUE if combine == "AND" else FALSE) if combine in ("AND", "OR") else absent()


def _reduced(kernel: Kernel, group: Group, node: Node) -> Value:
    from uitvoerbaar.engine.batch.lower.lowered import MAX_ELEMENTS

    _, keep_node, body_node = node.args
    _, combine, absence = node.payload
    inner, p, outer = group.kernel, group.kernel.program, kernel.program
    many = outer.load(ElementCount(group.number), "f")

    def any_(reg: int) -> int:
        """Whether any element has it, as a register of the row kernel."""
        if reg == FALSE:
            return FALSE
        if reg == TRUE:
            return outer.compare("lt", outer.const(0, "f"), many)
        return outer.load(Reduced(group.number, group.reduce(reg, "or")), "b")

    keep = inner.value(keep_node)
    kept = p.and_(inner.operations.truth(keep), p.not_(keep.err))
    err = p.or_(keep.err, inner.arithmetic.take())
    body = inner.value(body_node)
    err = p.or_(err, p.and_(kept, body.err))
    # Every element is looked at, unless the law left off at one of which it cannot be told here whether it counts.
    sure, loose = p.or_(keep.sure, p.and_(kept, body.sure)), p.and_(keep.err, p.not_(keep.sure))
    if absence:
        err = p.or_(err, keep.null)
    absent_ = FALSE if absence else any_(p.and_(keep.null, p.not_(keep.err)))
    null = FALSE
    if combine in ("AND", "OR"):
        truth = inner.operations.truth(body)
        err = p.or_(err, p.and_(kept, inner.arithmetic.take()))
        if absence:
            err = p.or_(err, p.and_(kept, body.null))
        found = any_(p.and_(kept, truth if combine == "OR" else p.not_(truth)))
        made = Value("bool", truth=found if combine == "OR" else outer.not_(found))
    elif body.kind == "number" and body.num is not None and body.num.den is None:
        counted = p.and_(kept, p.not_(body.null), p.not_(body.err))
        made, wide = _number(kernel, group, body.num, counted, combine, many)
        err = p.or_(err, p.and_(counted, wide))
        without = any_(p.and_(kept, body.null))
        made = made._replace(err=outer.or_(made.err, outer.and_(without, outer.not_(absent_))))
        if combine != "ADD":
            null = outer.not_(any_(kept))
    else:
        # Not a number: the reference says so for the first element that counts.
        kept_any = any_(kept)
        made = _empty(kernel, combine)._replace(err=kept_any)
    too_many = outer.compare("lt", outer.const(MAX_ELEMENTS, "f"), many)
    return made._replace(
        null=outer.or_(made.null, null, absent_),
        err=outer.or_(made.err, any_(err), too_many),
        sure=FALSE if sure == FALSE else outer.and_(any_(sure), outer.not_(any_(loose))),
    )


def _number(kernel: Kernel, group: Group, body: Num, counted: int, combine: str, many: int) -> tuple[Value, int]:
    """The sum or extreme of a number over the elements that count, and where an element is too large for it."""
    from uitvoerbaar.engine.batch.lower.lowered import MAX_ELEMENTS

    inner, p, outer = group.kernel, group.kernel.program, kernel.program
    num, wide = body.num, FALSE
    inexact = inner.arithmetic.inexact(body)
    wide = inner.arithmetic.take()
    if combine == "ADD":
        reg = num.reg
        if num.size * MAX_ELEMENTS > F_MAX:
            reg = p.toi(reg)
        if num.size * MAX_ELEMENTS > I_MAX:
            limit = I_MAX // MAX_ELEMENTS
            wide = p.or_(wide, p.not_(inner.arithmetic.within(p.tof(reg), float(limit))))
            num = Int(num.reg, max(num.lo, -limit), min(num.hi, limit), max(num.tlo, -limit), min(num.thi, limit))
        column = p.select(counted, reg, p.const(0, p.type(reg)))
        if p.code[column].op == "const" and p.type(column) == "f":
            total = outer.op("mul", many, outer.const(p.code[column].imm, "f"))
        else:
            total = outer.load(Reduced(group.number, group.reduce(column, "add")), p.type(column))
        most = MAX_ELEMENTS
        few = 4
        made = kernel.arithmetic.narrow(
            Int(total, min(0, num.lo * most), max(0, num.hi * most), min(0, num.tlo * few), max(0, num.thi * few))
        )
    else:
        rest = p.const(num.hi if combine == "MIN" else num.lo, p.type(num.reg))
        column = p.select(counted, num.reg, rest)
        found = outer.load(Reduced(group.number, group.reduce(column, combine.lower())), p.type(column))
        made = Int(found, num.lo, num.hi, num.tlo, num.thi)
    if body.state == "exact":
        return Value("number", Num(made, body.scale), err=kernel.arithmetic.take()), wide
    some = p.and_(counted, inexact)
    loaded = outer.load(Reduced(group.number, group.reduce(some, "or")), "b") if some != FALSE else FALSE
    error = body.error
    if combine == "ADD":
        error = MAX_ELEMENTS * (error + HALF_DIGIT * MAX_ELEMENTS * body.largest)
    number = Num(made, body.scale, None, "stale", loaded, error)
    return Value("number", number, err=kernel.arithmetic.take()), wide
