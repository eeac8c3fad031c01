"""The rule of an article as somebody rewrites it: its text, what is wrong with it where, and what an amending act would say.

`article_source` gives the article as it stands in the file of its law, `with_article` puts another text in its place, and
`read_rule` says what to think of it. Nothing is
believed of a text: it is bounded, and what is no law is told with line, column and what to do.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.language import both, tr
from uitvoerbaar.base.limits import RULE_BYTES
from uitvoerbaar.base.yaml import Mapping, load
from uitvoerbaar.base.yaml_places import syntax_place
from uitvoerbaar.face.article_text import LawText, law_text
from uitvoerbaar.face.check import check
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.face.live import dials_in
from uitvoerbaar.law.read.law_file import parse_text
from uitvoerbaar.law.text.constants import RULES
from uitvoerbaar.proposal.amend.article_source import ArticleSource, article_source, with_article
from uitvoerbaar.proposal.amend.explained import explained
from uitvoerbaar.proposal.amend.sentences import Amendment, amendments, compose
from uitvoerbaar.proposal.load import FILE

__all__ = [
    "ArticleSource",
    "Finding",
    "RuleRead",
    "article_source",
    "difference",
    "must_be_law",
    "read_rule",
    "with_article",
]

_NAMED = re.compile(r"'([^']{1,200})'")
_ROW, _MOST = 160, 200
"""Letters of a line that are shown of a finding, and findings that are told."""
_AROUND, _ROWS = 3, 600
"""Lines around a difference, and lines of differences at most."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that `check` says of a rewritten article.

    `line` and `column` count from 1 in the article as it is edited; None for what stands elsewhere in the law.
    """

    problem: Problem
    line: int | None
    column: int | None
    row: str = ""
    near: str = ""
    """The folder in which it was checked, which nobody needs to see."""

    @property
    def error(self) -> bool:
        """Whether the law cannot be run with it."""
        return self.problem.level == "error"

    def as_json(self) -> dict[str, Any]:
        """As JSON values, in both languages."""
        told = {name: _words(text, self.near) for name, text in self._said}
        place = {"line": self.line, "column": self.column, "row": self.row}
        return {**place, "level": self.problem.level, "article": self.problem.article, **told}

    @property
    def _said(self) -> Iterator[tuple[str, str]]:
        yield "message", self.problem.message
        yield "hint", self.problem.hint or ""
        elsewhere = "" if self.line is not None else tr("regel {line} van het wetsbestand", line=self.problem.line)
        yield "elsewhere", elsewhere


def _words(text: str, near: str) -> dict[str, str]:
    said = both(text)
    return {lang: words.replace(near, "") if near else words for lang, words in (("nl", said.nl), ("en", str(said.en)))}


@dataclass(frozen=True)
class RuleRead:
    """A rewritten article: what `check` says of it, and the law file before and (when it is a law) after."""

    before: LawText
    after: LawText | None
    article: str
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """How many findings keep the law from being run."""
        return sum(finding.error for finding in self.findings)

    @property
    def changed(self) -> bool:
        """Whether the file of the law differs."""
        return self.after is not None and self.after.text != self.before.text

    @property
    def rules_changed(self) -> bool:
        """Whether the rules differ, and not only the running text and notes."""
        return self.changed and _rules(self.before, self.article) != _rules(self.after, self.article)

    def as_json(self) -> dict[str, Any]:
        """Findings, differing lines and amending sentences as JSON values."""
        return {
            "errors": self.errors,
            "warnings": len(self.findings) - self.errors,
            "findings": [finding.as_json() for finding in self.findings[:_MOST]],
            "changed": self.changed,
            "rules_changed": self.rules_changed,
            "difference": [] if self.after is None else difference(self.before, self.after, self.article),
            **self._told,
        }

    @property
    def _told(self) -> dict[str, Any]:
        """What an amending act would say, and the numbers of the article that are other ones; nothing of a text with errors."""
        if self.after is None or self.errors or not self.changed:
            return {"amendments": [], "sentences": "", "numbers": {}}
        found = amendments(self.before, self.after)
        numbers = {name: str(value) for name, value in _numbers(self.before, self.after, self.article)}
        return {"amendments": [_amendment(one) for one in found], "sentences": compose(found), "numbers": numbers}


def read_rule(of: Laws, law: str, article: str, words: str) -> RuleRead:
    """What to think of another text of an article. Raises UserError for a law or article that is not there."""
    before = law_text(of, law)
    source = article_source(before, article)
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    alone = list(_alone(source, words))
    if alone:
        return RuleRead(before, None, article, tuple(alone))
    after = with_article(before, article, words)
    return RuleRead(before, after, article, tuple(_checked(after, source, words)))


def must_be_law(law: LawText) -> LawText:
    """The same text. Raises LawFileError, with everything that is wrong, for one that cannot be read as a law."""
    parse_text(law.text, law.file)
    return law


def _alone(source: ArticleSource, words: str) -> Iterator[Finding]:
    """What is wrong with the text by itself, before it is put back in its law."""
    if len(words.encode(errors="surrogatepass")) > RULE_BYTES.most:
        yield _finding(Problem("", 1, RULE_BYTES.told(), hint=RULE_BYTES.hint), source, words)
        return
    try:
        raw = load(words, "")
    except LawFileError as error:
        again = tr("haal weg wat hier niet hoort, of begin opnieuw bij de wet")
        for problem in error.problems:
            yield _finding(replace(problem, hint=problem.hint or again), source, words)
        return
    if not isinstance(raw, Mapping):
        message = tr("verwacht het artikel als object: number, text, url en {rules}", rules=RULES)
        hint = tr("begin met: number: '{number}'", number=source.article)
        yield _finding(Problem("", 1, message, hint=hint), source, words)
    elif str(raw.get("number")) != source.article:
        message = tr("het nummer van het artikel kan hier niet veranderen; het is {number}", number=source.article)
        hint = tr("schrijf: number: '{number}'", number=source.article)
        yield _finding(Problem("", raw.line_of("number"), message, hint=hint), source, words)


def _checked(after: LawText, source: ArticleSource, words: str) -> Iterator[Finding]:
    """What `check` says of the law with the article in it, as it would of a proposal."""
    with tempfile.TemporaryDirectory(prefix="uitvoerbaar-regel-") as folder:
        (Path(folder) / FILE).touch()  # so that the laws are read as those of a proposal
        place = Path(folder) / "laws" / f"{after.tree['$id']}.yaml"
        place.parent.mkdir()
        place.write_bytes(after.bytes)
        found = check(place).problems
    for problem in found:
        line = problem.line - source.first + 1
        inside = problem.file == str(place) and 1 <= line <= words.count("\n") + 1
        if inside:
            yield replace(_finding(_at(problem, line), source, words), near=f"{place.parent}/")
        else:
            yield Finding(_at(problem, problem.line), None, None, near=f"{place.parent}/")


def _at(problem: Problem, line: int) -> Problem:
    return Problem(Path(problem.file).name, line, problem.message, problem.article, problem.level, problem.hint)


def _finding(problem: Problem, source: ArticleSource, words: str) -> Finding:
    """A problem with its column: where the parser stopped, else the first name of its message that stands on the line."""
    rows = words.split("\n")
    line = min(max(problem.line, 1), len(rows))
    row = rows[line - 1]
    place = syntax_place(words) if len(words) <= RULE_BYTES.most else None
    if place is not None and place[0] == line:
        return Finding(problem, line, place[1], _shown(row))
    named = [row.find(name) for name in _NAMED.findall(problem.message)]
    column = next((at for at in named if at >= 0), len(row) - len(row.lstrip(" -")))
    return Finding(problem, line, column + 1, _shown(row))


def _shown(row: str) -> str:
    return row.strip()[:_ROW]


def _rules(law: LawText | None, article: str) -> Any:
    at = None if law is None else law.position(article)
    return None if law is None or at is None else law.articles[at].get(RULES)


def difference(before: LawText, after: LawText, article: str) -> list[dict[str, Any]]:
    """The lines of an article that differ, with some around them: `kind` is '-', '+', ' ', or '…' where lines are left out."""
    old, new = (article_source(law, article).rows for law in (before, after))
    rows = list(_difference(old, new))
    return rows if len(rows) <= _ROWS else [*rows[:_ROWS], _row("…")]


def _row(kind: str, number: int | None = None, words: str = "") -> dict[str, Any]:
    return {"kind": kind, "number": number, "words": words}


def _difference(old: list[str], new: list[str]) -> Iterator[dict[str, Any]]:
    for turn, group in enumerate(SequenceMatcher(None, old, new).get_grouped_opcodes(_AROUND)):
        if turn:
            yield _row("…")
        for kind, i, j, k, m in group:
            if kind == "equal":
                yield from (_row(" ", at + 1, new[at]) for at in range(k, m))
                continue
            yield from (_row("-", at + 1, old[at]) for at in range(i, j))
            yield from (_row("+", at + 1, new[at]) for at in range(k, m))


def _amendment(one: Amendment) -> dict[str, Any]:
    """A row of the list of changes: the article, the sentence, and what was old and is new."""
    told = explained(one)
    return {
        "article": one.number,
        "kind": one.kind,
        "sentence": one.sentence,
        "explained": {"nl": told.nl, "en": str(told.en)},
        "old": one.old,
        "new": one.new,
        "name": one.name.replace("_", " "),
    }


def _numbers(before: LawText, after: LawText, article: str) -> Iterator[tuple[str, Decimal]]:
    """The numbers of an article that are dials in both texts and differ, in the unit of the rule."""
    new = {dial.id: dial.value for dial in dials_in(after, article)}
    for dial in dials_in(before, article):
        if new.get(dial.id, dial.value) != dial.value:
            yield dial.id, new[dial.id]
