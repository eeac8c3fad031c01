"""What laws say and what was not computed, told beside the outcomes of many people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import TYPE_CHECKING, Any

from uitvoerbaar.base.language import retold, tr, trn
from uitvoerbaar.engine.batch import People as Columns
from uitvoerbaar.engine.explain.as_text import in_words
from uitvoerbaar.engine.explain.plain_words import law_words
from uitvoerbaar.law.model import Law
from uitvoerbaar.law.not_modelled import NotModelled, gaps
from uitvoerbaar.law.registers import CHILD, HOUSEMATE, KEY, PERSON
from uitvoerbaar.population.concerned import persons_concerned

if TYPE_CHECKING:
    from uitvoerbaar.face.laws import Laws


def left_out(
    law: Laws, asked: Iterable[tuple[str, str]], people: Columns, on: str, unread: Set[str] = frozenset()
) -> tuple[str, ...]:
    """A line for each thing that the asked laws leave out, and one for each law that they rest on, as far as it can matter to
    one of `people` (rows) on a day. `unread` are columns that the user gave and no law read: of these nothing is known.
    """
    asked = tuple(asked)
    absent = _defaults(law, unread)
    first, others = dict[str, None](), dict[str, dict[str, None]]()
    for found, rule in _reached(law, asked, on):
        who = persons_concerned(rule.when, people, on, absent) if rule.when else None
        if who is not None and not who.any():
            continue
        some = "" if who is None else trn(int(who.sum()), " (ten hoogste {n} rij)", " (ten hoogste {n} rijen)")
        name = law_words(found.id, found.name or found.id)
        if any(found.id == one for one, _ in asked):
            told = tr("artikel {article}: {told}", article=rule.article, told=in_words(rule.told))
            first.setdefault(f"{name}, {told}{some}")
        else:
            what = in_words(rule.what)
            others.setdefault(name, {}).setdefault(f"{what[:1].lower()}{what[1:]} ({rule.article}){some}")
    return (*first, *(f"{name}: {'; '.join(told)}" for name, told in others.items()))


def passed_over(law: Laws, asked: Iterable[tuple[str, str]], on: str) -> tuple[str, ...]:
    """Rules that the asked outcomes came by and that do not join: of another layer, or not in force on the day."""
    plans = [law.explainer.plan(*pair, on, (KEY,)) for pair in asked]
    return tuple(dict.fromkeys(retold(note) for plan in plans for note in plan.linked.notes))


def _reached(law: Laws, asked: Iterable[tuple[str, str]], on: str) -> Iterator[tuple[Law, NotModelled]]:
    """What is left out of the articles that the outcomes may rest on, and of their laws beside the articles with rules."""
    for pair in asked:
        articles: dict[tuple[str, str], tuple[Law, set[str]]] = {}
        for found, number in law.explainer.plan(*pair, on, (KEY,)).linked.articles:
            articles.setdefault((found.id, found.version), (found, set()))[1].add(number)
        for found, numbers in articles.values():
            held = {article.number for article in found.articles if article.rules is not None}
            yield from ((found, rule) for rule in gaps(found) if rule.article in numbers or rule.article not in held)


def _defaults(law: Laws, unread: Set[str]) -> Mapping[str, Mapping[str, Any]]:
    """Per table what a record has that does not say otherwise."""
    return {
        table: {
            field.name: field.default
            for field in law.explainer.catalogue
            if field.table == table and field.has_default and not (table == PERSON and field.name in unread)
        }
        for table in (PERSON, CHILD, HOUSEMATE)
    }
