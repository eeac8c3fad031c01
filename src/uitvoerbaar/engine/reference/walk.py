"""The reference walk: one case, exact, lazy where the law is lazy. This module defines what a graph means."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from uitvoerbaar.base import dates
from uitvoerbaar.base.language import as_written
from uitvoerbaar.base.typed import digits
from uitvoerbaar.engine.reference import bounds
from uitvoerbaar.engine.reference import values as v
from uitvoerbaar.engine.reference.values import NO_VALUE, EvaluationError, Taint, Unknown, unknown_in
from uitvoerbaar.law.graph import Node, Record
from uitvoerbaar.law.limits import MAX_ARRAY_SIZE

_RECURSION = 150_000
"""Frames for deep graphs; Python 3.11 and newer keep pure-Python frames off the C stack."""


@dataclass(slots=True)
class Register:
    """Records of one source: `records` maps the key (as text) to its fields."""

    records: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass(slots=True)
class Case:
    """What is known about one case: the caller's parameters and the registers by source name."""

    parameters: Mapping[str, Any] = field(default_factory=dict)
    registers: Mapping[str, Register] = field(default_factory=dict)
    partial: bool = False
    """Whether a fact that a register lacks is unknown (and told in the answer) instead of an error at once."""


_MISSING = object()


def key_text(key: Any) -> str:
    """A record key as text, so that a number and its digits name the same record."""
    return str(key)


class Walk:
    """Evaluates nodes of one graph for one case; results are kept, so `memo` afterwards tells what was reached.

    `memo[0]` holds what is the same for the whole case. `elements` holds the memo of each element of a FOREACH, by the
    id of the node and of the memo it was reached in: a FOREACH inside another runs once for each outer element.
    """

    def __init__(self, case: Case, *, keep_elements: bool = False) -> None:
        self.case = case
        self.memo: list[dict[int, Any]] = [{}]
        self.current: dict[int, Any] = {}
        self.spent = 0
        self.elements: dict[tuple[int, int], list[tuple[Any, dict[int, Any]]]] | None = {} if keep_elements else None

    def value(self, node: Node) -> Any:
        """The value of `node`. Raises EvaluationError with the place in the law that failed."""
        memo = self.memo[node.level]
        found = memo.get(node.id, _MISSING)
        if found is not _MISSING:
            return found
        try:
            result = OPERATIONS[node.op](self, node)
        except EvaluationError as error:
            if error.origin is None and node.origin is not None:
                raise EvaluationError(error.kind, error.message, node.origin) from None
            raise
        memo[node.id] = result
        return result

    def operands(self, node: Node) -> list[Any]:
        """The values of all operands."""
        return [self.value(a) for a in node.args]


def evaluate(nodes: Mapping[str, Node], case: Case) -> dict[str, Any]:
    """The values of `nodes` for one case. Raises EvaluationError."""
    walk = Walk(case)
    with deep_recursion():
        return {name: walk.value(node) for name, node in nodes.items()}


@contextmanager
def deep_recursion() -> Any:
    """Room for the recursion of a deep graph."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, _RECURSION))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


# --- leaves ---------------------------------------------------------------------------------------------------------


def _param(walk: Walk, node: Node) -> Any:
    found = walk.case.parameters.get(node.payload, _MISSING)
    if found is _MISSING:
        raise EvaluationError("VariableNotFound", as_written("Variable not found: {payload}", payload=node.payload))
    return found


def _field(walk: Walk, node: Node) -> Any:
    source, name = node.payload
    key = walk.value(node.args[0])
    if isinstance(key, NO_VALUE):
        return key
    register = walk.case.registers.get(source)
    record = register.records.get(key_text(key)) if register is not None and key is not None else None
    if record is not None and name in record:
        return record[name]
    if len(node.args) > 1:
        return walk.value(node.args[1])
    if key is None:
        return None
    if walk.case.partial:
        return Unknown(frozenset((name,)))
    raise EvaluationError(
        "VariableNotFound",
        as_written("Variable not found: {name} (no record {key} in {source})", name=name, key=key, source=source),
    )


def _error(walk: Walk, node: Node) -> Any:
    kind, message = node.payload
    raise EvaluationError(kind, message, node.origin)


def _get(walk: Walk, node: Node) -> Any:
    name, absence = node.payload
    target = walk.value(node.args[0])
    if isinstance(target, NO_VALUE):
        return target
    if isinstance(target, Record):
        if name in target:
            return target.get(name)
        raise EvaluationError("VariableNotFound", as_written("Variable not found: {name}", name=name))
    if isinstance(target, tuple):
        position = digits(name)
        if position is not None and position < len(target):
            return target[position]
        raise EvaluationError("VariableNotFound", as_written("Variable not found: {name}", name=name))
    if target is None:
        if absence:
            return None
        raise EvaluationError("VariableNotFound", as_written("Variable not found: {name}", name=name))
    raise EvaluationError(
        "TypeMismatch", as_written("Type mismatch: expected object, got {type_name}", type_name=v.type_name(target))
    )


def _local(walk: Walk, node: Node) -> Any:
    target = walk.value(node.args[0])
    if isinstance(target, Unknown):
        return target
    if isinstance(target, Record) and node.payload in target:
        return target.get(node.payload)
    return walk.value(node.args[1])


# --- operations on values -------------------------------------------------------------------------------------------


def _absent(op: str) -> EvaluationError:
    return EvaluationError(
        "NullOperand",
        as_written(
            "{op}: operand is null, an absence cannot be computed with; test it first with EQUALS and null", op=op
        ),
    )


_PLAIN = frozenset((int, Decimal, str, bool))
"""Types of values that are there and known, which is nearly all of them."""


def _strict(compute: Callable[[Node, list[Any]], Any]) -> Callable[[Walk, Node], Any]:
    """An operation on the values of all operands: taint wins, then absence (an error), then what is unknown."""

    def run(walk: Walk, node: Node) -> Any:
        operands = [walk.value(a) for a in node.args]
        absent = False
        unknown = False
        for operand in operands:
            if type(operand) in _PLAIN:
                continue
            if operand is None:
                absent = True
            elif isinstance(operand, Taint):
                return operand
            elif isinstance(operand, Unknown):
                unknown = True
        payload = node.payload
        if absent and (payload[-1] if isinstance(payload, tuple) else payload):
            raise _absent(node.op)
        if unknown:
            return unknown_in(operands)
        return compute(node, operands)

    return run


def _some(node: Node, operands: list[Any]) -> list[Any]:
    if not operands:
        raise EvaluationError("InvalidOperation", as_written("{op} needs at least one operand", op=node.op))
    return operands


def _compare(test: Callable[[int], bool]) -> Callable[[Walk, Node], Any]:
    return _strict(lambda node, o: test(v.order(o[0], o[1])))


def _equals(walk: Walk, node: Node) -> Any:
    left, right = walk.operands(node)
    if isinstance(left, Taint):
        return left
    if isinstance(right, Taint):
        return right
    return unknown_in((left, right)) or v.equals(left, right)


def _in(walk: Walk, node: Node) -> Any:
    subject, members = walk.operands(node)
    if isinstance(subject, Taint):
        return subject
    if isinstance(members, Unknown):
        return unknown_in((subject, members))
    listed = members if isinstance(members, tuple) else (members,)
    missing = unknown_in((subject,))
    if missing is None and any(v.values_equal(subject, m) for m in listed):
        return True
    return unknown_in((subject, *listed)) or False


def _logic(decisive: bool) -> Callable[[Walk, Node], Any]:
    """AND (decisive false) and OR (decisive true): a deciding operand wins over taint and what is unknown, and stops the
    rest. An absent operand is an error where null is absence, else false."""

    def run(walk: Walk, node: Node) -> Any:
        taint: Taint | None = None
        missing: list[Unknown] = []
        for arg in node.args:
            value = walk.value(arg)
            if isinstance(value, Taint):
                taint = taint or value
            elif isinstance(value, Unknown):
                missing.append(value)
            elif value is None and node.payload:
                raise _absent(node.op)
            elif v.truthy(value) is decisive:
                return decisive
        return taint if taint is not None else unknown_in(missing) or (not decisive)

    return run


def _verdict(value: Any, node: Node) -> bool:
    """Whether a condition holds. Raises EvaluationError for an absent one where null is absence."""
    if value is None and node.payload:
        raise _absent(node.op)
    return v.truthy(value)


def _not(walk: Walk, node: Node) -> Any:
    value = walk.value(node.args[0])
    return value if isinstance(value, NO_VALUE) else not _verdict(value, node)


def _if(walk: Walk, node: Node) -> Any:
    args = node.args
    for position in range(0, len(args) - 1, 2):
        when = walk.value(args[position])
        if isinstance(when, NO_VALUE):
            return when
        if _verdict(when, node):
            return walk.value(args[position + 1])
    return walk.value(args[-1])


def _sequence(walk: Walk, node: Node) -> Any:
    result = None
    for arg in node.args:
        result = walk.value(arg)
    return result


def _nonnull(walk: Walk, node: Node) -> Any:
    value = walk.value(node.args[0])
    if value is None:
        raise EvaluationError("NullNotAllowed", node.payload)
    return value


def _is_null(walk: Walk, node: Node) -> Any:
    value = walk.value(node.args[0])
    return value if isinstance(value, NO_VALUE) else value is None


# --- dates ----------------------------------------------------------------------------------------------------------


def _day(value: Any) -> date:
    found = v.as_date(value)
    if found is None:
        shown = value if isinstance(value, str) else v.type_name(value)
        raise EvaluationError(
            "InvalidDate", as_written("Type mismatch: expected date (YYYY-MM-DD), got {shown}", shown=shown)
        )
    return found


def _date(node: Node, operands: list[Any]) -> str:
    year, month, day = (int(v.number(o)) for o in operands)
    try:
        return date(year, month, day).isoformat()
    except (ValueError, OverflowError):
        raise EvaluationError(
            "InvalidOperation", as_written("Invalid date: {year}-{month}-{day}", year=year, month=month, day=day)
        ) from None


def _date_add(node: Node, operands: list[Any]) -> str:
    years, months, weeks, days = (int(v.number(o)) for o in operands[1:])
    try:
        return dates.add(_day(operands[0]), years, months, weeks, days).isoformat()
    except (ValueError, OverflowError):
        raise EvaluationError("InvalidOperation", as_written("DATE_ADD leaves the years 1 to 9999")) from None


def _date_part(node: Node, operands: list[Any]) -> int:
    day = _day(operands[0])
    return {"year": day.year, "month": day.month, "day": day.day}[node.payload[0]]


def _start_of(node: Node, operands: list[Any]) -> str:
    day = _day(operands[0])
    return (day.replace(day=1) if node.payload[0] == "month" else day.replace(month=1, day=1)).isoformat()


def _date_diff(node: Node, operands: list[Any]) -> int:
    start, end, unit = _day(operands[0]), _day(operands[1]), operands[2]
    if unit == "days":
        return (end - start).days
    if unit == "months":
        return dates.months_between(start, end)
    if unit == "years":
        return dates.years_between(start, end)
    raise EvaluationError(
        "InvalidOperation", as_written("DATE_DIFF: unknown unit '{unit}', expected days, months or years", unit=unit)
    )


# --- collections ----------------------------------------------------------------------------------------------------


def _foreach(walk: Walk, node: Node) -> Any:
    collection, keep, body = node.args
    level, combine, absence = node.payload
    items = walk.value(collection)
    if isinstance(items, NO_VALUE):
        return items
    items = () if items is None else items if isinstance(items, tuple) else (items,)
    if len(items) > MAX_ARRAY_SIZE:
        raise EvaluationError(
            "InvalidOperation",
            as_written(
                "FOREACH over {items} elements, at most {max_array_size}",
                items=len(items),
                max_array_size=MAX_ARRAY_SIZE,
            ),
        )
    walk.spent = bounds.spend(walk.spent, len(items))
    while len(walk.memo) <= level:
        walk.memo.append({})
    outer = walk.memo[level], walk.current.get(level)
    results: list[Any] = []
    kept: list[tuple[Any, dict[int, Any]]] = []
    absent = False
    missing: list[Unknown] = []
    try:
        for item in items:
            walk.memo[level] = {}
            walk.current[level] = item
            kept.append((item, walk.memo[level]))
            chosen = walk.value(keep)
            if isinstance(chosen, Taint):
                return chosen
            if isinstance(chosen, Unknown):
                missing.append(chosen)  # whether the element counts is not known: nor is the whole
            elif chosen is None and absence:
                raise _absent("FOREACH (filter)")
            elif chosen is None:
                absent = True  # before null was absence, it made the whole null (RFC-016)
            elif v.truthy(chosen):
                results.append(walk.value(body))
    finally:
        walk.memo[level], walk.current[level] = outer
        if walk.elements is not None:
            walk.elements[node.id, id(walk.memo[node.level])] = kept
    taint = next((r for r in results if isinstance(r, Taint)), None)
    if taint is not None:
        return taint
    if missing:
        decided = combine in ("AND", "OR") and any(v.truthy(r) is (combine == "OR") for r in _told(results, absence))
        return combine == "OR" if decided else unknown_in([*missing, *results])
    return None if absent else combined(results, combine, bool(absence))


def _told(results: list[Any], absence: bool) -> list[Any]:
    """The truths among the results of a FOREACH that are known. Raises EvaluationError for an absent one."""
    if absence and None in results:
        raise _absent("FOREACH")
    return [r for r in results if not isinstance(r, Unknown)]


def combined(results: list[Any], combine: str | None, absence: bool) -> Any:
    """The results of a FOREACH reduced: ADD, AND, OR, MIN, MAX or (None) the list itself."""
    if combine is None:
        return bounds.listed(results)
    if combine in ("AND", "OR"):
        decisive = combine == "OR"
        if any(v.truthy(r) is decisive for r in _told(results, absence)):
            return decisive
        return unknown_in(results) or (not decisive)
    if absence and None in results:
        raise _absent("FOREACH")
    missing = unknown_in(results)
    if missing is not None:
        return missing
    if not results:
        return 0 if combine == "ADD" else None
    return bounds.added(results) if combine == "ADD" else v.extreme(results, combine == "MAX")


OPERATIONS: dict[str, Callable[[Walk, Node], Any]] = {
    "CONST": lambda walk, node: node.payload,
    "PARAM": _param,
    "DIAL": lambda walk, node: node.payload.value,
    "FIELD": _field,
    "VAR": lambda walk, node: walk.current[node.payload],
    "GET": _get,
    "LOCAL": _local,
    "ERROR": _error,
    "TAINT": lambda walk, node: Taint(*node.payload),
    "UNKNOWN": lambda walk, node: Unknown(frozenset((node.payload,))),
    "NAME": lambda walk, node: walk.value(node.args[0]),
    "PRESENT": lambda walk, node: walk.value(node.args[0]),
    "NONNULL": _nonnull,
    "SEQ": _sequence,
    "ADD": _strict(lambda node, o: bounds.added(_some(node, o))),
    "SUBTRACT": _strict(lambda node, o: v.subtract(_some(node, o))),
    "MULTIPLY": _strict(lambda node, o: v.multiply(_some(node, o))),
    "DIVIDE": _strict(lambda node, o: v.divide(_some(node, o))),
    "MIN": _strict(lambda node, o: v.extreme(_some(node, o), largest=False)),
    "MAX": _strict(lambda node, o: v.extreme(_some(node, o), largest=True)),
    "ROUND": _strict(lambda node, o: v.rounded(o[0], "ROUND", node.payload[0])),
    "CEIL": _strict(lambda node, o: v.rounded(o[0], "CEIL", node.payload[0])),
    "FLOOR": _strict(lambda node, o: v.rounded(o[0], "FLOOR", node.payload[0])),
    "EQUALS": _equals,
    "LESS_THAN": _compare(lambda c: c < 0),
    "LESS_THAN_OR_EQUAL": _compare(lambda c: c <= 0),
    "GREATER_THAN": _compare(lambda c: c > 0),
    "GREATER_THAN_OR_EQUAL": _compare(lambda c: c >= 0),
    "AND": _logic(decisive=False),
    "OR": _logic(decisive=True),
    "NOT": _not,
    "IF": _if,
    "IN": _in,
    "LIST": lambda walk, node: bounds.listed(walk.value(a) for a in node.args),
    "IS_NULL": _is_null,
    "AGE": _strict(lambda node, o: dates.age(_day(o[0]), _day(o[1]))),
    "DATE": _strict(_date),
    "DATE_ADD": _strict(_date_add),
    "DATE_DIFF": _strict(_date_diff),
    "DAY_OF_WEEK": _strict(lambda node, o: _day(o[0]).weekday()),
    "DATE_PART": _strict(_date_part),
    "START_OF": _strict(_start_of),
    "FOREACH": _foreach,
}
"""What each operation means."""
