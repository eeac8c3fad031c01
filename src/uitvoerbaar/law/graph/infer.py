"""What is known of a node before any case is seen: kind, interval, whether it can be null, whether it can fail."""

from __future__ import annotations

import decimal
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.law.graph.nodes import INFINITE, FieldSpec, Kind, Node, Number, Record
from uitvoerbaar.law.limits import MAX_ARRAY_SIZE

Facts = tuple[Kind, Number, Number, bool, bool]

_UNBOUNDED = (-INFINITE, INFINITE)
_COMPARE = frozenset({"LESS_THAN", "LESS_THAN_OR_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL"})
_NUMBER = (int, Decimal)
_EXACT = decimal.Context(prec=60, rounding=decimal.ROUND_HALF_UP)


def kind_of(value: Any) -> Kind:
    """The kind of a constant; a canonical ISO date is a date."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, _NUMBER):
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
    low: Number = lo if isinstance(lo, _NUMBER) else -INFINITE
    high: Number = hi if isinstance(hi, _NUMBER) else INFINITE
    return spec.kind, low, high, spec.nullable


def infer(op: str, args: tuple[Node, ...], payload: Any, spec: FieldSpec | None) -> Facts:
    """Kind, interval, nullable and may_fail of `op(args)`; never narrower than the truth."""
    return INFERENCES[op](op, args, payload, spec, any(a.may_fail for a in args))


_Infer = Callable[[str, tuple[Node, ...], Any, FieldSpec | None, bool], Facts]


def _constant(op: str, args: tuple[Node, ...], payload: Any, spec: FieldSpec | None, fails: bool) -> Facts:
    if isinstance(payload, bool) or not isinstance(payload, _NUMBER):
        return kind_of(payload), *_UNBOUNDED, payload is None, False
    return "number", payload, payload, False, False


def _supplied(op: str, args: tuple[Node, ...], payload: Any, spec: FieldSpec | None, fails: bool) -> Facts:
    return *_spec_facts(spec), False


def _field(op: str, args: tuple[Node, ...], payload: Any, spec: FieldSpec | None, fails: bool) -> Facts:
    kind, lo, hi, nullable = _spec_facts(spec)
    if len(args) > 1:
        other = args[1]
        kind = join_kinds([kind, other.kind])
        lo, hi, nullable = min(lo, other.lo), max(hi, other.hi), nullable or other.nullable
    return kind, lo, hi, nullable or args[0].nullable, fails


def _get(op: str, args: tuple[Node, ...], payload: Any, spec: FieldSpec | None, fails: bool) -> Facts:
    kind, lo, hi, nullable = _spec_facts(spec)
    return kind, lo, hi, nullable or args[0].nullable, fails or spec is None


def _test(op: str, args: tuple[Node, ...], payload: Any, spec: FieldSpec | None, fails: bool) -> Facts:
    return "bool", *_UNBOUNDED, False, fails


def _decided(op: str, args: tuple[Node, ...], payload: Any, spec: FieldSpec | None, fails: bool) -> Facts:
    """AND, OR and NOT: never null, but an absent operand is an error where null is absence."""
    return "bool", *_UNBOUNDED, False, fails or (bool(payload) and any(a.nullable for a in args))


def _listed(op: str, args: tuple[Node, ...], payload: Any, spec: FieldSpec | None, fails: bool) -> Facts:
    return "list", *_UNBOUNDED, False, fails


def _last(op: str, args: tuple[Node, ...], payload: Any, spec: FieldSpec | None, fails: bool) -> Facts:
    last = args[-1]
    return last.kind, last.lo, last.hi, last.nullable, fails


def _there(op: str, args: tuple[Node, ...], payload: Any, spec: FieldSpec | None, fails: bool) -> Facts:
    only = args[0]
    return only.kind, only.lo, only.hi, False, fails or (op == "NONNULL" and only.nullable)


def _anything(op: str, args: tuple[Node, ...], payload: Any, spec: FieldSpec | None, fails: bool) -> Facts:
    return "any", *_UNBOUNDED, True, op != "TAINT"


def _finite(*bounds: Number) -> bool:
    return all(Decimal(b).is_finite() for b in bounds)


def _products(a: tuple[Number, Number], b: tuple[Number, Number]) -> tuple[Number, Number]:
    if not _finite(*a, *b):
        return _UNBOUNDED
    corners = [_EXACT.multiply(Decimal(x), Decimal(y)) for x in a for y in b]
    return min(corners), max(corners)


def _arithmetic(op: str, args: tuple[Node, ...], payload: Any, spec: FieldSpec | None, fails: bool) -> Facts:
    if not args or any(a.kind != "number" for a in args):
        kind: Kind = args[0].kind if op == "ADD" and args and args[0].kind in ("string", "list") else "any"
        return kind, *_UNBOUNDED, False, True
    fails = fails or any(a.nullable for a in args)
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
    return "number", lo, hi, False, fails


def _quotient(a: tuple[Number, Number], b: tuple[Number, Number], fails: bool) -> tuple[Number, Number, bool]:
    if b[0] <= 0 <= b[1]:
        return -INFINITE, INFINITE, True
    if not _finite(*a, *b):
        return -INFINITE, INFINITE, fails
    corners = [_EXACT.divide(Decimal(x), Decimal(y)) for x in a for y in b]
    return min(corners), max(corners), fails


def _rounding(op: str, args: tuple[Node, ...], payload: Any, spec: FieldSpec | None, fails: bool) -> Facts:
    value = args[0]
    if value.kind != "number":
        return "number", *_UNBOUNDED, False, True
    fails = fails or value.nullable
    if not _finite(value.lo, value.hi):
        return "number", value.lo, value.hi, False, fails
    step = Decimal(1).scaleb(-payload[0])
    return "number", Decimal(value.lo) - step, Decimal(value.hi) + step, False, fails


def _compare(op: str, args: tuple[Node, ...], payload: Any, spec: FieldSpec | None, fails: bool) -> Facts:
    left, right = args
    same = {left.kind, right.kind} in ({"number"}, {"date"})
    return "bool", *_UNBOUNDED, False, fails or not same or left.nullable or right.nullable


def _choice(op: str, args: tuple[Node, ...], payload: Any, spec: FieldSpec | None, fails: bool) -> Facts:
    branches = [*args[1:-1:2], args[-1]]
    kind = join_kinds([b.kind for b in branches])
    nullable = any(b.nullable for b in branches)
    numbers = [b for b in branches if b.kind != "null"]
    lo = min((b.lo for b in numbers), default=-INFINITE)
    hi = max((b.hi for b in numbers), default=INFINITE)
    return kind, lo, hi, nullable, fails or (bool(payload) and any(w.nullable for w in args[:-1:2]))


def _day_kind(node: Node) -> Kind:
    """The kind of an operand of a date operation; `$referencedate` is a record that counts as its day `iso`."""
    if node.op == "CONST" and isinstance(node.payload, Record) and "iso" in node.payload:
        return kind_of(node.payload.get("iso"))
    return node.kind


_DAYS: dict[str, tuple[Kind, ...]] = {
    "AGE": ("date", "date"), "DATE_DIFF": ("date", "date", "string"), "DAY_OF_WEEK": ("date",), "DATE_PART": ("date",),
    "START_OF": ("date",), "DATE": ("number",) * 3, "DATE_ADD": ("date", *("number",) * 4),
}  # fmt: skip
_DAY_NUMBERS: dict[str, tuple[int, int]] = {
    "DAY_OF_WEEK": (0, 6), "AGE": (-9999, 9999), "DATE_DIFF": (-3_700_000, 3_700_000),
}  # fmt: skip
"""Dates run over the years 1 to 9999; days are the finest unit."""
_PARTS = {"year": (1, 9999), "month": (1, 12), "day": (1, 31)}


def _dates(op: str, args: tuple[Node, ...], payload: Any, spec: FieldSpec | None, fails: bool) -> Facts:
    typed = all(_day_kind(a) == wanted for a, wanted in zip(args, _DAYS[op], strict=True))
    if op == "DATE":
        typed = typed and all(a.op == "CONST" for a in args)
    fails = fails or not typed or any(a.nullable for a in args)
    if op in ("DATE", "DATE_ADD", "START_OF"):
        return "date", *_UNBOUNDED, False, fails
    lo, hi = _PARTS[payload[0]] if op == "DATE_PART" else _DAY_NUMBERS[op]
    return "number", lo, hi, False, fails


def _foreach(op: str, args: tuple[Node, ...], payload: Any, spec: FieldSpec | None, fails: bool) -> Facts:
    collection, keep, body = args
    _, combine, absence = payload
    fails = fails or collection.kind not in ("list", "null") or (bool(absence) and keep.nullable)
    nullable = keep.nullable and not absence
    if combine is None:
        return "list", *_UNBOUNDED, nullable, fails
    if combine in ("AND", "OR"):
        return "bool", *_UNBOUNDED, nullable, fails or (bool(absence) and body.nullable)
    if body.kind != "number":
        return "any", *_UNBOUNDED, True, True
    fails = fails or body.nullable
    if combine == "ADD":
        if not _finite(body.lo, body.hi):
            return "number", *_UNBOUNDED, nullable, True
        lo, hi = min(Decimal(0), Decimal(body.lo) * MAX_ARRAY_SIZE), max(Decimal(0), Decimal(body.hi) * MAX_ARRAY_SIZE)
        return "number", lo, hi, nullable, fails
    return "number", body.lo, body.hi, True, fails


INFERENCES: dict[str, _Infer] = {
    "CONST": _constant,
    **dict.fromkeys(("PARAM", "DIAL", "VAR"), _supplied),
    "FIELD": _field,
    "GET": _get,
    **dict.fromkeys(("ADD", "SUBTRACT", "MULTIPLY", "DIVIDE", "MIN", "MAX"), _arithmetic),
    **dict.fromkeys(("ROUND", "CEIL", "FLOOR"), _rounding),
    **dict.fromkeys(("EQUALS", "IN", "IS_NULL"), _test),
    **dict.fromkeys(_COMPARE, _compare),
    **dict.fromkeys(("AND", "OR", "NOT"), _decided),
    "IF": _choice,
    "LIST": _listed,
    **dict.fromkeys(_DAYS, _dates),
    "FOREACH": _foreach,
    **dict.fromkeys(("SEQ", "NAME"), _last),
    **dict.fromkeys(("NONNULL", "PRESENT"), _there),
    **dict.fromkeys(("LOCAL", "TAINT", "UNKNOWN", "ERROR"), _anything),
}
"""What is known beforehand of each operation."""
