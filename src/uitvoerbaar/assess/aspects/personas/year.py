"""A persona in another year: the same person at the same age, with the money of that year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from uitvoerbaar.assess.aspects.personas.persona import Persona
from uitvoerbaar.assess.reading.awir import AWIR
from uitvoerbaar.engine.batch.people import date_code, date_text
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.law.registers import CHILD, PERSON, Catalogue
from uitvoerbaar.population.columns import DATE, MINORS, PERSONS, TEXT, columns, words
from uitvoerbaar.population.uprate import Growth, grow

Values = Mapping[str, Any]
REGISTERED = "geregistreerd_inkomen"
_ASSESSED = "toetsingsinkomen"
_TABLES = {PERSONS: PERSON, MINORS: CHILD}


def in_year(persona: Persona, year: int, explainer: Explainer) -> PersonCase:
    """The case of a persona in the money of `year`; birth dates move along, so that everybody keeps their age.

    `explainer` explains the law as it is, without a proposal.

    In another year every adult also gets the income that the tax office has registered: what the law of the persona's
    own year gives, grown along. Laws of years without a model of income tax read it. Raises PopulationDataError for a
    year without growth figures and EvaluationError when the law has no answer.
    """
    if year == persona.year:
        return persona.case
    growth = Growth(persona.year, year)
    catalogue = explainer.catalogue
    person, partner, *mates = (
        adult if adult is None else _grown(PERSONS, {**adult, REGISTERED: income}, growth, catalogue)
        for adult, income in _incomes(persona, explainer)
    )
    assert person is not None
    return replace(
        persona.case,
        person=person,
        partner=partner,
        children=tuple(_grown(MINORS, child, growth, catalogue) for child in persona.case.children),
        housemates=tuple(mate for mate in mates if mate is not None),
    )


def _incomes(persona: Persona, explainer: Explainer) -> Iterator[tuple[Values | None, int]]:
    """The person, the partner (or None) and the housemates, each with the income that the law gives in its own year."""
    case, day = persona.case, f"{persona.year}-01-01"

    def income(of: PersonCase) -> int:
        return int(explainer.explain(AWIR, _ASSESSED, day, of).value)

    yield case.person, income(case)
    yield case.partner, 0 if case.partner is None else income(replace(case, person=case.partner, partner=case.person))
    for mate in case.housemates:
        yield mate, income(PersonCase(person=mate))


def _grown(table: str, values: Values, growth: Growth, catalogue: Catalogue) -> dict[str, Any]:
    """One record grown as a record of the population grows; what it does not name stays unnamed."""
    known = {column.name: column for column in columns(table) if catalogue.field(_TABLES[table], column.name)}
    cells: dict[str, np.ndarray[Any, Any]] = {}
    for name, column in known.items():
        value = values.get(name, catalogue.field(_TABLES[table], name).default)  # type: ignore[union-attr]
        if column.type == DATE:
            value = date_code(*(int(part) for part in value.split("-")))
        elif column.type == TEXT:
            value = words(name).index(value)
        cells[name] = np.array([value]).astype(np.int64 if column.type == "int64" else column.dtype)
    grow(table, cells, growth)
    return {name: _plain(cells[name], known[name].type, raw) if name in known else raw for name, raw in values.items()}


def _plain(cell: np.ndarray[Any, Any], kind: str, raw: Any) -> Any:
    if kind == DATE:
        return date_text(int(cell[0]))
    return raw if kind in (TEXT, "bool") else int(cell[0])
