"""An explained case as HTML: the answer, and the steps of the law as a tree that unfolds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.numbers import capital
from uitvoerbaar.engine.explain.dutch import day, show, words
from uitvoerbaar.engine.explain.explainer import Explanation
from uitvoerbaar.engine.explain.person_case import PARTNER_KEY
from uitvoerbaar.engine.explain.tree import Branch, Teller
from uitvoerbaar.face.html import Markup, folded, items, link, page, text

_OPEN = 3
"""So many levels of the tree stand open."""
_LAWS = 1
"""How many laws beyond the asked one are told with their sums, as in the text."""
_PLACE = re.compile(r"^(?P<told>.*?)(?:  \[(?P<place>[^\]]+)\])?(?P<more> \(zie hierboven\))?$", re.DOTALL)


def explained_html(explained: Explanation) -> str:
    """The answer, the tree, the summary, what was assumed and the laws that were used."""
    on = parse_date(explained.date)
    when = tr("Volgens de wet zoals die geldt op {day}.", day=day(on) if on else explained.date)
    parts = [
        f'<p class="answer">{text(show(explained.value, explained.unit))}</p><p class="faint">{text(when)}</p>',
        tree_html(explained),
        folded(tr("In het kort"), items(explained.summary)),
    ]
    if explained.assumed:
        lines = [
            f"{'partner' if a.name == PARTNER_KEY else words(a.name)}"
            f"{'' if a.who == 'de persoon' else f' van {a.who}'}: {show(a.value, a.unit)}"
            for a in explained.assumed
        ]
        parts.append(folded(f"Niet opgegeven, dus aangenomen ({len(lines)})", items(lines)))
    used = [
        Markup(
            link(law.name, law.url)
            + text(tr(", {version}, artikel {articles}", version=law.version, articles=", ".join(law.articles)))
        )
        for law in explained.laws
    ]
    parts.append(folded(f"Gebruikte wetten ({len(used)})", items(used)))
    return page(capital(words(explained.output)), *parts)


def comparison_html(told: str, explained: Sequence[Explanation]) -> str:
    """The answers beside each other, each with its tree."""
    trees = [
        folded(f"{capital(words(one.output))}: {show(one.value, one.unit)} ({one.law.version})", tree_html(one))
        for one in explained
    ]
    return page("Vergelijking", items(line.strip() for line in told.splitlines()), *trees)


def tree_html(explained: Explanation) -> Markup:
    """The steps of the law: what stands below a step unfolds."""
    root = Teller(explained.glossary, _LAWS).branch(explained.trace)
    return Markup(f'<ul class="tree">{_branch(root, 0)}</ul>')


def _branch(branch: Branch, deep: int) -> str:
    line = _line(branch.text)
    if not branch.below:
        return f"<li><span>{line}</span></li>"
    below = "".join(_branch(child, deep + 1) for child in branch.below)
    opened = " open" if deep < _OPEN else ""
    return f"<li><details{opened}><summary>{line}</summary><ul>{below}</ul></details></li>"


def _line(told: str) -> str:
    """A line with its value in bold and its place in the law apart."""
    found = _PLACE.match(told)
    assert found is not None
    name, colon, value = found["told"].partition(": ")
    shown = f'{text(name)}: <span class="val">{text(value)}</span>' if colon else text(name)
    place = f' <span class="place">{text(found["place"])}</span>' if found["place"] else ""
    return shown + place + text(found["more"] or "")
