"""Streets put in a row are the same households: every household keeps its facts, partner and children."""

from __future__ import annotations

from itertools import accumulate

import numpy as np

from uitvoerbaar.assess.aspects.cliffs.ages.copies import in_a_row, street
from uitvoerbaar.assess.aspects.cliffs.data import load_ages, load_types
from uitvoerbaar.engine.batch.people import Collection, Column, People, Strings, check_people, date_code
from uitvoerbaar.law.registers import load_registers

BIRTH = "geboortedatum"


def _streets() -> list[People]:
    axes, (_, types) = load_ages(), load_types(2026)
    births = np.array([date_code(1990, 5, day) for day in range(1, 8)], dtype=np.int64)
    found = [(each, axes[name]) for each in types for name in each.ages]
    return [street(each.case, load_registers(), axis.table, BIRTH, births + n) for n, (each, axis) in enumerate(found)]


def _shown(column: Column, row: int) -> object:
    return column.words[int(column.codes[row])] if isinstance(column, Strings) else column[row].item()


def _elements(collection: Collection, row: int) -> list[dict[str, object]]:
    span = range(int(collection.start[row]), int(collection.stop[row]))
    return [{name: _shown(column, at) for name, column in collection.columns.items()} for at in span]


def test_every_household_is_what_it_was() -> None:
    streets = _streets()
    assert len(streets) > 3
    assert {len(each.partner) for each in streets} == {7, 14}, "with and without partners"
    row = in_a_row(streets)
    check_people(row)
    for alone, first in zip(streets, accumulate((each.n for each in streets), initial=0), strict=False):
        for at in range(alone.n):
            partner = int(alone.partner[at])
            assert row.partner[first + at] == (partner + first if partner >= 0 else -1)
            for name, column in alone.columns.items():
                assert _shown(row.columns[name], first + at) == _shown(column, at), name
            for name, collection in alone.collections.items():
                assert _elements(row.collections[name], first + at) == _elements(collection, at), name
