"""Where the part that a household keeps of every extra euro changes, as a table."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from uitvoerbaar.assess.aspects.cliffs.findings import place_of
from uitvoerbaar.assess.aspects.cliffs.tracks import Track
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import figure
from uitvoerbaar.engine.piecewise.jumps import Jump
from uitvoerbaar.findings import Cell, Column, Figure, Text


def kinks(ctx: Context, test: str, made: list[Track]) -> Figure:
    """Every bend along income after the proposal, with its article."""
    least = Fraction(str(ctx.settings.norm("knik_kleinste_aandeel")))
    rows: list[Mapping[str, Cell]] = []
    for track in (t for t in made if t.axis.id == "inkomen"):
        for kink in track.lines.after.kinks(least):
            place = place_of(ctx, "na", Jump(kink.x, kink.x + 1, 0, kink.node, origin=kink.origin))
            rows.append(
                {
                    "huishouden": track.household.name,
                    "plaats": kink.x,
                    "voor": round(float(kink.slope_before), 4),
                    "na": round(float(kink.slope_after), 4),
                    "artikel": place.text if place else None,
                }
            )
    return figure(
        ctx,
        test,
        "knikken",
        Text("Knikken langs het inkomen, na het voornemen", "Kinks along income, after the proposal"),
        Text(
            "Welk deel van elke extra euro een huishouden houdt voor en voorbij elke knik, en welk artikel dat verandert.",
            "Which part of every extra euro a household keeps before and beyond each kink, and which article changes it.",
        ),
        (
            Column("huishouden", Text("Huishouden", "Household")),
            Column("plaats", Text("Bruto-inkomen per jaar", "Gross income a year"), "eurocent_per_jaar"),
            Column("voor", Text("Houdt tot hier", "Keeps up to here"), "aandeel"),
            Column("na", Text("Houdt hierna", "Keeps after this"), "aandeel"),
            Column("artikel", Text("Komt door", "Caused by")),
        ),
        rows,
        unit="aandeel",
        source=Text(
            "Wetten als stukken van veeltermen; afronding op hele euro's is hier weggelaten",
            "Laws as pieces of polynomials; rounding to whole euros is left out here",
        ),
    )
