"""Outcomes by group before and after a proposal: who gets the scheme, how much, and who loses by it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.assess.changed import touched
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.pair import ROLES, Pair, Role, each_side
from uitvoerbaar.assess.people.by_group import Compared, Measure, Ratios, compared, ratios
from uitvoerbaar.assess.protected_grounds.grounds import Measured
from uitvoerbaar.base.arrays import Ints


@dataclass(frozen=True, slots=True)
class Selected:
    """The schemes that the proposal changes, together per household: what is paid (eurocent a year) on each side.

    `paid` and `gets` are the amount and whether there is one, per side; `users` get something on either side; `lost`
    and `won` mark users who end up with clearly less or more, by the norm of the income effects.
    """

    schemes: tuple[Scheme, ...]
    amounts: Pair[Ints]
    paid: Pair[Measure]
    gets: Pair[Measure]
    users: Measure
    lost: Measure
    won: Measure
    everybody: Measure


@dataclass(frozen=True, slots=True)
class Unequal:
    """One ground: per group the chance on the scheme, the mean amount of who gets it, and the chance to lose.

    The `*_ratio` are against all other households. Losses and gains are among those who get the schemes on either side:
    who never gets them cannot lose by them.
    """

    measured: Measured
    chance: Pair[Ratios]
    chance_ratio: Pair[Compared]
    amount: Pair[Ratios]
    amount_ratio: Pair[Compared]
    loses: Ratios
    loses_ratio: Compared
    wins: Ratios


def select(ctx: Context) -> Selected | None:
    """What the changed schemes pay; None when the proposal changes no scheme that pays and can be computed."""
    schemes = tuple(scheme for scheme in touched(ctx) if scheme.spends)
    if not schemes:
        return None

    def paid(role: Role) -> Ints:
        columns = [ctx.household_column(role, scheme) for scheme in schemes]
        return np.asarray(sum(c for c in columns if c is not None), dtype=np.int64)

    amounts = each_side(paid)
    before, after = (ctx.outcome(role)[0] for role in ROLES)
    change = after - before
    clear = np.maximum(100, np.abs(before) * ctx.settings.norm("inkomen_gelijk_aandeel"))
    users = (amounts.before > 0) | (amounts.after > 0)

    def measured(values: NDArray[np.generic]) -> Measure:
        return Measure(values.astype(np.float64), ctx.weights)

    return Selected(
        schemes,
        amounts,
        paid=amounts.map(measured),
        gets=amounts.map(lambda paid: measured(paid > 0)),
        users=measured(users),
        lost=measured(users & (change <= -clear)),
        won=measured(users & (change >= clear)),
        everybody=measured(np.ones(len(users))),
    )


def unequal(ctx: Context, measured: Measured, selected: Selected) -> Unequal:
    """Chances, amounts and losses of every group of a ground."""
    codes, size = measured.groups.codes, len(measured.groups.labels)

    def of(above: Measure, below: Measure) -> Ratios:
        return ratios(codes, size, above, below, ctx.full)

    chance = selected.gets.map(lambda gets: of(gets, selected.everybody))
    amount = each_side(lambda role: of(selected.paid.of(role), selected.gets.of(role)))
    loses = of(selected.lost, selected.users)
    return Unequal(
        measured=measured,
        chance=chance,
        chance_ratio=chance.map(lambda side: compared(side, ctx.full)),
        amount=amount,
        amount_ratio=amount.map(lambda side: compared(side, ctx.full)),
        loses=loses,
        loses_ratio=compared(loses, ctx.full),
        wins=of(selected.won, selected.users),
    )
