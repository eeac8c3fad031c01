"""What is not modelled and can matter to the group of an assessment, with how many households it can concern."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import inside
from uitvoerbaar.base.numbers import decimal_nl
from uitvoerbaar.engine.explain.glossary import law_name
from uitvoerbaar.findings import Text
from uitvoerbaar.law import not_modelled
from uitvoerbaar.law.model import Law
from uitvoerbaar.law.not_modelled import NotModelled
from uitvoerbaar.population import Population
from uitvoerbaar.population.concerned import persons_concerned

_THOUSANDTHS = 1000


def left_out(ctx: Context) -> tuple[Text, ...]:
    """One sentence per law that the assessment uses, with everything of it that can matter to somebody in the group."""
    side = ctx.sides.after if ctx.sides.after.laws else ctx.sides.before
    group = ctx.population[side.year]
    used: dict[str, Law] = {}
    for laws in side.laws.values():
        for law in laws:
            used.setdefault(law.id, law)
    return tuple(text for law in used.values() for text in _law(law, group, side.date))


def _law(law: Law, group: Population, on: str) -> Iterator[Text]:
    rules: dict[Text, list[tuple[NotModelled, int | None]]] = {}
    for rule in not_modelled.gaps(law):
        found = concerned(rule, group, on)
        if found is None or found:
            rules.setdefault(rule.what, []).append((rule, found))
    if rules:
        told = [_rule(what, same) for what, same in rules.items()]
        name = law_name(law)
        yield Text(
            f"Niet gemodelleerd van {name}: {'; '.join(one.nl for one in told)}.",
            f"Not modelled of {name}: {'; '.join(one.en or one.nl for one in told)}.",
        )


def _rule(what: Text, same: Sequence[tuple[NotModelled, int | None]]) -> Text:
    """One thing with its articles, and the most households that any of them can concern."""
    articles = ", ".join(rule.article for rule, _ in same)
    counts = [found for _, found in same if found is not None]
    nl = en = ""
    if len(counts) == len(same):
        most = max(counts)
        nl = f"; bij ten hoogste {decimal_nl(most)} huishouden{'' if most == 1 else 's'}"
        en = f"; at most {most:,} household{'' if most == 1 else 's'}"
    return Text(f"{inside(what.nl)} (artikel {articles}{nl})", f"{inside(what.english)} (article {articles}{en})")


def concerned(rule: NotModelled, group: Population, on: str) -> int | None:
    """How many households have somebody who meets the conditions; None when it is everybody or cannot be known.

    It cannot be known when the group lacks a field that a condition asks. A household of part of the sample stands for its weight.
    """
    if not rule.when:
        return None
    persons = persons_concerned(rule.when, group.people, on)
    if persons is None:
        return None
    homes = np.zeros(len(group.weight), np.bool_)
    homes[group.household[persons]] = True
    return round(int(group.weight[homes].sum(dtype=np.int64)) / _THOUSANDTHS)
