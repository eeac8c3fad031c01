"""What a proposal changes in the provisions of a law: terms, decisions, units, data asked for, first days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from uitvoerbaar.assess.aspects.hygiene.data import Hygiene
from uitvoerbaar.assess.reading.law_text import sentences, terms
from uitvoerbaar.findings import Severity, Text
from uitvoerbaar.law.model import Article, Expression, Law, Operation, Rules, Variable
from uitvoerbaar.proposal import Proposal


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A change in one article: `kind` tells its sort and gives the finding its id."""

    kind: str
    law: str
    article: str | None
    line: int | None
    severity: Severity
    title: Text
    explanation: Text


def word_changes(proposal: Proposal, rules: Hygiene, before: Law, after: Law) -> Iterator[RuleChange]:
    """What the articles of a law take away or ask anew; `rules` is data/assess/wetstechniek.yaml."""
    old = {a.number: a for a in before.articles}
    for article in after.articles:
        if article.number in old:
            yield from _terms(before, old[article.number], after, article)
            yield from _decision(after, old[article.number], article)
    yield from _gone(proposal, before, after)
    yield from _units(before, after)
    yield from _grounds(rules.forbidden, before, after)
    yield from _first_day(proposal, before, after)


def _terms(before: Law, was: Article, after: Law, article: Article) -> Iterator[RuleChange]:
    """Terms that leave citizens less time, let the government take longer, or are gone."""
    for citizen in (True, False):
        old, new = (
            sorted(t.days for t in terms(law, a) if t.days and t.citizen is citizen)
            for law, a in ((before, was), (after, article))
        )
        pairs = zip(old, new, strict=False)
        worse = next(((w, n) for w, n in pairs if (n < w if citizen else n > w)), None)
        if len(old) == len(new) and worse is not None:
            what = (
                Text("minder tijd om te handelen", "less time to act")
                if citizen
                else Text("de overheid krijgt meer tijd", "the government gets more time")
            )
            said = Text("Van {was} naar {now} dagen.", "From {was} to {now} days.").format(was=worse[0], now=worse[1])
            yield _change("termijn", after, article, "aandacht", what, said)
    gone = [t for t in terms(before, was) if t.days and _SPAN.search(article.text) is None]
    if gone:
        said = Text("Eerst stond er: {gone}.", "Before it said: {gone}.").format(gone=gone[0].words)
        what = Text("een termijn vervalt", "a term disappears")
        yield _change("termijn-vervalt", after, article, "aandacht", what, said)


_SPAN = re.compile(r"\b(dag|dagen|week|weken|maand|maanden|jaar|jaren)\b", re.IGNORECASE)


def _decision(law: Law, was: Article, article: Article) -> Iterator[RuleChange]:
    """An article that no longer makes a decision: then there is nothing to object to."""
    one, other = (a.rules.legal_character if a.rules else None for a in (was, article))
    if one == "BESCHIKKING" and other != one:
        what = Text("geen besluit meer om bezwaar tegen te maken", "no decision any more to object to")
        said = Text(
            "Het artikel gaf een beschikking en geeft die niet meer. Bezwaar en beroep hangen daaraan.",
            "The article gave an individual decision and does so no longer. Objection and appeal depend on it.",
        )
        yield _change("besluit", law, article, "ernstig", what, said)


def _gone(proposal: Proposal, before: Law, after: Law) -> Iterator[RuleChange]:
    """Articles that disappear untold: another number, place or split keeps a sentence or an output of it."""
    numbers = {a.number for a in after.articles}
    kept = {s for a in after.articles for s in sentences(a.text)}
    made = {o.name for a in after.articles if a.rules for o in a.rules.outputs}
    told = {c.article for c in proposal.changes if c.law == after.id}
    for article in before.articles:
        outputs = {o.name for o in article.rules.outputs} if article.rules else set()
        if article.number in numbers | told or outputs & made or kept & set(sentences(article.text)):
            continue
        said = Text(f"Er stond: {' '.join(article.text.split())}", f"Article {article.number} is no longer in the law.")
        what = Text("dit artikel vervalt", "this article disappears")
        place = where(before, article)
        yield RuleChange(
            "vervalt",
            after.id,
            article.number,
            None,
            "aandacht",
            Text("{place}: {what}", "{place}: {what}").format(place=place, what=what),
            said,
        )


def _units(before: Law, after: Law) -> Iterator[RuleChange]:
    """Outputs in another unit: whoever uses them goes on reckoning in the old one."""
    old = {o.name: o.unit for a in before.articles if a.rules for o in a.rules.outputs}
    for article in after.articles:
        for output in article.rules.outputs if article.rules else ():
            if output.name in old and output.unit != old[output.name]:
                one, other = old[output.name] or "-", output.unit or "-"
                said = Text(
                    "'{output}' was in {one} en is nu in {other}. Wetten die het gebruiken, rekenen niet om.",
                    "'{output}' was in {one} and is now in {other}. Laws that use it do not convert.",
                ).format(output=output.name, one=one, other=other)
                what = Text("een uitkomst in een andere eenheid", "an output in another unit")
                yield _change("uitvoereenheid", after, article, "ernstig", what, said, output.line)


def _grounds(forbidden: re.Pattern[str], before: Law, after: Law) -> Iterator[RuleChange]:
    """Data on a ground by which the law may not distinguish, that an article asks for anew."""
    known = {name for a in before.articles if a.rules for name, _ in _asked(a.rules)}
    for article in after.articles:
        for name, line in _asked(article.rules) if article.rules else ():
            if name not in known and forbidden.search(name):
                said = Text(
                    "Het artikel vraagt '{name}'. Onderscheid daarnaar mag alleen als de wet het toestaat.",
                    "The article asks for '{name}'. Distinction by it is only allowed where the law permits it.",
                ).format(name=name)
                what = Text("een beschermd kenmerk telt mee", "a protected ground counts")
                yield _change("grond", after, article, "ernstig", what, said, line)


def _asked(rules: Rules) -> Iterator[tuple[str, int]]:
    """Names of data that an article asks for: its inputs, and fields of the elements of a list."""
    for item in rules.inputs:
        yield item.field.name, item.field.line
    for action in rules.actions:
        yield from _fields(action.expression)


def _fields(expression: Expression) -> Iterator[tuple[str, int]]:
    if isinstance(expression, Variable) and len(expression.path) > 1:
        yield expression.path[-1], expression.line
    elif isinstance(expression, Operation):
        for arg in expression.args:
            yield from _fields(arg)


def _first_day(proposal: Proposal, before: Law, after: Law) -> Iterator[RuleChange]:
    """A change that counts from before it is made known, or before the proposal enters into force."""
    own = after.valid_from if after.valid_from != before.valid_from else None
    start = min(filter(None, (own, proposal.effective)))
    known = max(filter(None, (proposal.published, _published(before, after))), default=None)
    if known is not None and start < known:
        said = Text(
            "Het geldt vanaf {start} en wordt pas op {known} bekend. Een regel die belast, mag niet terugwerken.",
            "It applies from {start} and is only made known on {known}. A rule that burdens may not be retroactive.",
        ).format(start=start, known=known)
    elif start < proposal.effective:
        said = Text(
            "De wet geldt vanaf {start}, het voornemen gaat in op {effective}.",
            "The law applies from {start}, the proposal enters into force on {effective}.",
        ).format(start=start, effective=proposal.effective)
    else:
        return
    what = Text("terugwerkende kracht", "retroactive effect")
    yield RuleChange(
        "terugwerkend",
        after.id,
        None,
        None,
        "ernstig",
        Text("{after}: {what}", "{after}: {what}").format(after=after.name, what=what),
        said,
    )


def _published(before: Law, after: Law) -> str | None:
    """The day of publication in the law file, when the proposal changes it."""
    one, other = (law.notes.get("publication_date") for law in (before, after))
    return str(other) if other is not None and other != one else None


def _change(
    kind: str, law: Law, article: Article, severity: Severity, what: Text, said: Text, line: int | None = None
) -> RuleChange:
    place = where(law, article)
    title = Text("{place}: {what}", "{place}: {what}").format(place=place, what=what)
    return RuleChange(kind, law.id, article.number, line or article.line, severity, title, said)


def where(law: Law, article: Article) -> Text:
    """Law and article, as the start of a title."""
    return Text("{law}, artikel {number}", "{law}, article {number}").format(law=law.name, number=article.number)
