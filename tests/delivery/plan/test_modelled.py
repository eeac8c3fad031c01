"""The portfolios that the planner is timed on: the same for everybody, as large as asked, and with a plan."""

from __future__ import annotations

import pytest

from benchmarks.plan.modelled import PATTERN, modelled
from uitvoerbaar.delivery.plan.decide import decide
from uitvoerbaar.delivery.plan.load import load_portfolio
from uitvoerbaar.delivery.plan.model import Portfolio


def pressure(p: Portfolio) -> float:
    """What all measures ask of staff, in their first way, over what there is."""
    staff = {c.id: sum(c.per_quarter) for c in p.capacities if c.unit == "fte"}
    asked = sum(sum(c.amounts) for m in p.measures for c in m.modes[0].claims if c.capacity in staff)
    return asked / sum(staff.values())


@pytest.mark.parametrize(("measures", "quarters", "capacities"), [(40, 12, 16), (60, 25, 24)])
def test_a_seed_gives_one_portfolio_of_the_size_that_is_asked(measures, quarters, capacities):
    p = modelled(measures, quarters, capacities, 1)
    assert (len(p.measures), p.quarters, len(p.capacities)) == (measures, quarters, capacities)
    assert p == modelled(measures, quarters, capacities, 1)
    assert p != modelled(measures, quarters, capacities, 2)


@pytest.mark.parametrize("seed", range(1, 6))
def test_it_presses_as_much_as_the_shipped_one(seed):
    """A larger portfolio is not an easier one: at least two thirds of the pressure of the pattern."""
    assert pressure(modelled(60, 25, 24, seed)) > pressure(load_portfolio(PATTERN)) * 2 / 3


def test_it_has_a_plan_that_is_proven():
    assert decide(modelled(20, 12, 8, 1), seconds=60).answer.state == "optimaal"
