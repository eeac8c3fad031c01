"""What a user gives to a function of the face: a value of another kind is refused by name, with what was expected."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import wraps
from os import PathLike, fspath
from typing import Any, ParamSpec, TypeVar

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import LANGUAGES, mark, tr
from uitvoerbaar.base.typed import MOST_SECONDS

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a parameter takes: a test, what that is called, and an example as it is typed."""

    fits: Callable[[Any], bool]
    called: str
    example: str

    def like(self, example: str) -> Kind:
        """The same with an example of one parameter."""
        return replace(self, example=example)

    def check(self, name: str, value: Any) -> None:
        """Raises UserError for a value that does not fit."""
        if not self.fits(value):
            raise self.wrong(name, value)

    def wrong(self, name: str, value: Any) -> UserError:
        """That a parameter was given another kind of value: what it is, what was expected, and an example."""
        called = tr(self.called)
        return UserError(
            tr(
                "{name}: dit is {given}; verwacht: {called}, zoals {name}={example}",
                name=name,
                given=_given(value),
                called=called,
                example=self.example,
            ),
            column=name,
            expected=called,
        )


def _given(value: Any) -> str:
    """A value of a wrong kind as Python calls it, with the value where that is short."""
    shown = repr(value)
    kind = type(value).__name__
    return "None" if value is None else f"{kind} {shown}" if len(shown) <= 40 else kind


def _path(value: Any) -> bool:
    return isinstance(value, str | PathLike) and "\0" not in str(fspath(value))


def _whole(value: Any) -> bool:
    return (isinstance(value, int) or hasattr(value, "__index__")) and not isinstance(value, bool)


def _day(value: Any) -> bool:
    return isinstance(value, str | date)


def _several(value: Any, fits: Callable[[Any], bool]) -> bool:
    return isinstance(value, list | tuple | set | frozenset) and all(map(fits, value))


NAME = Kind(lambda value: isinstance(value, str), mark("een naam als tekst"), "'...'")
DAY = Kind(_day, mark("een dag als tekst JJJJ-MM-DD, of een datum"), "'2026-01-01'")
PATH = Kind(_path, mark("een bestand of map als tekst of Path"), "'out/bevolking'")
WHOLE = Kind(_whole, mark("een heel getal"), "1")
COUNT = Kind(lambda value: value is None or _whole(value), mark("een heel getal, of None voor heel Nederland"), "1000")
NUMBER = Kind(
    lambda value: isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= MOST_SECONDS,
    mark("een getal van 0 tot en met 1000000"),
    "20",
)
TRUTH = Kind(lambda value: isinstance(value, bool), mark("True of False"), "True")
FACTS = Kind(lambda value: isinstance(value, Mapping), mark("een dict van gegevens, op naam"), "{'spaargeld': 0}")
RECORDS = Kind(
    lambda value: _several(value, lambda one: isinstance(one, Mapping)),
    mark("een lijst met een dict per persoon"),
    "[{'geboortedatum': '2020-03-01'}]",
)
PATHS = Kind(
    lambda value: isinstance(value, Iterable) and not isinstance(value, str | bytes | PathLike | Mapping),
    mark("een lijst van bestanden of mappen"),
    "['mijn/wetten']",
)
NAMES = Kind(
    lambda value: isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping),
    mark("een lijst van namen"),
    "['wet_op_de_zorgtoeslag']",
)
COLUMNS = Kind(
    lambda value: isinstance(value, bool) or _several(value, lambda one: isinstance(one, str)),
    mark("True, of een lijst van namen van kolommen"),
    "['wijk']",
)
OUTPUTS = Kind(
    lambda value: isinstance(value, str | Iterable) and not isinstance(value, bytes | Mapping),
    mark("een regeling of WET:UITKOMST, of een lijst daarvan"),
    "['zorgtoeslag', 'huurtoeslag']",
)
ARTICLE = Kind(lambda value: isinstance(value, str) or _whole(value), mark("het nummer van een artikel"), "2")
DAYS = Kind(
    lambda value: isinstance(value, list | tuple) and len(value) == 2 and all(map(_day, value)),
    mark("twee dagen"),
    "('2025-01-01', '2026-01-01')",
)
LANG = Kind(lambda value: isinstance(value, str) and value in LANGUAGES, mark("een taal: 'nl' of 'en'"), "'en'")


def takes(**kinds: Kind) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A function that refuses what its parameters do not take, before it begins; their own default always fits.

    Each of `*paths` is checked by itself. A call that Python itself refuses gets the words of Python.
    """

    def checking(function: Callable[P, R]) -> Callable[P, R]:
        signature = inspect.signature(function)

        @wraps(function)
        def checked(*args: P.args, **named: P.kwargs) -> R:
            try:
                given = signature.bind(*args, **named).arguments
            except TypeError:
                return function(*args, **named)
            for name, kind in kinds.items():
                parameter = signature.parameters[name]
                if name not in given or given[name] is parameter.default:
                    continue
                several = parameter.kind is inspect.Parameter.VAR_POSITIONAL
                for value in given[name] if several else (given[name],):
                    kind.check(name, value)
            return function(*args, **named)

        return checked

    return checking
