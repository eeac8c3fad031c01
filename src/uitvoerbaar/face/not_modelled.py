"""What a law says that its rules do not: for who looks a law up before trusting an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from uitvoerbaar.law.graph import Record
from uitvoerbaar.law.model import Article, Law

KEY = "niet_gemodelleerd"
_WHAT, _WHY, _ARTICLE = ("wat", "tekst", "construct"), ("waarom", "reden", "gevolg"), ("artikel", "artikelen")


@dataclass(frozen=True, slots=True)
class NotModelled:
    """One thing that the rules leave out: in which article (empty: the whole law), what, and why."""

    article: str
    what: str
    why: str = ""

    def __str__(self) -> str:
        place = f"artikel {self.article}: " if self.article else ""
        return f"{place}{self.what}{f' ({self.why})' if self.why else ''}"


def not_modelled(law: Law) -> tuple[NotModelled, ...]:
    """What the law file itself names under `niet_gemodelleerd`, and what its articles mark as not to be put in rules."""
    named = getattr(law, KEY, None) or law.notes.get(KEY) or ()
    listed = named if isinstance(named, list | tuple) else (named,)
    return (*map(_read, listed), *(one for article in law.articles for one in in_article(article)))


def in_article(article: Article) -> Iterator[NotModelled]:
    """What one article marks as not to be put in rules."""
    if article.rules is not None:
        for open_place in article.rules.untranslatables:
            yield NotModelled(article.number, open_place.construct, open_place.reason)


def _read(item: Any) -> NotModelled:
    """An entry as words, or as an object with what, why and the article."""
    if isinstance(item, str):
        return NotModelled("", item)
    pairs = dict(item.pairs) if isinstance(item, Record) else item if isinstance(item, Mapping) else None
    given = pairs or {name: getattr(item, name) for name in (*_WHAT, *_WHY, *_ARTICLE) if hasattr(item, name)}
    what, why, article = (
        next((str(given[key]) for key in keys if given.get(key)), "") for keys in (_WHAT, _WHY, _ARTICLE)
    )
    return NotModelled(article, what or str(item), why)
