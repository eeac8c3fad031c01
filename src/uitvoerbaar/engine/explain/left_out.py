"""What is not modelled and can matter to one explained case: its facts meet the conditions that the data name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from uitvoerbaar.base.dates import age, parse_date
from uitvoerbaar.engine.reference.values import is_number
from uitvoerbaar.law import not_modelled
from uitvoerbaar.law.not_modelled import Condition, NotModelled
from uitvoerbaar.law.registers import CHILD, HOUSEMATE, PERSON

if TYPE_CHECKING:
    from uitvoerbaar.engine.explain.explainer import Explanation

Facts = Mapping[str, Sequence[Mapping[str, Any]]]
"""Per table the records of the case: the person and the partner, the children, the housemates."""


def left_out(explained: Explanation, facts: Facts) -> tuple[NotModelled, ...]:
    """What the laws that were used say and what is not computed, as far as it can matter to this case, in law order.

    Of an article that a law file holds it counts when the answer rests on that article, of any other when it rests on the law.
    An amount that follows another law is right for a case, so it is left to the reports on a proposal.
    """
    return tuple(_found(explained, facts))


def _found(explained: Explanation, facts: Facts) -> Iterator[NotModelled]:
    for used in explained.laws:
        law = explained.glossary.laws[used.id, used.version]
        held = {article.number for article in law.articles if article.rules is not None}
        for rule in not_modelled.gaps(law):
            reached = rule.article in used.articles or rule.article not in held
            if reached and not rule.link and can_matter(rule.when, facts, explained.date):
                yield rule


def can_matter(when: Sequence[Sequence[Condition]], facts: Facts, on: str) -> bool:
    """Whether one of the sets of conditions holds: for one person, with a child and a housemate where it asks for them."""
    if not when:
        return True
    return any(
        all(
            any(all(holds(c, record, on) for c in group if c.table == table) for record in facts[table])
            for table in (PERSON, CHILD, HOUSEMATE)
            if any(c.table == table for c in group)
        )
        for group in when
    )


def holds(condition: Condition, record: Mapping[str, Any], on: str) -> bool:
    """Whether a condition holds for one record; a value that is not there meets only `bestaat: false`."""
    value = record.get(condition.field) if condition.field else True
    if condition.test == "bestaat":
        return (value is not None) is bool(condition.value)
    if value is None:
        return False
    if condition.test == "is":
        return bool(value == condition.value)
    if condition.test in ("boven", "onder"):
        if not is_number(value):
            return False
        return bool(value > condition.value if condition.test == "boven" else value < condition.value)
    born, day = parse_date(value), parse_date(on)
    if born is None or day is None:
        return False
    years = age(born, day)
    return bool(years >= condition.value if condition.test == "leeftijd_vanaf" else 0 <= years < condition.value)
