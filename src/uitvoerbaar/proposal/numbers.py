"""Numbers of a changed law beside those of the version before: a text for a number, and what differs by a hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.law.model import Article, Law, Literal

_TOLD = {100: mark("een honderdste"), 1000: mark("een duizendste")}
_SLACK = (Decimal(2), Decimal(3))
"""How far from a hundred or a thousand times a number may be and still be read as another unit: 1/2 up to 3 times."""
_AS_TEXT = re.compile(r"\s*-?\d[\d.]*,\d+\s*%?\s*\Z|\s*-?\d+(?:\.\d+)?\s*%\s*\Z")
_FAR = Decimal(3000)
"""Times from where a number is no longer a hundred or a thousand times another."""
Place = tuple[str, ...]


def compare_numbers(before: Law, after: Law) -> Iterator[Problem]:
    """What is odd in the numbers of a law beside those of the version before, article by article."""
    for article in after.articles:
        old = next((a for a in before.articles if a.number == article.number), None)
        told: dict[Place, tuple[Any, int]] = dict(_numbers(article))
        earlier: dict[Place, tuple[Any, int]] = {} if old is None else dict(_numbers(old))
        gone = [value for place, (value, _) in earlier.items() if place not in told and len(place) == 1]
        for place, (value, line) in told.items():
            was = earlier[place][0] if place in earlier else _renamed(value, gone) if len(place) == 1 else None
            problem = _judge(place[0], value, was)
            if problem is not None:
                level, message, hint = problem
                yield Problem(after.file, line, message, article.number, "error" if level else "warning", hint)


def _renamed(value: Any, gone: list[Any]) -> Any:
    """The constant that a new name stands for: of those that are gone the one of about the same size, else of about a
    hundred or a thousand times that; None when there is none."""
    if not _is_number(value) or not value:
        return None
    ratios = [(abs(Decimal(str(old)) / Decimal(str(value))), old) for old in gone if _is_number(old) and old]
    near = [old for ratio, old in ratios if Decimal("0.2") <= ratio <= 5]
    far = [old for ratio, old in ratios for power in _TOLD if _about(power, ratio) or _about(power, 1 / ratio)]
    return next(iter([*near, *far]), None)


def _about(power: int, ratio: Decimal) -> bool:
    return power / _SLACK[0] <= ratio <= power * _SLACK[1]


def _judge(name: str, value: Any, was: Any) -> tuple[bool, str, str] | None:
    """Whether it is an error, what is said and what to do; None when there is nothing to say."""
    if isinstance(value, str):
        if not _AS_TEXT.match(value):
            return None
        wrong = _is_number(was)
        plain = (
            value.strip().rstrip("%").strip().replace(".", "").replace(",", ".") if "," in value else value.rstrip("% ")
        )
        known = tr(" (in de versie ervoor het getal {was})", was=was) if wrong else ""
        return (
            wrong,
            tr("'{name}' is de tekst '{value}', geen getal{known}", name=name, value=value, known=known),
            tr("gebruik een punt en geen aanhalingstekens: {plain}", plain=plain),
        )
    if not _is_number(value) or not _is_number(was) or not value or not was or value == was:
        return None
    new, old = Decimal(str(value)), Decimal(str(was))
    if (new < 0) != (old < 0):
        return (
            False,
            tr(
                "'{name}' is {shown} en was {shown_2}: het teken is omgedraaid",
                name=name,
                shown=_shown(value),
                shown_2=_shown(was),
            ),
            tr("klopt het minteken?"),
        )
    for power, words in _TOLD.items():
        for ratio, said in (
            (old / new, tr("{words} van", words=tr(words))),
            (new / old, tr("{power} keer", power=power)),
        ):
            if _about(power, ratio):
                message = tr(
                    "'{name}' is {shown}, ongeveer {said} de {shown_2} in de versie ervoor",
                    name=name,
                    shown=_shown(value),
                    said=said,
                    shown_2=_shown(was),
                )
                return False, message, tr("is het dezelfde eenheid? Let op euro of eurocent, en procent of deel van 1")
    if not 1 / _FAR <= new / old <= _FAR:
        message = tr("'{name}' is {shown} en was {shown_2}", name=name, shown=_shown(value), shown_2=_shown(was))
        return (
            False,
            message,
            tr("klopt de punt? Een punt is hier het decimaalteken, nooit een teken voor duizendtallen"),
        )
    return None


def _shown(value: Any) -> str:
    return f"{Decimal(str(value)).normalize():f}"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _numbers(article: Article) -> Iterator[tuple[Place, tuple[Any, int]]]:
    """The constants of an article by name, those inside its rules by output and order, with value and line."""
    if article.rules is None:
        return
    for definition in article.rules.definitions.values():
        for path, value in _leaves(definition.value):
            yield (definition.name, *path), (value, definition.line)
    for action in article.rules.actions:
        literals = [
            item for item in _literals(action.expression) if _is_number(item.value) or isinstance(item.value, str)
        ]
        for position, literal in enumerate(literals):
            # Only rules with as many constants are compared: otherwise the rule itself changed.
            yield (action.output, str(len(literals)), str(position)), (literal.value, literal.line)


def _leaves(value: Any, path: Place = ()) -> Iterator[tuple[Place, Any]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, str(key)))
    elif isinstance(value, list | tuple):
        for position, inner in enumerate(value):
            yield from _leaves(inner, (*path, str(position)))
    elif is_dataclass(value) and not isinstance(value, type):
        for item in fields(value):
            yield from _leaves(getattr(value, item.name), (*path, item.name))
    else:
        yield path, value


def _literals(expression: Any) -> Iterator[Literal]:
    if isinstance(expression, Literal):
        yield expression
    for argument in getattr(expression, "args", ()):
        yield from _literals(argument)
