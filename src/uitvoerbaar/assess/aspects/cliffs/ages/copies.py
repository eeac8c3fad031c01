"""The same household many times, each with another value of one fact: what a kernel computes at every value."""

from __future__ import annotations

from typing import Any

import numpy as np

from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.engine.batch.people import Collection, Column, People, Strings, date_code
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.law.registers import CHILD, HOUSEMATE, PERSON, Catalogue, RegisterField


def street(case: PersonCase, catalogue: Catalogue, table: str, name: str, values: Ints) -> People:
    """As many households as `values`, first all heads and then all partners; without housemates.

    `name` is a field of the head (`table` persoon) or of the first child (kind) that has each of the values, as a kernel
    holds them: dates as codes.
    """
    n, children = len(values), len(case.children)
    adults = [case.person] if case.partner is None else [case.person, case.partner]
    married = "is_gehuwd"
    columns: dict[str, Column] = {}
    for field in catalogue:
        if field.table == PERSON and field.default is not None:
            usual = case.person.get(married, field.default) if field.name == married else field.default
            columns[field.name] = _repeated(_column(field, [adult.get(field.name, usual) for adult in adults]), n)
    records: dict[str, Column] = {}
    for field in catalogue:
        if field.table == CHILD and field.default is not None:
            told = [child.get(field.name, field.default) for child in case.children] or [field.default]
            records[field.name] = _tiled(_column(field, told), n)
    changed, every = (columns, 1) if table == PERSON else (records, children)
    column = np.array(changed[name], dtype=np.int64)
    column[: n * every : every] = values
    changed[name] = column
    nobody = {f.name: _column(f, [f.default]) for f in catalogue if f.table == HOUSEMATE and f.default is not None}
    rows = np.arange(n, dtype=np.int32)
    couples = case.partner is not None
    start = np.tile(rows * children, len(adults)).astype(np.int32)
    zero = np.zeros(n * len(adults), dtype=np.int32)
    return People(
        n * len(adults),
        columns,
        (np.concatenate([rows + n, rows]) if couples else np.full(n, -1)).astype(np.int32),
        {
            "kinderen": Collection(start, (start + children).astype(np.int32), records),
            "huisgenoten": Collection(zero, zero, nobody),
        },
    )


def _column(field: RegisterField, values: list[Any]) -> Column:
    if field.spec.kind == "string":
        words = tuple(dict.fromkeys(values))
        return Strings(np.array([words.index(v) for v in values], np.int8), words)
    if field.spec.kind == "date":
        values = [date_code(*(int(part) for part in str(value).split("-"))) for value in values]
    return np.array(values).astype(np.uint8 if field.spec.kind == "bool" else np.int64)


def _repeated(column: Column, n: int) -> Column:
    if isinstance(column, Strings):
        return Strings(np.repeat(column.codes, n), column.words)
    return np.repeat(column, n)


def _tiled(column: Column, n: int) -> Column:
    if isinstance(column, Strings):
        return Strings(np.tile(column.codes, n), column.words)
    return np.tile(column, n)
