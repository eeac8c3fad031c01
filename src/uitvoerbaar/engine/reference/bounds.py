"""How large a value may become: texts and lists that double with every step are stopped before they are made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from uitvoerbaar.base.language import as_written
from uitvoerbaar.base.limits import CASE_ELEMENTS, LIST_ELEMENTS, TEXT_LENGTH
from uitvoerbaar.engine.reference.values import EvaluationError, add


def added(values: list[Any]) -> Any:
    """ADD of values. Raises EvaluationError when the text or list would be too long, before it is made."""
    if isinstance(values[0], str):
        _check_text(sum(len(value) for value in values if isinstance(value, str)))
    elif isinstance(values[0], tuple):
        listed(item for value in values if isinstance(value, tuple) for item in value)
    return add(values)


def _check_text(length: int) -> None:
    if length > TEXT_LENGTH.most:
        raise _exceeded(
            as_written(
                "Text of {length} characters, at most {most} (set {variable} for more)",
                length=length,
                most=TEXT_LENGTH.most,
                variable=TEXT_LENGTH.variable,
            )
        )


def listed(items: Iterable[Any]) -> tuple[Any, ...]:
    """The items as a list. Raises EvaluationError when it would have too many, those of lists inside counted."""
    most, made, weight = LIST_ELEMENTS.most, [], 0
    for item in items:
        weight += _weight(item, most)
        if weight > most:
            raise _exceeded(
                as_written(
                    "List of more than {most} elements (set {variable} for more)",
                    most=most,
                    variable=LIST_ELEMENTS.variable,
                )
            )
        made.append(item)
    return tuple(made)


def spend(spent: int, more: int) -> int:
    """Elements of FOREACH that a case went over, with `more`. Raises EvaluationError when it is too many."""
    if spent + more > CASE_ELEMENTS.most:
        raise _exceeded(
            as_written(
                "FOREACH over more than {most} elements in one case (set {variable} for more)",
                most=CASE_ELEMENTS.most,
                variable=CASE_ELEMENTS.variable,
            )
        )
    return spent + more


def _weight(value: Any, most: int) -> int:
    """One, and one for each element inside; counting stops beyond `most`."""
    weight, waiting = 0, [value]
    while waiting and weight <= most:
        item = waiting.pop()
        weight += 1
        if isinstance(item, tuple):
            waiting += item
    return weight


def _exceeded(message: str) -> EvaluationError:
    return EvaluationError("InvalidOperation", message)
