"""How grave it is that households lose much: by how many they are and by how much they lose together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.fictional.country import households
from tests.fixtures.polderland import MakeContext
from tests.fixtures.town import with_norm
from uitvoerbaar.assess.aspects.income_effects.aspect import run
from uitvoerbaar.assess.context import Context


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


def test_without_net_income_it_is_said_that_the_parts_are_of_the_allowances(contexts: Callable[[str], Context]) -> None:
    """In 2015 there is no net income: 5 percent of two allowances together is no 5 percent of what people have."""
    ctx = contexts("kinderopvangtoeslag-2015")
    assert not ctx.by_net
    outcome = run(ctx)
    figures = {f.id.removeprefix("inkomenseffecten-"): f for f in outcome.figures}
    lost = figures["verliezers"]
    assert lost.title.nl == "Huishoudens die er 0,5 procent of meer op achteruitgaan (van hun toeslagen samen)"
    assert lost.title.english == "Households that lose 0.5 percent or more (of their allowances together)"
    assert "ten minste 0,5 procent minder aan toeslagen samen" in lost.reading.nl
    (finding,) = outcome.findings
    assert finding.title.nl.endswith("procent op achteruit (van hun toeslagen samen)")
    assert "euro van de toeslagen samen per jaar" in finding.explanation.nl
    labels = {c.key: c.label.nl for c in figures["huishoudens"].columns}
    assert labels["voor"] == "Toeslagen samen zonder het voornemen"
    assert figures["grenzen-inkomensdeciel"].reading.nl.startswith("Het geregistreerde inkomen van de hoofdbewoner")


def test_with_net_income_nothing_is_added(contexts: Callable[[str], Context]) -> None:
    figures = {f.id.removeprefix("inkomenseffecten-"): f for f in run(contexts("huurtoeslag-2026")).figures}
    assert figures["verliezers"].title.nl == "Huishoudens die er 0,5 procent of meer op achteruitgaan"
    assert "netto besteedbaar inkomen" in figures["verliezers"].reading.nl
    assert figures["grenzen-inkomensdeciel"].reading.nl.startswith(
        "Wat een huishouden zonder het voornemen per jaar netto"
    )
    assert {c.key: c.label.nl for c in figures["huishoudens"].columns}["na"] == "Inkomen met het voornemen"
