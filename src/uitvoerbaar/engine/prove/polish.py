"""Making a confirmed counterexample simpler, field by field: the usual value, nothing, else fewer digits."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from uitvoerbaar.engine.prove import clock
from uitvoerbaar.engine.prove.domain import Amount, Fact
from uitvoerbaar.engine.prove.formulas.household import TABLES, Name
from uitvoerbaar.engine.prove.formulas.law import PARAMETER
from uitvoerbaar.engine.prove.formulas.symbol import Who
from uitvoerbaar.engine.prove.question import Problem
from uitvoerbaar.engine.prove.replay import replay
from uitvoerbaar.engine.prove.solve import Found
from uitvoerbaar.law.registers import CHILD, HOUSEMATE

DIGITS = (1, 2, 3)


def polish(problem: Problem, found: Found, seconds: float) -> Found:
    """The case with as many fields as possible at their usual value or a round one; it still breaks the property."""
    until = min(seconds, clock.left()) + time.monotonic()
    for name in list(found.values):
        for option in simpler(problem, name, found.values[name]):
            if time.monotonic() > until:
                return found
            tried = _tied(problem, found.values, {**found.values, name: option})
            if not lawful(problem, tried, found.sizes):
                continue
            replayed = replay(problem, tried, found.sizes)
            if replayed.violated:
                found = Found(tried, found.sizes, replayed)
                break
    return found


def simpler(problem: Problem, name: Name, value: Any) -> Iterator[Any]:
    """Simpler values than this one, the simplest first."""
    who, field = name
    known = None if who == PARAMETER else problem.question.catalogue.field(TABLES[who[0]], field)
    options: list[Any] = []
    if known is not None and known.has_default:
        options.append(known.default)
    if isinstance(value, bool):
        options.append(False)
    elif isinstance(value, int):
        options.append(0)
        digits = len(str(abs(value)))
        # A free amount has no usual value: the smallest round one tells most.
        options += [10**n for n in range(3, digits) if who == PARAMETER and value > 0]
        options += [int(value / 10 ** (digits - n)) * 10 ** (digits - n) for n in DIGITS if n < digits]
    elif isinstance(value, str) and len(value) == 10 and value[4] == "-":
        options.append(f"{value[:4]}-01-01")
    for option in options:
        if option == value:
            return
        yield option


def _records(problem: Problem, fact: Fact) -> list[Who]:
    shape = problem.shape
    counts = {"persoon": 1, "partner": shape.partner, CHILD: shape.children, HOUSEMATE: shape.housemates}
    return [(fact.table, i) for i in range(counts[fact.table])]


def _amount(amount: Amount, record: Who, values: dict[Name, Any]) -> Any:
    if len(amount.fields) == 1 and amount.factor == 1:
        return values[amount.locate(amount.fields[0], record)]
    total = amount.factor
    for field in amount.fields:
        total = total * values[amount.locate(field, record)]
    return total


def _tied(problem: Problem, old: dict[Name, Any], new: dict[Name, Any]) -> dict[Name, Any]:
    """What was all that it could be stays so: all costs paid, when the costs change."""
    for fact in problem.question.domain.facts:
        for record in _records(problem, fact):
            if fact.order != "hoogstens" or not all(n in old for n in fact.names(record)):
                continue
            if _amount(fact.left, record, old) == _amount(fact.right, record, old):
                new[fact.locate(fact.left.fields[0], record)] = _amount(fact.right, record, new)
    return new


def lawful(problem: Problem, values: dict[Name, Any], sizes: dict[Name, int]) -> bool:
    """Whether the facts and the ranges hold before and after the change."""
    asked = problem.question.asked
    for case, so in ((values, True), (problem.after(values, sizes), not asked.stated)):
        for (who, field), value in case.items():
            spec = problem.household.spec(who, field)
            if spec.kind == "number" and not asked.paid_in_full and not spec.lo <= value <= spec.hi:
                return False
            if spec.kind == "date" and not str(spec.lo) <= value <= min(str(spec.hi), problem.question.on):
                return False
        for fact in problem.question.domain.facts if so else ():
            for record in _records(problem, fact):
                if all(n in case for n in fact.names(record)) and not _holds(fact, record, case):
                    return False
    return True


def _holds(fact: Fact, record: Who, values: dict[Name, Any]) -> bool:
    if fact.when is not None and values[fact.locate(fact.when, record)] != fact.when_value:
        return True
    left, right = _amount(fact.left, record, values), _amount(fact.right, record, values)
    holds: dict[str, bool] = {
        "hoogstens": left <= right,
        "minstens": left >= right,
        "kleiner": left < right,
        "groter": left > right,
        "gelijk": left == right,
    }
    return holds[fact.order]
