"""Weights of own households: how many households of the country each row stands for."""

from __future__ import annotations

from typing import Any

import numpy as np

from uitvoerbaar.base.language import tr
from uitvoerbaar.base.numbers import decimal_nl
from uitvoerbaar.engine.batch.people import Array, Strings
from uitvoerbaar.population.columns import HOUSEHOLDS, MINORS, PERSONS
from uitvoerbaar.population.own.mapping import HOUSEHOLD, WEIGHT
from uitvoerbaar.population.own.table_file import Table

UNIT = 1000
"""A weight is kept in whole thousandths."""
MOST = 1_000_000_000
"""Households that all rows together may stand for; totals of money stay exact in 64 bits up to here."""


def thousandths(weight: Array, table: Table | None, rows: Array, problems: list[str], told: list[str]) -> Array:
    """Weights (per household in the order of `rows` of `table`) as int64 thousandths.

    Zero is allowed (see `without_weightless`), fractions are; a sum of zero or above a thousand million is refused with the
    largest weight and where it stands, and a weight that rounds to zero is told.
    """
    weight = np.asarray(weight, np.float64)
    made: Array = np.rint(np.minimum(weight, MOST) * UNIT).astype(np.int64)
    if table is None or not len(weight):
        return made
    top = int(weight.argmax())
    where = table.where(int(rows[top]))
    if weight.sum() > MOST:
        problems.append(
            tr(
                "{file}: de gewichten tellen op tot meer dan {decimal_nl} huishoudens; het grootste is "
                "{decimal_nl_2} op {where}. Een gewicht is het aantal huishoudens dat een rij voorstelt",
                file=table.file,
                decimal_nl=decimal_nl(MOST),
                decimal_nl_2=decimal_nl(float(weight[top])),
                where=where,
            )
        )
    if made.sum() == 0:
        problems.append(tr("{file}: alle gewichten zijn 0, dus deze huishoudens stellen niemand voor", file=table.file))
    lost = (weight > 0) & (made == 0)
    if lost.any():
        place = table.some(rows[np.flatnonzero(lost)])
        told.append(
            tr(
                "{file}: let op: {place}: een gewicht onder {decimal_nl} telt als 0",
                file=table.file,
                place=place,
                decimal_nl=decimal_nl(0.5 / UNIT),
            )
        )
    return made


def without_weightless(tables: dict[str, dict[str, Any]]) -> tuple[dict[str, dict[str, Any]], Array]:
    """The tables without the households of weight zero, and which persons stay.

    Who stands for nobody can be counted nowhere: a share of such households is zero divided by zero.
    """
    weight = tables[HOUSEHOLDS].get(WEIGHT)
    home = tables[PERSONS][HOUSEHOLD]
    if weight is None or (weight > 0).all():
        return tables, np.ones(len(home), bool)
    keep = weight > 0
    number = (np.cumsum(keep) - 1).astype(np.int32)
    made = {HOUSEHOLDS: _taken(tables[HOUSEHOLDS], keep)}
    for of in (PERSONS, MINORS):
        made[of] = _taken(tables[of], keep[tables[of][HOUSEHOLD]])
        made[of][HOUSEHOLD] = number[made[of][HOUSEHOLD]]
    return made, keep[home]


def _taken(values: dict[str, Any], keep: Array) -> dict[str, Any]:
    return {n: Strings(v.codes[keep], v.words) if isinstance(v, Strings) else v[keep] for n, v in values.items()}
