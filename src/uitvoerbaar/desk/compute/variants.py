"""The work behind variants and receipts: one law against another on the people of the process, without anything that moves."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.folders import laws_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe
from uitvoerbaar.desk.compute.registry import Tools, register
from uitvoerbaar.desk.compute.works import folder_of, population_of, stamp_of
from uitvoerbaar.face.laws import Laws, as_day, laws
from uitvoerbaar.face.live import SAMPLE_SIZE, sample_of
from uitvoerbaar.face.variants import Source, Stack, compare_variants, stack_of

SIDES = ("before", "after")
MOST_SOURCES, MOST_NUMBERS = 12, 200
"""Sources that are laid on each other, and numbers in one: far more than a person follows."""


_COUNTRY = threading.Lock()
_LOOK = 0.05
"""Seconds between two looks at whether to stop, for a question that waits for another."""


@dataclass(frozen=True, slots=True)
class Side:
    """One law: what is laid on that of the day, and what was chosen where two sources are in conflict."""

    sources: tuple[Source, ...]
    choices: Mapping[tuple[str, str], int]


def variant(arguments: Mapping[str, Any], tools: Tools) -> Iterator[Any]:
    """Every figure of the law `after` against the law `before`: of the sample, then of the whole country where it is there.

    Arguments: `day`, and for each of both sides `sources` (objects with `changes`: what was typed by law and control; or
    `proposal` and `side`) and `choices` (lists of law, number or article, and which source holds); `folder` as for a
    population. Each part replaces the one before.
    """
    day, sides = _asked(arguments)
    of = _laws(laws_dir(), day)
    people = population_of(arguments, tools)
    tools.progress(0, 0)
    before, after = (_stack(of, side) for side in sides)
    large = len(people.of_year(people.year).head) > SAMPLE_SIZE
    folder = folder_of(arguments, tools)
    few = f"{folder} {stamp_of(folder)}"

    def sample(year: int) -> Any:
        return tools.kept(
            "deel", f"{few} {year}", lambda: sample_of(people.of_year(year)), lambda _: {"part": str(folder)}
        )

    yield compare_variants(of, before, after, sample if large else people.of_year, tools.check)
    if large:
        with _alone(tools):
            country = compare_variants(of, before, after, people.of_year, tools.check)
        yield country


@contextmanager
def _alone(tools: Tools) -> Iterator[None]:
    """One question at a time on the whole country: the columns of one take gigabytes, and a page asks a dozen."""
    while not _COUNTRY.acquire(timeout=_LOOK):
        tools.check()
    try:
        yield
    finally:
        _COUNTRY.release()


def _stack(of: Laws, side: Side) -> Stack:
    return stack_of(of, side.sources, side.choices)


def _asked(arguments: Mapping[str, Any]) -> tuple[str, tuple[Side, Side]]:
    """The day and both sides. Raises UserError for what is missing or of another kind."""
    day = arguments.get("day")
    if not isinstance(day, str):
        raise _wrong("day", day, tr("een tekst"))
    before, after = (_side(name, arguments.get(name)) for name in SIDES)
    return as_day(day), (before, after)


def _side(name: str, raw: Any) -> Side:
    if not isinstance(raw, dict) or not isinstance(raw.get("sources"), list) or len(raw["sources"]) > MOST_SOURCES:
        raise _wrong(name, raw, tr("een object met 'sources', een lijst van ten hoogste {most}", most=MOST_SOURCES))
    choices = {}
    for each in raw.get("choices", []):
        match each:
            case [str(law), str(item), int(held)]:
                choices[law, item] = held
            case _:
                raise _wrong("choices", each, tr("een wet, een getal of artikel, en een bron"))
    return Side(tuple(_source(each) for each in raw["sources"]), choices)


def _source(raw: Any) -> Source:
    match raw:
        case {"proposal": str(name), "side": str(side)}:
            return Source(proposal=name, side=side)
        case {"changes": dict(changes)} if all(isinstance(typed, dict) for typed in changes.values()):
            texts = [said for typed in changes.values() for said in typed.values()]
            if len(texts) <= MOST_NUMBERS and all(isinstance(said, str) for said in texts):
                return Source({str(law): dict(typed) for law, typed in changes.items()})
    raise _wrong("sources", raw, tr("een voornemen met zijn kant, of getallen per wet"))


def _wrong(name: str, given: object, expected: str) -> UserError:
    return UserError(
        tr("vraag: '{name}' is {given}; verwacht: {expected}", name=name, given=describe(given), expected=expected),
        column=name,
        expected=expected,
    )


@lru_cache(maxsize=8)
def _laws(folder: Path, day: str) -> Laws:
    return laws(on=day, folders=[folder])


def _content(arguments: Mapping[str, Any], tools: Tools) -> Any:
    _asked(arguments)
    return [*(arguments.get(name) for name in ("day", *SIDES)), stamp_of(folder_of(arguments, tools))]


register("variant", variant, content=_content)
