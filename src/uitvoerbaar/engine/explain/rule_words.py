"""The rule of an article in plain words: what an output is, before any case fills it in."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from uitvoerbaar.engine.explain.dutch import DUTCH, words
from uitvoerbaar.engine.explain.language import Plain
from uitvoerbaar.engine.reference.values import is_number
from uitvoerbaar.law.model import Action, Expression, Literal, Operation, Variable

_STEP = "  "
_REFERENCE = {"referencedate": "de dag waarop de wet wordt toegepast"}
_BRANCHING = frozenset(("IF", "AND", "OR"))
_COMPOUND = frozenset(("ADD", "SUBTRACT", "MULTIPLY", "DIVIDE", "IF", "AND", "OR"))
_ASKING = frozenset(
    ("EQUALS", "LESS_THAN", "LESS_THAN_OR_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL", "IN", "IS_NULL", "NOT")
)
"""What is a statement by itself."""
_ROUNDS = frozenset(("ROUND", "CEIL", "FLOOR"))
_OPPOSITE = {"EQUALS": "{0} is niet {1}", "IS_NULL": "{0} is er", "IN": "{0} is geen van {1}"}


def rule_lines(action: Action, plain: Plain = DUTCH) -> list[str]:
    """One action of a law: its output and what that is, a line per choice or condition."""
    name = words(action.output)
    if _branches(action.expression):
        return [f"{name} is:", *(_STEP + line for line in _lines(action.expression, plain))]
    link = ":" if isinstance(action.expression, Operation) and action.expression.op in _ASKING else " is"
    return [f"{name}{link} {inline(action.expression, plain)}"]


def _branches(expression: Expression) -> bool:
    return isinstance(expression, Operation) and expression.op in _BRANCHING


def _lines(expression: Expression, plain: Plain) -> Iterator[str]:
    """A choice as one line per case, conditions as one line each; anything else as one line."""
    if not isinstance(expression, Operation) or expression.op not in _BRANCHING:
        yield inline(expression, plain)
    elif expression.op == "IF":
        *cases, default = expression.args
        for when, then in zip(cases[::2], cases[1::2], strict=True):
            yield from _under(f"als {inline(when, plain)}:", then, plain)
        yield from _under("anders:", default, plain)
    else:
        yield "elk van:" if expression.op == "AND" else "ten minste een van:"
        for arg in expression.args:
            first, *rest = _lines(arg, plain)
            yield f"- {first}"
            yield from (_STEP + line for line in rest)


def _under(head: str, body: Expression, plain: Plain) -> Iterator[str]:
    if _branches(body):
        yield head
        yield from (_STEP + line for line in _lines(body, plain))
    else:
        yield f"{head} {inline(body, plain)}"


def inline(expression: Expression, plain: Plain = DUTCH) -> str:
    """An expression on one line."""
    if isinstance(expression, Variable):
        head, *rest = expression.path
        said = _REFERENCE.get(head, words(head))
        return said if not rest else f"{' '.join(map(words, rest))} van {said}"
    if isinstance(expression, Literal):
        return _constant(expression.value, plain)
    return _operation(expression, plain)


def _constant(value: Any, plain: Plain) -> str:
    if is_number(value) and not (isinstance(value, Decimal) and 0 < abs(value) < 1):
        return plain.number(value)
    return plain.percent(value) if isinstance(value, Decimal) else plain.show(value)


def _operation(found: Operation, plain: Plain) -> str:
    args = [_operand(arg, found.op, plain) for arg in found.args]
    if found.op == "NOT":
        inner = found.args[0]
        if isinstance(inner, Operation) and inner.op in _OPPOSITE:
            return _OPPOSITE[inner.op].format(*(_operand(arg, inner.op, plain) for arg in inner.args))
        if isinstance(inner, Variable):
            return f"{args[0]} is {plain.no}"
        return plain.phrase("NOT", args)
    if found.op == "IF":
        *cases, default = args
        told = [f"{then} als {when}" for when, then in zip(cases[::2], cases[1::2], strict=True)]
        return f"{', '.join(told)}, anders {default}"
    if found.op == "LIST":
        return plain.listed(args, plain.either)
    if found.op == "DATE":
        return f"dag {args[2]} van maand {args[1]} van {args[0]}"
    if found.op == "FOREACH":
        binding, combine = found.payload
        keep = found.args[1]
        only = "" if isinstance(keep, Literal) else f", alleen wie voldoet aan: {args[1]}"
        what = args[2]
        return f"{plain.combined.get(combine, plain.combined['?'])} {args[0]} ({words(binding)}): {what}{only}"
    said = plain.phrase(found.op, args)
    return f"{said} {_to(found.payload)}" if found.op in _ROUNDS and isinstance(found.payload, int) else said


def _to(precision: int) -> str:
    """What a number is rounded to, in the unit that the law reckons in (amounts mostly in eurocent)."""
    if precision > 0:
        return f"op {precision} decimalen"
    return "op een geheel getal" if precision == 0 else f"op een veelvoud van {10**-precision}"


def _operand(arg: Expression, outer: str, plain: Plain) -> str:
    """An operand; what is itself a sum or a choice stands in brackets, so that the order of reckoning shows."""
    said = inline(arg, plain)
    inside = isinstance(arg, Operation) and arg.op in _COMPOUND
    return f"({said})" if inside and outer != "FOREACH" else said
