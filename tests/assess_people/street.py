"""The same household many times, each with another value of one fact: what a kernel computes at every value."""

from __future__ import annotations

from typing import Any

import numpy as np

from uitvoerbaar.engine.people import Collection, Column, People, Strings, date_code
from uitvoerbaar.engine.persons import PersonCase
from uitvoerbaar.law.registers import CHILD, HOUSEMATE, PERSON, Catalogue, RegisterField


def _code(field: RegisterField, value: Any) -> Any:
    if field.spec.kind == "date":
        return date_code(*(int(part) for part in str(value).split("-")))
    return value


def _column(field: RegisterField, values: list[Any]) -> Column:
    if field.spec.kind == "string":
        words = tuple(dict.fromkeys(values))
        return Strings(np.array([words.index(v) for v in values], np.int8), words)
    codes = np.array([_code(field, v) for v in values])
    return codes.astype(np.uint8) if field.spec.kind == "bool" else codes.astype(np.int64)


def _repeated(column: Column, n: int) -> Column:
    if isinstance(column, Strings):
        return Strings(np.repeat(column.codes, n), column.words)
    return np.repeat(column, n)


def street(case: PersonCase, catalogue: Catalogue, name: str, values: np.ndarray) -> People:
    """As many heads as `values`, first all heads and then all partners; `name` of every head is its value."""
    n, couples = len(values), case.partner is not None
    columns: dict[str, Column] = {}
    for field in catalogue:
        if field.table != PERSON or field.default is None:
            continue
        sides = [case.person] + ([case.partner or {}] if couples else [])
        shared = {"is_gehuwd": case.person.get("is_gehuwd", field.default)}
        told = [side.get(field.name, shared.get(field.name, field.default)) for side in sides]
        columns[field.name] = _repeated(_column(field, told), n)
    changed = np.array(columns[name])
    changed[:n] = values
    columns[name] = changed
    total = 2 * n if couples else n
    rows = np.arange(n, dtype=np.int32)
    partner = np.concatenate([rows + n, rows]) if couples else np.full(n, -1, np.int32)
    children = [field for field in catalogue if field.table == CHILD and field.has_default]
    count = len(case.children)
    kids = (
        {f.name: _column(f, [child.get(f.name, f.default) for child in case.children]) for f in children}
        if count
        else {}
    )
    nobody = {f.name: _column(f, [f.default]) for f in catalogue if f.table == HOUSEMATE and f.has_default}
    zero = np.zeros(total, np.int32)
    if not count:
        kids = {f.name: _column(f, [f.default]) for f in children}
    known = {f.name for f in children}
    for field in catalogue:
        if field.table == CHILD and field.name not in known:
            given = [child.get(field.name) for child in case.children] or ["2020-01-01"]
            kids[field.name] = _column(field, given)
    return People(
        total,
        columns,
        partner.astype(np.int32),
        {
            "kinderen": Collection(zero, zero + count, kids),
            "huisgenoten": Collection(zero, zero, nobody),
        },
    )
