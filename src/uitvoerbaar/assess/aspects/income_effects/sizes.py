"""How much those lose who lose, and gain who gain: beside their number on the first screen stands the size of it."""

from __future__ import annotations

import numpy as np

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import figure, on_people
from uitvoerbaar.assess.people.totals import EXACT, SAMPLED, mean, whole_euros
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.findings import Figure, Range, Text

_LOST = (
    "verlies-gemiddeld",
    Text("Wie erop achteruitgaat, verliest gemiddeld", "Those who lose, lose on average"),
    Text(
        "Het gemiddelde verlies per jaar van de huishoudens die op het eerste scherm als verliezer tellen.",
        "The mean loss a year of the households that count as losing on the first screen.",
    ),
)
_GAINED = (
    "winst-gemiddeld",
    Text("Wie erop vooruitgaat, wint gemiddeld", "Those who gain, gain on average"),
    Text(
        "De gemiddelde winst per jaar van de huishoudens die op het eerste scherm als winnaar tellen.",
        "The mean gain a year of the households that count as gaining on the first screen.",
    ),
)


def sizes_of_change(ctx: Context, test: str, change: Ints, classes: Ints) -> list[Figure]:
    """The mean loss of who lose and the mean gain of who gain, in eurocents a year with their intervals.

    `change` and `classes` are by household. Nothing for a group of fewer rows than may be shown.
    """
    made = []
    for (name, title, reading), which, sign in ((_LOST, (0, 1), -1), (_GAINED, (3, 4), 1)):
        chosen = np.isin(classes, which)
        if chosen.sum() < ctx.settings.norm("kleinste_groep_huishoudens"):
            continue
        found = mean(sign * change, chosen, ctx.weights, ctx.full)
        ends = Range(whole_euros(max(found.low, 0.0)), whole_euros(found.high), EXACT if ctx.full else SAMPLED)
        made.append(
            figure(
                ctx,
                test,
                name,
                title,
                reading,
                unit="eurocent_per_jaar",
                source=on_people(ctx, "Alle wetten samen doorgerekend op {}", "All laws together, run on {}"),
                range_=ends,
                value=whole_euros(found.value),
            )
        )
    return made
