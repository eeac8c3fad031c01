"""Outputs that hooks give twice: the second one does not count, and nothing that is computed says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from uitvoerbaar.base.errors import Problem, UserError
from uitvoerbaar.base.language import tr, trn
from uitvoerbaar.law.corpus import Corpus
from uitvoerbaar.law.link import delegation
from uitvoerbaar.law.model import Article, Law

POINTS = ("pre_actions", "post_actions")


class _Place(NamedTuple):
    """An article of a law: its file, id and number."""

    file: str
    id: str
    number: str


class _Twice(NamedTuple):
    """An output of a hook, and the article that gives it already."""

    name: str
    by: _Place
    line: int
    first: _Place


def check_hooks(corpus: Corpus, laws: Sequence[Law], dates: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    """Of every article that hooks join, on the days on which something can change: outputs of a hook that the article itself or
    an earlier hook gives already. Told once, of the hook where it is in `laws`, else of the article that it joins."""
    ours = {law.file for law in laws}
    joined: dict[_Twice, dict[_Place, int]] = {}
    for date in sorted({date for law in laws for date in dates[law.file]}):
        joining = [(law, article) for law, article in corpus.reaching(date) if article.rules and article.rules.hooks]
        if not joining:
            continue
        everywhere = any(law.file in ours for law, _ in joining)
        stages = sorted({hook.stage for _, article in joining if article.rules for hook in article.rules.hooks})
        for law in in_force(corpus, date) if everywhere else [law for law in laws if date in dates[law.file]]:
            for article in law.articles:
                for twice in _of_article(corpus, date, law, article, stages):
                    joined.setdefault(twice, {}).setdefault(_place(law, article), article.line)
    for twice, articles in joined.items():
        if twice.by.file in ours:
            first = min(articles, key=lambda one: one.file not in ours)
            yield _problem(twice, first, len(articles) - 1, twice.by, twice.line)
        else:
            yield from (_problem(twice, one, 0, one, line) for one, line in articles.items() if one.file in ours)


def in_force(corpus: Corpus, date: str) -> Iterator[Law]:
    """The version of every law that is in force on a day and can be read."""
    for id_ in corpus.versions:
        try:
            yield corpus.select(id_, date)
        except UserError:
            continue  # not in force on this day, or a file that cannot be read, which is told where it is read


def _of_article(corpus: Corpus, date: str, law: Law, article: Article, stages: Iterable[str]) -> Iterator[_Twice]:
    if article.rules is None:
        return
    for stage in stages:
        made = {output.name: _place(law, article) for output in article.rules.outputs}
        for point in POINTS:
            for by_law, by in delegation.hooks(corpus, date, law, article, point, stage):
                for output in by.rules.outputs if by.rules else ():
                    first = made.setdefault(output.name, _place(by_law, by))
                    if first != _place(by_law, by):
                        yield _Twice(output.name, _place(by_law, by), output.line, first)


def _place(law: Law, article: Article) -> _Place:
    return _Place(law.file, law.id, article.number)


def _problem(twice: _Twice, joined: _Place, more: int, at: _Place, line: int) -> Problem:
    others = trn(more, " en {n} ander artikel", " en {n} andere artikelen") if more else ""
    message = tr(
        "'{name}' van '{by}' artikel {by_number} telt niet mee bij '{id}' artikel {number}{others}: "
        "'{first}' artikel {first_number} geeft die uitkomst al",
        name=twice.name,
        by=twice.by.id,
        by_number=twice.by.number,
        id=joined.id,
        number=joined.number,
        others=others,
        first=twice.first.id,
        first_number=twice.first.number,
    )
    hint = tr("geef de uitkomst van de hook een eigen naam, of vervang de andere met 'overrides'")
    return Problem(at.file, line, message, article=at.number, level="warning", hint=hint)
