"""What a law says that its rules do not: for who looks a law up before trusting an answer."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.base.language import said, tr
from uitvoerbaar.base.text import Text
from uitvoerbaar.engine.explain.plain_words import quoted
from uitvoerbaar.law import not_modelled as scope
from uitvoerbaar.law.model import Article, Law


@dataclass(frozen=True, slots=True)
class NotModelled:
    """One thing that the rules leave out: in which article, what, and what that does."""

    article: str
    what: Text
    why: Text

    def __str__(self) -> str:
        place = tr("artikel {article}: ", article=self.article) if self.article else ""
        what, why = _told(self.what), _told(self.why)
        return f"{place}{what}{f'. {why}' if why else ''}"

    def as_json(self) -> dict[str, str]:
        """The same as JSON values, in the active language."""
        return {"article": self.article, "what": said(self.what), "why": said(self.why)}


def not_modelled(law: Law) -> tuple[NotModelled, ...]:
    """Everything of this version that is not computed."""
    return tuple(NotModelled(one.article, one.what, one.consequence) for one in scope.gaps(law))


def in_article(law: Law, article: Article) -> tuple[NotModelled, ...]:
    """The same of one article."""
    return tuple(one for one in not_modelled(law) if one.article == article.number)


def _told(text: Text) -> str:
    return quoted(text.nl) if text.law else said(text)
