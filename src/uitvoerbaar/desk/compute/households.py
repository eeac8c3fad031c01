"""The work behind a bar of the workbench: the households of the sample that it stands for, and one of them as a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe
from uitvoerbaar.desk.compute.live import position, sample_article
from uitvoerbaar.desk.compute.registry import Tools, register
from uitvoerbaar.face.sampled import ORDERS, choice_of, household_in, households_in


def households(arguments: Mapping[str, Any], tools: Tools) -> Iterator[Any]:
    """The households of a choice, as `households_in` tells them.

    Arguments as for `live`, and `grouping` (empty: everybody), `group` (a number), `classes` (a list) and `order`.
    """
    grouping, order = _text(arguments, "grouping"), _text(arguments, "order")
    classes, group = arguments.get("classes", []), arguments.get("group", 0)
    if not isinstance(classes, list) or not all(isinstance(each, str) for each in classes):
        raise _wrong("classes", classes, tr("een lijst van teksten"))
    if not isinstance(group, int) or isinstance(group, bool):
        raise _wrong("group", group, tr("een geheel getal vanaf 0"))
    if order not in ORDERS:
        raise _wrong("order", order, ", ".join(ORDERS))
    asked, live = sample_article(arguments, tools)
    tools.progress(0, 0)
    yield households_in(live, asked.values, choice_of(grouping, group, classes, order))


def household(arguments: Mapping[str, Any], tools: Tools) -> Iterator[Any]:
    """One household, as `household_in` tells it. Arguments as for `live`, and `number`: its place in the sample."""
    number = arguments.get("number")
    if not isinstance(number, int) or isinstance(number, bool):
        raise _wrong("number", number, tr("een geheel getal vanaf 0"))
    asked, live = sample_article(arguments, tools)
    tools.progress(0, 0)
    yield household_in(live, asked.values, number)


def _text(arguments: Mapping[str, Any], name: str) -> str:
    value = arguments.get(name, "")
    if not isinstance(value, str):
        raise _wrong(name, value, tr("een tekst"))
    return value


def _wrong(name: str, given: object, expected: str) -> UserError:
    return UserError(
        tr("vraag: '{name}' is {given}; verwacht: {expected}", name=name, given=describe(given), expected=expected),
        column=name,
        expected=expected,
    )


def _content_households(arguments: Mapping[str, Any], tools: Tools) -> Any:
    chosen = [arguments.get(name) for name in ("grouping", "group", "classes", "order")]
    return [*position(arguments, tools), *chosen]


def _content_household(arguments: Mapping[str, Any], tools: Tools) -> Any:
    return [*position(arguments, tools), arguments.get("number")]


register("households", households, content=_content_households)
register("household", household, content=_content_household)
