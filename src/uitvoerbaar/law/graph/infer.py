"""What is known of a node before any case is seen: kind, interval, whether it can be null, whether it can fail."""

from __future__ import annotations

import decimal
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.law.graph.nodes import INFINITE, FieldSpec, Kind, Node, Number, Record
from uitvoerbaar.law.limits import MAX_ARRAY_SIZE

Facts = tuple[Kind, Number, Number, bool, bool]

_UNBOUNDED = (-INFINITE, INFINITE)
_COMPARE = frozenset({"LESS_THAN", "LESS_THAN_OR_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL"})
_EXACT = decimal.Context(prec=60, rounding=decimal.ROUND_HALF_UP)


def kind_of(value: Any) -> Kind:
    """The kind of a constant; a canonical ISO date is a date."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int | Decimal):
        return "number"
    if isinstance(value, str):
        return "date" if parse_date(value) is not None else "string"
    if isinstance(value, tuple):
        return "list"
    if isinstance(value, Record):
        return "object"
    return "any"


def join_kinds(kinds: Sequence[Kind]) -> Kind:
    """The kind of a value that is one of several; null joins with everything."""
    found = {k for k in kinds if k != "null"}
    if not found:
        return "null"
    if len(found) == 1:
        return found.pop()
    return "string" if found == {"string", "date"} else "any"


def _spec_facts(spec: FieldSpec | None) -> tuple[Kind, Number, Number, bool]:
    if spec is None:
        return "any", *_UNBOUNDED, True
    lo, hi = spec.lo, spec.hi
    low: Number = lo if isinstance(lo, int | Decimal) else -INFINITE
    high: Number = hi if isinstance(hi, int | Decimal) else INFINITE
    return spec.kind, low, high, spec.nullable


def infer(op: str, args: tuple[Node, ...], payload: Any, spec: FieldSpec | None) -> Facts:
    """Kind, interval, nullable and may_fail of `op(args)`; never narrower than the truth."""
    fails = any(a.may_fail for a in args)
    if op == "CONST":
        if isinstance(payload, bool) or not isinstance(payload, int | Decimal):
            return kind_of(payload), *_UNBOUNDED, payload is None, False
        return "number", payload, payload, False, False
    if op in ("PARAM", "VAR"):
        return *_spec_facts(spec), False
    if op == "FIELD":
        kind, lo, hi, nullable = _spec_facts(spec)
        if len(args) > 1:
            other = args[1]
            kind = join_kinds([kind, other.kind])
            lo, hi, nullable = min(lo, other.lo), max(hi, other.hi), nullable or other.nullable
        return kind, lo, hi, nullable or args[0].nullable, fails
    if op == "GET":
        kind, lo, hi, nullable = _spec_facts(spec)
        return kind, lo, hi, nullable or args[0].nullable, fails or spec is None
    if op == "LOCAL":
        return "any", *_UNBOUNDED, True, True
    if op in ("ADD", "SUBTRACT", "MULTIPLY", "DIVIDE", "MIN", "MAX"):
        return _arithmetic(op, args, bool(payload), fails)
    if op in ("ROUND", "CEIL", "FLOOR"):
        return _rounding(op, args[0], payload, fails)
    if op in ("EQUALS", "IN", "IS_NULL"):
        return "bool", *_UNBOUNDED, False, fails
    if op in _COMPARE:
        return _compare(args, bool(payload), fails)
    if op in ("AND", "OR", "NOT"):
        return "bool", *_UNBOUNDED, bool(payload) and any(a.nullable for a in args), fails
    if op == "IF":
        return _choice(args, bool(payload), fails)
    if op == "LIST":
        return "list", *_UNBOUNDED, False, fails
    if op in ("AGE", "DATE_DIFF", "DAY_OF_WEEK", "DATE", "DATE_ADD"):
        return _dates(op, args, bool(payload), fails)
    if op == "FOREACH":
        return _foreach(args, payload, fails)
    if op in ("SEQ", "NAME"):
        last = args[-1]
        return last.kind, last.lo, last.hi, last.nullable, fails
    if op == "NONNULL":
        only = args[0]
        return only.kind, only.lo, only.hi, False, fails or only.nullable
    if op == "PRESENT":
        only = args[0]
        return only.kind, only.lo, only.hi, False, fails
    if op == "TAINT":
        return "any", *_UNBOUNDED, True, False
    return "any", *_UNBOUNDED, True, True


def _finite(*bounds: Number) -> bool:
    return all(Decimal(b).is_finite() for b in bounds)


def _products(a: tuple[Number, Number], b: tuple[Number, Number]) -> tuple[Number, Number]:
    if not _finite(*a, *b):
        return _UNBOUNDED
    corners = [_EXACT.multiply(Decimal(x), Decimal(y)) for x in a for y in b]
    return min(corners), max(corners)


def _arithmetic(op: str, args: tuple[Node, ...], three: bool, fails: bool) -> Facts:
    nullable = three and any(a.nullable for a in args)
    numbers = all(a.kind == "number" or (three and a.kind == "null") for a in args)
    if not numbers or not args:
        kind: Kind = args[0].kind if op == "ADD" and args and args[0].kind in ("string", "list") else "any"
        return kind if kind != "any" else "any", *_UNBOUNDED, nullable, True
    fails = fails or (not three and any(a.nullable for a in args))
    lo, hi = args[0].lo, args[0].hi
    for other in args[1:]:
        if op == "ADD":
            lo, hi = _EXACT.add(Decimal(lo), Decimal(other.lo)), _EXACT.add(Decimal(hi), Decimal(other.hi))
        elif op == "SUBTRACT":
            lo, hi = _EXACT.subtract(Decimal(lo), Decimal(other.hi)), _EXACT.subtract(Decimal(hi), Decimal(other.lo))
        elif op == "MULTIPLY":
            lo, hi = _products((lo, hi), (other.lo, other.hi))
        elif op == "MIN":
            lo, hi = min(lo, other.lo), min(hi, other.hi)
        elif op == "MAX":
            lo, hi = max(lo, other.lo), max(hi, other.hi)
        else:
            lo, hi, fails = _quotient((lo, hi), (other.lo, other.hi), fails)
    # An interval that is not known to fit 64 bits may overflow, which the reference reports as an error.
    if not _finite(lo, hi):
        fails = True
    return "number", lo, hi, nullable, fails


def _quotient(a: tuple[Number, Number], b: tuple[Number, Number], fails: bool) -> tuple[Number, Number, bool]:
    if b[0] <= 0 <= b[1]:
        return -INFINITE, INFINITE, True
    if not _finite(*a, *b):
        return -INFINITE, INFINITE, fails
    corners = [_EXACT.divide(Decimal(x), Decimal(y)) for x in a for y in b]
    return min(corners), max(corners), fails


def _rounding(op: str, value: Node, payload: Any, fails: bool) -> Facts:
    precision, three = payload
    nullable = bool(three) and value.nullable
    if value.kind != "number":
        return "number", *_UNBOUNDED, nullable, True
    fails = fails or (value.nullable and not three)
    if not _finite(value.lo, value.hi):
        return "number", value.lo, value.hi, nullable, fails
    step = Decimal(1).scaleb(-precision)
    return "number", Decimal(value.lo) - step, Decimal(value.hi) + step, nullable, fails


def _compare(args: tuple[Node, ...], three: bool, fails: bool) -> Facts:
    left, right = args
    nullable = three and (left.nullable or right.nullable)
    same = {left.kind, right.kind} - ({"null"} if three else set()) in ({"number"}, {"date"}, set())
    strict_null = not three and (left.nullable or right.nullable)
    return "bool", *_UNBOUNDED, nullable, fails or not same or strict_null


def _choice(args: tuple[Node, ...], three: bool, fails: bool) -> Facts:
    branches = [*args[1:-1:2], args[-1]]
    kind = join_kinds([b.kind for b in branches])
    nullable = any(b.nullable for b in branches) or (three and any(w.nullable for w in args[:-1:2]))
    numbers = [b for b in branches if b.kind != "null"]
    lo = min((b.lo for b in numbers), default=-INFINITE)
    hi = max((b.hi for b in numbers), default=INFINITE)
    return kind, lo, hi, nullable, fails


def _day_kind(node: Node) -> Kind:
    """The kind of an operand of a date operation; `$referencedate` is a record that counts as its day `iso`."""
    if node.op == "CONST" and isinstance(node.payload, Record) and "iso" in node.payload:
        return kind_of(node.payload.get("iso"))
    return node.kind


def _dates(op: str, args: tuple[Node, ...], three: bool, fails: bool) -> Facts:
    nullable = three and any(a.nullable for a in args)
    wanted = {"AGE": ("date", "date"), "DATE_DIFF": ("date", "date", "string"), "DAY_OF_WEEK": ("date",)}.get(op)
    if op == "DATE" or wanted is None:
        wanted = ("number",) * 3 if op == "DATE" else ("date", *("number",) * 4)
    typed = all(_day_kind(a) == w or (three and a.kind == "null") for a, w in zip(args, wanted, strict=True))
    if op == "DATE":
        typed = typed and all(a.op == "CONST" for a in args)
    fails = fails or not typed or (not three and any(a.nullable for a in args))
    if op in ("DATE", "DATE_ADD"):
        return "date", *_UNBOUNDED, nullable, fails
    if op == "DAY_OF_WEEK":
        return "number", 0, 6, nullable, fails
    # Dates run over the years 1 to 9999; days are the finest unit.
    span = 9999 if op == "AGE" else 3_700_000
    return "number", -span, span, nullable, fails


def _foreach(args: tuple[Node, ...], payload: Any, fails: bool) -> Facts:
    collection, keep, body = args
    _, combine, three = payload
    fails = fails or collection.kind not in ("list", "null")
    nullable = keep.nullable
    if combine is None:
        return "list", *_UNBOUNDED, nullable, fails
    if combine in ("AND", "OR"):
        return "bool", *_UNBOUNDED, nullable or (bool(three) and body.nullable), fails
    if body.kind != "number":
        return "any", *_UNBOUNDED, True, True
    fails = fails or (not three and body.nullable)
    nullable = nullable or (bool(three) and body.nullable)
    if combine == "ADD":
        if not _finite(body.lo, body.hi):
            return "number", *_UNBOUNDED, nullable, True
        lo, hi = min(Decimal(0), Decimal(body.lo) * MAX_ARRAY_SIZE), max(Decimal(0), Decimal(body.hi) * MAX_ARRAY_SIZE)
        return "number", lo, hi, nullable, fails
    return "number", body.lo, body.hi, True, fails
