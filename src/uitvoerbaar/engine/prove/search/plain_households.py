"""The plainest households: everything as usual but at most one field, so that a counterexample speaks for itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.engine.batch.people import Array, date_code
from uitvoerbaar.engine.prove.formulas.household import TABLES, Name
from uitvoerbaar.engine.prove.formulas.law import PARAMETER
from uitvoerbaar.engine.prove.question import Problem
from uitvoerbaar.engine.prove.search import random_households
from uitvoerbaar.engine.prove.search.search import Nearest, Search
from uitvoerbaar.law.graph import FieldSpec

ROUND = tuple(digit * 10**power for power in range(3, 8) for digit in (1, 2, 5))
"""Amounts that a reader takes in at once, in eurocent: from 10 euros."""


def plainest(problem: Problem) -> Nearest | None:
    """The first of the plain households that breaks the property, in the order in which they are made."""
    specs = random_households.unknowns(problem.question, problem.shape)
    if not specs:
        return None
    usual = {name: _usual(problem, name, spec) for name, spec in specs.items()}
    rows = list(_variants(specs, usual))
    draws = {name: np.array([row[name] for row in rows], np.int64) for name in specs}
    excess: Array = Search(problem).excess(draws, {})
    broken = np.flatnonzero(excess > 0)
    if not len(broken):
        return None
    first = int(broken[0])
    return Nearest(random_households.pick(problem.question, problem.shape, draws, first), {}, float(excess[first]))


def _variants(specs: dict[Name, FieldSpec], usual: dict[Name, int]) -> Iterator[dict[Name, int]]:
    """As usual; then one yes or no turned around; then one round amount. Each with every round free amount."""
    free = [name for name in specs if name[0] == PARAMETER]
    turned: list[dict[Name, int]] = [{}]
    turned += [{name: 1 - usual[name]} for name, spec in specs.items() if spec.kind == "bool"]
    turned += [
        {name: value}
        for name, spec in specs.items()
        if spec.kind == "number" and name not in free
        for value in ROUND
        if _within(spec, value)
    ]
    for change in turned:
        for amount in ROUND if free else (0,):
            fits = {name: amount for name in free if _within(specs[name], amount)}
            yield {**usual, **change, **fits}


def _within(spec: FieldSpec, value: int) -> bool:
    return int(spec.lo or 0) <= value <= int(spec.hi or 0)


def _usual(problem: Problem, name: Name, spec: FieldSpec) -> int:
    """The default of the catalogue as a column holds it; else nothing."""
    who, field = name
    known = None if who == PARAMETER else problem.question.catalogue.field(TABLES[who[0]], field)
    default: Any = known.default if known is not None and known.has_default else None
    if spec.kind == "date":
        day = parse_date(default or min(problem.question.on, str(spec.hi)))
        assert day is not None
        return date_code(day.year, day.month, day.day)
    if spec.kind == "string":
        return (spec.values or ("",)).index(default) if default is not None else 0
    return int(default or 0)
