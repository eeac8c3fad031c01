"""Own data looked at as a whole: keys, ages, couples and rows that stand twice, in the rows of the user's files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uitvoerbaar.base.language import tr
from uitvoerbaar.engine.batch.people import Array, Strings
from uitvoerbaar.population.columns import MINORS, PERSONS
from uitvoerbaar.population.own import relations
from uitvoerbaar.population.own.keys import digits_lost, key_text, shortened
from uitvoerbaar.population.own.relations import Remarks
from uitvoerbaar.population.own.table_file import Table

BORN, MARRIED = "geboortedatum", "is_gehuwd"


def persons(
    table: Table, values: Mapping[str, Any], home: Array, role: Array, year: int, keys: pa.Array | None
) -> Remarks:
    """What cannot be and what is odd in the file of persons."""
    told = Remarks()
    born = np.asarray(values[BORN]).astype(np.int64)
    relations.households(told, born, role, home, year, table.some, "personen")
    if keys is not None:
        told.refuse(shortened(keys), table.some, tr("de sleutel {lost}", lost=digits_lost()))
        relations.keys_twice(told, _codes(keys), table.some, tr("deze persoon staat er al in (dezelfde sleutel)"))
    else:
        same = _rows(values, home)
        relations.twice(
            told, same, table.some, tr("is in alles gelijk aan een eerdere rij: staat deze persoon er twee keer in?")
        )
    if MARRIED in values:
        married = np.asarray(values[MARRIED]).astype(np.int64)
        count = int(home.max(initial=-1)) + 1
        head, partner = np.full(count, -1), np.full(count, -1)
        head[home[role == 0]], partner[home[role == 1]] = married[role == 0], married[role == 1]
        differ = (role == 1) & (head[home] >= 0) & (partner[home] != head[home])
        relations_note = tr("is volgens 'is_gehuwd' iets anders dan de partner: de een gehuwd, de ander niet")
        told.tell(differ, table.some, relations_note)
    return told


def minors(
    table: Table,
    values: Mapping[str, Any],
    home: Array,
    adults: tuple[Array, Array, Array],
    year: int,
    keys: pa.Array | None,
    adult_keys: pa.Array | None,
) -> Remarks:
    """What cannot be and what is odd in the file of minors; `adults` are birth day, role and household of the persons."""
    told = Remarks()
    if BORN in values:
        relations.minors(told, np.asarray(values[BORN]).astype(np.int64), home, adults, year, table.some)
    if keys is not None:
        relations.keys_twice(told, _codes(keys), table.some, tr("dit kind staat er al in (dezelfde sleutel)"))
        if adult_keys is not None:
            also = pc.fill_null(pc.is_in(key_text(keys), value_set=key_text(adult_keys)), False)
            told.refuse(
                also.to_numpy(zero_copy_only=False),
                table.some,
                tr("staat ook in {persons}, met dezelfde sleutel", persons=PERSONS),
            )
    elif BORN in values:
        same = _rows(values, home)
        what = tr(
            "is in alles gelijk aan een eerder kind van dit huishouden: een tweeling, of staat het kind "
            "twee keer in {minors}?",
            minors=MINORS,
        )
        relations.twice(told, same, table.some, what)
    return told


def _codes(keys: pa.Array) -> Array:
    return np.asarray(
        pc.fill_null(pc.dictionary_encode(key_text(keys)).indices, -1).to_numpy(zero_copy_only=False), np.int64
    )


def _rows(values: Mapping[str, Any], home: Array) -> Array:
    """All that is known of each row, as numbers side by side."""
    columns = [v.codes if isinstance(v, Strings) else np.asarray(v) for v in values.values()]
    return np.stack([home.astype(np.float64), *(column.astype(np.float64) for column in columns)], axis=1)
