"""`uitvoerbaar laws --numbers`: every number of the laws, where it stands in text and rule, or why it is in one only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.folders import shown_file
from uitvoerbaar.base.language import tr, trn
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.engine.explain.plain_words import law_words
from uitvoerbaar.face.article_text import NumbersOfLaw, numbers_of_law
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.law.text.constants import Constant
from uitvoerbaar.law.text.controls import ArticleNumbers, Control
from uitvoerbaar.law.text.why_not import REASONS, SPARES, Absent, Unused
from uitvoerbaar.proposal.amend.sentences import value_words


@dataclass(frozen=True, repr=False)
class LawNumbers:
    """The numbers of some laws; `detailed` when they were asked by name, so that each number is told."""

    laws: tuple[NumbersOfLaw, ...]
    detailed: bool = False

    def text(self) -> str:
        """The list and its totals as text."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        for law in self.laws:
            count = _count(law.articles)
            version = law.version or tr("altijd")
            yield tr(
                "{law}, {version}: {rules} getallen in regels, {found} in de tekst, {doubt} niet zeker, {spare} alleen in de tekst",
                law=law_words(law.law, law.name), version=version, rules=count["rules"], found=count["found"],
                doubt=count["doubt"], spare=count["unused"],
            )  # fmt: skip
            if self.detailed:
                for article in law.articles:
                    yield from _article_lines(article)
                yield ""
        yield from self._totals()

    def _totals(self) -> Iterator[str]:
        every = [article for law in self.laws for article in law.articles]
        count = _count(every)
        yield tr(
            "Samen {laws}: {rules} getallen in regels, waarvan {found} in de tekst van hun artikel ({controls} knoppen), "
            "{doubt} niet zeker en {absent} niet",
            laws=trn(len(self.laws), "{n} versie", "{n} versies"), rules=count["rules"], found=count["found"],
            controls=count["controls"], doubt=count["doubt"], absent=count["absent"],
        )  # fmt: skip
        reasons = Counter(one.reason for article in every for one in article.absent)
        for reason, number in reasons.most_common():
            yield f"  {number:>6}  {tr(REASONS[reason], words='…')}"
        spares = Counter(one.reason for article in every for one in article.unused)
        yield tr("Getallen in de tekst die in geen regel staan: {n}", n=count["unused"])
        for spare, number in spares.most_common():
            yield f"  {number:>6}  {tr(SPARES[spare])}"

    def as_json(self) -> dict[str, Any]:
        """The same as JSON values, with every place to the letter."""
        every = [article for law in self.laws for article in law.articles]
        return {"totals": dict(_count(every)), "laws": [_law_json(law) for law in self.laws]}

    def __repr__(self) -> str:
        return f"<{next(self._totals())}>"


def numbers_of_laws(of: Laws, names: Iterable[str] = ()) -> LawNumbers:
    """The numbers of some laws in the version of the day, or of every version of all laws. Raises UserError."""
    chosen = tuple(names)
    for name in chosen:
        if name not in of.corpus.versions:
            hint = suggest(name, of.corpus.versions)
            raise UserError(
                tr("De wet '{law}' is er niet{word}", law=name, word=f" ({hint})" if hint else ""), hint=hint
            )
    if chosen:
        return LawNumbers(tuple(numbers_of_law(of.corpus.select(name, of.on)) for name in chosen), detailed=True)
    return LawNumbers(tuple(numbers_of_law(entry.law) for entry in of.corpus.entries()))


def _count(articles: Iterable[ArticleNumbers]) -> Counter[str]:
    count: Counter[str] = Counter(rules=0, found=0, controls=0, doubt=0, absent=0, unused=0)
    for article in articles:
        count["rules"] += sum(len(control.constants) for control in article.controls)
        count["found"] += sum(len(control.constants) for control in article.found)
        count["controls"] += len(article.found)
        count["doubt"] += sum(len(control.constants) for control in article.ambiguous)
        count["absent"] += len(article.absent)
        count["unused"] += len(article.unused)
    return count


def _article_lines(article: ArticleNumbers) -> Iterator[str]:
    if not article.controls and not article.unused:
        return
    yield tr("  artikel {number}", number=article.article)
    for control in article.controls:
        if control.spans:
            said = ", ".join(f"«{article.text[slice(*span.phrase)]}»" for span in control.spans)
            named = ", ".join(constant.name or constant.dotted for constant in control.constants)
            doubt = "" if control.certain else tr(" (niet zeker)")
            yield f"    {control.constants[0].place.line:>5}  {said} = {named}{doubt}"
    for one in article.absent:
        yield f"    {one.constant.place.line:>5}  {_named(one.constant)}: {_why(one)}"
    for spare in article.unused:
        yield f"           «{spare.words}»: {_why_unused(spare)}"


def _named(constant: Constant) -> str:
    return f"{constant.name or constant.dotted} ({value_words(constant, constant.value)})"


def _why(one: Absent) -> str:
    return tr(REASONS[one.reason], words=one.words)


def _why_unused(one: Unused) -> str:
    return tr(SPARES[one.reason])


def _law_json(law: NumbersOfLaw) -> dict[str, Any]:
    return {
        "law": law.law,
        "version": law.version,
        "file": shown_file(law.file),
        "articles": [article_json(article) for article in law.articles],
    }


def article_json(article: ArticleNumbers) -> dict[str, Any]:
    """The numbers of an article as JSON values: places count letters of `text` from 0, lines and columns of the file from 1."""
    return {
        "article": article.article,
        "text": article.text,
        "controls": [_control_json(article, control) for control in article.controls],
        "absent": [{**_constant_json(one.constant), "reason": one.reason, "why": _why(one)} for one in article.absent],
        "unused": [
            {"start": one.numeral.phrase[0], "end": one.numeral.phrase[1], "words": one.words, "reason": one.reason,
             "why": _why_unused(one)}
            for one in article.unused
        ],
    }  # fmt: skip


def _control_json(article: ArticleNumbers, control: Control) -> dict[str, Any]:
    return {
        "id": control.id,
        "kind": control.kind,
        "text_unit": control.unit,
        "certain": control.certain,
        "rivals": list(control.rivals),
        "constants": [_constant_json(constant) for constant in control.constants],
        "spans": [
            {"start": span.phrase[0], "end": span.phrase[1], "number": [span.start, span.end], "form": span.form,
             "value": str(span.value), "unit": span.unit, "words": article.text[slice(*span.phrase)]}
            for span in control.spans
        ],
    }  # fmt: skip


def _constant_json(constant: Constant) -> dict[str, Any]:
    return {
        "path": f"machine_readable.{constant.dotted}",
        "name": constant.name,
        "line": constant.place.line,
        "column": constant.place.column,
        "value": str(constant.value),
        "unit": constant.unit,
        "declared": constant.declared,
        "kind": constant.kind,
    }
