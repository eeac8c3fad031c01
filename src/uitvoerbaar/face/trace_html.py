"""An explained case as HTML: the answer, and the steps of the law as a tree that unfolds."""

from __future__ import annotations

from collections.abc import Sequence

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.numbers import capital
from uitvoerbaar.engine.explain.as_text import warnings
from uitvoerbaar.engine.explain.explainer import Assumed, Explanation
from uitvoerbaar.engine.explain.person_case import PARTNER_KEY
from uitvoerbaar.engine.explain.plain_words import plain_words
from uitvoerbaar.engine.explain.tree import Branch, Teller
from uitvoerbaar.face.html import Markup, dutch_name, folded, items, law_title, link, page, text

_OPEN = 3
"""So many levels of the tree stand open."""
_LAWS = 1
"""How many laws beyond the asked one are told with their sums, as in the text."""


def explained_html(explained: Explanation) -> str:
    """The answer, the tree, the summary, what was assumed and the laws that were used."""
    on, plain = parse_date(explained.date), plain_words()
    told = plain.day(on) if on else explained.date
    when = (
        tr("Volgens de laatst bekende wet, toegepast op {day}.", day=told)
        if explained.carried
        else tr("Volgens de wet zoals die geldt op {day}.", day=told)
    )
    known = [tr("Let op: {warning}", warning=warning) for warning in warnings(explained)]
    parts = [
        f'<p class="answer">{text(plain.show(explained.value, explained.unit))}</p><p class="faint">{text(when)}</p>',
        *([items(known)] if known else []),
        tree_html(explained),
        folded(tr("In het kort"), items(explained.told)),
    ]
    if explained.assumed:
        lines = [_assumed(each) for each in explained.assumed]
        parts.append(folded(tr("Niet opgegeven, dus aangenomen ({number})", number=len(lines)), items(lines)))
    used = [
        Markup(
            link(law_title(law.id, law.name), law.url)
            + text(tr(", {version}, artikel {articles}", version=law.version, articles=", ".join(law.articles)))
        )
        for law in explained.laws
    ]
    parts.append(folded(tr("Gebruikte wetten ({number})", number=len(used)), items(used)))
    return page(capital(plain.words(explained.output)), *parts)


def comparison_html(told: str, explained: Sequence[Explanation]) -> str:
    """The answers beside each other, each with its tree."""
    plain = plain_words()
    trees = [
        folded(
            f"{capital(plain.words(one.output))}: {plain.show(one.value, one.unit)} ({one.law.version})", tree_html(one)
        )
        for one in explained
    ]
    return page(tr("Vergelijking"), items(line.strip() for line in told.splitlines()), *trees)


def tree_html(explained: Explanation) -> Markup:
    """The steps of the law: what stands below a step unfolds."""
    root = Teller(explained.glossary, _LAWS).branch(explained.trace)
    return Markup(f'<ul class="tree">{_branch(root, 0)}</ul>')


def _branch(branch: Branch, deep: int) -> str:
    line = _line(branch)
    if not branch.below:
        return f"<li><span>{line}</span></li>"
    below = "".join(_branch(child, deep + 1) for child in branch.below)
    opened = " open" if deep < _OPEN else ""
    return f"<li><details{opened}><summary>{line}</summary><ul>{below}</ul></details></li>"


def _line(branch: Branch) -> str:
    """A line with its value in bold and its place in the law apart."""
    name, colon, value = branch.told.partition(": ")
    shown = f'{text(name)}: <span class="val">{text(value)}</span>' if colon else text(name)
    law, comma, article = branch.place.rpartition(", ")
    shown += f' <span class="place">{dutch_name(law)}{comma}{text(article)}</span>' if article else ""
    return tr("{text} (zie hierboven)", text=shown) if branch.above else shown


def _assumed(one: Assumed) -> str:
    """What was assumed, of whom, in words."""
    plain = plain_words()
    name = "partner" if one.name == PARTNER_KEY else plain.words(one.name)
    whose = "" if one.who == "de persoon" else tr(" van {whose}", whose=plain.whose(one.who))
    return f"{name}{whose}: {plain.show(one.value, one.unit)}"
