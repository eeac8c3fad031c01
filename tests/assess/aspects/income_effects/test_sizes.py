"""Beside how many lose stands how much they lose: of the same households."""

from __future__ import annotations

import numpy as np

from tests.fixtures.polderland import MakeContext
from uitvoerbaar.assess.aspects.income_effects import aspect
from uitvoerbaar.assess.pair import ROLES


def test_the_mean_loss_is_of_those_who_are_counted_as_losing(context: MakeContext) -> None:
    ctx = context("lager-deel")
    before, after = (ctx.outcome(role)[0] for role in ROLES)
    change = after - before
    loses = np.isin(aspect.classes_of(ctx, before, change), (0, 1))
    assert loses.any()
    figures = {figure.id: figure for figure in aspect.run(ctx).figures}
    by_hand = -np.average(change[loses], weights=ctx.weights[loses])
    found = figures["inkomenseffecten-verlies-gemiddeld"]
    assert found.value == round(by_hand, -2)
    assert found.unit == "eurocent_per_jaar"
    assert "inkomenseffecten-winst-gemiddeld" not in figures, "nobody gains"
