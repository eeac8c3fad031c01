"""Parts of a plan by themselves: stacking, moves with their cause, more room, chance of overload, a reorganisation."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tests.delivery.plan.small import ORIGIN, measure, mode, named, portfolio
from uitvoerbaar.delivery.plan.decide import decide
from uitvoerbaar.delivery.plan.model import Organisation, Place, Plan, Realised
from uitvoerbaar.delivery.plan.more import binding, more_of_each
from uitvoerbaar.delivery.plan.moves import Lack, moves
from uitvoerbaar.delivery.plan.order import circle
from uitvoerbaar.delivery.plan.overload import chances, quantiles
from uitvoerbaar.delivery.plan.quarter import Quarter
from uitvoerbaar.delivery.plan.reorganisation import Reorganisation, lost_output
from uitvoerbaar.delivery.plan.stacking import worst


def test_quarters_count_on_over_years():
    assert Quarter(2021, 3).plus(6) == Quarter(2023, 1)
    assert Quarter(2023, 1).minus(Quarter(2021, 3)) == 6
    assert Quarter(2021, 1).plus(-1) == Quarter(2020, 4)


def test_three_within_a_year_stack_and_two_do_not():
    three = [measure(n, 1, mode(1), touches=("g",)) for n in "abc"]
    p = portfolio(*three, quarters=8, groups=("g",))
    at = {"a": 1, "b": 2, "c": 4}
    plan = Plan({n: Place(e - 1, "gewoon", e) for n, e in at.items()})
    assert [(s.first, s.measures) for s in worst(p, plan)] == [(1, ("a", "b", "c"))]
    later = Plan({**plan.places, "c": Place(4, "gewoon", 5)})
    assert worst(p, later) == []


def test_a_move_names_what_lacks_in_the_old_place_and_who_took_it():
    p = portfolio(measure("a", 3, mode(1, (1,))), measure("b", 5, mode(1, (1,))))
    before, after = decide(p).plan, decide(p, pushes={"a": 1}).plan
    assert before is not None
    assert after is not None
    found = {m.measure: m for m in moves(p, before, after)}
    assert found["b"].lacks == (Lack("fte", 0, 1, ("a",)),)
    assert (found["a"].before.effect, found["a"].after.effect) == (2, 1)  # type: ignore[union-attr]


def test_one_more_of_what_binds_is_worth_what_the_plan_gains():
    """With two people both start at once: b keeps 5 x 3, a goes from 3 x 2 to 3 x 3."""
    p = portfolio(measure("a", 3, mode(1, (1,))), measure("b", 5, mode(1, (1,))))
    plan = decide(p).plan
    assert plan is not None
    assert binding(p, plan) == ["fte"]
    (more,) = more_of_each(p, plan, 21, proven=True, seconds=10)
    assert (more.gain, [m.measure for m in more.moves], more.proven) == (3, ["a"], True)


def test_the_chance_of_overload_is_the_share_of_the_past_that_was_above_what_fits():
    """10 asked of 12: too much from a ratio of 1.2. Of 1.0, 1.1, 1.3, 1.4 with lines between, half lies above it."""
    p = portfolio(measure("a", 1, mode(1, (10,))), has=12)
    past = tuple(Realised(2020 + n, 100, outcome, ORIGIN) for n, outcome in enumerate((100, 110, 130, 140)))
    p = replace(p, organisations=(Organisation("o", named("o"), past),))
    (chance,) = chances(p, Plan({"a": Place(0, "gewoon", 1)}))
    assert abs(chance.per_quarter[0] - 0.5) < 0.03
    assert chance.per_quarter[1:] == (0.0, 0.0, 0.0)
    assert chance.borrowed is None


def test_quantiles_stay_within_the_past():
    assert list(quantiles([1.3, 1.0], np.array([0.0, 0.25, 0.5, 0.75, 1.0]))) == [1.0, 1.0, 1.15, 1.3, 1.3]


def test_draws_of_an_organisation_do_not_change_when_another_is_added():
    past = (Realised(2020, 100, 100, ORIGIN), Realised(2021, 100, 130, ORIGIN))
    p = portfolio(measure("a", 1, mode(1, (10,))), has=11)
    one = replace(p, organisations=(Organisation("o", named("o"), past),))
    other = replace(one, organisations=(Organisation("n", named("n")), *one.organisations))
    plan = Plan({"a": Place(0, "gewoon", 1)})
    assert chances(one, plan)[0].per_quarter == chances(other, plan)[0].per_quarter


def test_a_reorganisation_claims_the_work_that_is_lost():
    wider = lost_output(mode(2, (5, 5)), Reorganisation("fte", 33, 20, 3))
    assert wider.claims[-1].amounts == (7, 7, 7)


def test_a_circle_is_found_and_a_line_is_none():
    assert circle({"a": ("b",), "b": ("c",), "c": ("a",)}) == ("a", "b", "c")
    assert circle({"a": ("b", "c"), "b": ("c",), "c": ()}) is None
