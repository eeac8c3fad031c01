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
