"""The operations of the law on kernel values: null, laziness and type errors as the reference walk defines them.

An operation is emitted for every row, also where the law would not reach it. So each value carries `err`, true where
evaluating it fails (or is left to the reference); IF, AND and OR pass on only the errors of what they would reach. Where
the law divides by zero it fails for certain (`sure`), and so does what needs that value.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import reduce
from typing import Any

from uitvoerbaar.engine.batch.lower.calendar import Calendar
from uitvoerbaar.engine.batch.lower.integers import F_MAX, Int
from uitvoerbaar.engine.batch.lower.program import FALSE, TRUE, Program
from uitvoerbaar.engine.batch.lower.scaled import Arithmetic, Num
from uitvoerbaar.engine.batch.lower.value import BROKEN, Value, absent, constant_number, join
from uitvoerbaar.engine.batch.people import date_code
from uitvoerbaar.engine.reference.values import as_date
from uitvoerbaar.law.graph import Kind, Node, Record

Lower = Callable[[Node], Value]
_ARITHMETIC = ("ADD", "SUBTRACT", "MULTIPLY", "DIVIDE", "MIN", "MAX")
_ROUNDINGS = ("ROUND", "FLOOR", "CEIL")
_ORDER = {
    "LESS_THAN": ("lt", False), "LESS_THAN_OR_EQUAL": ("le", False),
    "GREATER_THAN": ("lt", True), "GREATER_THAN_OR_EQUAL": ("le", True),
}  # fmt: skip
_DATES: dict[str, tuple[Kind, ...]] = {
    "AGE": ("date", "date"),
    "DATE_DIFF": ("date", "date", "string"),
    "DATE": ("number",) * 3,
    "DATE_ADD": ("date", "number", "number", "number", "number"),
    **dict.fromkeys(("DAY_OF_WEEK", "DATE_PART", "START_OF"), ("date",)),
}


class Operations:
    """Emits operations into one program."""

    def __init__(self, program: Program, arithmetic: Arithmetic, word: Callable[[str], int]) -> None:
        self.p, self.a, self.word = program, arithmetic, word
        self.calendar = Calendar(arithmetic)

    # --- constants and pieces -----------------------------------------------------------------------------------

    def constant(self, value: Any) -> Value:
        """A constant of the law."""
        if value is None:
            return absent()
        if isinstance(value, bool):
            return Value("bool", truth=TRUE if value else FALSE)
        if isinstance(value, int | Decimal):
            made = constant_number(self.a, value)
            return Value("number", made, err=self.a.take())
        day = as_date(value)
        if day is not None:
            code = Num(self.a.constant(date_code(day.year, day.month, day.day)))
            return Value("date", code, const=value)
        if isinstance(value, str):
            return Value("string", Num(self.a.constant(self.word(value))), const=value)
        return Value("list" if isinstance(value, tuple) else "object", const=value)

    def join(self, when: int, x: Value, y: Value) -> Value:
        """x where `when`, else y."""
        return join(self.a, when, x, y)

    def truth(self, x: Value) -> int:
        """Where a value counts as true; null, zero and everything empty do not. Its checks wait in `a.take()`."""
        if x.kind == "bool":
            found = x.truth
        elif x.kind in ("number", "string") and x.num is not None:
            found = self.a.truth(x.num)
        elif x.kind == "date":
            found = TRUE
        elif x.const is not None:
            found = TRUE if (x.const.pairs if isinstance(x.const, Record) else x.const) else FALSE
        elif x.kind == "null":
            return FALSE
        else:
            self.a.flag(TRUE)
            return FALSE
        return self.p.and_(found, self.p.not_(x.null))

    def _checked_truth(self, x: Value) -> tuple[int, int]:
        """The truth of a value, and where it or its evaluation is for the reference."""
        found = self.truth(x)
        return found, self.p.or_(x.err, self.p.and_(self.a.take(), self.p.not_(x.null)))

    def whole_or_float(self, v: Num) -> tuple[int, int]:
        """An output register and its scale: whole numbers exact (scale 1), others as numerator over a constant scale.

        A quotient by a variable denominator becomes the nearest float64 (scale 0).
        """
        if v.den is None and v.scale <= F_MAX:
            if v.scale > 1 and self.p.type(v.num.reg) == "i":
                self.a.flag(self.p.not_(self.a.within(self.p.tof(v.num.reg), 2.0**53)))
            return v.num.reg, v.scale
        below = self.a.int_op("mul", v.den or self.a.constant(1), self.a.constant(v.scale))
        for part in (v.num, below):
            if self.p.type(part.reg) == "i":
                self.a.flag(self.p.not_(self.a.within(self.p.tof(part.reg), 2.0**53)))
        return self.p.op("div", self.a.as_f(v.num), self.a.as_f(below)), 0

    def _result(self, kind: Kind, values: list[Value], num: Num | None = None, truth: int = FALSE) -> Value:
        """The result of an operation that needs all its operands, with the checks of its arithmetic: none may be null."""
        p = self.p
        flags, failed = self.a.take_both()
        before = p.or_(*(v.err for v in values), *(v.null for v in values))
        sure = p.or_(*(v.sure for v in values), p.and_(failed, p.not_(before)))
        return Value(kind, num, truth, FALSE, p.or_(before, flags), sure)

    # --- operations ---------------------------------------------------------------------------------------------

    def lower(self, node: Node, value: Lower) -> Value:
        """One operation; `value` lowers an operand."""
        return OPERATIONS[node.op](self, node, value)

    def _through(self, node: Node, value: Lower) -> Value:
        return value(node.args[0])

    def _present(self, node: Node, value: Lower) -> Value:
        inner = value(node.args[0])
        return inner._replace(null=FALSE) if inner.kind != "null" else inner

    def _nonnull(self, node: Node, value: Lower) -> Value:
        inner = value(node.args[0])
        return inner._replace(null=FALSE if inner.kind != "null" else TRUE, err=self.p.or_(inner.err, inner.null))

    def _sequence(self, node: Node, value: Lower) -> Value:
        values = [value(a) for a in node.args]
        err, sure = self.p.or_(*(v.err for v in values)), self.p.or_(*(v.sure for v in values))
        return values[-1]._replace(err=err, sure=sure)

    def _left(self, node: Node, value: Lower) -> Value:
        """What is left to the reference in every row that reaches it."""
        return BROKEN

    def _is_null(self, node: Node, value: Lower) -> Value:
        inner = value(node.args[0])
        return Value("bool", truth=inner.null, err=inner.err, sure=inner.sure)

    def _equals(self, node: Node, value: Lower) -> Value:
        return self.equals(value(node.args[0]), value(node.args[1]))

    def _if(self, node: Node, value: Lower) -> Value:
        absence = bool(node.payload)
        made = value(node.args[-1])
        for position in range(len(node.args) - 3, -1, -2):
            when = value(node.args[position])
            truth, err = self._checked_truth(when)
            if absence:
                err = self.p.or_(err, when.null)
            made = self.join(truth, value(node.args[position + 1]), made)
            sure = self.p.or_(when.sure, self.p.and_(self.p.not_(err), made.sure))
            made = made._replace(err=self.p.or_(err, made.err), sure=sure)
            if made.null == TRUE and made.kind != "null":
                made = absent(made.err)._replace(sure=sure)
        return made

    def _logic(self, node: Node, value: Lower) -> Value:
        """AND and OR from left to right: what comes after a deciding operand is not reached."""
        decisive, absence = node.op == "OR", bool(node.payload)
        reached, err, sure, decided = TRUE, FALSE, FALSE, FALSE
        for arg in node.args:
            operand = value(arg)
            truth, wrong = self._checked_truth(operand)
            if absence:
                wrong = self.p.or_(wrong, operand.null)
            decides = truth if decisive else self.p.not_(truth)
            sure = self.p.or_(sure, self.p.and_(reached, self.p.not_(err), operand.sure))
            err = self.p.or_(err, self.p.and_(reached, wrong))
            decided = self.p.or_(decided, self.p.and_(reached, decides))
            reached = self.p.and_(reached, self.p.not_(decides))
        return Value("bool", truth=decided if decisive else self.p.not_(decided), err=err, sure=sure)

    def _not(self, node: Node, value: Lower) -> Value:
        x = value(node.args[0])
        truth, err = self._checked_truth(x)
        return Value(
            "bool", truth=self.p.not_(truth), err=self.p.or_(err, x.null) if node.payload else err, sure=x.sure
        )

    def _same(self, x: Value, y: Value) -> int:
        """Where two values that are not null are equal; what is left to the reference waits in `a.take()`."""
        if "null" in (x.kind, y.kind):
            return FALSE
        if {x.kind, y.kind} == {"date", "string"}:
            text = x if x.kind == "string" else y
            if not isinstance(text.const, str):
                self.a.flag(TRUE)  # a text column may hold a date
            return FALSE
        both = x.const is not None and y.const is not None and type(x.const) is not type(y.const)
        if both or (x.kind == y.kind and x.kind in ("list", "object", "any")):
            self.a.flag(TRUE)
            return FALSE
        if x.kind != y.kind:
            return FALSE
        if x.kind == "bool":
            return self.p.select(x.truth, y.truth, self.p.not_(y.truth))
        assert x.num is not None
        assert y.num is not None
        return self.a.compare("eq", x.num, y.num)

    def equals(self, x: Value, y: Value) -> Value:
        """EQUALS: null equals only null."""
        same = self._same(x, y)
        p = self.p
        present = p.not_(p.or_(x.null, y.null))
        err = p.or_(x.err, y.err, p.and_(self.a.take(), present))
        truth = p.or_(p.and_(present, same), p.and_(x.null, y.null))
        return Value("bool", truth=truth, err=err, sure=p.or_(x.sure, y.sure))

    def _in(self, node: Node, value: Lower) -> Value:
        """IN a constant list, a LIST, or a single value."""
        subject, members = value(node.args[0]), node.args[1]
        if members.op == "LIST" and not all(a.op == "CONST" for a in members.args):
            listed = absent()
            items = [value(a) for a in members.args]
        else:
            listed = value(members)
            if listed.kind == "list" and not isinstance(listed.const, tuple):
                return BROKEN
            items = [self.constant(m) for m in listed.const] if isinstance(listed.const, tuple) else [listed]
        if any(isinstance(v.const, Record) for v in (subject, *items)):
            return BROKEN  # a date object equals a date text for EQUALS only
        found = [self.equals(subject, item) for item in items]
        truth, err = self.p.or_(*(f.truth for f in found)), self.p.or_(*(f.err for f in found))
        return Value("bool", truth=truth, err=self.p.or_(subject.err, listed.err, err), sure=subject.sure)

    def _order(self, node: Node, value: Lower) -> Value:
        x, y = values = [value(a) for a in node.args]
        if x.kind != y.kind or x.kind not in ("number", "date") or x.num is None or y.num is None:
            return BROKEN
        name, swap = _ORDER[node.op]
        truth = self.a.compare(name, *((y.num, x.num) if swap else (x.num, y.num)))
        return self._result("bool", values, truth=truth)

    def _arithmetic(self, node: Node, value: Lower) -> Value:
        values = [value(a) for a in node.args]
        if not values or any(v.kind != "number" or v.num is None for v in values):
            return BROKEN
        step: dict[str, Callable[[Num, Num], Num]] = {
            "ADD": lambda a, b: self.a.add("add", a, b),
            "SUBTRACT": lambda a, b: self.a.add("sub", a, b),
            "MULTIPLY": self.a.multiply,
            "DIVIDE": self.a.divide,
            "MIN": lambda a, b: self.a.extreme(False, a, b),
            "MAX": lambda a, b: self.a.extreme(True, a, b),
        }
        num = reduce(step[node.op], [v.num for v in values if v.num is not None])
        return self._result("number", values, num)

    def _rounding(self, node: Node, value: Lower) -> Value:
        x = value(node.args[0])
        if x.kind != "number" or x.num is None:
            return BROKEN
        return self._result("number", [x], self.a.rounded(node.op, x.num, node.payload[0]))

    def _date(self, node: Node, value: Lower) -> Value:
        op, values = node.op, [value(a) for a in node.args]
        wanted = _DATES[op]
        if len(values) != len(wanted) or any(v.kind != w for v, w in zip(values, wanted, strict=False)):
            return BROKEN
        unit = values[2].const if op == "DATE_DIFF" else None
        if op == "DATE_DIFF" and unit not in ("days", "months", "years"):
            return BROKEN
        codes = [self.a.truncated(v.num) for v in values if v.num is not None]
        made: Int
        if op == "AGE":
            made = self.calendar.age(*codes)
        elif op == "DAY_OF_WEEK":
            made = self.calendar.weekday(*codes)
        elif op == "DATE_PART":
            made = self.calendar.part(codes[0], node.payload[0])
        elif op == "START_OF":
            made = self.calendar.start(codes[0], node.payload[0])
        elif op == "DATE":
            made = self.calendar.make(*codes)
        elif op == "DATE_ADD":
            made = self.calendar.add(*codes)
        elif unit == "days":
            made = self.a.int_op("sub", self.calendar.days(codes[1]), self.calendar.days(codes[0]))
        else:
            made = (self.calendar.months if unit == "months" else self.calendar.years)(codes[0], codes[1])
        return self._result("date" if op in ("DATE", "DATE_ADD", "START_OF") else "number", values, Num(made))


OPERATIONS: dict[str, Callable[[Operations, Node, Lower], Value]] = {
    "NAME": Operations._through,
    "PRESENT": Operations._present,
    "NONNULL": Operations._nonnull,
    "SEQ": Operations._sequence,
    "IF": Operations._if,
    **dict.fromkeys(("AND", "OR"), Operations._logic),
    "NOT": Operations._not,
    "IS_NULL": Operations._is_null,
    "EQUALS": Operations._equals,
    "IN": Operations._in,
    **dict.fromkeys(_ORDER, Operations._order),
    **dict.fromkeys(_ARITHMETIC, Operations._arithmetic),
    **dict.fromkeys(_ROUNDINGS, Operations._rounding),
    **dict.fromkeys(_DATES, Operations._date),
    **dict.fromkeys(("LOCAL", "LIST", "ERROR", "TAINT", "UNKNOWN"), Operations._left),
}
"""How each operation on values is lowered; leaves and FOREACH are in `lowering.LEAVES`."""
