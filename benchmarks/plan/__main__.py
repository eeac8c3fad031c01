"""`python -m benchmarks.plan [SEEDS]`: how long the planner takes on portfolios of the sizes that are promised.

Two families: drawn at random and hard (`generate`), and modelled on the shipped portfolio (`modelled`). What is promised in
seconds on two cores is given as twice as many seconds of processor time, so that others on the machine do not count.
Prints, per size, family and seed: state, score, gap, seconds on the clock and seconds of processor time.
"""

from __future__ import annotations

import sys
import time

from benchmarks.plan.generate import generate
from benchmarks.plan.modelled import modelled
from uitvoerbaar.delivery.plan.best import best_plan
from uitvoerbaar.delivery.plan.check import broken
from uitvoerbaar.delivery.plan.score import score_of
from uitvoerbaar.delivery.plan.task import task_of
from uitvoerbaar.delivery.plan.wishes import wishes_of

SIZES = ((40, 12, 16, 5.0), (60, 25, 24, 60.0))
"""Measures, quarters, capacities, and the seconds on two cores that are promised."""
CORES = 2
_FAMILIES = (modelled, generate)
_PATIENCE = 30
"""On the clock it may take this many times as long before it is ended."""


def main(seeds: int) -> None:
    """Time every size and family with so many seeds, on two workers."""
    for measures, quarters, capacities, seconds in SIZES:
        for family in _FAMILIES:
            for seed in range(1, seeds + 1):
                portfolio = family(measures, quarters, capacities, seed)
                wishes = set(wishes_of(portfolio, {}))
                before = time.process_time()
                end = before + CORES * seconds

                def spent(end: float = end) -> bool:
                    return time.process_time() > end

                answer = best_plan(task_of(portfolio, wishes), seconds=_PATIENCE * seconds, stop=spent)
                used = time.process_time() - before
                gap = "-" if answer.gap is None else f"{answer.gap:.2%}"
                print(
                    f"{portfolio.id:22s} {answer.state:10s} score {answer.score} gap {gap} {answer.seconds:.2f} s,",
                    f"cpu {used:.2f} s",
                    flush=True,
                )
                if answer.plan is not None:
                    assert not broken(portfolio, answer.plan, wishes)
                    assert score_of(portfolio, answer.plan, None).total == answer.score


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
