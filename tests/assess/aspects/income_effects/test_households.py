"""Households one by one, and the bounds of tenths of income: of the synthetic population only."""

from __future__ import annotations

import numpy as np
import pytest

from tests.fixtures.polderland import MakeContext
from uitvoerbaar.assess.aspects.income_effects import households
from uitvoerbaar.assess.aspects.income_effects.households import _taken
from uitvoerbaar.assess.aspects.income_effects.tenths import bounds_of_tenths
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.assess.people.groups import groupings, income_of_one


def test_they_are_taken_at_equal_steps_of_weight_along_the_incomes() -> None:
    income = np.arange(6_000, dtype=np.int64)[::-1]
    weights = np.where(income < 3_000, 3_000, 1_000)
    taken = income[_taken(income, weights)]
    assert len(taken) == households.SHOWN
    assert list(taken) == sorted(taken)
    assert np.sum(taken < 3_000) == households.SHOWN * 3 / 4, "three quarters of the country has less"


def test_each_row_is_a_household_of_the_population(context: MakeContext, monkeypatch: pytest.MonkeyPatch) -> None:
    ctx = context("lager-deel")
    monkeypatch.setattr(households, "SHOWN", 5)
    monkeypatch.setitem(ctx.base.manifest, "seed", 1)
    before, after = (ctx.outcome(role)[0] for role in ROLES)
    [figure] = households.sampled_households(ctx, "inkomenseffecten", before, after)
    pairs = {(round(int(b) / 100) * 100, round(int(a) / 100) * 100) for b, a in zip(before, after, strict=True)}
    assert len(figure.rows) == 5
    assert {(row["voor"], row["na"]) for row in figure.rows} <= pairs
    assert [row["voor"] for row in figure.rows] == sorted(row["voor"] for row in figure.rows)  # type: ignore[type-var]


def test_of_own_microdata_nobody_is_shown(context: MakeContext, monkeypatch: pytest.MonkeyPatch) -> None:
    ctx = context("lager-deel")
    monkeypatch.setattr(households, "SHOWN", 5)
    monkeypatch.setitem(ctx.base.manifest, "seed", None)
    before, after = (ctx.outcome(role)[0] for role in ROLES)
    assert households.sampled_households(ctx, "inkomenseffecten", before, after) == []
    assert bounds_of_tenths(ctx, "inkomenseffecten") == []


def test_the_bounds_of_tenths_rise_and_hold_their_households(
    context: MakeContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    ctx = context("lager-deel")
    monkeypatch.setitem(ctx.base.manifest, "seed", 1)
    found = bounds_of_tenths(ctx, "inkomenseffecten")
    tenths = next(grouping for grouping in groupings(ctx) if grouping.id == "inkomensdeciel")
    if np.unique(tenths.codes).size < len(tenths.labels):
        assert found == [], "a tenth without households has no bounds"
        return
    [figure] = found
    assert figure.rows[0]["van"] is None
    assert figure.rows[-1]["tot"] is None
    for code, row in enumerate(figure.rows[:-1]):
        assert abs(int(income_of_one(ctx)[tenths.codes == code].max()) - int(str(row["tot"]))) <= 50_00
