"""Amounts of a law that look like another unit: a comma that made two numbers, part of a cent, euros where the text says so.

A law that is new has no earlier version to compare with; its own text and descriptions say which amount was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.language import tr
from uitvoerbaar.law.model import Article, Definition, Expression, Law, Literal, Operation, Variable
from uitvoerbaar.law.read.fields import is_number

_CALCULATES = ("ADD", "SUBTRACT", "MULTIPLY", "DIVIDE", "MIN", "MAX")
_AMOUNT = r"(\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+(?:,\d{1,2})?)"
_EURO = re.compile(rf"€\s*{_AMOUNT}(?!\d)|(?<![\d.,]){_AMOUNT}\s*euro\b", re.IGNORECASE)
_PERCENT = re.compile(r"(?<![\d.,])(\d+(?:[.,]\d+)?)\s*(?:procent\b|%)")
_CENTS, _THOUSAND = 100, 1000
_POWERS = (Decimal("0.01"), Decimal("0.1"), 10, 100)
"""How far a decimal sign that slipped puts a percentage from the one that was meant."""
_NEAR = 4
"""Lines below the name of a constant in which its value may stand."""


def check_amounts(law: Law, text: str) -> Iterator[Problem]:
    """Warnings of the constants of a law; `text` is the file as it is written."""
    lines = text.splitlines()
    for article in law.articles:
        if article.rules is None:
            continue
        for definition in article.rules.definitions.values():
            found = _definition(article, definition) or _share(article, definition) or _percent(article, definition)
            if found is not None:
                yield Problem(law.file, definition.line, found[0], article.number, "warning", found[1])
            yield from _grouped(law.file, article.number, definition.value, definition.line, lines)
        for action in article.rules.actions:
            for literal in _literals(action.expression):
                yield from _grouped(law.file, article.number, literal.value, literal.line, lines)
            for first, second, line in _neighbours(action.expression):
                if 0 < line <= len(lines) and re.search(rf"(?<![\d.]){first},0*{second}(?!\d)", lines[line - 1]):
                    message = tr(
                        "'{first},{second}' zijn hier twee getallen: {first} en {second}", first=first, second=second
                    )
                    hint = tr(
                        "een decimale komma? gebruik een punt: {first}.{second}; zet een spatie als het er twee zijn",
                        first=first,
                        second=second,
                    )
                    yield Problem(law.file, line, message, article.number, "warning", hint)


def _literals(at: Expression) -> Iterator[Literal]:
    if isinstance(at, Literal):
        yield at
    elif isinstance(at, Operation):
        for arg in at.args:
            yield from _literals(arg)


def _grouped(file: str, article: str, value: Any, line: int, lines: list[str]) -> Iterator[Problem]:
    """A whole number below a thousand that is written with three zeros behind a point."""
    if not is_number(value) or value != int(value) or not 0 < abs(value) < _THOUSAND:
        return
    plain = f"{int(value)}.000"  # looked for first: a law can have thousands of numbers on one line
    written = re.compile(rf"(?:^|[:\[,]|-)\s*({re.escape(plain)})(?![\d.])")
    for at in range(line, min(line + _NEAR, len(lines)) + 1):
        if at > line and not lines[at - 1].lstrip().startswith("value:"):
            continue
        if plain in lines[at - 1] and (found := written.search(lines[at - 1])):
            yield Problem(
                file,
                at,
                tr(
                    "{written} is hier {value}, geen {thousands}",
                    written=found[1],
                    value=int(value),
                    thousands=f"{int(value)}000",
                ),
                article,
                "warning",
                tr(
                    "een punt is hier het decimaalteken; schrijf {value} of {thousands}",
                    value=int(value),
                    thousands=f"{int(value)}000",
                ),
            )
            return


def _neighbours(at: Expression) -> Iterator[tuple[int, int, int]]:
    """Whole numbers side by side in what is calculated with, on one line."""
    if not isinstance(at, Operation):
        return
    if at.op in _CALCULATES:
        for one, other in pairwise(at.args):
            if _whole(one) and _whole(other) and one.line == other.line:
                assert isinstance(one, Literal)
                assert isinstance(other, Literal)
                yield one.value, other.value, one.line
    for arg in at.args:
        yield from _neighbours(arg)


def _whole(at: Expression) -> bool:
    return isinstance(at, Literal) and isinstance(at.value, int) and not isinstance(at.value, bool) and at.value >= 0


def _definition(article: Article, definition: Definition) -> tuple[str, str] | None:
    value: Any = definition.value
    if definition.unit != "eurocent" or not is_number(value):
        return None
    name = definition.name
    if value != int(value):
        return (
            tr("'{name}' is {value} eurocent, geen heel aantal", name=name, value=value),
            tr("een punt is hier het decimaalteken, nooit een teken voor duizendtallen; schrijf hele eurocenten"),
        )
    said = _said(f"{definition.description or ''} {article.text}")
    if value * _CENTS in said and value not in said:
        return (
            tr("'{name}' is {value} eurocent, maar de tekst noemt {value} euro", name=name, value=value),
            tr("schrijf {cents} als euro's bedoeld zijn", cents=value * _CENTS),
        )
    return None


def _share(article: Article, definition: Definition) -> tuple[str, str] | None:
    """A percentage that is not the part of one that it is multiplied as: 5 for 5 procent, or a slip of the decimal
    sign, 0.05 where 0,5 procent is said."""
    value, name = definition.value, definition.name
    if definition.unit is not None or not is_number(value) or not value or article.rules is None:
        return None
    said = {Decimal(found.replace(",", ".")) for found in _PERCENT.findall(definition.description or "")}
    expressions = [action.expression for action in article.rules.actions]
    if not said or not any(_factor(name, at) for at in expressions) or any(_hundred(at) for at in expressions):
        return None
    if value in said and Decimal(value) / _CENTS not in said:
        return (
            tr("'{name}' is {value}, en de beschrijving noemt {value} procent", name=name, value=value),
            tr("een vermenigvuldiging telt delen van een: schrijf {part}", part=_plain(Decimal(value) / _CENTS)),
        )
    slips = [one for one in said if value * _CENTS in (one * power for power in _POWERS)]
    if slips and Decimal(value) * _CENTS not in said:
        one = slips[0]
        return (
            tr(
                "'{name}' is {value}, dat is {percent} procent, maar de beschrijving noemt {said} procent",
                name=name,
                value=value,
                percent=_plain(Decimal(value) * _CENTS),
                said=_plain(one),
            ),
            tr("schrijf {part} als de beschrijving klopt", part=_plain(one / _CENTS)),
        )
    return None


def _percent(article: Article, definition: Definition) -> tuple[str, str] | None:
    """A number in percent that is multiplied as a part of one: a unit divides nothing by a hundred."""
    value, name = definition.value, definition.name
    if definition.unit != "percentage" or not is_number(value) or not value or article.rules is None:
        return None
    expressions = [action.expression for action in article.rules.actions]
    if not any(_factor(name, at) for at in expressions) or any(_hundred(at) for at in expressions):
        return None
    return (
        tr(
            "'{name}' is in procenten en wordt vermenigvuldigd als {value}, niet als {value} procent",
            name=name,
            value=value,
        ),
        tr(
            "deel door 100 in de regel, of schrijf {part} met 'unit: ratio'; een eenheid rekent niet om",
            part=_plain(Decimal(value) / _CENTS),
        ),
    )


def _plain(value: Decimal) -> str:
    """A number without zeros behind its last digit, and never as a power of ten."""
    return f"{value.normalize():f}"


def _factor(name: str, at: Expression) -> bool:
    """Whether an expression multiplies with a constant."""
    if not isinstance(at, Operation):
        return False
    own = at.op == "MULTIPLY" and any(isinstance(arg, Variable) and arg.path == (name,) for arg in at.args)
    return own or any(_factor(name, arg) for arg in at.args)


def _hundred(at: Expression) -> bool:
    """Whether an expression makes parts of percentages itself, by a hundred or a hundredth."""
    return any(literal.value in (_CENTS, Decimal("0.01")) for literal in _literals(at) if is_number(literal.value))


def _said(text: str) -> set[int]:
    """The amounts in euros that a text names, in eurocent."""
    found = ("".join(match.groups(default="")) for match in _EURO.finditer(text))
    return {int(Decimal(amount.replace(".", "").replace(",", ".")) * _CENTS) for amount in found}
