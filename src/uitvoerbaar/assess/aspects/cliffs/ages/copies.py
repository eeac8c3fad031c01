"""The same household many times, each with another value of one fact: what a kernel computes at every value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.engine.batch.people import Collection, Column, People, Strings, array_of, date_code
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.law.registers import CHILD, HOUSEMATE, PERSON, Catalogue, RegisterField

_T = TypeVar("_T")


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


def in_a_row(streets: Sequence[People]) -> People:
    """The people of several streets as one, in their order: what is compiled for one serves for all."""
    before = np.cumsum([0, *(street.n for street in streets)])
    return People(
        int(before[-1]),
        _joined([street.columns for street in streets]),
        np.concatenate(
            [np.where(s.partner >= 0, s.partner + at, -1) for s, at in _at(streets, before)], dtype=np.int32
        ),
        {name: _elements([street.collections[name] for street in streets]) for name in streets[0].collections},
    )


def _at(things: Sequence[_T], before: Ints) -> Iterator[tuple[_T, int]]:
    return zip(things, before.tolist(), strict=False)


def _elements(found: Sequence[Collection]) -> Collection:
    """The elements of all of them, of households in a row."""
    before = np.cumsum([0, *(max(map(len, each.columns.values()), default=0) for each in found)])
    return Collection(
        np.concatenate([each.start + at for each, at in _at(found, before)], dtype=np.int32),
        np.concatenate([each.stop + at for each, at in _at(found, before)], dtype=np.int32),
        _joined([each.columns for each in found]),
    )


def _joined(found: Sequence[Mapping[str, Column]]) -> dict[str, Column]:
    """The columns of all of them, below each other; who has no records at all has no columns."""
    names = dict.fromkeys(name for columns in found for name in columns)
    return {name: _below([columns[name] for columns in found if columns]) for name in names}


def _below(columns: Sequence[Column]) -> Column:
    texts = [column for column in columns if isinstance(column, Strings)]
    if not texts:
        return np.concatenate([array_of(column) for column in columns])
    words = tuple(dict.fromkeys(word for text in texts for word in text.words))
    places = [np.array([words.index(word) for word in text.words], np.int8) for text in texts]
    return Strings(np.concatenate([place[text.codes] for place, text in zip(places, texts, strict=True)]), words)


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
