"""Plans with an optimum that is known: by hand, and by trying every plan there is."""

from __future__ import annotations

import itertools
import random

import pytest

from benchmarks.plan.generate import generate
from tests.delivery.plan.small import measure, mode, portfolio
from uitvoerbaar.delivery.plan.answer import Answer
from uitvoerbaar.delivery.plan.best import joined
from uitvoerbaar.delivery.plan.check import broken
from uitvoerbaar.delivery.plan.decide import decide
from uitvoerbaar.delivery.plan.model import Place, Plan, Portfolio, Weights
from uitvoerbaar.delivery.plan.score import score_of
from uitvoerbaar.delivery.plan.wishes import Wish, wishes_of


def effects(portfolio: Portfolio, **asked: object) -> dict[str, int]:
    found = decide(portfolio, **asked)  # type: ignore[arg-type]
    assert found.answer.state == "optimaal"
    assert found.plan is not None
    return {id_: place.effect for id_, place in found.plan.places.items()}


def test_the_more_valuable_goes_first():
    """One person; a (value 3) and b (5) take a quarter each. b first: 5 x 3 + 3 x 2 = 21, a first: 3 x 3 + 5 x 2 = 19."""
    p = portfolio(measure("a", 3, mode(1, (1,))), measure("b", 5, mode(1, (1,))))
    assert effects(p) == {"b": 1, "a": 2}
    assert decide(p).score.total == 21  # type: ignore[union-attr]


def test_an_order_is_kept_although_it_costs_value():
    p = portfolio(measure("a", 3, mode(1, (1,))), measure("b", 5, mode(1, (1,)), after=("a",)))
    assert effects(p) == {"a": 1, "b": 2}


def test_only_one_of_two_that_exclude_each_other_is_done():
    p = portfolio(measure("a", 3, mode(1)), measure("b", 5, mode(1), excludes=("a",)))
    assert effects(p) == {"b": 1}


def test_a_fixed_change_date_is_waited_for():
    """Ready after one quarter, in force on the first 1 January or 1 July after it: the third quarter."""
    assert effects(portfolio(measure("a", 1, mode(1), change_quarters=(1, 3)))) == {"a": 2}


def test_the_mode_that_fits_is_chosen():
    """In a hurry it asks two people and there is one; in phases it takes two quarters."""
    p = portfolio(measure("a", 4, mode(1, (2,), id_="snel"), mode(2, (1, 1), id_="gefaseerd")))
    found = decide(p)
    assert found.plan == Plan({"a": Place(0, "gefaseerd", 2)})


def test_what_was_told_before_stays_unless_it_pays():
    """Moving a quarter costs 2: a measure of value 1 stays where it was told, one of value 3 moves forward."""
    last = Plan({"a": Place(2, "gewoon", 3)})
    assert effects(portfolio(measure("a", 1, mode(1))), last=last) == {"a": 3}
    assert effects(portfolio(measure("a", 3, mode(1))), last=last) == {"a": 1}


def test_stacking_on_a_group_is_avoided_when_it_weighs_more_than_waiting():
    """Three on one group within a year is one too many: with two years, the third waits when stacking costs a lot."""
    three = [measure(n, 1, mode(1), touches=("g",)) for n in "abc"]
    light, heavy = Weights(stacked=0), Weights(stacked=5)
    assert sorted(effects(portfolio(*three, quarters=8, groups=("g",), weights=light)).values()) == [1, 1, 1]
    assert sorted(effects(portfolio(*three, quarters=8, groups=("g",), weights=heavy)).values()) == [1, 1, 5]


def test_a_push_moves_what_stood_in_its_place():
    p = portfolio(measure("a", 3, mode(1, (1,))), measure("b", 5, mode(1, (1,))))
    assert effects(p, pushes={"a": 1}) == {"a": 1, "b": 2}


def every_plan(p: Portfolio):
    """Every plan that can be thought of, good or not."""
    choices = []
    for m in p.measures:
        places = [Place(s, o.id, s + o.quarters) for o in m.modes for s in range(p.quarters - o.quarters)]
        choices.append([None, *places])
    for chosen in itertools.product(*choices):
        yield Plan({m.id: place for m, place in zip(p.measures, chosen, strict=True) if place is not None})


@pytest.mark.parametrize("seed", range(12))
def test_the_plan_is_the_best_of_all_plans(seed):
    """Four measures in six quarters: every plan is tried, and none that meets the wishes is worth more."""
    p = generate(4, 6, 4, seed, tightness=0.6)
    wishes = tuple(wishes_of(p, {}))
    last = None
    if seed % 2:
        draw = random.Random(seed)
        last = Plan({m.id: Place(draw.randint(0, 2), m.modes[0].id, 3) for m in p.measures if draw.random() < 0.5})
    best = max((score_of(p, plan, last).total for plan in every_plan(p) if not broken(p, plan, wishes)), default=None)
    found = decide(p, last=last)
    assert (found.score.total if found.score else None) == best


def test_an_impossible_wish_is_confirmed_and_told_by_the_wishes_that_clash():
    """a and b must both be in force in the second quarter and each takes the one person there is; c is no part of it."""
    p = portfolio(
        measure("a", 1, mode(1, (1,)), must=True, by=1),
        measure("b", 1, mode(1, (1,)), must=True, by=1),
        measure("c", 9, mode(1, (1,))),
    )
    found = decide(p)
    assert found.answer.state == "kan niet"
    assert found.why_not is not None
    assert set(found.why_not.wishes) == {
        Wish("moet", "a"), Wish("uiterlijk", "a", quarter=1), Wish("moet", "b"), Wish("uiterlijk", "b", quarter=1),
        Wish("capaciteit", "fte"),
    }  # fmt: skip
    assert {name for said in found.why_not.confirmed for name in said.split(" + ")} >= {"CP-SAT (1)", "HiGHS"}
    room = {(each.wish.sort, each.wish.about): each.amount for each in found.why_not.room}
    assert room["capaciteit", "fte"] == 1
    assert room["uiterlijk", "a"] == 2


def test_without_any_one_of_the_wishes_that_clash_there_is_a_plan():
    from uitvoerbaar.delivery.plan.highs import feasible
    from uitvoerbaar.delivery.plan.task import needed_by, task_of

    p = portfolio(*(measure(n, 1, mode(1, (1,)), must=True, by=2) for n in "abc"))
    reason = decide(p).why_not
    assert reason is not None
    for wish in reason.wishes:
        rest = set(reason.wishes) - {wish}
        assert feasible(task_of(p, rest, only=needed_by(p, rest)), seconds=10).plan is not None


def test_solvers_that_contradict_each_other_are_a_defect():
    yes = Answer("gevonden", Plan({}), 0, 5, 0.0, "A")
    no = Answer("kan niet", None, None, None, 0.0, "B")
    with pytest.raises(AssertionError, match="B: no plan"):
        joined(yes, no)


def test_both_formulations_allow_the_same():
    from uitvoerbaar.delivery.plan import cpsat, highs
    from uitvoerbaar.delivery.plan.task import task_of

    for seed in range(6):
        p = generate(8, 8, 6, seed)
        task = task_of(p, set(wishes_of(p, {})))
        one, other = cpsat.CpSat(task, seconds=20).run(), highs.Highs(task, seconds=20, best=True).run()
        assert (one.state, one.score) == (other.state, other.score)
