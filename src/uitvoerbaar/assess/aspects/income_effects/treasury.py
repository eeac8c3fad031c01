"""From gains and losses to what the treasury pays: the sums of those who gain, lose or hardly notice, and what is left."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from uitvoerbaar.assess.amounts import amounts_of, changed_of, cost_of
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.disclosure.protect import too_few
from uitvoerbaar.assess.figures import HOUSEHOLDS, figure, on_people
from uitvoerbaar.assess.people.totals import EXACT, MILLI, SAMPLED, count, exact_total
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.base.numbers import decimal
from uitvoerbaar.findings import Cell, Column, Figure, Range, Text

NAME = "aansluiting"
_SIZE_OF = {
    "winst": (3, 4),
    "verlies": (0, 1),
    "klein": (2,),
}
"""Which classes of change each part of the sum holds."""


def sums_of_change(ctx: Context, test: str, change: Ints, classes: Ints, what: Text) -> list[Figure]:
    """A table of what gains and losses come to, eurocent a year, and how they lead to the figure of the treasury.

    `change` and `classes` are by household, `what` is what changes. The last part before the total is what the treasury pays
    or saves and is not in `what`. Nothing where no scheme changes, and of own microdata nothing where a part is too small, the
    last one too: it would follow from the others.
    """
    changed, _ = changed_of(amounts_of(ctx, ctx.settings.schemes))
    if not changed:
        return []
    same = round(100 * ctx.settings.norm("inkomen_gelijk_aandeel"), 2)
    parts = {name: np.isin(classes, which) & (change != 0) for name, which in _SIZE_OF.items()}
    counts = {name: count(chosen, ctx.weights, ctx.full).value for name, chosen in parts.items()}
    costs = cost_of(changed)
    outside = count(costs != change, ctx.weights, ctx.full).value
    if too_few(ctx, (*counts.values(), outside)):
        return []
    sums = {name: _total(np.where(chosen, change, 0), ctx.weights) for name, chosen in parts.items()}
    cost = _total(costs, ctx.weights)
    left = cost - sum(sums.values())
    rows: list[Mapping[str, Cell]] = [
        {"deel": _NAMES[name].format(same=decimal(same)), "bedrag": sums[name], "huishoudens": round(counts[name])}
        for name in _SIZE_OF
    ]
    if left:
        rows.append({"deel": _OUTSIDE.format(what=what), "bedrag": left, "huishoudens": None})
    rows.append({"deel": _ALL, "bedrag": cost, "huishoudens": None})
    return [
        figure(
            ctx,
            test,
            NAME,
            Text("Van winst en verlies naar de schatkist", "From gains and losses to the treasury"),
            Text(
                "Wie wint, kost de schatkist geld; wie verliest, levert geld op. De delen samen zijn wat de schatkist betaalt "
                "(onder nul: bespaart). Wie meer dan nul maar minder dan {same} procent verandert, telt op het eerste scherm als "
                "gelijk, en hier wel mee.",
                "Who gains costs the treasury money; who loses yields money. The parts together are what the treasury pays (below "
                "zero: saves). Who changes by more than nothing but less than {same} percent counts as the same on the first "
                "screen, and counts here.",
            ).format(same=decimal(same)),
            (
                Column("deel", Text("Deel", "Part")),
                Column("bedrag", Text("Samen per jaar", "Together a year"), "eurocent_per_jaar"),
                HOUSEHOLDS,
            ),
            rows,
            unit="eurocent_per_jaar",
            source=on_people(ctx, "Alle wetten samen doorgerekend op {}", "All laws together, run on {}"),
            range_=Range(None, None, EXACT if ctx.full else SAMPLED),
        )
    ]


_NAMES = {
    "winst": Text("Wie er {same} procent of meer op vooruitgaat", "Those who gain {same} percent or more"),
    "verlies": Text("Wie er {same} procent of meer op achteruitgaat", "Those who lose {same} percent or more"),
    "klein": Text("Wie minder dan {same} procent verandert", "Those who change by less than {same} percent"),
}
_OUTSIDE = Text(
    "Wat niet in het bedrag per huishouden staat ({what})", "What is not in the amount per household ({what})"
)
_ALL = Text("Samen: wat de schatkist betaalt", "Together: what the treasury pays")


def _total(column: Ints, weights: Ints) -> int:
    """A sum for the country, to a whole eurocent."""
    return round(exact_total(column.astype(np.int64), weights) / MILLI)
