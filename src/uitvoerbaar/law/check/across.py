"""Kinds across laws: what two articles call one thing is of one kind in both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from uitvoerbaar.base.language import tr
from uitvoerbaar.law.check.scope import KINDS, alike
from uitvoerbaar.law.graph import Kind
from uitvoerbaar.law.model import Article, Field, Implements, Law, OpenTerm, Rules, Source, Variable
from uitvoerbaar.law.read.fields import known


def taken(here: Field, law: Law, output: str) -> Iterator[str]:
    """What an article takes over, or overrides, as another kind than the output is: a number that is read as a truth is true
    for all but 0."""
    producer = law.producer(output)
    made = None if producer is None or producer.rules is None else named(producer.rules.outputs, output)
    if producer is not None and made is not None and not alike(_kind(here.type), _kind(made.type)):
        yield tr(
            "'{name}' is hier {here}, maar uitvoer '{output}' van '{id}' artikel {number} is {there}",
            name=here.name,
            here=known(here.type),
            output=output,
            id=law.id,
            number=producer.number,
            there=known(made.type),
        )


def handed(rules: Rules, law: Law, producer: Article, source: Source) -> Iterator[str]:
    """Parameters that get a value of another kind than the article that is asked declares."""
    fields = {f.name: f for f in (*rules.parameters, *(i.field for i in rules.inputs))}
    asked = {p.name: p for p in producer.rules.parameters} if producer.rules else {}
    for target, value in source.parameters:
        given = fields.get(value.path[0]) if isinstance(value, Variable) and len(value.path) == 1 else None
        if given is None or target not in asked or alike(_kind(given.type), _kind(asked[target].type)):
            continue
        yield tr(
            "'{name}' is {here}, maar parameter '{parameter}' van '{id}' artikel {number} is {there}",
            name=given.name,
            here=known(given.type),
            parameter=target,
            id=law.id,
            number=producer.number,
            there=known(asked[target].type),
        )


def filled(made: Field, claim: Implements, term: OpenTerm) -> Iterator[str]:
    """What fills in an open term as another kind than the term is."""
    if term.type is not None and not alike(_kind(term.type), _kind(made.type)):
        yield tr(
            "'{name}' is hier {here}, maar de open term '{name}' van '{law}' artikel {article} is {there}",
            name=made.name,
            here=known(made.type),
            law=claim.law,
            article=claim.article,
            there=known(term.type),
        )


def named(fields: Iterable[Field], name: str) -> Field | None:
    """The field with a name."""
    return next((each for each in fields if each.name == name), None)


def _kind(of: str) -> Kind:
    return KINDS.get(of, "any")
