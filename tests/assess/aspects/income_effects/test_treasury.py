"""From gains and losses to the treasury: every part is counted, and together they are what the chapter on the budget says."""

from __future__ import annotations

import numpy as np
import pytest

from tests.fixtures.polderland import MakeContext
from uitvoerbaar.assess.aspects.budget import aspect as budget
from uitvoerbaar.assess.aspects.income_effects import aspect, treasury
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.findings import Text


@pytest.mark.parametrize("name", ["lager-deel", "alles-of-niets"])
def test_the_parts_are_those_of_the_first_screen_and_add_up_to_the_treasury(context: MakeContext, name: str) -> None:
    ctx = context(name)
    before, after = (ctx.outcome(role)[0] for role in ROLES)
    change = after - before
    classes = aspect.classes_of(ctx, before, change)
    [table] = [figure for figure in aspect.run(ctx).figures if figure.id == "inkomenseffecten-aansluiting"]
    by_hand = [
        np.sum(change[chosen] * ctx.weights[chosen]) / 1000
        for chosen in (np.isin(classes, (3, 4)), np.isin(classes, (0, 1)), classes == 2)
    ]
    amounts = [float(str(row["bedrag"])) for row in table.rows]
    assert amounts[:3] == pytest.approx(by_hand, abs=1)
    assert amounts[-1] == pytest.approx(sum(amounts[:-1]), abs=1)
    [treasury] = [figure for figure in budget.run(ctx).figures if figure.id == "begroting-schatkist"]
    assert treasury.value is not None
    assert amounts[-1] == pytest.approx(treasury.value, rel=0.01)
    counted = {figure.id: figure.value for figure in aspect.run(ctx).figures if figure.value is not None}
    assert [row["huishoudens"] for row in table.rows[:2]] == [
        counted["inkomenseffecten-winnaars"],
        counted["inkomenseffecten-verliezers"],
    ]


def test_of_own_microdata_what_few_households_make_the_difference_of_is_no_part(
    context: MakeContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The part that is in nobody's income is of the households of which it is: of one here, and it follows from the others."""
    ctx = context("lager-deel")
    before, after = (ctx.outcome(role)[0] for role in ROLES)
    change = after - before
    classes = aspect.classes_of(ctx, before, change)
    monkeypatch.setattr(treasury, "too_few", lambda _ctx, counts: any(0 < each < 1.5 * one for each in counts))
    one = ctx.weights[np.argmax(change != 0)] / 1000
    what = Text("inkomen", "income")
    [whole] = treasury.sums_of_change(ctx, "inkomenseffecten", change, classes, what)
    assert all(row["deel"] != treasury._OUTSIDE.format(what=what) for row in whole.rows)
    change[np.argmax(change != 0)] += 100
    assert not treasury.sums_of_change(ctx, "inkomenseffecten", change, classes, what)
