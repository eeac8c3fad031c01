"""Some hundreds of synthetic households one by one, for a reader who wants to see cases and not means."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import figure, on_people
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.assess.people.groups import Grouping, groupings
from uitvoerbaar.assess.people.totals import MILLI
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.findings import Cell, Column, Figure, Text, Unit

SHOWN = 300
_TOLD = ("huishoudtype", "leeftijd", "woning")
"""The groupings that say what kind of household it is."""
_MOST_SCHEMES = 4
_YEARLY: Unit = "eurocent_per_jaar"


def sampled_households(ctx: Context, test: str, before: Ints, after: Ints) -> list[Figure]:
    """What some households have before and after the proposal, in eurocents a year: a row for each, by income.

    Each row stands for as many households of the country: they are taken at equal steps of weight along the order of income.
    Nothing of own microdata, where a row would be somebody, and nothing of a population that is not much larger.
    """
    if ctx.base.manifest.get("seed") is None or len(before) < 2 * SHOWN:
        return []
    chosen = _taken(before, ctx.weights)
    divisions = [grouping for grouping in groupings(ctx) if grouping.id in _TOLD]
    schemes = _schemes(ctx, chosen)
    rows = [_row(number, house, before, after, divisions, schemes) for number, house in enumerate(chosen)]
    what = Text("Inkomen", "Income") if ctx.by_net else Text("Toeslagen samen", "Allowances together")
    each = round(int(ctx.weights.sum()) / MILLI / SHOWN, -2)
    return [
        figure(
            ctx,
            test,
            "huishoudens",
            Text("{count} verzonnen huishoudens, een voor een", "{count} made-up households, one by one").format(
                count=str(SHOWN)
            ),
            Text(
                "Wat elk huishouden per jaar heeft zonder en met het voornemen. Elk staat voor ongeveer {each} huishoudens.",
                "What each household has a year without and with the proposal. Each stands for about {each} households.",
            ).format(each=Text(f"{each:,.0f}".replace(",", "."), f"{each:,.0f}")),
            (
                *(Column(grouping.id, grouping.title) for grouping in divisions),
                Column("voor", _WITHOUT.format(what=what), "eurocent_per_jaar"),
                Column("na", _WITH.format(what=what), "eurocent_per_jaar"),
                *(column for number, (name, _) in enumerate(schemes) for column in _columns(number, name)),
            ),
            rows,
            unit="eurocent_per_jaar",
            source=on_people(ctx, "Alle wetten samen doorgerekend op {}", "All laws together, run on {}"),
            note=Text(
                "De huishoudens zijn verzonnen: zij komen uit de synthetische bevolking, en niemand is zo iemand.",
                "The households are made up: they come from the synthetic population and are nobody.",
            ),
        )
    ]


_WITHOUT = Text("{what} zonder het voornemen", "{what} without the proposal")
_WITH = Text("{what} met het voornemen", "{what} with the proposal")


def _taken(income: Ints, weights: Ints) -> NDArray[np.int64]:
    """The households in the middle of equal steps of weight, in the order of income."""
    order = np.argsort(income, kind="stable")
    reached = np.cumsum(weights[order])
    steps = (2 * np.arange(SHOWN, dtype=np.int64) + 1) * int(reached[-1]) // (2 * SHOWN)
    return np.asarray(order[np.searchsorted(reached, steps)], dtype=np.int64)


_Scheme = tuple[Text, tuple[Ints, Ints]]
"""The name of a scheme, and what each of the chosen households has of it on both sides (eurocents a year)."""


def _schemes(ctx: Context, chosen: NDArray[np.int64]) -> list[_Scheme]:
    """The schemes that change for the chosen households, those that move most money first."""
    found: list[tuple[int, _Scheme]] = []
    for scheme in ctx.settings.schemes:
        sides = [ctx.household_column(role, scheme) for role in ROLES]
        if sides[0] is None or sides[1] is None:
            continue
        pair = (np.asarray(sides[0][chosen], dtype=np.int64), np.asarray(sides[1][chosen], dtype=np.int64))
        moved = int(np.abs(pair[1] - pair[0]).sum())
        if moved:
            found.append((moved, (scheme.name, pair)))
    found.sort(key=lambda entry: -entry[0])
    return [scheme for _, scheme in found[:_MOST_SCHEMES]]


def _columns(number: int, name: Text) -> tuple[Column, Column]:
    def column(key: str, side: Text) -> Column:
        return Column(
            f"regeling_{number}_{key}", Text("{name} {side}", "{name} {side}").format(name=name, side=side), _YEARLY
        )

    return column("voor", Text("zonder", "without")), column("na", Text("met", "with"))


def _row(
    at: int, house: int, before: Ints, after: Ints, divisions: list[Grouping], schemes: list[_Scheme]
) -> Mapping[str, Cell]:
    """One household; `at` is its place among the chosen ones, `house` that in the population."""
    row: dict[str, Cell] = {grouping.id: grouping.labels[int(grouping.codes[house])] for grouping in divisions}
    row |= {"voor": _euros(before[house]), "na": _euros(after[house])}
    for number, (_, pair) in enumerate(schemes):
        row |= {f"regeling_{number}_{key}": _euros(side[at]) for key, side in zip(("voor", "na"), pair, strict=True)}
    return row


def _euros(cents: np.int64) -> int:
    """An amount in eurocents, in whole euros."""
    return round(int(cents) / 100) * 100
