"""One name says one thing within an article: of two sources of a name one never counts, and a run does not tell."""

from __future__ import annotations

from collections.abc import Iterator

from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.law.model import Expression, Law, Operation, Rules, Variable

_DEFINITION, _PARAMETER, _INPUT = mark("definitie"), mark("parameter"), mark("invoer")
_TERM = "open term"


def check_one_name(law: Law) -> Iterator[Problem]:
    """A problem for each name that an article gets from two places, and for each step that nobody reads any more."""
    for article in law.articles:
        if article.rules is not None:
            for line, message, hint in (*_sources(article.rules), *_steps(article.rules)):
                yield Problem(law.file, line, message, article.number, "error", hint)


def _sources(rules: Rules) -> Iterator[tuple[int, str, str]]:
    """Names that are two of: a constant of the article, a parameter, an input, an open term.

    An open term may have the name of a parameter (who decides per case gives it), and an output that of a constant.
    """
    declared = [
        *((_DEFINITION, d.name, d.line) for d in rules.definitions.values()),
        *((_PARAMETER, p.name, p.line) for p in rules.parameters),
        *((_INPUT, i.field.name, i.field.line) for i in rules.inputs),
        *((_TERM, t.id, t.line) for t in rules.open_terms),
    ]
    first: dict[str, tuple[str, int]] = {}
    for kind, name, line in declared:
        earlier, at = first.setdefault(name, (kind, line))
        if earlier != kind and {earlier, kind} != {_PARAMETER, _TERM}:
            message = tr(
                "'{name}' is hier {kind}, en op regel {line} ook {earlier}; een van beide telt nooit",
                name=name,
                kind=tr(kind),
                line=at,
                earlier=tr(earlier),
            )
            yield line, message, tr("houd er één, of geef de andere een eigen naam")


def _steps(rules: Rules) -> Iterator[tuple[int, str, str]]:
    """Steps that are computed anew before anything has read them, and what is given or fixed that a step takes the name of."""
    given = {**{p.name: p.line for p in rules.parameters}, **{i.field.name: i.field.line for i in rules.inputs}}
    for item in rules.inputs:
        for _, value in item.source.parameters if item.source is not None else ():
            for name in _read(value):
                given.pop(name, None)
    constants = {d.name: d.line for d in rules.definitions.values()}
    for item in rules.inputs:
        for _, value in item.source.parameters if item.source is not None else ():
            for name in _read(value):
                constants.pop(name, None)
    unread: dict[str, int] = {}
    for action in rules.actions:
        for name in _read(action.expression):
            unread.pop(name, None)
            given.pop(name, None)
            constants.pop(name, None)
        if action.output in unread:
            message = tr(
                "'{output}' is al berekend op regel {line}, en niets heeft die waarde gelezen; zij telt dus nooit",
                output=action.output,
                line=unread[action.output],
            )
            yield action.line, message, tr("houd één van beide stappen, of lees de eerste in de tweede")
        elif action.output in given:
            message = tr(
                "'{output}' komt op regel {line} van buiten, en deze stap zet er iets anders voor in de plaats zonder dat te "
                "lezen; wat van buiten komt, telt dus nooit",
                output=action.output,
                line=given[action.output],
            )
            yield action.line, message, tr("geef de stap een eigen naam, of haal de invoer weg")
        elif action.output in constants:
            message = tr(
                "'{output}' is op regel {line} een definitie, en deze stap zet er iets anders voor in de plaats zonder die te "
                "lezen; de definitie telt dus nooit",
                output=action.output,
                line=constants[action.output],
            )
            yield action.line, message, tr("geef de stap of de definitie een eigen naam, of haal de definitie weg")
        unread[action.output] = action.line


def _read(at: Expression) -> Iterator[str]:
    """The names that an expression reads."""
    if isinstance(at, Variable):
        yield at.path[0]
    elif isinstance(at, Operation):
        for arg in at.args:
            yield from _read(arg)
