"""What a law says that its rules do not: for who looks a law up before trusting an answer."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.base.language import said, tr
from uitvoerbaar.law import not_modelled as scope
from uitvoerbaar.law.model import Article, Law


@dataclass(frozen=True, slots=True)
class NotModelled:
    """One thing that the rules leave out: in which article, what, and what that does."""

    article: str
    what: str
    why: str = ""

    def __str__(self) -> str:
        place = tr("artikel {article}: ", article=self.article) if self.article else ""
        return f"{place}{self.what}{f'. {self.why}' if self.why else ''}"


def not_modelled(law: Law) -> tuple[NotModelled, ...]:
    """What data/reikwijdte says of this version, and what its articles mark as not to be put in rules."""
    told = (_told(one) for one in scope.of(law.id, None, law.version))
    return (*told, *(one for article in law.articles for one in _marked(article)))


def in_article(law: Law, article: Article) -> tuple[NotModelled, ...]:
    """The same of one article."""
    return (*(_told(one) for one in scope.of(law.id, article.number, law.version)), *_marked(article))


def _told(one: scope.NotModelled) -> NotModelled:
    return NotModelled(one.article, said(one.what), said(one.consequence))


def _marked(article: Article) -> tuple[NotModelled, ...]:
    places = article.rules.untranslatables if article.rules is not None else ()
    return tuple(NotModelled(article.number, place.construct, place.reason) for place in places)
