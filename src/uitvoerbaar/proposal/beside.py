"""What a changed law says otherwise than the version before it while what is computed, or who reads it, does not follow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.language import tr
from uitvoerbaar.law.model import Article, Field, Law
from uitvoerbaar.law.read.fields import known

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def beside_before(before: Law, after: Law, essence: Callable[[Law, str], Any]) -> Iterator[Problem]:
    """Articles of which the text has other numbers and the rules (`essence`) are the same, and outputs that are of another
    kind, unit or period than they were."""
    for article in after.articles:
        old = before.article(article.number)
        if old is None or old.rules is None or article.rules is None:
            continue
        new = _numbers(article) - _numbers(old)
        if new and essence(before, article.number) == essence(after, article.number):
            message = tr(
                "de tekst van artikel {number} zegt nu {numbers}, maar de regels zijn die van de versie ervoor: wat er nieuw "
                "staat, is niet meegerekend",
                number=article.number,
                numbers=", ".join(sorted(new)),
            )
            hint = tr("pas de regels van het artikel aan, of laat de tekst zoals zij was")
            yield Problem(after.file, article.line, message, article.number, "warning", hint)
    yield from _otherwise(before, after)


def _numbers(article: Article) -> set[str]:
    return set(_NUMBER.findall(article.text))


def _otherwise(before: Law, after: Law) -> Iterator[Problem]:
    """Outputs with the name that they had and another meaning: who reads them by that name reads them as before."""
    were = {o.name: o for article in before.producers().values() if article.rules for o in article.rules.outputs}
    for article in after.articles:
        for output in article.rules.outputs if article.rules else ():
            old = were.get(output.name)
            for was, now in _meanings(old, output) if old is not None else ():
                message = tr(
                    "uitvoer '{name}' is hier {now} en was {was}; wie haar leest, leest haar als voorheen",
                    name=output.name,
                    now=now,
                    was=was,
                )
                hint = tr("geef de uitvoer een andere naam, en pas aan wie haar leest")
                yield Problem(after.file, output.line, message, article.number, "warning", hint)


def _meanings(old: Field, new: Field) -> Iterator[tuple[str, str]]:
    """What differs, in words, as it was and as it is: only what both say."""
    plain = {"amount": "number"}
    if plain.get(old.type, old.type) != plain.get(new.type, new.type):
        yield known(old.type), known(new.type)
    if old.unit is not None and new.unit is not None and old.unit != new.unit:
        yield tr("in {unit}", unit=old.unit), tr("in {unit}", unit=new.unit)
    periods = {"month": tr("per maand"), "year": tr("per jaar")}
    # An amount of a law that says no period is one of a year: so it is counted.
    was, now = old.period or "year", new.period or "year"
    if was != now and was in periods and now in periods:
        yield periods[was], periods[now]
