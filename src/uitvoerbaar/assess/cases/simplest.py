"""A household of the population as one named case, and the simplest case in which the same thing still happens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any

import numpy as np

from uitvoerbaar.assess.words import cell, field_label, report_unit
from uitvoerbaar.base.command_line import command_line, typed
from uitvoerbaar.engine.batch.people import Collection, Column, People, Strings, date_text
from uitvoerbaar.engine.explain.explainer import Explanation
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.findings import NamedInput
from uitvoerbaar.law.registers import CHILD, COLLECTIONS, HOUSEMATE, PERSON, Catalogue

Values = Mapping[str, Any]
ROUND_TO = (100_000_00, 10_000_00, 1_000_00, 100_00, 10_00, 1_00)
"""Steps to which amounts of a case are rounded to make it easier to read, in eurocent, coarsest first."""
_RELATION = {"partner_bsn", *COLLECTIONS}


def case_of_row(people: People, row: int, catalogue: Catalogue) -> PersonCase:
    """The person in `row` with partner, children and housemates; fields that have their default are left out."""
    partner = int(people.partner[row])
    return PersonCase(
        person=_fields(people.columns, people.null, row, PERSON, catalogue),
        partner=_fields(people.columns, people.null, partner, PERSON, catalogue) if partner >= 0 else None,
        children=tuple(_elements(people, "kinderen", row, CHILD, catalogue)),
        housemates=tuple(_elements(people, "huisgenoten", row, HOUSEMATE, catalogue)),
    )


def case_of_persons(people: People, row: int, catalogue: Catalogue) -> PersonCase:
    """The same, with of every housemate what he is as a person in place of what the law computes of him.

    So a law that is changed computes him anew; his own partner and children are not in the case.
    """
    case, held = case_of_row(people, row, catalogue), people.collections.get("huisgenoten")
    if held is None or held.index is None:
        return case
    mates = []
    for k, mate in zip(range(int(held.start[row]), int(held.stop[row])), case.housemates, strict=True):
        own = {name: value for name, value in mate.items() if not _computed(catalogue, name)}
        mates.append({**_fields(people.columns, people.null, int(held.index[k]), PERSON, catalogue), **own})
    return replace(case, housemates=tuple(mates))


def _computed(catalogue: Catalogue, name: str) -> bool:
    field = catalogue.field(HOUSEMATE, name)
    return field is not None and field.spec.computed_by is not None


def _elements(people: People, name: str, row: int, table: str, catalogue: Catalogue) -> Iterator[Values]:
    found = people.collections.get(name)
    if found is None:
        return
    for k in range(int(found.start[row]), int(found.stop[row])):
        yield _fields(found.columns, found.null, _record(found, k), table, catalogue)


def _record(found: Collection, k: int) -> int:
    return k if found.index is None else int(found.index[k])


def _fields(
    columns: Mapping[str, Column], null: Mapping[str, Any], record: int, table: str, catalogue: Catalogue
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in catalogue.names(table):
        column = columns.get(name)
        field = catalogue.field(table, name)
        if column is None or field is None or name in _RELATION or (name in null and bool(null[name][record])):
            continue
        value = _plain(column, record, field.spec.kind)
        if not field.has_default or value != field.default:
            values[name] = value
        elif field.due is not None and all(_holds(columns.get(factor), record) for factor in field.due.factors):
            values[name] = value  # a payment that a case does not name is what is owed
    return values


def _holds(column: Column | None, record: int) -> bool:
    return column is not None and not isinstance(column, Strings) and bool(column[record])


def _plain(column: Column, record: int, kind: str) -> Any:
    if isinstance(column, Strings):
        return column.words[int(column.codes[record])]
    raw = column[record]
    if kind == "bool":
        return bool(raw)
    if kind == "date":
        return date_text(int(raw))
    if isinstance(raw, np.floating):
        return int(raw) if float(raw).is_integer() else Decimal(repr(float(raw)))
    return int(raw)


def simplest(case: PersonCase, holds: Callable[[PersonCase], bool]) -> PersonCase:
    """The case made as simple as it can be while `holds` stays true: fewer people, then fewer facts, then round amounts.

    `holds` must be true for `case` itself. Tries one change at a time until none is left, so the result is simplest in
    the sense that no single further change keeps it.
    """
    while True:
        start = case
        for change in _changes(case):
            tried = change(case)
            if tried != case and holds(tried):
                case = tried
        if case == start:
            return case


def _changes(case: PersonCase) -> Iterator[Callable[[PersonCase], PersonCase]]:
    yield lambda c: replace(c, housemates=())
    yield lambda c: replace(c, partner=None, person={k: v for k, v in c.person.items() if k != "is_gehuwd"})
    for _ in case.children:
        yield lambda c: replace(c, children=c.children[1:])
        yield lambda c: replace(c, children=c.children[:-1])
    for name in sorted({*case.person, *(case.partner or {})}):
        yield partial(_of_adults, change=partial(_lacking, name=name))
    of_children = sorted({name for child in case.children for name in child})
    for name in of_children:
        yield partial(_of_children, change=partial(_lacking, name=name))
    for step in ROUND_TO:
        for name in sorted({*case.person, *(case.partner or {})}):
            yield partial(_of_adults, change=partial(_near, name=name, step=step))
        for name in of_children:
            yield partial(_of_children, change=partial(_near, name=name, step=step))


def _of_adults(case: PersonCase, change: Callable[[Values], Values]) -> PersonCase:
    """The case with the same change to the person and the partner, so that a couple stays alike."""
    partner = change(case.partner) if case.partner is not None else None
    return replace(case, person=change(case.person), partner=partner)


def _of_children(case: PersonCase, change: Callable[[Values], Values]) -> PersonCase:
    return replace(case, children=tuple(change(child) for child in case.children))


def _lacking(values: Values, name: str) -> Values:
    return {k: v for k, v in values.items() if k != name}


def _near(values: Values, name: str, step: int) -> Values:
    """The record with the number `name` rounded to a multiple of `step`; smaller numbers stay as they are."""
    value = values.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) < step:
        return values
    return {**values, name: (value + step // 2) // step * step}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a case with the words for whose it is: name as `explain --with` takes it, field name and value."""

    name: str
    whose: str
    field: str
    table: str
    value: Any


def facts(case: PersonCase) -> list[Fact]:
    """Everything that a case names, in reading order."""
    found = [Fact(name, "", name, PERSON, value) for name, value in case.person.items()]
    if case.partner is not None:
        found += [Fact(f"partner.{n}", "partner", n, PERSON, v) for n, v in case.partner.items()]
    for number, child in enumerate(case.children, 1):
        found += [Fact(f"kind.{number}.{n}", f"kind {number}", n, CHILD, v) for n, v in child.items()]
    for number, mate in enumerate(case.housemates, 1):
        found += [Fact(f"huisgenoot.{number}.{n}", f"huisgenoot {number}", n, HOUSEMATE, v) for n, v in mate.items()]
    return found


def situation(case: PersonCase, told: Iterable[Explanation], catalogue: Catalogue) -> tuple[NamedInput, ...]:
    """The facts of a case that any of its explanations rests on, as the report shows them."""
    read = {name for explained in told for _, name in explained.read}
    found = []
    for fact in facts(case):
        if fact.field in read:
            known = catalogue.field(fact.table, fact.field)
            unit = report_unit(known.unit if known else None, fact.value)
            found.append(NamedInput(fact.name, field_label(fact.field, fact.whose), cell(fact.value), unit))
    return tuple(found)


def command(
    law: str, output: str, date: str, case: PersonCase, proposal: str, side: str, then: PersonCase | None = None
) -> str:
    """The command line that explains a case again under one side of a proposal, or both ('beide').

    With `then`, the same people with other facts, it also shows what the answer becomes.
    """
    empty = ["partner={}"] if case.partner is not None and not case.partner else []
    for head, records in ((CHILD, case.children), (HOUSEMATE, case.housemates)):
        empty += [f"{head}.{position}={{}}" for position, record in enumerate(records, 1) if not record]
    named = {fact.name: fact.value for fact in facts(case)}
    other = facts(then) if then is not None else ()
    return command_line(
        "explain",
        law,
        output,
        on=date,
        proposal=proposal,
        side=side,
        with_=[*empty, *(f"{name}={typed(value)}" for name, value in named.items())],
        then=[
            f"{fact.name}={typed(fact.value)}"
            for fact in other
            if fact.name not in named or named[fact.name] != fact.value
        ],
    )
