"""Operations that fail for everybody who reaches them, by what is known before any case: constants and intervals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from uitvoerbaar.base import dates
from uitvoerbaar.base.language import tr
from uitvoerbaar.law.graph import Node, strip

_WHOLE, _LARGEST = 2**63 - 1, 2**96 - 1
"""The largest whole number and the largest decimal of the format."""


def always_fails(node: Node) -> str | None:
    """Why this operation fails whenever it is reached; None when it need not."""
    match node.op:
        case "DIVIDE" if any(_is_zero(other) for other in node.args[1:]):
            return tr("hier wordt altijd door nul gedeeld")
        case "DATE":
            return _no_day(node)
        case "DATE_ADD":
            return _no_sum_of_days(node)
        case "ADD" | "SUBTRACT" | "MULTIPLY" | "DIVIDE" if node.kind == "number" and _too_large(node):
            return tr("de uitkomst is altijd te groot voor een getal")
    return None


def _is_zero(node: Node) -> bool:
    return node.kind == "number" and node.lo == node.hi == 0


def _too_large(node: Node) -> bool:
    low, high = Decimal(node.lo), Decimal(node.hi)
    if not (low.is_finite() and high.is_finite()) or (low < 0) != (high < 0):
        return False
    whole = all(isinstance(_constant(arg), int) for arg in node.args) and node.op != "DIVIDE"
    return min(abs(low), abs(high)) > (_WHOLE if whole else _LARGEST)


def _constant(node: Node) -> Any:
    below = strip(node)
    return below.payload if below.op == "CONST" and not isinstance(below.payload, bool) else None


def _numbers(nodes: tuple[Node, ...]) -> list[int] | None:
    """The whole numbers that constants say; None when one of them is no constant number."""
    found = [_constant(node) for node in nodes]
    return [int(value) for value in found] if all(isinstance(value, int | Decimal) for value in found) else None


def _no_day(node: Node) -> str | None:
    parts = _numbers(node.args)
    if parts is None:
        return None
    year, month, day = parts
    try:
        date(year, month, day)
    except (ValueError, OverflowError):
        return tr("de dag {year}-{month}-{day} bestaat niet", year=year, month=month, day=day)
    return None


def _no_sum_of_days(node: Node) -> str | None:
    start, parts = dates.parse_date(_constant(node.args[0])), _numbers(node.args[1:])
    if start is None or parts is None:
        return None
    years, months, weeks, days = parts
    try:
        dates.add(start, years, months, weeks, days)
    except (ValueError, OverflowError):
        return tr("deze dag ligt buiten de jaren 1 tot en met 9999")
    return None
