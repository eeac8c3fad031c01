"""Looking up a law: what it says, how it is put in rules, and where its numbers come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.folders import shown_file
from uitvoerbaar.base.language import mark, said, tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.engine.explain.glossary import law_name, unit_of
from uitvoerbaar.engine.explain.plain_words import plain_words
from uitvoerbaar.engine.explain.refusals import find_version
from uitvoerbaar.engine.explain.rule_words import rule_lines
from uitvoerbaar.face.given import ARTICLE, DAY, DAYS, NAME, PATHS, takes
from uitvoerbaar.face.known import carried_out_by
from uitvoerbaar.face.laws import Laws, as_day, laws
from uitvoerbaar.face.not_modelled import in_article, not_modelled
from uitvoerbaar.face.parameter_words import value_of
from uitvoerbaar.face.shown import Parameter, Read, ReadBy, Rule, ShownArticle, ShownLaw, Value
from uitvoerbaar.face.versions import LawChanges, changes_between
from uitvoerbaar.law import Corpus
from uitvoerbaar.law.horizon import law_within_horizon
from uitvoerbaar.law.model import Article, Definition, Law


@takes(law=NAME.like("'wet_op_de_zorgtoeslag'"), article=ARTICLE, on=DAY, between=DAYS, folders=PATHS)
def show(
    law: str,
    article: str | int | None = None,
    *,
    on: str | date | None = None,
    between: tuple[str | date, str | date] | None = None,
    folders: Iterable[str | Path] | None = None,
) -> ShownLaw | ShownArticle | LawChanges:
    """A law, one article of it, or what changed between two days, article by article.

    >>> import uitvoerbaar as uv
    >>> article = uv.show("wet_op_de_zorgtoeslag", 2, on="2026-01-01")
    >>> article.parameters[0].value, article.parameters[0].history[-2].value
    ('1,912%', '1,896%')
    >>> uv.show("wet_op_de_zorgtoeslag", between=("2025-01-01", "2026-01-01"))
    <wet_op_de_zorgtoeslag 2025-01-01 -> 2026-01-01: artikel 1, 2, 3 veranderd>
    >>> uv.show("wet_op_de_zorgtoeslach")
    Traceback (most recent call last):
    uitvoerbaar.base.errors.UserError: De wet 'wet_op_de_zorgtoeslach' is er niet (bedoelde u 'wet_op_de_zorgtoeslag'?)...

    Without `on` it is the law of today. `folders` are law files in place of the shipped ones. Raises UserError for an
    unknown law or article, with a did-you-mean, for a day on which the law is not in force, and (BeyondHorizon) for one too
    long after what is known of it.
    """
    if between is not None:
        if on is not None:
            raise UserError(tr("geef 'on' of 'between', niet allebei"), expected=tr("on of between"))
        first, last = (as_day(day) for day in between)
        corpus = laws(on=last, folders=folders).corpus
        number = None if article is None else str(article)
        found = changes_between(corpus, law, first, last, number)
        known = corpus.select(law, last).article(number) if number is not None else None
        return replace(found, carried=_carried(corpus, law, last, None if known is None else number))
    return show_law(laws(on=on, folders=folders), law, None if article is None else str(article))


def show_law(of: Laws, law: str, number: str | None) -> ShownLaw | ShownArticle:
    """A law or an article as these laws have it."""
    found = find_version(of.corpus, law, of.on)
    if number is not None:
        asked = find_article(found, number)
        return replace(_article(of, found, asked), carried=_carried(of.corpus, law, of.on, asked.number))
    return ShownLaw(
        id=found.id,
        name=law_name(found),
        layer=found.layer,
        version=found.version,
        versions=tuple(sorted(entry.valid_from for entry in of.corpus.versions[law])),
        carried_out_by=carried_out_by(found),
        url=found.url,
        file=shown_file(found.file),
        articles=tuple(_article(of, found, article) for article in found.articles),
        not_modelled=not_modelled(found),
        carried=_carried(of.corpus, law, of.on),
    )


def has_article(of: Laws, law: str, number: str) -> None:
    """Raise what `show_law` raises of an article that it cannot show; for who needs nothing of what it says."""
    found = find_article(find_version(of.corpus, law, of.on), number)
    _carried(of.corpus, law, of.on, found.number)


def _carried(corpus: Corpus, law: str, day: str, article: str | None = None) -> tuple[str, ...]:
    """What is carried forward to the day. Raises BeyondHorizon when it lies too long after what is known."""
    return tuple(said(one.told) for one in law_within_horizon(corpus, law, day, article))


def find_article(law: Law, number: str) -> Article:
    """An article of a law by its number. Raises UserError that lists the articles."""
    numbers = {article.number: article for article in law.articles}
    if number not in numbers:
        hint = suggest(number, numbers)
        known = ", ".join(numbers)
        raise UserError(
            tr(
                "De wet '{id}' heeft geen artikel '{number}'{word}. Er zijn: {known}",
                id=law.id,
                number=number,
                word=f" ({hint})" if hint else "",
                known=known,
            ),
            file=shown_file(law.file),
            expected=known,
            hint=hint,
        )
    return numbers[number]


def _article(of: Laws, law: Law, article: Article) -> ShownArticle:
    rules = article.rules
    return ShownArticle(
        law=law.id,
        law_name=law_name(law),
        version=law.version,
        number=article.number,
        words=" ".join(article.text.split()),
        url=article.url,
        file=shown_file(law.file),
        line=article.line,
        decided_by=rules.competent_authority if rules else None,
        rules=tuple(_rules(article)),
        parameters=tuple(_parameters(of.corpus, law, article)),
        reads=tuple(_reads(law, article)),
        read_by=tuple(_read_by(of, law, article)),
        not_modelled=in_article(law, article),
    )


def _rules(article: Article) -> Iterator[Rule]:
    if article.rules is None:
        return
    declared = {field.name: field for field in article.rules.outputs}
    for action in article.rules.actions:
        field = declared.get(action.output)
        unit, told = (unit_of(field), field.description) if field else (None, None)
        yield Rule(action.output, tuple(rule_lines(action, plain_words())), field is not None, unit, told)


def _parameters(corpus: Corpus, law: Law, article: Article) -> Iterator[Parameter]:
    for found in article.rules.definitions.values() if article.rules else ():
        history = tuple(_history(corpus, law, article, found.name))
        yield Parameter(found.name, value_of(found), found.description or "", found.line, history)


def _history(corpus: Corpus, law: Law, article: Article, name: str) -> Iterator[Value]:
    """The value of a parameter in every version of the law in which it differs from the one before, from old to new."""
    before: Any = None
    for entry in sorted(corpus.versions[law.id], key=lambda entry: entry.valid_from):
        found = defined(entry.law, article.number, name)
        if found is not None and (before is None or found.value != before.value):
            yield Value(entry.valid_from, value_of(found), found.description or "")
        before = found


def defined(law: Law, number: str, name: str) -> Definition | None:
    """A parameter in the article of that number, or in another when it moved."""
    places = sorted((a for a in law.articles if a.rules), key=lambda a: a.number != number)
    return next((a.rules.definitions[name] for a in places if a.rules and name in a.rules.definitions), None)


def _reads(law: Law, article: Article) -> Iterator[Read]:
    for item in article.rules.inputs if article.rules else ():
        name, source = item.field.name, item.source
        if source is None or source.output is None:
            yield Read(name)
        elif source.regulation is None:
            made_by = law.producer(source.output)
            yield Read(name, "", made_by.number if made_by else "", source.output)
        else:
            yield Read(name, source.regulation, "", source.output)


def _read_by(of: Laws, law: Law, article: Article) -> Iterator[ReadBy]:
    """Every article in force that reads an output of this one, or that fills in or replaces something of it."""
    made = {output.name for output in article.rules.outputs} if article.rules else set()
    for other in _in_force(of):
        own = other.id == law.id
        for reader in other.articles:
            rules = reader.rules
            if rules is None:
                continue
            for item in rules.inputs:
                source = item.source
                named = source is not None and (source.regulation == law.id or (own and source.regulation is None))
                if named and source is not None and source.output in made:
                    yield ReadBy(other.id, reader.number, source.output or "")
            for filled in rules.implements:
                if filled.law == law.id and filled.article == article.number:
                    yield ReadBy(other.id, reader.number, filled.open_term, mark("vult in:"))
            for replaced in rules.overrides:
                if replaced.law == law.id and replaced.article == article.number:
                    yield ReadBy(other.id, reader.number, replaced.output, mark("vervangt:"))


def _in_force(of: Laws) -> Iterator[Law]:
    """The version of every law that is in force."""
    for versions in of.corpus.versions.values():
        entry = next((entry for entry in versions if entry.valid_from <= of.on), None)
        if entry is not None and not (entry.law.valid_to and entry.law.valid_to < of.on):
            yield entry.law
