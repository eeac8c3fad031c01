"""Fields that the user's own data lack and that a changed law reads: a default then decides the outcome, and that is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from uitvoerbaar.assess.changed import changed_laws
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.outcome import Outcome
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.findings import Text
from uitvoerbaar.law.model import Article, Variable

_OF_LAWS = frozenset(("wetstechniek", "bewijzen", "personas"))
"""Tests that look at the laws, or at people with facts of their own, and not at the people of the population."""


def lacking(ctx: Context) -> tuple[str, ...]:
    """Names of the fields that a changed law reads on either side and that the own data do not have."""
    missing = set(ctx.base.manifest.get("ontbrekend", ()))
    if not missing:
        return ()
    laws = [ctx.sides.of(role).law(law) for law in changed_laws(ctx) for role in ROLES]
    read = {name for law in laws if law is not None for article in law.articles for name in _fields(article)}
    return tuple(sorted(missing & read))


def _fields(article: Article) -> Iterator[str]:
    """Names of register fields that an article reads: its own inputs, and fields of children and housemates."""
    if article.rules is None:
        return
    for item in article.rules.inputs:
        if item.source is None or (item.source.regulation is None and item.source.output is None):
            yield item.field.name
    for action in article.rules.actions:
        yield from _paths(action.expression)


def _paths(expression: Any) -> Iterator[str]:
    if isinstance(expression, Variable) and len(expression.path) > 1:
        yield expression.path[-1]
    for argument in getattr(expression, "args", ()):
        yield from _paths(argument)


def told(names: tuple[str, ...]) -> Text:
    """What a reader must know first of fields that are not in the data."""
    listed = ", ".join(names)
    return Text(
        f"De gegevens missen wat een gewijzigde wet leest: {listed}. Daarvoor is een standaard gebruikt, die de uitkomst kan "
        "bepalen; wat op mensen is gerekend is daarom maar gedeeltelijk getoetst.",
        f"The data lack what a changed law reads: {listed}. A default was used for it, which can decide the outcome; what was "
        "run on people is therefore assessed in part only.",
    )


def in_part(outcome: Outcome, why: Text) -> Outcome:
    """A test that rests on people without these fields is done in part."""
    if outcome.run.id in _OF_LAWS or outcome.run.status == "niet_uitgevoerd":
        return outcome
    return replace(outcome, run=replace(outcome.run, status="gedeeltelijk", missing=(why, *outcome.run.missing)))
