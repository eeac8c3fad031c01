"""Outputs of a law in a form in which only a difference of meaning shows.

Names of constants and of steps, the order of operands that may change places, a double denial and a choice written the
other way round leave the form of an output alone. So what differs between the forms of two versions is a real change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from uitvoerbaar.law.model import Article, Expression, Law, Literal, Operation, Variable

_SYMMETRIC = frozenset(("ADD", "MULTIPLY", "MIN", "MAX", "AND", "OR", "EQUALS"))
_NESTED = frozenset(("ADD", "MULTIPLY", "MIN", "MAX", "AND", "OR"))
_MIRRORED = {"GREATER_THAN": "LESS_THAN", "GREATER_THAN_OR_EQUAL": "LESS_THAN_OR_EQUAL"}
_DENIED = {"LESS_THAN": "LESS_THAN_OR_EQUAL", "LESS_THAN_OR_EQUAL": "LESS_THAN"}


@dataclass(frozen=True, slots=True)
class Form:
    """A part of an output: an operation, a number ("getal"), another constant ("vast") or something given ("gegeven")."""

    op: str
    args: tuple[Form, ...]
    payload: str
    value: Decimal | None
    line: int
    key: tuple[str, str]
    """Equal for equal meaning: first without the numbers, then with them."""

    @property
    def shape(self) -> str:
        """Equal for forms that differ in their numbers only."""
        return self.key[0]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Form) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


def form(op: str, args: tuple[Form, ...] = (), payload: Any = "", line: int = 0, value: Decimal | None = None) -> Form:
    """A form with its key; operands that may change places are put in order."""
    if op in _NESTED:
        args = tuple(inner for arg in args for inner in (arg.args if arg.op == op else (arg,)))
    if op in _SYMMETRIC:
        args = tuple(sorted(args, key=lambda a: a.key))
    said = "" if payload in (None, "") else f":{payload}"
    shape = f"{op}{said}({' '.join(a.shape for a in args)})"
    whole = f"{op}{said}={value}({' '.join(a.key[1] for a in args)})"
    return Form(op, args, str(payload or ""), value, line, (shape, whole))


def outputs(law: Law, *, whole: bool = False) -> dict[str, tuple[Article, Form]]:
    """The form of every declared output of a law that an action gives, with its article.

    `whole` writes out what an article takes from other articles of the law, so that a split article has the same form.
    """
    found: dict[str, tuple[Article, Form]] = {}
    readers: dict[str, _Reader] = {}
    for article in law.articles:
        rules = article.rules
        if rules is not None:
            given = {a.output for a in rules.actions}
            for name in (o.name for o in rules.outputs if o.name in given):
                readers.setdefault(name, _Reader(article, readers if whole else {}))
    for name, reader in readers.items():
        found[name] = reader.article, reader.step(name)
    return found


class _Reader:
    """Reads the expressions of one article; `others` gives by output the readers of articles to be written out."""

    def __init__(self, article: Article, others: Mapping[str, _Reader]) -> None:
        rules = article.rules
        assert rules is not None
        self.article, self.others = article, others
        self.definitions = rules.definitions
        self.inputs = {i.field.name: i.source for i in rules.inputs}
        self.steps: Mapping[str, Expression] = {a.output: a.expression for a in rules.actions}
        self.made: dict[str, Form] = {}

    def step(self, name: str) -> Form:
        """The form of an action."""
        if name not in self.made:
            self.made[name] = form("gegeven", (), name)  # what a circle comes back to; the checks tell of it
            self.made[name] = self.read(self.steps[name])
        return self.made[name]

    def read(self, expression: Expression) -> Form:
        """The form of an expression; constants and steps of the article are written out."""
        if isinstance(expression, Literal):
            return _constant(expression.value, expression.line)
        if isinstance(expression, Variable):
            return self._variable(expression)
        args = tuple(self.read(a) for a in expression.args)
        return _operation(expression, args)

    def _variable(self, variable: Variable) -> Form:
        name = variable.path[0]
        if len(variable.path) == 1:
            if name in self.definitions:
                constant = self.definitions[name]
                return _constant(constant.value, constant.line)
            if name in self.steps:
                return self.step(name)
            source = self.inputs.get(name)
            if source is not None and source.output is not None:
                if source.regulation is None and source.output in self.others:
                    return self.others[source.output].step(source.output)
                given = ((key, self.read(value).key[1]) for key, value in source.parameters)
                return form("gegeven", (), (source.regulation, source.output, *sorted(given)), variable.line)
        return form("gegeven", (), ".".join(variable.path), variable.line)


def _constant(value: Any, line: int) -> Form:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return form("getal", line=line, value=Decimal(value).normalize())
    return form("vast", payload=repr(value), line=line)


def _operation(expression: Operation, args: tuple[Form, ...]) -> Form:
    op, payload, line = expression.op, expression.payload, expression.line
    if op == "NOT" and len(args) == 1:
        inner = args[0]
        if inner.op == "NOT":
            return inner.args[0]
        if inner.op in _DENIED:
            return form(_DENIED[inner.op], (inner.args[1], inner.args[0]), inner.payload, line)
    if op in _MIRRORED and len(args) == 2:
        op, args = _MIRRORED[op], (args[1], args[0])
    if op == "IF" and len(args) == 3 and args[0].op == "NOT":
        args = (args[0].args[0], args[2], args[1])
    return form(op, _in_order(args) if op == "IF" else args, payload, line)


def _in_order(args: tuple[Form, ...]) -> tuple[Form, ...]:
    """The cases of a choice in a fixed order, when each asks whether one thing equals another constant: they exclude."""
    cases = list(zip(args[:-1:2], args[1:-1:2], strict=True))
    asked = [tuple(a for a in when.args if a.op not in ("getal", "vast")) for when, _ in cases]
    apart = len({when for when, _ in cases}) == len(cases) and all(when.op == "EQUALS" for when, _ in cases)
    if not apart or len(set(asked)) != 1 or len(asked[0]) != 1:
        return args
    return (*(part for case in sorted(cases, key=lambda c: c[0].key) for part in case), args[-1])


def numbers(part: Form) -> Iterator[tuple[Form, bool]]:
    """Every number of a form in order, and whether an age is compared with it."""
    if part.op == "getal":
        yield part, False
    aged = part.op in ("LESS_THAN", "LESS_THAN_OR_EQUAL", "EQUALS") and any(_is_age(a) for a in part.args)
    for arg in part.args:
        for number, inner in numbers(arg):
            yield number, inner or (aged and arg.op == "getal")


def _is_age(part: Form) -> bool:
    return part.op == "AGE" or (part.op == "gegeven" and "leeftijd" in part.payload)


def difference(before: Form, after: Form) -> tuple[Form, Form]:
    """The smallest part in which two forms differ; where it differs in several places in the same way, that part."""
    if before.op != after.op or before.payload != after.payload or len(before.args) != len(after.args):
        return before, after
    left = [a for a in before.args if a not in after.args] if before.op in _SYMMETRIC else list(before.args)
    right = [b for b in after.args if b not in before.args] if before.op in _SYMMETRIC else list(after.args)
    if len(left) != len(right):
        return before, after
    apart = {(x, y) for x, y in (difference(a, b) for a, b in zip(left, right, strict=True) if a != b)}
    return apart.pop() if len(apart) == 1 else (before, after)


def apart(before: Form, after: Form) -> tuple[tuple[Form, ...], tuple[Form, ...]]:
    """What two forms do not have in common: the operands of either alone where these may change places, else the forms whole."""
    if before.op not in _SYMMETRIC or (before.op, before.payload) != (after.op, after.payload):
        return (before,), (after,)
    left, right = Counter(before.args), Counter(after.args)
    return tuple((left - right).elements()), tuple((right - left).elements())
