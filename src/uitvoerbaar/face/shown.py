"""A law or an article looked up: its text, its rule in words, its parameters, what it reads and what reads it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from uitvoerbaar.base.language import mark, tr, trn
from uitvoerbaar.engine.explain.plain_words import described, law_words, plain_words, quoted
from uitvoerbaar.face.html import Markup, dutch_name, folded, items, law_text, law_title, link, page, records, text
from uitvoerbaar.face.layers import layer_words
from uitvoerbaar.face.not_modelled import NotModelled

WIDTH = 100


@dataclass(frozen=True, slots=True)
class Value:
    """The value of a parameter in one version, as readers see it, and where it comes from."""

    version: str
    value: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named number, amount or table of an article. `history` has every version in which it changed, old to new."""

    name: str
    value: str
    source: str
    line: int
    history: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One output of an article, or a step towards one, in words; `output` says whether others can ask it."""

    name: str
    lines: tuple[str, ...]
    output: bool
    unit: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """One thing that an article reads: a field of a register, or an output of an article (of another law)."""

    name: str
    law: str = ""
    article: str = ""
    output: str = ""

    def __str__(self) -> str:
        if not self.output:
            return tr("{name} (uit een register, of van wie het vraagt)", name=self.name)
        law = f"{self.law}, " if self.law else ""
        article = tr("artikel {article}: ", article=self.article) if self.article else ""
        return f"{self.name} ({law}{article}{self.output})"


@dataclass(frozen=True, slots=True)
class ReadBy:
    """An article that reads an output of this one, or that fills in or replaces a part of it."""

    law: str
    article: str
    what: str
    how: str = mark("leest")

    def __str__(self) -> str:
        return tr(
            "{law}, artikel {article} {how} {what}",
            law=self.law,
            article=self.article,
            how=tr(self.how),
            what=self.what,
        )


@dataclass(frozen=True, repr=False)
class ShownArticle:
    """One article of one version of a law. Made by `uv.show`."""

    law: str
    law_name: str
    version: str
    number: str
    words: str
    url: str | None
    file: str
    line: int
    decided_by: str | None
    rules: tuple[Rule, ...]
    parameters: tuple[Parameter, ...]
    reads: tuple[Read, ...]
    read_by: tuple[ReadBy, ...]
    not_modelled: tuple[NotModelled, ...]
    carried: tuple[str, ...] = ()
    """What of it is carried forward to the day, because it is not known how it reads then; empty inside a law."""

    def text(self) -> str:
        """The article as text."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        since = tr(", versie {version}", version=self.version) if self.version else ""
        name = law_words(self.law, self.law_name)
        yield tr("{law_name}, artikel {number}{since}", law_name=name, number=self.number, since=since)
        yield f"  {self.file}:{self.line}" + (f"  {self.url}" if self.url else "")
        yield from (tr("  Let op: {warning}", warning=warning) for warning in self.carried)
        if self.decided_by:
            yield tr("  Beslist door: {decided_by}", decided_by=quoted(self.decided_by))
        if self.words:
            yield ""
            yield from textwrap.wrap(quoted(self.words), WIDTH, initial_indent="  ", subsequent_indent="  ")
        if self.rules:
            yield from ("", tr("Regel (bedragen in eurocent)"))
            for rule in self.rules:
                yield from (f"  {line}" for line in rule.lines)
        if self.parameters:
            yield from ("", tr("Parameters"))
            for parameter in self.parameters:
                yield f"  {parameter.name}: {parameter.value}" + (
                    f"  [{described(parameter.source)}]" if parameter.source else ""
                )
                if len(parameter.history) > 1:
                    yield f"    {'; '.join(_values(parameter))}"
        for title, found in (
            (tr("Leest"), self.reads),
            (tr("Wordt gelezen door"), self.read_by),
            (tr("Niet gemodelleerd"), self.not_modelled),
        ):
            if found:
                yield from ("", title)
                yield from (f"  {one}" for one in found)

    def as_json(self) -> dict[str, Any]:
        """The article as JSON values."""
        return {**asdict(self), "not_modelled": [one.as_json() for one in self.not_modelled]}

    def parts(self) -> str:
        """The article as HTML, without its style."""
        made = [*told_first(self.carried), f'<p class="law-text">{law_text(self.words)}</p>']
        if self.decided_by:
            made.append(tr('<p class="faint">Beslist door: {text}</p>', text=dutch_name(self.decided_by)))
        if self.rules:
            lines = "\n".join(line for rule in self.rules for line in rule.lines)
            made.append(
                Markup(
                    tr(
                        '<p class="sub">Regel <span class="faint">(bedragen in eurocent)</span></p><pre>{text}</pre>',
                        text=text(lines),
                    )
                )
            )
        if self.parameters:
            rows = [(plain_words().words(p.name), p.value, law_text(p.source), _history(p)) for p in self.parameters]
            heads = (tr("Parameter"), tr("Waarde"), tr("Bron"), tr("Door de versies heen"))
            made.append(records(heads, rows, numbers=frozenset({1})))
        for title, found in ((tr("Leest"), self.reads), (tr("Wordt gelezen door"), self.read_by)):
            if found:
                made.append(folded(f"{title} ({len(found)})", items(found)))
        if self.not_modelled:
            made.append(_gaps(self.not_modelled))
        return "".join(made)

    def __repr__(self) -> str:
        return tr(
            "<{law} artikel {number}, {version}>",
            law=self.law,
            number=self.number,
            version=self.version or tr("altijd"),
        )

    def _repr_html_(self) -> str:
        since = tr(", versie {version}", version=self.version) if self.version else ""
        title = tr("{law}, artikel {number}", law=law_title(self.law, self.law_name), number=text(self.number))
        return page(Markup(f"{link(Markup(title), self.url)}{text(since)}"), self.parts())


def _gaps(found: tuple[NotModelled, ...]) -> Markup:
    """What is not modelled, unfolded: it must be seen before the rest is trusted."""
    return folded(tr("Niet gemodelleerd ({number})", number=len(found)), items(found), opened=True)


def told_first(warnings: Iterable[str]) -> list[str]:
    """Warnings as HTML."""
    return [f"<p>{text(tr('Let op: {warning}', warning=warning))}</p>" for warning in warnings]


def _history(parameter: Parameter) -> Markup:
    """The values over the versions, when there is more than one."""
    if len(parameter.history) < 2:
        return Markup("")
    return folded(trn(len(parameter.history), "{n} waarde", "{n} waarden"), items(_values(parameter)))


def _values(parameter: Parameter) -> list[str]:
    """The value of each version, from old to new."""
    return [f"{old.version or tr('altijd')}: {old.value}" for old in parameter.history]


@dataclass(frozen=True, repr=False)
class ShownLaw:
    """One version of a law with its articles. Made by `uv.show`.

    >>> import uitvoerbaar as uv
    >>> law = uv.show("wet_op_de_zorgtoeslag", on="2026-01-01")
    >>> law, law.articles[0]
    (<wet_op_de_zorgtoeslag 2026-01-01: artikel 1, 1 lid 1 c, 2, 3, 4, 4a, 5>, <wet_op_de_zorgtoeslag artikel 1, 2026-01-01>)
    """

    id: str
    name: str
    layer: str
    version: str
    versions: tuple[str, ...]
    carried_out_by: tuple[str, ...]
    url: str | None
    file: str
    articles: tuple[ShownArticle, ...]
    not_modelled: tuple[NotModelled, ...]
    carried: tuple[str, ...] = ()
    """What of it is carried forward to the day, because it is not known how it reads then."""

    def text(self) -> str:
        """The law as text: what it is, then every article."""
        head = [
            tr(
                "{name} ({layer}), versie {version}",
                name=law_words(self.id, self.name),
                layer=layer_words(self.layer),
                version=self.version or tr("altijd"),
            )
        ]
        head.append(
            tr("  versies: {versions}", versions=", ".join(version or tr("altijd") for version in self.versions))
        )
        if self.carried_out_by:
            head.append(
                tr("  uitgevoerd door: {carried_out_by}", carried_out_by=", ".join(map(quoted, self.carried_out_by)))
            )
        if self.url:
            head.append(f"  {self.url}")
        head += [tr("  Let op: {warning}", warning=warning) for warning in self.carried]
        head += [tr("  niet gemodelleerd: {one}", one=one) for one in self.not_modelled]
        return "\n".join([*head, *(f"\n{article.text()}" for article in self.articles)])

    def as_json(self) -> dict[str, Any]:
        """The law as JSON values."""
        return {
            **asdict(self),
            "articles": [article.as_json() for article in self.articles],
            "not_modelled": [one.as_json() for one in self.not_modelled],
        }

    def __repr__(self) -> str:
        return tr(
            "<{id} {version}: artikel {articles}>",
            id=self.id,
            version=self.version or tr("altijd"),
            articles=", ".join(a.number for a in self.articles),
        )

    def _repr_html_(self) -> str:
        versions = ", ".join(version or tr("altijd") for version in self.versions)
        facts = text(tr("Versies: {versions}.", versions=versions))
        if self.carried_out_by:
            by = dutch_name(", ".join(self.carried_out_by))
            facts += tr(" Uitgevoerd door: {carried_out_by}.", carried_out_by=by)
        articles = [folded(tr("Artikel {number}", number=article.number), article.parts()) for article in self.articles]
        name = link(law_title(self.id, self.name), self.url)
        title = Markup(tr("{name}, versie {version}", name=name, version=text(self.version or tr("altijd"))))
        gaps = (_gaps(self.not_modelled),) if self.not_modelled else ()
        return page(title, f'<p class="faint">{facts}</p>', *told_first(self.carried), *gaps, *articles)
