"""Non-take-up as simulated beside what was published."""

from __future__ import annotations

from collections.abc import Mapping

from uitvoerbaar.assess.aspects.take_up.data import ReachData
from uitvoerbaar.assess.aspects.take_up.figures import All, reach_figure, reach_table
from uitvoerbaar.assess.aspects.take_up.measure import Reach
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.norms import Rows
from uitvoerbaar.assess.people.groups_of_heads import TAKE_UP_GROUPS, take_up_codes
from uitvoerbaar.assess.people.totals import total
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.findings import Cell, Column, Figure, Text

_BESIDE_PUBLISHED_TABLE = reach_table(
    "gepubliceerd",
    Text("Gesimuleerd naast gepubliceerd", "Simulated beside published"),
    Text(
        "De gesimuleerde cijfers zijn van de wet van {date}, zonder het voornemen. Waar staat dat het "
        "cijfer is ingevoerd, is de bevolking ermee gemaakt: dat het klopt, bewijst dan niets.",
        "The simulated figures are those of the law of {date}, without the proposal. Where a figure was "
        "put in, the population was made with it: that it fits proves nothing then.",
    ),
    (
        Column("wat", Text("Wat", "What")),
        Column("gepubliceerd", Text("Gepubliceerd", "Published"), "aandeel"),
        Column("gesimuleerd", Text("Gesimuleerd", "Simulated"), "aandeel"),
        Column("bedrag_gepubliceerd", Text("Bedrag gepubliceerd", "Amount published"), "eurocent_per_jaar"),
        Column("bedrag_gesimuleerd", Text("Bedrag gesimuleerd", "Amount simulated"), "eurocent_per_jaar"),
        Column("jaar", Text("Jaar van publicatie", "Year published")),
        Column("ingevoerd", Text("Ingevoerd", "Put in"), "ja_nee"),
        Column("bron", Text("Bron", "Source")),
    ),
    unit="aandeel",
)


def beside_published(ctx: Context, found: All, data: ReachData) -> Figure:
    """Simulated shares and the amount that is left (law before the proposal) beside what was published."""
    groups = {
        kind: take_up_codes(ctx, ctx.rows(kind)) for kind in {sides.before.scheme.rows for sides in found.values()}
    }
    rows: list[Mapping[str, Cell]] = [
        {
            "wat": item.name,
            "gepubliceerd": item.value,
            "gesimuleerd": _simulated(ctx, found[item.scheme].before, item.group, groups),
            "bedrag_gepubliceerd": None,
            "bedrag_gesimuleerd": None,
            "jaar": str(item.year),
            "ingevoerd": item.put_in,
            "bron": item.source,
        }
        for item in data.published
        if item.scheme in found
    ]
    if set(data.amount.schemes) <= set(found):
        left = sum(total(found[s].before.left, ctx.weights, ctx.full).value for s in data.amount.schemes)
        rows.append(
            {
                "wat": Text(
                    "Blijft liggen: huur-, zorgtoeslag en kindgebonden budget", "Left: rent, healthcare, child budget"
                ),
                "gepubliceerd": None,
                "gesimuleerd": None,
                "bedrag_gepubliceerd": data.amount.cents,
                "bedrag_gesimuleerd": round(left),
                "jaar": str(data.amount.year),
                "ingevoerd": False,
                "bron": data.amount.source,
            }
        )
    return reach_figure(ctx, _BESIDE_PUBLISHED_TABLE.filled(date=ctx.sides.before.date), rows)


def _simulated(ctx: Context, side: Reach, group: str | None, groups: Mapping[Rows, Ints | None]) -> float | None:
    """The part of the applicants with a right (in a take-up group) who did not apply."""
    chosen = side.entitled > 0
    if group is not None:
        codes = groups[side.scheme.rows]
        if codes is None:
            return None
        chosen = chosen & (codes == TAKE_UP_GROUPS.index(group))
    weight = ctx.weights[side.household[chosen]]
    return round(float(weight[~side.applied[chosen]].sum() / weight.sum()), 4) if len(weight) else None
