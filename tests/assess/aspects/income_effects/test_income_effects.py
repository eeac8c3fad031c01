"""How grave it is that households lose much: by how many they are and by how much they lose together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.fictional.country import households
from tests.fixtures.polderland import MakeContext
from tests.fixtures.town import with_norm
from uitvoerbaar.assess.aspects.income_effects.aspect import run


@pytest.mark.parametrize(("part_of_money", "severity"), [(0.001, "ernstig"), (0.5, "aandacht")])
def test_few_who_lose_a_large_part_of_all_money_weigh_as_many(
    context: MakeContext, part_of_money: float, severity: str
) -> None:
    """One household of twenty loses its childcare allowance: fewer than 5 percent, but more than a thousandth of all money."""
    parent = next(h for h in households() if h.asks_childcare and h.children)
    short = replace(parent, children=tuple(replace(c, paid=max(0, c.costs - 100)) for c in parent.children))
    single = next(h for h in households() if not h.children)
    ctx = context("alles-of-niets", [short, *[replace(single, weight=short.weight)] * 40])
    with_norm(ctx, "verlies_ernstig_inkomen_aandeel", part_of_money)
    (finding,) = run(ctx).findings
    assert finding.households is not None
    assert finding.households.share is not None
    assert finding.households.share < 0.05
    assert finding.severity == severity


def test_a_group_of_which_few_are_hit_is_not_said_to_be_nobody(context: MakeContext) -> None:
    """One household of 401 loses: of the groups that are named so rounded percents would say 0."""
    parent = next(h for h in households() if h.asks_childcare and h.children)
    short = replace(parent, children=tuple(replace(c, paid=max(0, c.costs - 100)) for c in parent.children))
    whole = replace(parent, children=tuple(replace(c, paid=c.costs) for c in parent.children))
    (finding,) = run(context("alles-of-niets", [short, *[whole] * 400])).findings
    assert "(0 procent)" not in finding.whom.nl
    assert "(0,2 procent)" in finding.whom.nl
    assert "(0.2 percent)" in finding.whom.english
