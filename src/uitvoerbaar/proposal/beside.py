"""What a changed law says otherwise than the version before it while what is computed, or who reads it, does not follow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from typing import Any

from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.language import tr
from uitvoerbaar.law.corpus import Corpus
from uitvoerbaar.law.model import Article, Field, Law
from uitvoerbaar.law.read.fields import known

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def beside_before(before: Law, after: Law, essence: Callable[[Law, str], Any]) -> Iterator[Problem]:
    """Articles of which the text has other numbers and the rules (`essence`) are the same, outputs that are of another
    kind, unit or period than they were, and a head by which all of it is read otherwise."""
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
    yield from _read_otherwise(before, after)


def read_by_nobody(before: Law, after: Law, corpus: Corpus, counted: Set[str]) -> Iterator[Problem]:
    """Articles of which all outputs are new and nothing reads one: not a law of `corpus`, nor what is `counted` of this law."""
    were = before.producers().keys()
    fresh = [
        (article, names)
        for article in after.articles
        if article.rules is not None
        and not (article.rules.implements or article.rules.overrides or article.rules.hooks)
        and (names := {output.name for output in article.rules.outputs})
        and names.isdisjoint(were)
        and names.isdisjoint(counted)
    ]
    asked = set(_asked(after, corpus)) if fresh else set()
    for article, names in fresh:
        if names.isdisjoint(asked):
            message = tr(
                "artikel {number} is nieuw, maar niets leest wat het bepaalt ({names}): zo bereikt het niemand",
                number=article.number,
                names=", ".join(sorted(names)),
            )
            hint = tr(
                "vraag het als invoer in het artikel waar het telt, of noem het onder 'nieuwe_regelingen' in proposal.yaml"
            )
            yield Problem(after.file, article.line, message, article.number, "warning", hint)


def _asked(law: Law, corpus: Corpus) -> Iterator[str]:
    """Outputs that an article of the law itself asks, and those that a version of another law asks of it."""
    others = (entry.law for entry in corpus.entries() if entry.id != law.id)
    for reader in (law, *others):
        for article in reader.articles:
            for item in article.rules.inputs if article.rules else ():
                source = item.source
                own = reader is law and source is not None and source.regulation is None and source.output is not None
                if source is not None and (own or source.regulation == law.id):
                    yield source.output or item.field.name


def _read_otherwise(before: Law, after: Law) -> Iterator[Problem]:
    """A head that makes the whole law be read in another way than the version before it."""
    if before.absence and not after.absence:
        message = tr(
            "dit bestand noemt een ouder schema dan de versie ervoor: null en ontbrekende gegevens worden in de hele wet anders "
            "gelezen"
        )
        yield Problem(after.file, 1, message, level="warning", hint=tr("neem '$schema' over van de versie ervoor"))
    if before.layer != after.layer:
        message = tr(
            "de wet was {was} en is hier {now}: dat bepaalt wat zij mag invullen en welke regel voorgaat",
            was=before.layer,
            now=after.layer,
        )
        yield Problem(after.file, 1, message, level="warning", hint=tr("klopt 'regulatory_layer'?"))


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
