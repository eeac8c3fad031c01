"""Where each tenth of incomes starts and ends in euros, so that a chart can say whom it is about."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import figure, on_people
from uitvoerbaar.assess.people.groups import groupings, income_of_one
from uitvoerbaar.findings import Cell, Column, Figure, Text

_TENTHS = "inkomensdeciel"
_STEP = 100_00
"""Bounds are told in hundreds of euros (eurocents): a bound is the income of one household, which nobody should recognise."""


_NET = Text(
    "Wat een huishouden zonder het voornemen per jaar netto heeft",
    "What a household has a year after tax without the proposal",
)
_REGISTERED = Text(
    "Het geregistreerde inkomen van de hoofdbewoner en de partner per jaar, voor belasting en zonder toeslagen (het netto inkomen "
    "is niet te berekenen)",
    "The registered income of the head and the partner a year, before tax and without allowances (net income cannot be computed)",
)


def bounds_of_tenths(ctx: Context, test: str) -> list[Figure]:
    """The table of the bounds, in eurocents a year; nothing of own microdata, where a bound is what one household has."""
    grouping = next((grouping for grouping in groupings(ctx) if grouping.id == _TENTHS), None)
    if grouping is None or ctx.base.manifest.get("seed") is None:
        return []
    income = income_of_one(ctx)
    tops = [int(income[grouping.codes == code].max(initial=0)) for code in range(len(grouping.labels) - 1)]
    ends: list[int | None] = [None, *(round(top / _STEP) * _STEP for top in tops), None]
    rows: list[Mapping[str, Cell]] = [
        {"groep": label, "van": ends[at], "tot": ends[at + 1]} for at, label in enumerate(grouping.labels)
    ]
    if np.unique(grouping.codes).size < len(grouping.labels):
        return []
    return [
        figure(
            ctx,
            test,
            f"grenzen-{_TENTHS}",
            Text(
                "Van welk inkomen tot welk inkomen elke inkomensgroep loopt", "From and to which income each group runs"
            ),
            Text(
                "{what}, omgerekend naar een huishouden van één persoon: gedeeld door de wortel van het aantal mensen.",
                "{what}, as that of one person: divided by the square root of the number of people.",
            ).format(what=_NET if ctx.by_net else _REGISTERED),
            (
                Column("groep", grouping.title),
                Column("van", Text("Vanaf", "From"), "eurocent_per_jaar"),
                Column("tot", Text("Tot", "Up to"), "eurocent_per_jaar"),
            ),
            rows,
            unit="eurocent_per_jaar",
            source=on_people(ctx, "Alle wetten samen doorgerekend op {}", "All laws together, run on {}"),
            range_=None,
            note=Text("De grenzen zijn afgerond op € 100.", "Bounds are rounded to €100."),
        )
    ]
