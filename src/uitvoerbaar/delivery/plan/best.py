"""The best plan: two solvers on the same task at once, and the first that proves it best ends the search.

CP-SAT is quick to find good plans, HiGHS (with its linear relaxation) to prove that none is better. What each gives is
scored by our own code; the best plan and the lowest bound of the two count.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from uitvoerbaar.delivery.plan.answer import Answer
from uitvoerbaar.delivery.plan.cpsat import CpSat
from uitvoerbaar.delivery.plan.highs import Highs
from uitvoerbaar.delivery.plan.improve import Improve
from uitvoerbaar.delivery.plan.model import Plan
from uitvoerbaar.delivery.plan.task import Task

PROVEN = ("optimaal", "kan niet")


def best_plan(
    task: Task, *, seconds: float, hint: Plan | None = None, stop: Callable[[], bool] | None = None
) -> Answer:
    """The best plan of a task that is found within so many seconds, with the lowest bound.

    `stop` is asked now and then; when it says so both end with what they have. Raises ExtraMissing without solvers.
    """
    answers = watched((Improve(task, seconds=seconds, hint=hint), Highs(task, seconds=seconds, best=True)), stop)
    return joined(*answers)


def watched(solvers: Sequence[CpSat | Improve | Highs], stop: Callable[[], bool] | None = None) -> list[Answer]:
    """The answers of solvers that run at once: the first proof ends the others, and so does `stop`."""
    answers: dict[int, Answer] = {}
    failures: list[BaseException] = []
    enough, ended = threading.Event(), threading.Event()

    def end() -> None:
        for solver in solvers:
            solver.stop()

    def run(at: int) -> None:
        try:
            answers[at] = solvers[at].run()
            if answers[at].state in PROVEN:
                enough.set()
        except BaseException as error:  # told in the thread that asked
            failures.append(error)
            enough.set()
        finally:
            if len(answers) + len(failures) == len(solvers):
                ended.set()

    threads = [threading.Thread(target=run, args=(at,), daemon=True) for at in range(len(solvers))]
    for thread in threads:
        thread.start()
    while not ended.wait(_EVERY):
        # Again and again: a solver that was just then being made for its next turn did not hear it the first time.
        if enough.is_set() or (stop is not None and stop()):
            end()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return [answers[at] for at in range(len(solvers))]


_EVERY = 0.05
"""Seconds between two looks at whether somebody still wants the answer."""


def joined(one: Answer, other: Answer) -> Answer:
    """What two solvers say together. Raises AssertionError when one has a plan where the other proved that there is none."""
    seconds = max(one.seconds, other.seconds)
    plans = [a for a in (one, other) if a.plan is not None]
    refused = [a for a in (one, other) if a.state == "kan niet"]
    if refused and plans:
        raise AssertionError(f"{refused[0].by}: no plan; {plans[0].by}: a plan")
    if refused:
        return Answer("kan niet", None, None, None, seconds, " + ".join(a.by for a in refused))
    if not plans:
        return Answer("onbeslist", None, None, None, seconds, f"{one.by} + {other.by}")
    found = max(plans, key=lambda a: (a.score or 0, a.state == "optimaal"))
    bounds = [a.bound for a in (one, other) if a.bound is not None]
    bound = min(bounds, default=None)
    by = f"{one.by} + {other.by}"
    proven = bound is not None and found.score is not None and found.score >= bound
    return Answer("optimaal" if proven else "gevonden", found.plan, found.score, bound, seconds, by)
