"""What stands inside an article beside its words: the YAML, the rule as a tree, its open terms, its numbers as steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from uitvoerbaar.base.files import read_text
from uitvoerbaar.engine.explain.refusals import find_version
from uitvoerbaar.engine.reference.values import is_number
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.face.parameter_words import value_of
from uitvoerbaar.face.rule_tree import RuleTree, rule_trees
from uitvoerbaar.face.show import defined, find_article
from uitvoerbaar.law.model import Article, Definition, Law


@dataclass(frozen=True, slots=True)
class Level:
    """The number that holds from a day on, in the unit of the law, and as readers see it. None: no number from then on."""

    since: str
    number: float | None
    words: str


@dataclass(frozen=True, slots=True)
class Course:
    """A number of an article through the versions of its law: a step at every day on which it changed."""

    name: str
    unit: str
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class OpenTermShown:
    """A term that a lower rule fills in: by what kind of rule, or by whom in each case."""

    name: str
    required: bool
    by: str
    expected: str
    decided_by: str
    has_default: bool


@dataclass(frozen=True, slots=True)
class ArticleInside:
    """What stands inside an article."""

    first_line: int
    yaml: str
    trees: tuple[RuleTree, ...]
    open_terms: tuple[OpenTermShown, ...]
    courses: tuple[Course, ...]

    def as_json(self) -> dict[str, Any]:
        """The same as JSON values."""
        return asdict(self)


def article_inside(of: Laws, law: str, number: str) -> ArticleInside:
    """The inside of an article in force. Raises UserError for an unknown law or article, as `show_law` does."""
    found = find_version(of.corpus, law, of.on)
    article = find_article(found, number)
    return ArticleInside(
        article.line,
        _source(found, article),
        rule_trees(article),
        tuple(_open_terms(article)),
        tuple(_courses(of, found, article)),
    )


def _source(law: Law, article: Article) -> str:
    """The lines of an article in its file; empty for a law that was made in memory."""
    path = Path(law.file)
    if not path.is_file():
        return ""
    lines = read_text(path, law.file).splitlines()
    after = [other.line for other in law.articles if other.line > article.line]
    return "\n".join(lines[article.line - 1 : min(after) - 1 if after else None]).rstrip()


def _open_terms(article: Article) -> Iterator[OpenTermShown]:
    for term in article.rules.open_terms if article.rules else ():
        yield OpenTermShown(
            term.id,
            term.required,
            term.delegation_type or "",
            term.expected_source or "",
            term.decided_per_case_by or "",
            term.default is not None,
        )


def _courses(of: Laws, law: Law, article: Article) -> Iterator[Course]:
    for found in article.rules.definitions.values() if article.rules else ():
        levels = tuple(_levels(of, law, article, found))
        if any(level.number is not None for level in levels):
            yield Course(found.name, found.unit or "", levels)


def _levels(of: Laws, law: Law, article: Article, parameter: Definition) -> Iterator[Level]:
    """A level for every version in which the number differs from the version before, from old to new."""
    before: object = None
    versions = sorted((entry for entry in of.corpus.versions[law.id]), key=lambda entry: entry.valid_from)
    for at, entry in enumerate(versions):
        found = defined(entry.law, article.number, parameter.name)
        value = found.value if found is not None and is_number(found.value) else None
        if value != before or (at == 0 and value is not None):
            yield Level(
                entry.valid_from, None if value is None else float(value), "" if found is None else value_of(found)
            )
        before = value
