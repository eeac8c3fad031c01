"""The map of municipalities: what the proposal does there per household, where the sample holds enough of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from uitvoerbaar.assess.aspects.local.areas import MUNICIPALITY, by_area, words
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.disclosure.protect import rule_of
from uitvoerbaar.assess.figures import figure, on_people
from uitvoerbaar.assess.workload.counts import Cases
from uitvoerbaar.delivery.organisations import LocalAuthority
from uitvoerbaar.findings import Cell, Column, Encoding, Figure, Range, Text

_LEAST_SHARE = 0.5
"""Of the municipalities must be counted: a map with more holes than tiles shows where the sample is, not the country."""


def municipality_map(
    ctx: Context,
    test: str,
    municipalities: Sequence[LocalAuthority],
    found: Sequence[Cases],
    names: Text,
    range_: Range,
) -> Figure | None:
    """Euros a year per household by municipality, after less before.

    None for own microdata, for households without a municipality, and where fewer than half of the municipalities are in the
    sample with enough households.
    """
    place = words(ctx, MUNICIPALITY)
    tiles = [each for each in municipalities if each.tile is not None]
    if place is None or not tiles or rule_of(ctx) is not None:
        return None
    least = ctx.settings.norm("kleinste_groep_huishoudens")
    areas = {a.name: a for a in by_area(ctx, place.codes.astype(np.int64), place.words, found)}
    rows: list[Mapping[str, Cell]] = []
    for each in tiles:
        assert each.tile is not None
        area = areas.get(each.id)
        told = area is not None and area.rows >= least
        rows.append(
            {
                "gemeente": each.name,
                "per_huishouden": _per_household(area.money.after - area.money.before, area.households)
                if area is not None and told
                else None,
                "huishoudens": round(area.households) if area is not None and told else None,
                "kolom": each.tile[0],
                "rij": each.tile[1],
            }
        )
    known = [row["per_huishouden"] for row in rows if row["per_huishouden"] is not None]
    if len(known) < _LEAST_SHARE * len(rows) or not any(known):
        return None
    rows.sort(key=lambda row: (row["per_huishouden"] is None, -abs(float(str(row["per_huishouden"] or 0)))))
    return figure(
        ctx,
        test,
        "gemeentekaart",
        Text(
            "Per gemeente: wat een huishouden er gemiddeld door krijgt",
            "By municipality: what a household gets by it on average",
        ),
        Text(
            "Wat {names} per jaar meer of minder uitkeert, gedeeld door alle huishoudens van de gemeente. Elke tegel is een "
            "gemeente, ongeveer op haar plaats. Een witte tegel heeft te weinig huishoudens in de steekproef.",
            "How much more or less {names} pays a year, divided by all households of the municipality. Each tile is a "
            "municipality, about in its place. A white tile has too few households in the sample.",
        ).format(names=names),
        (
            Column("gemeente", Text("Gemeente", "Municipality")),
            Column("per_huishouden", Text("Per huishouden per jaar", "Per household a year"), "eurocent_per_jaar"),
            Column("huishoudens", Text("Huishoudens", "Households"), "huishoudens"),
        ),
        rows,
        source=on_people(ctx),
        range_=range_,
        chart="municipality_map",
        encoding=Encoding(category="gemeente", value="per_huishouden", x="kolom", y="rij"),
        note=Text(
            "Alle huishoudens tellen mee, ook wie niets krijgt. De gemeenten verschillen hier door inkomens, huren en soorten "
            "huishoudens die per gemeente bekend zijn; wat alleen landelijk bekend is, is overal gelijk verdeeld.",
            "All households count, also those that get nothing. Municipalities differ here by incomes, rents and kinds of "
            "households known per municipality; what is known for the country only is spread evenly.",
        ),
    )


def _per_household(cents: float, households: float) -> int:
    """Whole euros, in eurocents: finer than the sample supports."""
    return round(cents / households / 100) * 100
