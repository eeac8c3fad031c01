"""A plan made better part by part: what stays, what is drawn, and that it comes to the same best plan."""

from __future__ import annotations

import math
import random
import threading
import time
from types import SimpleNamespace

import pytest

from benchmarks.plan.generate import generate
from tests.delivery.plan.small import measure, mode, portfolio
from uitvoerbaar.delivery.plan import improve
from uitvoerbaar.delivery.plan.answer import Answer
from uitvoerbaar.delivery.plan.best import joined, watched
from uitvoerbaar.delivery.plan.check import broken
from uitvoerbaar.delivery.plan.cpsat import CpSat
from uitvoerbaar.delivery.plan.highs import Highs
from uitvoerbaar.delivery.plan.improve import Improve, around, neighbourhoods
from uitvoerbaar.delivery.plan.model import Place, Plan
from uitvoerbaar.delivery.plan.score import score_of
from uitvoerbaar.delivery.plan.task import task_of
from uitvoerbaar.delivery.plan.wishes import wishes_of


def test_what_is_not_free_stays_as_it_was_done_or_not():
    p = portfolio(*(measure(n, 2, mode(1, (1,))) for n in "abc"), quarters=5)
    task = task_of(p, set(wishes_of(p, {})))
    plan = Plan({"a": Place(3, "gewoon", 4)})
    found = CpSat(around(task, plan, ["b"]), seconds=10).run()
    assert found.plan == Plan({"a": Place(3, "gewoon", 4), "b": Place(0, "gewoon", 1)})


def test_every_measure_is_drawn_in_parts_of_the_size_that_is_asked():
    p = generate(20, 10, 6, 1)
    task = task_of(p, set(wishes_of(p, {})))
    plan = CpSat(task, seconds=10, best=False).run().plan
    assert plan is not None
    parts, drawn = neighbourhoods(task, random.Random(1)), []
    for _ in range(60):
        part = next(parts)(plan, 7)
        assert 0 < len(part) == len(set(part)) <= 7
        drawn += part
    assert set(drawn) == set(task.places)


@pytest.mark.parametrize("seed", [1, 5, 8])
def test_parts_and_whole_come_to_the_best_plan(seed, monkeypatch):
    """With hardly any time for the first turn on the whole, it is the parts that make the plan."""
    p = generate(14, 10, 6, seed)
    wishes = tuple(wishes_of(p, {}))
    task = task_of(p, set(wishes))
    best = CpSat(task, seconds=60).run()
    monkeypatch.setattr(improve, "_WHOLE", 0.002)
    found = Improve(task, seconds=60).run()
    assert (found.state, found.score, found.bound) == ("optimaal", best.score, best.score)
    assert found.plan is not None
    assert not broken(p, found.plan, wishes)


def test_parts_alone_make_a_plan_better():
    p = generate(14, 10, 6, 1)
    task = task_of(p, set(wishes_of(p, {})))
    first = CpSat(task, seconds=10, best=False).run().plan
    assert first is not None
    solver = Improve(task, seconds=20)
    begin = Answer("gevonden", first, score_of(p, first, None).total, None, 0.0, "test")
    found = solver._parts(begin, random.Random(1), time.perf_counter(), 10)
    assert found.score is not None
    assert begin.score is not None
    assert found.score > begin.score


def test_it_ends_when_it_is_told_to():
    p = generate(40, 12, 16, 2)  # not proven within minutes
    solver = Improve(task_of(p, set(wishes_of(p, {}))), seconds=600)
    told = threading.Timer(1.0, solver.stop)
    told.start()
    began = time.process_time()
    watched((solver,), stop=lambda: time.process_time() - began > 1)
    assert time.process_time() - began < 20
    told.join()


def test_without_a_plan_highs_still_tells_its_bound():
    """Ended before it had a plan: the plan of one and the bound of the other make a gap."""
    p = portfolio(*(measure(n, 2, mode(1, (1,))) for n in "abc"))
    solver = Highs(task_of(p, set(wishes_of(p, {}))), seconds=10, best=True)
    info = SimpleNamespace(mip_dual_bound=-12.4, primal_solution_status=0)
    solver.solver = SimpleNamespace(run=lambda: None, getInfo=lambda: info, getModelStatus=lambda: None)
    found = solver.run()
    assert (found.state, found.plan, found.bound) == ("onbeslist", None, 12)
    plan = Answer("gevonden", Plan({}), 9, 15, 0.0, "test")
    assert joined(plan, found).bound == 12
    info.mip_dual_bound = -math.inf
    assert solver.run().bound is None
