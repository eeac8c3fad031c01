"""The rule of an article in plain words: what an output is, before any case fills it in."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.engine.explain.dutch import DUTCH
from uitvoerbaar.engine.explain.language import Plain
from uitvoerbaar.engine.reference.values import is_number
from uitvoerbaar.law.model import Action, Expression, Literal, Operation, Variable

_STEP = "  "
_REFERENCE = {"referencedate": mark("de dag waarop de wet wordt toegepast")}
_BRANCHING = frozenset(("IF", "AND", "OR"))
_COMPOUND = frozenset(("ADD", "SUBTRACT", "MULTIPLY", "DIVIDE", "IF", "AND", "OR"))
_ASKING = frozenset(
    ("EQUALS", "LESS_THAN", "LESS_THAN_OR_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL", "IN", "IS_NULL", "NOT")
)
"""What is a statement by itself."""
_ROUNDS = frozenset(("ROUND", "CEIL", "FLOOR"))
_OPPOSITE = {
    "EQUALS": mark("{first} is niet {second}"), "IS_NULL": mark("{first} is er"), "IN": mark("{first} is geen van {second}"),
}  # fmt: skip


def rule_lines(action: Action, plain: Plain = DUTCH) -> list[str]:
    """One action of a law: its output and what that is, a line per choice or condition."""
    name = plain.words(action.output)
    if _branches(action.expression):
        return [tr("{name} is:", name=name), *(_STEP + line for line in _lines(action.expression, plain))]
    said = inline(action.expression, plain)
    asks = isinstance(action.expression, Operation) and action.expression.op in _ASKING
    return [f"{name}: {said}" if asks else tr("{name} is {said}", name=name, said=said)]


def _branches(expression: Expression) -> bool:
    return isinstance(expression, Operation) and expression.op in _BRANCHING


def _lines(expression: Expression, plain: Plain) -> Iterator[str]:
    """A choice as one line per case, conditions as one line each; anything else as one line."""
    if not isinstance(expression, Operation) or expression.op not in _BRANCHING:
        yield inline(expression, plain)
    elif expression.op == "IF":
        *cases, default = expression.args
        for when, then in zip(cases[::2], cases[1::2], strict=True):
            yield from _under(tr("als {when}:", when=inline(when, plain)), then, plain)
        yield from _under(tr("anders:"), default, plain)
    else:
        yield tr("elk van:") if expression.op == "AND" else tr("ten minste een van:")
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
        said = tr(_REFERENCE[head]) if head in _REFERENCE else plain.words(head)
        return said if not rest else tr("{part} van {said}", part=" ".join(map(plain.words, rest)), said=said)
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
            first, second = [*(_operand(arg, inner.op, plain) for arg in inner.args), ""][:2]
            return tr(_OPPOSITE[inner.op], first=first, second=second)
        if isinstance(inner, Variable):
            return tr("{what} is {no}", what=args[0], no=plain.no)
        return plain.phrase("NOT", args)
    if found.op == "IF":
        *cases, default = args
        told = [
            tr("{then} als {when}", then=then, when=when) for when, then in zip(cases[::2], cases[1::2], strict=True)
        ]
        return tr("{cases}, anders {default}", cases=", ".join(told), default=default)
    if found.op == "LIST":
        return plain.listed(args, plain.either)
    if found.op == "DATE":
        return tr("dag {day} van maand {month} van {year}", day=args[2], month=args[1], year=args[0])
    if found.op == "FOREACH":
        binding, combine = found.payload
        keep = found.args[1]
        only = "" if isinstance(keep, Literal) else tr(", alleen wie voldoet aan: {condition}", condition=args[1])
        what = args[2]
        return f"{plain.combined.get(combine, plain.combined['?'])} {args[0]} ({plain.words(binding)}): {what}{only}"
    said = plain.phrase(found.op, args)
    return f"{said} {_to(found.payload)}" if found.op in _ROUNDS and isinstance(found.payload, int) else said


def _to(precision: int) -> str:
    """What a number is rounded to, in the unit that the law reckons in (amounts mostly in eurocent)."""
    if precision > 0:
        return tr("op {precision} decimalen", precision=precision)
    return tr("op een geheel getal") if precision == 0 else tr("op een veelvoud van {of}", of=10**-precision)


def _operand(arg: Expression, outer: str, plain: Plain) -> str:
    """An operand; what is itself a sum or a choice stands in brackets, so that the order of reckoning shows."""
    said = inline(arg, plain)
    inside = isinstance(arg, Operation) and arg.op in _COMPOUND
    return f"({said})" if inside and outer != "FOREACH" else said
