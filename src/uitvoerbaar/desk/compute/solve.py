"""Solve for a number of an article: the value for which a target holds, first on the sample, then on the whole country."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe
from uitvoerbaar.desk.compute.live import asked_of, ready_article
from uitvoerbaar.desk.compute.registry import Tools, register
from uitvoerbaar.desk.compute.works import folder_of, population_of, stamp_of
from uitvoerbaar.face.live import SAMPLE_SIZE
from uitvoerbaar.face.solve.solve import solve as solve_on
from uitvoerbaar.face.solve.target import KINDS, Target


def solve(arguments: Mapping[str, Any], tools: Tools) -> Iterator[Any]:
    """Where a target holds along a dial of an article.

    Arguments as for `live`, and `dial`, `kind` and `most` (of a `Target`: eurocent a year, households, or a share of one).
    Each part replaces the one before. Raises UserError for a dial that the article does not have, and another kind.
    """
    asked, name, target = asked_of(arguments), _text(arguments, "dial"), target_in(arguments)
    people = population_of(arguments, tools)
    stamp = stamp_of(folder_of(arguments, tools))
    depths = [False, True] if len(people.of_year(people.year).head) > SAMPLE_SIZE else [False]
    for whole in depths:
        ready = ready_article(asked, people, stamp, tools, whole=whole)
        dial = next((each for each in ready.dials if each.id == name), None)
        if dial is None:
            raise UserError(tr("dit artikel heeft geen getal '{dial}'", dial=name))
        yield solve_on(ready.live, dial, asked.values, target, tools.progress)


def target_in(arguments: Mapping[str, Any]) -> Target:
    """The target of a question. Raises UserError."""
    kind, most = _text(arguments, "kind"), _text(arguments, "most")
    if kind not in KINDS:
        raise _wrong("kind", kind, ", ".join(KINDS))
    try:
        value = Decimal(most)
    except InvalidOperation:
        raise _wrong("most", most, tr("een getal")) from None
    if not value.is_finite():
        raise _wrong("most", most, tr("een getal"))
    return Target(kind, value)


def _text(arguments: Mapping[str, Any], name: str) -> str:
    value = arguments.get(name)
    if not isinstance(value, str) or not value:
        raise _wrong(name, value, tr("een tekst"))
    return value


def _wrong(name: str, given: object, expected: str) -> UserError:
    told = tr("vraag: '{name}' is {given}; verwacht: {expected}", name=name, given=describe(given), expected=expected)
    return UserError(told, column=name, expected=expected)


def _content(arguments: Mapping[str, Any], tools: Tools) -> Any:
    asked, dial = asked_of(arguments), _text(arguments, "dial")
    values = {name: str(value) for name, value in asked.values.items() if name != dial}
    return [asked.name, dial, values, target_in(arguments).words, stamp_of(folder_of(arguments, tools))]


register("solve", solve, content=_content)
