"""One article of a law file as it is written, taken out to be edited and put back in its place.

What stands around it keeps every letter. The article is told without the indentation that it has in the list of articles; where
that cannot be undone to the byte it keeps its indentation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from uitvoerbaar.base.language import tr
from uitvoerbaar.base.yaml_places import Span
from uitvoerbaar.law.text.constants import LawText
from uitvoerbaar.proposal.amend.value import AmendError


@dataclass(frozen=True, slots=True)
class ArticleSource:
    """An article as it is written. `first` is the line of the file (from 1) on which it begins, `indent` what was taken off."""

    article: str
    words: str
    first: int
    indent: int

    @property
    def rows(self) -> list[str]:
        """Its lines."""
        return self.words.split("\n")


def article_source(law: LawText, article: str) -> ArticleSource:
    """An article of a law file. Raises AmendError for one that is not there, or that stands on one line between brackets."""
    span = _span(law, article)
    written = _lined(law.text[span.start : span.end])
    first = law.text.count("\n", 0, span.start) + 1
    words = _outdented(written, span.column)
    if _indented(words, span.column) == written:
        return ArticleSource(article, words, first, span.column)
    return ArticleSource(article, " " * span.column + written, first, 0)


def with_article(law: LawText, article: str, words: str) -> LawText:
    """The law file with an article written as `words`, which are taken as they are: whether that is a law is for who reads it.

    Words that say what stands there give the file as it was, to the byte. Raises AmendError as `article_source` does.
    """
    span, was = _span(law, article), article_source(law, article)
    words = _lined(words).rstrip()
    if words == was.words:
        return law
    made = _indented(words, was.indent) if was.indent else words.removeprefix(" " * span.column)
    ends = "\r\n" if "\r\n" in law.text else "\n"
    return LawText(
        law.text[: span.start] + made.replace("\n", ends) + law.text[span.end :],
        law.file,
        law.mark,
    )


def _span(law: LawText, article: str) -> Span:
    at = law.position(article)
    span = None if at is None else law.spans.get(("articles", at))
    if span is None:
        raise AmendError(tr("deze wet heeft geen artikel {article}", article=article), file=law.file, article=article)
    if span.flow:
        message = tr("artikel {article} staat tussen accolades; zet het over meer regels", article=article)
        raise AmendError(message, file=law.file, article=article)
    # What a block of text leaves behind it belongs to what follows: an editor shows no empty lines at its end.
    return replace(span, end=span.start + len(law.text[span.start : span.end].rstrip()))


def _lined(text: str) -> str:
    """The same with one kind of line ends, as a text field of a browser does not keep them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _outdented(text: str, column: int) -> str:
    """Every line but the first without `column` spaces before it, as far as it has them."""
    first, *rows = text.split("\n")
    return "\n".join([first, *(row[min(column, len(row) - len(row.lstrip(" "))) :] for row in rows)])


def _indented(text: str, column: int) -> str:
    """Every line but the first with `column` spaces before it; an empty line stays empty."""
    first, *rows = text.split("\n")
    return "\n".join([first, *(" " * column + row if row else row for row in rows)])
