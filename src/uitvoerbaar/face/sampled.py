"""The households behind a figure of the workbench: as cards, and one of them as the case that a law can be asked about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from uitvoerbaar.assess.cases.simplest import case_of_persons
from uitvoerbaar.assess.disclosure.persons import refused
from uitvoerbaar.assess.live.answer import CLASSES
from uitvoerbaar.assess.live.households import (
    MOST,
    ORDERS,
    Choice,
    Order,
    Row,
    cases,
    chosen,
    divisions,
    group_of,
    one,
    stands_for,
)
from uitvoerbaar.assess.people.totals import Estimate
from uitvoerbaar.base.dates import age
from uitvoerbaar.base.text import Text
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.face.live import LiveArticle

__all__ = ["CLASSES", "MOST", "ORDERS", "Choice", "Order", "facts_of", "household_in", "households_in"]
_INCOMES = ("loon_uit_dienstbetrekking", "winst_uit_onderneming", "uitkeringen_en_pensioenen")
_BORN, _RENTS, _RENT, _HOME = "geboortedatum", "is_huurder", "kale_huur", "eigenwoningwaarde"


def households_in(live: LiveArticle, values: Mapping[str, Decimal], choice: Choice) -> dict[str, Any]:
    """The households of a choice with the dials at `values`, as JSON values: how many there are, and cards of the first ten.

    Amounts are eurocent a year (rent a month). `refused` says why no household is shown: own microdata are people. Raises
    UserError for a group, class or order that there is not.
    """
    found = chosen(live.live, values, choice)
    division = next((each for each in divisions(live.live) if each.id == choice.grouping), None)
    pairs = cases(live.live, values, [row.number for row in found.rows])
    return {
        "refused": None if found.refused is None else _words(found.refused),
        "households": _estimate(found.households),
        "sampled": found.sampled,
        "of": found.of,
        "group": None
        if division is None
        else {"title": _words(division.title), "label": _words(division.labels[choice.group])},
        "rows": [_card(live, row, case) for row, (case, _) in zip(found.rows, pairs, strict=True)],
    }


def household_in(live: LiveArticle, values: Mapping[str, Decimal], number: int) -> dict[str, Any]:
    """One household by its number in the sample, as JSON values: its card, and its facts as a case has them.

    `facts` and `facts_after` differ only in what the law computes of housemates, and give what the sample gives, to the cent.
    `persons` has of housemates what they are in place of that, for who asks another law. Own microdata are refused as in
    `households_in`.
    """
    why = refused(live.live.ctx, 0)
    if why is not None:
        return {"refused": _words(why)}
    row = one(live.live, values, number)
    ((before, after),) = cases(live.live, values, [number])
    ctx = live.live.ctx
    persons = case_of_persons(ctx.people.before, int(ctx.heads[number]), ctx.catalogue)
    told = {"facts": facts_of(before), "facts_after": facts_of(after), "persons": facts_of(persons)}
    return {"refused": None, **_card(live, row, before), **told}


def facts_of(case: PersonCase) -> dict[str, Any]:
    """A case by name, as a case file has it, in JSON values."""
    made: dict[str, Any] = _plain(case.person)
    if case.partner is not None:
        made["partner"] = _plain(case.partner)
    for name, records in (("kinderen", case.children), ("huisgenoten", case.housemates)):
        if records:
            made[name] = [_plain(record) for record in records]
    return made


def _plain(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: float(value) if isinstance(value, Decimal) else value for name, value in record.items()}


def _card(live: LiveArticle, row: Row, case: PersonCase) -> dict[str, Any]:
    """Who a household is, and what becomes of it."""
    adults = [case.person, *([] if case.partner is None else [case.partner])]
    kind, province = (group_of(live.live, name, row.number) for name in ("huishoudtype", "provincie"))
    return {
        "number": row.number,
        "stands_for": stands_for(row),
        "before": row.before,
        "after": row.after,
        "change": row.change,
        "type": None if kind is None else _words(kind),
        "province": None if province is None else _words(province),
        "ages": _ages(adults, live.of.on),
        "children": _ages(case.children, live.of.on),
        "housemates": _ages(case.housemates, live.of.on),
        "income": sum(int(adult.get(name, 0)) for adult in adults for name in _INCOMES),
        "rent": int(case.person[_RENT]) if case.person.get(_RENTS) and _RENT in case.person else None,
        "owns": any(adult.get(_HOME, 0) > 0 for adult in adults),
    }


def _ages(records: Iterable[Mapping[str, Any]], on: str) -> list[int | None]:
    """Completed years on a day; None of who has no date of birth of his own."""
    return [_age(record.get(_BORN), on) for record in records]


def _age(born: str | None, on: str) -> int | None:
    if born is None:
        return None
    return age(date.fromisoformat(born), date.fromisoformat(on))


def _estimate(found: Estimate) -> dict[str, float]:
    return {"value": found.value, "low": found.low, "high": found.high}


def _words(text: Text) -> dict[str, str]:
    return {"nl": str(text.nl), "en": str(text.en)}


def choice_of(grouping: str, group: int, classes: Sequence[str], order: Order) -> Choice:
    """A choice; every class without one."""
    return Choice(grouping, group, tuple(classes) or CLASSES, order)
