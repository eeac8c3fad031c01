"""`python -m benchmarks.plan`: how long the planner takes on portfolios of the sizes that are promised.

Prints, per size and seed: state, score, gap, seconds on the clock and seconds of processor time.
"""

from __future__ import annotations

import resource
import sys

from benchmarks.plan.generate import generate
from uitvoerbaar.delivery.plan.best import best_plan
from uitvoerbaar.delivery.plan.check import broken
from uitvoerbaar.delivery.plan.score import score_of
from uitvoerbaar.delivery.plan.task import task_of
from uitvoerbaar.delivery.plan.wishes import wishes_of

SIZES = ((40, 12, 16, 5.0), (60, 25, 24, 60.0))
"""Measures, quarters, capacities, and the seconds that are promised."""


def main(seeds: int) -> None:
    """Time every size with so many seeds, on two workers."""
    for measures, quarters, capacities, seconds in SIZES:
        for seed in range(1, seeds + 1):
            portfolio = generate(measures, quarters, capacities, seed)
            wishes = set(wishes_of(portfolio, {}))
            before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
            answer = best_plan(task_of(portfolio, wishes), seconds=seconds)
            used = resource.getrusage(resource.RUSAGE_SELF).ru_utime - before
            gap = "-" if answer.gap is None else f"{answer.gap:.2%}"
            print(
                f"{portfolio.id:22s} {answer.state:10s} score {answer.score} gap {gap} {answer.seconds:.2f} s, cpu {used:.2f} s"
            )
            if answer.plan is not None:
                assert not broken(portfolio, answer.plan, wishes)
                assert score_of(portfolio, answer.plan, None).total == answer.score


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
