"""Many households of one shape as people for the batch engine, drawn where the law changes its mind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.engine.batch.people import Array, Collection, Column, People, Strings, date_code
from uitvoerbaar.engine.prove.domain import Amount, Fact
from uitvoerbaar.engine.prove.formulas.household import TABLES, Name
from uitvoerbaar.engine.prove.formulas.law import PARAMETER, PARTNER, Shape
from uitvoerbaar.engine.prove.formulas.symbol import PERSON, Who
from uitvoerbaar.engine.prove.question import Question
from uitvoerbaar.law.graph import FieldSpec, topological
from uitvoerbaar.law.registers import CHILD, HOUSEMATE

Draws = dict[Name, Array]
"""Per unknown one number a household: amounts, 0 or 1, day codes, or positions in the list of words."""

TYPICAL = 10_000_000
"""Ordinary amounts in eurocent; the range of a register goes much further."""


def unknowns(question: Question, shape: Shape) -> dict[Name, FieldSpec]:
    """The fields that the law reads of the people in a shape."""
    tables: list[tuple[str, Who]] = [("persoon", PERSON)]
    tables += [("persoon", PARTNER)] * shape.partner + [("parameter", PARAMETER)]
    tables += [(CHILD, (CHILD, i)) for i in range(shape.children)]
    tables += [(HOUSEMATE, (HOUSEMATE, i)) for i in range(shape.housemates)]
    found: dict[Name, FieldSpec] = {}
    for table, who in tables:
        for where, name in sorted(question.reads):
            known = question.catalogue.field(TABLES.get(who[0], ""), name)
            spec = question.domain.parameters.get(name) if who == PARAMETER else known.spec if known else None
            if where == table and spec is not None and not spec.reference:
                found[who, name] = spec
    return found


def edges(question: Question) -> Array:
    """The amounts that the law names, with one more and one less: there its outcomes jump."""
    numbers = {int(n.payload) for n in topological([question.node]) if _amount(n.op, n.payload)}
    return np.array(sorted({m for n in numbers for m in (n - 100, n - 1, n, n + 1)}), np.int64)


def _amount(op: str, value: Any) -> bool:
    return (
        op == "CONST" and not isinstance(value, bool | str | tuple) and value is not None and hasattr(value, "__int__")
    )


def draw(question: Question, shape: Shape, n: int, rng: np.random.Generator) -> Draws:
    """`n` random households of a shape."""
    jumps = edges(question)
    return {name: _column(spec, question.on, jumps, n, rng) for name, spec in unknowns(question, shape).items()}


def _column(spec: FieldSpec, on: str, jumps: Array, n: int, rng: np.random.Generator) -> Array:
    if spec.kind == "bool":
        return rng.integers(0, 2, n)
    if spec.kind == "string":
        return rng.integers(0, len(spec.values or ("",)), n)
    if spec.kind == "date":
        first, last = parse_date(spec.lo), parse_date(min(on, str(spec.hi)))
        assert first is not None
        assert last is not None
        month, day = rng.integers(1, 13, n), rng.integers(1, 29, n)
        code = rng.integers(first.year, last.year + 1, n) * 512 + np.where(rng.random(n) < 0.5, 33, month * 32 + day)
        return np.minimum(code, date_code(last.year, last.month, last.day))
    lo, hi = int(spec.lo or 0), int(spec.hi or 0)
    usual = rng.integers(max(lo, -TYPICAL), min(hi, TYPICAL) + 1, n)
    small = (np.exp(rng.random(n) * np.log(max(2, min(hi, TYPICAL)))) - 1).astype(np.int64)
    inside = jumps[(jumps >= lo) & (jumps <= hi)]
    pool = np.concatenate([inside, [lo, max(lo, 0)]]).astype(np.int64)
    how = rng.random(n)
    return np.clip(np.where(how < 0.4, usual, np.where(how < 0.65, small, rng.choice(pool, n))), lo, hi)


def settle(question: Question, shape: Shape, draws: Draws) -> Array:
    """Make the facts hold where a value can be mended; gives the households in which all of them hold."""
    n = len(next(iter(draws.values())))
    good = np.ones(n, np.bool_)
    counts = {"persoon": 1, "partner": shape.partner, CHILD: shape.children, HOUSEMATE: shape.housemates}
    for fact in question.domain.facts:
        for position in range(counts[fact.table]):
            record = (fact.table, position)
            if all(name in draws for name in fact.names(record)):
                good &= _settle(question, fact, record, draws)
    return good


def _settle(question: Question, fact: Fact, record: Who, draws: Draws) -> Array:
    left, right = _value(fact.left, record, draws), _value(fact.right, record, draws)
    where = np.ones(len(left), np.bool_)
    if fact.when is not None:
        where = draws[fact.locate(fact.when, record)] == fact.when_value
    name = fact.locate(fact.left.fields[0], record)
    if fact.order in ("hoogstens", "gelijk"):
        mended = np.where(where, np.minimum(left, right) if fact.order == "hoogstens" else right, left)
        # Half of those who pay, pay all: a draw would never hit that.
        if len(fact.right.fields) > 1:
            mended = np.where(np.arange(len(left)) % 2 == 0, np.minimum(right, 10**7), mended)
        draws[name] = mended
        return np.ones(len(left), np.bool_)
    return holds(fact, record, draws)


def holds(fact: Fact, record: Who, draws: Mapping[Name, Array]) -> Array:
    """In which households a fact holds of a record."""
    left, right = _value(fact.left, record, draws), _value(fact.right, record, draws)
    order: Array = {
        "hoogstens": left <= right,
        "minstens": left >= right,
        "kleiner": left < right,
        "groter": left > right,
        "gelijk": left == right,
    }[fact.order]
    if fact.when is None:
        return order
    return np.asarray((draws[fact.locate(fact.when, record)] != fact.when_value) | order)


def _value(amount: Amount, record: Who, draws: Mapping[Name, Array]) -> Array:
    total = np.full(len(next(iter(draws.values()))), int(amount.factor), np.int64)
    for field in amount.fields:
        total = total * draws[amount.locate(field, record)]
    return total


def people(question: Question, shape: Shape, draws: Draws) -> tuple[People, Array]:
    """The households as people, and the rows of the heads."""
    n = len(next(iter(draws.values())))
    specs = unknowns(question, shape)
    heads = np.arange(n, dtype=np.int32)
    total = n * (1 + shape.partner)
    columns: dict[str, Column] = {}
    for (who, name), spec in specs.items():
        if who in (PERSON, PARAMETER):
            other = draws.get((PARTNER, name))
            parts = [draws[who, name]] + ([other if other is not None else draws[who, name]] if shape.partner else [])
            columns[name] = _typed(np.concatenate(parts), spec)
    pairs = np.concatenate([heads + n, heads]).astype(np.int32)
    partner = pairs if shape.partner else np.full(n, -1, np.int32)
    collections = {
        name: _collection(question, specs, draws, table, count, n, shape.partner)
        for name, table, count in (("kinderen", CHILD, shape.children), ("huisgenoten", HOUSEMATE, shape.housemates))
    }
    if not columns:
        columns["bsn"] = np.arange(total)
    return People(total, columns, partner, collections), heads


def _collection(
    question: Question, specs: Mapping[Name, FieldSpec], draws: Draws, table: str, count: int, n: int, partner: int
) -> Collection:
    start = np.tile(np.arange(n, dtype=np.int32) * count, 1 + partner)
    columns: dict[str, Column] = {}
    for (who, name), spec in specs.items():
        if who == (table, 0):
            stacked = np.stack([draws[(table, i), name] for i in range(count)], axis=1).reshape(-1)
            columns[name] = _typed(stacked, spec)
    if not count:
        read = {name for where, name in question.reads if where == table}
        for name, spec in question.catalogue.items(table).items():
            if name in read:
                columns[name] = _typed(np.zeros(0, np.int64), spec)
    return Collection(start, (start + count).astype(np.int32), columns)


def _typed(values: Array, spec: FieldSpec) -> Column:
    if spec.kind == "bool":
        return values.astype(np.uint8)
    if spec.kind == "date":
        return values.astype(np.int32)
    if spec.kind == "string":
        return Strings(values.astype(np.int8), spec.values or ("",))
    return values.astype(np.int64)


def pick(question: Question, shape: Shape, draws: Draws, row: int) -> dict[Name, Any]:
    """One household as plain values."""
    found: dict[Name, Any] = {}
    for name, spec in unknowns(question, shape).items():
        value = int(draws[name][row])
        if spec.kind == "bool":
            found[name] = bool(value)
        elif spec.kind == "string":
            found[name] = (spec.values or ("",))[value]
        elif spec.kind == "date":
            found[name] = f"{value // 512:04}-{value // 32 % 16:02}-{value % 32:02}"
        else:
            found[name] = value
    return found
