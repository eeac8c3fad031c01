"""Values of the law at run time and the exact arithmetic on them (28 digits, half away from zero)."""

from __future__ import annotations

import decimal
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeGuard

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import as_written, retold, tr
from uitvoerbaar.law.graph import Node, Origin, Record

CONTEXT = decimal.Context(
    prec=28, rounding=decimal.ROUND_HALF_UP, traps=[decimal.InvalidOperation, decimal.DivisionByZero]
)
_INT64_LO, _INT64_HI = -(2**63), 2**63 - 1
_LARGEST = Decimal(2**96 - 1)
_WIDE = decimal.Context(prec=60)
_COARSE = 26
"""The power of ten from which 28 digits leave less than two decimals."""
ROUNDINGS = {"ROUND": decimal.ROUND_HALF_UP, "CEIL": decimal.ROUND_CEILING, "FLOOR": decimal.ROUND_FLOOR}
_TO_ROUND = {op: decimal.Context(prec=90, rounding=rounding) for op, rounding in ROUNDINGS.items()}
_NUMBER, _LISTED = (int, Decimal), (tuple, Record)
"""Types in tuples: to make a union of them anew at every question takes eight times as long as the question."""


class EvaluationError(UserError):
    """A case cannot be decided; `kind` is the RegelRecht error kind, `origin` the law text that was reached.

    `message` has the wording of the reference, in English, whatever is spoken; the error itself speaks to the reader.
    """

    def __init__(self, kind: str, message: str, origin: Origin | None = None) -> None:
        self.kind, self.message, self.origin = kind, message, origin
        places = {"file": origin.file, "line": origin.line, "article": origin.article} if origin else {}
        super().__init__(kind, message, origin, **places)  # type: ignore[arg-type]

    def __str__(self) -> str:
        """What went wrong and where in the law, in the active language."""
        told, origin = retold(self.message), self.origin
        if origin is None:
            return told
        return tr(
            "{told} ({law} artikel {article}, {file}:{line})",
            told=told,
            law=origin.law,
            article=origin.article,
            file=origin.file,
            line=origin.line,
        )


def reference_words(error: UserError) -> str:
    """An error in the wording of the reference, whatever is spoken: for what is compared or kept."""
    return str(getattr(error, "message", error))


@dataclass(frozen=True, slots=True)
class Taint:
    """The value of something that the law says but the rules cannot express (RFC-012)."""

    article: str
    construct: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """The value of what nobody knows: `facts` are the names of the facts that are missing (RFC-036)."""

    facts: frozenset[str]

    @property
    def told(self) -> str:
        """The missing facts as a reader sees them."""
        return ", ".join(sorted(self.facts))


NO_VALUE = (Taint, Unknown)
"""What stands in place of a value."""


def undecided(value: Unknown, node: Node) -> EvaluationError:
    """An outcome that rests on missing facts as an error, for who needs a value."""
    return EvaluationError("Unknown", as_written("unknown for lack of: {told}", told=value.told), node.origin)


def unknown_in(values: Iterable[Any]) -> Unknown | None:
    """Everything that is missing in values, also inside lists and objects; None when nothing is."""
    facts: set[str] = set()
    for value in values:
        if isinstance(value, Unknown):
            facts |= value.facts
        elif isinstance(value, _LISTED):
            inner = unknown_in(value if isinstance(value, tuple) else (v for _, v in value.pairs))
            facts |= inner.facts if inner is not None else frozenset()
    return Unknown(frozenset(facts)) if facts else None


def type_name(value: Any) -> str:
    """The name of a value's type as the reference's messages spell it."""
    names = (
        (bool, as_written("boolean")),
        (int, as_written("number")),
        (Decimal, as_written("number")),
        (str, as_written("string")),
        (tuple, as_written("array")),
        (Record, as_written("object")),
    )
    if isinstance(value, Unknown):
        return "unknown"
    return "null" if value is None else next((name for cls, name in names if isinstance(value, cls)), "untranslatable")


def is_number(value: Any) -> TypeGuard[int | Decimal]:
    """Whether a value is an integer or a decimal; a boolean is not."""
    return isinstance(value, _NUMBER) and not isinstance(value, bool)


def truthy(value: Any) -> bool:
    """False, null, zero and everything empty are false; so is a value that cannot be told."""
    if isinstance(value, NO_VALUE) or value is None:
        return False
    if isinstance(value, Record):
        return bool(value.pairs)
    return bool(value)


def strictly_equal(left: Any, right: Any) -> bool:
    """Equality inside arrays and objects: an integer never equals a decimal there."""
    if type(left) is not type(right):
        return False
    if isinstance(left, tuple):
        return len(left) == len(right) and all(strictly_equal(a, b) for a, b in zip(left, right, strict=True))
    if isinstance(left, Record):
        ours, theirs = dict(left.pairs), dict(right.pairs)
        return ours.keys() == theirs.keys() and all(strictly_equal(v, theirs[k]) for k, v in ours.items())
    return bool(left == right)


def values_equal(left: Any, right: Any) -> bool:
    """Structural equality; numbers by value at the top level, true is not 1, tainted values are equal."""
    if isinstance(left, Taint) or isinstance(right, Taint):
        return isinstance(left, Taint) and isinstance(right, Taint)
    if is_number(left) and is_number(right):
        return bool(left == right)
    return strictly_equal(left, right)


def as_date(value: Any) -> date | None:
    """The date in a canonical string or in an object with such an `iso`, else None."""
    if isinstance(value, Record):
        return parse_date(value.get("iso")) if "iso" in value else None
    return parse_date(value)


def equals(left: Any, right: Any) -> bool:
    """EQUALS: values_equal, and a date string equals a date object of the same day."""
    if (isinstance(left, str) and isinstance(right, Record)) or (isinstance(left, Record) and isinstance(right, str)):
        one, other = as_date(left), as_date(right)
        if one is not None and other is not None:
            return one == other
    return values_equal(left, right)


def order(left: Any, right: Any) -> int:
    """-1, 0 or 1 for two numbers or two dates. Raises EvaluationError (TypeMismatch) for anything else."""
    if is_number(left) and is_number(right):
        return int(left > right) - int(left < right)
    one, other = as_date(left), as_date(right)
    if one is not None and other is not None:
        return int(one > other) - int(one < other)
    wrong = left if not is_number(left) and one is None else right
    raise EvaluationError(
        "TypeMismatch",
        as_written("Type mismatch: expected number or date, got {type_name}", type_name=type_name(wrong)),
    )


def fitting(value: int | Decimal) -> int | Decimal:
    """The value when it fits the number types of the format. Raises EvaluationError (ArithmeticOverflow)."""
    if isinstance(value, int):
        if _INT64_LO <= value <= _INT64_HI:
            return value
    elif abs(value) <= _LARGEST:
        return value
    raise _overflow(value)


def _overflow(value: int | Decimal) -> EvaluationError:
    return EvaluationError("ArithmeticOverflow", as_written("Arithmetic overflow: {value}", value=value))


def number(value: Any) -> int | Decimal:
    """The value as a number. Raises EvaluationError (TypeMismatch)."""
    if is_number(value):
        return value
    raise EvaluationError(
        "TypeMismatch", as_written("Type mismatch: expected number, got {type_name}", type_name=type_name(value))
    )


def _fold(
    exact: Callable[[Decimal, Decimal], Decimal],
    wide: Callable[[Decimal, Decimal], Decimal],
    whole: Callable[[int, int], int],
) -> Callable[[list[Any]], Any]:
    """A left fold: integers stay integers until the first decimal, which makes the result a decimal.

    A result so large that its 28 digits do not reach the hundredths is exact (`wide` is the same sum with more digits),
    or an overflow: whole units are never lost without a word.
    """

    def run(values: list[Any]) -> int | Decimal:
        total = number(values[0])
        for value in values[1:]:
            other = number(value)
            if type(total) is int and type(other) is int:
                total = fitting(whole(total, other))
            else:
                left, right = Decimal(total), Decimal(other)
                made = exact(left, right)
                if made.adjusted() >= _COARSE and made != wide(left, right):
                    raise _overflow(made)
                total = fitting(made)
        return total

    return run


_add = _fold(CONTEXT.add, _WIDE.add, lambda a, b: a + b)
subtract = _fold(CONTEXT.subtract, _WIDE.subtract, lambda a, b: a - b)
multiply = _fold(CONTEXT.multiply, _WIDE.multiply, lambda a, b: a * b)


def add(values: list[Any]) -> Any:
    """ADD: the first operand decides between sum, concatenated text and concatenated list."""
    first = values[0]
    for kind, name in ((str, "string"), (tuple, "array")):
        if isinstance(first, kind):
            for value in values[1:]:
                if not isinstance(value, kind):
                    raise EvaluationError(
                        "TypeMismatch",
                        as_written(
                            "Type mismatch: expected {name}, got {type_name}", name=name, type_name=type_name(value)
                        ),
                    )
            return "".join(values) if kind is str else tuple(item for value in values for item in value)
    return _add(values)


def divide(values: list[Any]) -> Decimal | int:
    """DIVIDE: a left fold whose result is always a decimal (a single operand is returned unchanged)."""
    total = number(values[0])
    for value in values[1:]:
        other = number(value)
        if other == 0:
            raise EvaluationError("DivisionByZero", as_written("Division by zero"))
        total = fitting(CONTEXT.divide(Decimal(total), Decimal(other)))
    return total


def extreme(values: list[Any], largest: bool) -> int | Decimal:
    """MAX or MIN of numbers; decimal when any operand is a decimal."""
    numbers = [number(v) for v in values]
    found = max(numbers) if largest else min(numbers)
    return Decimal(found) if any(isinstance(n, Decimal) for n in numbers) else found


def rounded(value: Any, op: str, precision: int) -> int | Decimal:
    """ROUND, CEIL or FLOOR to `precision` decimals; integral results are integers."""
    if type(value) is int and precision >= 0 and _INT64_LO <= value <= _INT64_HI:
        return value
    exact = Decimal(number(value))
    exponent = exact.as_tuple().exponent
    if isinstance(exponent, int) and exponent >= -precision:
        result = exact  # nothing to round off
    else:
        result = exact.quantize(Decimal(1).scaleb(-precision), context=_TO_ROUND[op])
    whole = result.to_integral_value()
    if result == whole and _INT64_LO <= int(whole) <= _INT64_HI:
        return int(whole)
    return fitting(result)
