"""What changed in a law between two days, article by article: words, rules, parameters, what is read and given."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import active, mark, tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.engine.explain.glossary import law_name
from uitvoerbaar.engine.explain.plain_words import described, law_words, plain_words, quoted
from uitvoerbaar.engine.explain.refusals import find_version
from uitvoerbaar.engine.explain.rule_words import rule_lines
from uitvoerbaar.face.html import Markup, folded, law_text, law_title, page, records, text
from uitvoerbaar.face.parameter_words import value_of
from uitvoerbaar.face.shown import WIDTH
from uitvoerbaar.law import Corpus
from uitvoerbaar.law.model import Article, Law

Kind = Literal["erbij", "weg", "veranderd"]
_KINDS: dict[Kind, str] = {"erbij": mark("erbij"), "weg": mark("weg"), "veranderd": mark("veranderd")}


@dataclass(frozen=True, slots=True)
class ParameterChange:
    """A parameter before and after; empty where it is not there."""

    name: str
    before: str
    after: str
    source: str


@dataclass(frozen=True, slots=True)
class RuleChange:
    """The rule of an output or a step in words, before and after; empty where it is not there."""

    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """One article that differs. `words` are its text before and after, None when that stayed the same."""

    number: str
    kind: Kind
    words: tuple[str, str] | None
    parameters: tuple[ParameterChange, ...]
    rules: tuple[RuleChange, ...]
    reads_more: tuple[str, ...]
    reads_less: tuple[str, ...]
    url: str | None = None

    def lines(self) -> Iterator[str]:
        """The change as lines of text."""
        yield tr("Artikel {number}: {kind}", number=self.number, kind=tr(_KINDS[self.kind]))
        if self.words is not None:
            for sign, words in (("-", self.words[0]), ("+", self.words[1])):
                if words:
                    yield from textwrap.wrap(
                        quoted(words), WIDTH, initial_indent=f"  {sign} ", subsequent_indent="    "
                    )
        for one in self.parameters:
            source = f"  [{described(one.source)}]" if one.source else ""
            yield f"  {one.name}: {one.before or tr('(niet)')} -> {one.after or tr('(niet)')}{source}"
        for rule in self.rules:
            yield tr("  regel van {name}:", name=rule.name)
            yield from (f"    - {line}" for line in rule.before)
            yield from (f"    + {line}" for line in rule.after)
        for what, names in ((tr("leest ook"), self.reads_more), (tr("leest niet meer"), self.reads_less)):
            if names:
                yield f"  {what}: {', '.join(names)}"

    def parts(self) -> str:
        """The change as HTML, without its style."""
        return "".join(_parts(self))

    @property
    def kind_words(self) -> str:
        """Whether the article came, went or changed, in words."""
        return tr(_KINDS[self.kind])


@dataclass(frozen=True, repr=False)
class LawChanges:
    """What differs between the versions of a law on two days. Made by `uv.show(law, between=(a, b))`."""

    law: str
    name: str
    before: str
    after: str
    articles: tuple[ArticleChange, ...]
    same: tuple[str, ...]
    """Articles that did not change."""
    carried: tuple[str, ...] = ()
    """What of the last version is carried forward to the last day."""

    def text(self) -> str:
        """The changes as text."""
        lines = [
            tr(
                "{name}: versie {before} -> {after}",
                name=law_words(self.law, self.name),
                before=self.before or tr("altijd"),
                after=self.after or tr("altijd"),
            )
        ]
        lines += [tr("  Let op: {warning}", warning=warning) for warning in self.carried]
        if self.before == self.after:
            lines.append(tr("  Op beide dagen geldt dezelfde versie."))
        elif not self.articles:
            lines.append(tr("  Er verandert niets."))
        for article in self.articles:
            lines += ["", *article.lines()]
        if self.articles and self.same:
            lines += ["", tr("Gelijk gebleven: artikel {same}", same=", ".join(self.same))]
        return "\n".join(lines)

    def as_json(self) -> dict[str, Any]:
        """The changes as JSON values."""
        return asdict(self)

    def __repr__(self) -> str:
        numbers = ", ".join(article.number for article in self.articles)
        return tr(
            "<{law} {before} -> {after}: {what}>",
            law=self.law,
            before=self.before or tr("altijd"),
            after=self.after or tr("altijd"),
            what=tr("artikel {numbers} veranderd", numbers=numbers) if numbers else tr("gelijk"),
        )

    def _repr_html_(self) -> str:
        parts: list[str] = [
            folded(tr("Artikel {number}: {kind}", number=a.number, kind=a.kind_words), a.parts(), opened=True)
            for a in self.articles
        ]
        same = (
            tr('<p class="faint">Gelijk gebleven: artikel {text}.</p>', text=text(", ".join(self.same)))
            if self.same
            else ""
        )
        days = f": {self.before or tr('altijd')} → {self.after or tr('altijd')}"
        title = Markup(law_title(self.law, self.name) + text(days))
        return page(title, *(parts or [tr("<p>Er verandert niets.</p>")]), same)


def _parts(change: ArticleChange) -> Iterator[str]:
    if change.words is not None:
        yield f'<p class="law-text">{_marked(*change.words)}</p>'
    if change.parameters:
        words = plain_words().words
        rows = [(words(p.name), p.before, p.after, law_text(p.source)) for p in change.parameters]
        yield records((tr("Parameter"), tr("Was"), tr("Wordt"), tr("Bron")), rows, numbers=frozenset({1, 2}))
    for rule in change.rules:
        old = [f"<del>{text(line)}</del>" for line in rule.before]
        new = [f"<ins>{text(line)}</ins>" for line in rule.after]
        yield tr(
            "<p class='sub'>Regel van {text}</p><pre>{join}</pre>",
            text=text(plain_words().words(rule.name)),
            join=chr(10).join([*old, *new]),
        )
    for what, names in ((tr("Leest ook"), change.reads_more), (tr("Leest niet meer"), change.reads_less)):
        if names:
            yield f"<p>{what}: {text(', '.join(names))}</p>"


def _marked(before: str, after: str) -> Markup:
    """A text with what went and what came marked, word by word."""
    old, new = before.split(), after.split()
    made: list[str] = []
    for kind, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            made.append(text(" ".join(old[i:j])))
            continue
        made += [f"<del>{text(' '.join(old[i:j]))}</del>"] if j > i else []
        made += [f"<ins>{text(' '.join(new[k:m]))}</ins>"] if m > k else []
    told = " ".join(made)
    return Markup(told if active() == "nl" else f'<span lang="nl">“{told}”</span>')


def changes_between(corpus: Corpus, law: str, first: str, last: str, number: str | None = None) -> LawChanges:
    """What differs between two days; of one article when a number is given. Raises UserError as `uv.show` does."""
    before, after = (find_version(corpus, law, day) for day in (first, last))
    old, new = ({article.number: article for article in side.articles} for side in (before, after))
    numbers = list(dict.fromkeys([*new, *old]))
    if number is not None:
        if number not in numbers:
            hint, known = suggest(number, numbers), ", ".join(numbers)
            raise UserError(
                tr(
                    "De wet '{law}' heeft geen artikel '{number}'{word}. Er zijn: {known}",
                    law=law,
                    number=number,
                    word=f" ({hint})" if hint else "",
                    known=known,
                ),
                expected=known,
                hint=hint,
            )
        numbers = [number]
    found = {each: _change(each, old.get(each), new.get(each)) for each in numbers}
    return LawChanges(
        law,
        law_name(after),
        before.version,
        after.version,
        tuple(change for change in found.values() if change is not None),
        tuple(each for each, change in found.items() if change is None),
    )


def article_changes(before: Law | None, after: Law) -> tuple[ArticleChange, ...]:
    """The articles in which two files of a law differ; all of them where there was none."""
    old = {article.number: article for article in before.articles} if before else {}
    new = {article.number: article for article in after.articles}
    found = (_change(number, old.get(number), new.get(number)) for number in dict.fromkeys([*new, *old]))
    return tuple(change for change in found if change is not None)


def _change(number: str, old: Article | None, new: Article | None) -> ArticleChange | None:
    """What differs in an article; None when nothing does."""
    words = tuple(" ".join(article.text.split()) if article else "" for article in (old, new))
    parameters, rules = tuple(_parameters(old, new)), tuple(_rules(old, new))
    reads = [{i.field.name for i in a.rules.inputs} if a and a.rules else set() for a in (old, new)]
    more, less = tuple(sorted(reads[1] - reads[0])), tuple(sorted(reads[0] - reads[1]))
    kind: Kind = "erbij" if old is None else "weg" if new is None else "veranderd"
    if kind == "veranderd" and words[0] == words[1] and not (parameters or rules or more or less):
        return None
    shown = new or old
    return ArticleChange(
        number,
        kind,
        None if words[0] == words[1] else (words[0], words[1]),
        parameters,
        rules,
        more,
        less,
        shown.url if shown else None,
    )


def _parameters(old: Article | None, new: Article | None) -> Iterator[ParameterChange]:
    before, after = (a.rules.definitions if a and a.rules else {} for a in (old, new))
    for name in dict.fromkeys([*after, *before]):
        was, now = before.get(name), after.get(name)
        if was is None or now is None or was.value != now.value:
            source = (now.description if now else was.description if was else None) or ""
            yield ParameterChange(name, value_of(was) if was else "", value_of(now) if now else "", source)


def _rules(old: Article | None, new: Article | None) -> Iterator[RuleChange]:
    before, after = (
        {action.output: tuple(rule_lines(action, plain_words())) for action in a.rules.actions} if a and a.rules else {}
        for a in (old, new)
    )
    for name in dict.fromkeys([*after, *before]):
        if before.get(name) != after.get(name):
            yield RuleChange(name, before.get(name, ()), after.get(name, ()))
