"""What is read of a law at every movement, kept: the numbers of its articles, and how a change of them is written.

Reading the file of a large law takes longer than the figures of the sample, and a page asks several times for each movement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.folders import laws_dir
from uitvoerbaar.base.language import active
from uitvoerbaar.desk.laws.corpus import laws_on
from uitvoerbaar.face.article_text import Amended, LawText, law_text, sentences
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.face.live import ArticleDial, article_dials
from uitvoerbaar.face.typed_law import Number, amended_numbers

_ARTICLES, _TEXTS, _POSITIONS = 256, 8, 128
"""Articles, files of laws (some megabytes each) and positions that are kept."""
Asked = tuple[tuple[str, tuple[tuple[str, Number], ...]], ...]
"""Per law the numbers that are changed, by control."""


@dataclass(frozen=True, slots=True)
class Written:
    """What the amending act says of a position, or why it cannot be written."""

    sentences: str = ""
    trouble: str = ""


def dials_on(of: Laws, law: str, article: str) -> tuple[ArticleDial, ...]:
    """The numbers of an article that can be moved. Raises UserError for a law that does not exist."""
    return _dials(laws_dir(), of.on, law, article)


def amended_laws(of: Laws, asked: Asked) -> list[Amended]:
    """The laws with these numbers. Raises UserError for what cannot be written."""
    return [amended_numbers(_text(laws_dir(), of.on, law), dict(numbers)) for law, numbers in asked]


def written(of: Laws, asked: Asked) -> Written:
    """What the amending act says of these numbers."""
    return _written(laws_dir(), of.on, asked, active())


def sentences_of(laws: Sequence[Amended]) -> str:
    """What the amending act says: of one law its sentences, of several each under its name."""
    told = [sentences(each.before, each.after, heading=len(laws) > 1) for each in laws]
    return "\n\n".join(each for each in told if each)


@lru_cache(maxsize=_ARTICLES)
def _dials(folder: Path, day: str, law: str, article: str) -> tuple[ArticleDial, ...]:
    return article_dials(laws_on(day), law, article)


@lru_cache(maxsize=_TEXTS)
def _text(folder: Path, day: str, law: str) -> LawText:
    return law_text(laws_on(day), law)


@lru_cache(maxsize=_POSITIONS)
def _written(folder: Path, day: str, asked: Asked, lang: str) -> Written:
    try:
        return Written(sentences_of(amended_laws(laws_on(day), asked)))
    except UserError as error:
        return Written(trouble=str(error))
