"""Plans that are worth the same: every run gives the same one, and what was told stays."""

from __future__ import annotations

import itertools

import pytest

from benchmarks.plan.generate import generate
from tests.delivery.plan.small import measure, mode, portfolio
from tests.delivery.plan.test_decide import every_plan
from uitvoerbaar.delivery.plan.check import broken
from uitvoerbaar.delivery.plan.decide import decide
from uitvoerbaar.delivery.plan.model import Place, Plan
from uitvoerbaar.delivery.plan.score import score_of
from uitvoerbaar.delivery.plan.settle import marks_of, settled
from uitvoerbaar.delivery.plan.task import task_of
from uitvoerbaar.delivery.plan.wishes import wishes_of


def test_whichever_of_the_best_plans_is_given_the_same_one_comes_out():
    """One person and three equal measures of one quarter: six plans are worth the same."""
    p = portfolio(*(measure(n, 2, mode(1, (1,))) for n in "abc"))
    task = task_of(p, set(wishes_of(p, {})))
    best = [
        Plan({id_: Place(start, "gewoon", start + 1) for id_, start in zip(ids, range(3), strict=True)})
        for ids in itertools.permutations("abc")
    ]
    assert {score_of(p, plan, None).total for plan in best} == {12}
    given = [settled(task, plan, 12, near=None, seconds=10) for plan in best]
    assert given[0] in best
    assert all(plan == given[0] for plan in given)
    assert decide(p).settled


def test_of_equal_plans_the_one_that_moves_least_is_given():
    p = portfolio(*(measure(n, 2, mode(1, (1,))) for n in "abc"))
    task = task_of(p, set(wishes_of(p, {})))
    for ids in itertools.permutations("abc"):
        told = Plan({id_: Place(start, "gewoon", start + 1) for id_, start in zip(ids, range(3), strict=True)})
        assert settled(task, told, 12, near=told, seconds=10) == told


@pytest.mark.parametrize("seed", range(6))
def test_it_is_the_least_of_all_best_plans(seed):
    """Every plan is tried: of those with the best score, the one with fewest places moved, then the least marks."""
    p = generate(4, 6, 4, seed, tightness=0.6)
    wishes = tuple(wishes_of(p, {}))
    task = task_of(p, set(wishes))
    good = [plan for plan in every_plan(p) if not broken(p, plan, wishes)]
    top = max((score_of(p, plan, None).total for plan in good), default=None)
    if top is None:
        assert decide(p).plan is None
        return
    best = [plan for plan in good if score_of(p, plan, None).total == top]
    near = good[len(good) // 2]
    plain = marks_of(task, None)

    def least(plan: Plan) -> tuple[int, int]:
        moved = sum(plan.places.get(id_) != near.places.get(id_) for id_ in task.places)
        return moved, sum(plain[item] for item in plan.places.items())

    wanted = min(best, key=least)
    assert settled(task, best[-1], top, near=near, seconds=10) == wanted


def test_a_score_that_no_plan_has_is_a_defect():
    p = portfolio(measure("a", 2, mode(1, (1,))))
    task = task_of(p, set(wishes_of(p, {})))
    with pytest.raises(AssertionError, match="no plan is worth 99"):
        settled(task, Plan({}), 99, near=None, seconds=10)
