"""JSON as RFC 8259 has it: Python's reader takes NaN, infinity, 1e400 and a key twice without a word; here they are told."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import json_words

LARGEST = 2**63
"""Whole numbers from here on are no amount or count of ours, and other readers would round them."""


class StrictJsonError(ValueError):
    """JSON that is none; ``problems`` holds one sentence each, starting with its place."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("; ".join(problems))


def loads(text: str) -> Any:
    """The value in a JSON text. Raises StrictJsonError with the place of every number or key that cannot be."""
    doubles: list[str] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(items)
        if len(made) < len(items):
            names = [name for name, _ in items]
            doubles.extend(
                sorted(
                    {tr("veld '{name}' staat er twee keer in", name=name) for name in names if names.count(name) > 1}
                )
            )
        return made

    try:
        value = json.loads(text, object_pairs_hook=pairs, parse_float=_plain)
    except json.JSONDecodeError as error:
        raise StrictJsonError(
            [
                tr(
                    "regel {lineno}, kolom {colno}: geen geldige JSON ({msg})",
                    lineno=error.lineno,
                    colno=error.colno,
                    msg=json_words(error),
                )
            ]
        ) from None
    except (ValueError, RecursionError):
        raise StrictJsonError([tr("een getal heeft te veel cijfers, of het bestand is te diep genest")]) from None
    problems = [*dict.fromkeys(doubles), *no_numbers(value)]
    if problems:
        raise StrictJsonError(problems)
    return value


def _plain(text: str) -> float:
    """A decimal; minus zero is zero."""
    return float(text) + 0.0


def no_numbers(value: Any, where: str = "") -> Iterator[str]:
    """The place of every number in a JSON value that is infinite, not a number or too large for others to read."""
    waiting = [(where, value)]
    while waiting:
        place, item = waiting.pop()
        if isinstance(item, dict):
            waiting += [(f"{place}.{key}" if place else str(key), inner) for key, inner in reversed(item.items())]
        elif isinstance(item, list | tuple):
            waiting += [(f"{place}[{at}]", inner) for at, inner in reversed(list(enumerate(item)))]
        elif isinstance(item, float) and not math.isfinite(item):
            told = tr("geen getal (NaN)") if math.isnan(item) else tr("oneindig of te groot")
            yield tr("{place}: {told}; JSON kent dat niet", place=place or tr("bovenste niveau"), told=told)
        elif isinstance(item, float) and abs(item) >= LARGEST:
            yield tr("{place}: het getal is te groot", place=place or tr("bovenste niveau"))
        elif isinstance(item, int) and not isinstance(item, bool) and abs(item) >= LARGEST:
            yield tr(
                "{place}: een getal van {item} cijfers is te groot",
                place=place or tr("bovenste niveau"),
                item=len(str(abs(item))),
            )
