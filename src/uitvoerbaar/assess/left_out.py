"""What is not modelled and can matter to the group of an assessment, with how many households it can concern."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import inside
from uitvoerbaar.base.numbers import decimal_nl
from uitvoerbaar.engine.batch.people import Array, Collection, People, Strings, age_on, array_of
from uitvoerbaar.engine.explain.glossary import law_name
from uitvoerbaar.findings import Text
from uitvoerbaar.law import not_modelled
from uitvoerbaar.law.model import Law
from uitvoerbaar.law.not_modelled import Condition, NotModelled
from uitvoerbaar.law.registers import CHILD, COLLECTIONS, HOUSEMATE, PERSON
from uitvoerbaar.population import Population

_TABLES = {table: name for name, table in COLLECTIONS.items()}
_PARTNER = "partner_bsn"
_THOUSANDTHS = 1000
Mask = npt.NDArray[np.bool_]


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
    for rule in not_modelled.of(law.id, version=law.version or None):
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
    nl = f"; bij ten hoogste {decimal_nl(max(counts))} huishoudens" if len(counts) == len(same) else ""
    en = f"; at most {max(counts):,} households" if len(counts) == len(same) else ""
    return Text(f"{inside(what.nl)} (artikel {articles}{nl})", f"{inside(what.en)} (article {articles}{en})")


def concerned(rule: NotModelled, group: Population, on: str) -> int | None:
    """How many households have somebody who meets the conditions; None when it is everybody or cannot be known.

    It cannot be known when the group lacks a field that a condition asks. A household of part of the sample stands for its weight.
    """
    if not rule.when:
        return None
    persons = np.zeros(group.people.n, np.bool_)
    for conditions in rule.when:
        one = _persons(conditions, group.people, on)
        if one is None:
            return None
        persons |= one
    homes = np.zeros(len(group.weight), np.bool_)
    homes[group.household[persons]] = True
    return round(int(group.weight[homes].sum(dtype=np.int64)) / _THOUSANDTHS)


def _persons(conditions: Sequence[Condition], people: People, on: str) -> Mask | None:
    """Persons for whom all conditions hold, some of them for one child or one housemate of theirs."""
    mask = np.ones(people.n, np.bool_)
    for table in (PERSON, CHILD, HOUSEMATE):
        asked = [c for c in conditions if c.table == table]
        if not asked:
            continue
        found = _of_persons(asked, people, on) if table == PERSON else _of_elements(asked, people, _TABLES[table], on)
        if found is None:
            return None
        mask &= found
    return mask


def _of_persons(conditions: Sequence[Condition], people: People, on: str) -> Mask | None:
    mask = np.ones(people.n, np.bool_)
    for condition in conditions:
        if condition.field == _PARTNER:
            mask &= (people.partner >= 0) == bool(condition.value)
            continue
        found = _column(condition, people, on)
        if found is None:
            return None
        mask &= found
    return mask


def _of_elements(conditions: Sequence[Condition], people: People, name: str, on: str) -> Mask | None:
    """Persons who have an element of the collection for which all conditions hold."""
    collection = people.collections.get(name)
    if collection is None:
        return None
    numbers = np.arange(int(collection.stop.max(initial=0))) if collection.index is None else collection.index
    mask = np.ones(len(numbers), np.bool_)
    for condition in conditions:
        if condition.field:
            found = _column(condition, collection, on)
            if found is None:
                return None
            mask &= found[numbers]
    before = np.concatenate([[0], np.cumsum(mask)])
    return np.asarray(before[collection.stop] > before[collection.start])


def _column(condition: Condition, holder: People | Collection, on: str) -> Mask | None:
    """For which records a condition on a field holds; None when the field is not in the group."""
    column = holder.columns.get(condition.field)
    if column is None:
        return None
    values = array_of(column)
    missing = holder.null.get(condition.field)
    there = np.ones(len(values), np.bool_) if missing is None else ~missing.astype(np.bool_)
    if condition.test == "bestaat":
        return there if condition.value else ~there
    if condition.test == "is":
        same = _same(column, condition.value)
        return np.asarray(there & same)
    if condition.test in ("boven", "onder"):
        bound = float(Decimal(condition.value))
        return np.asarray(there & (values > bound if condition.test == "boven" else values < bound))
    years = age_on(on, values)
    if condition.test == "leeftijd_vanaf":
        return np.asarray(there & (years >= condition.value))
    return np.asarray(there & (years >= 0) & (years < condition.value))


def _same(column: Array | Strings, value: Any) -> Mask:
    if isinstance(column, Strings):
        code = column.words.index(value) if value in column.words else -1
        return np.asarray(column.codes == code)
    return np.asarray(column == value)
