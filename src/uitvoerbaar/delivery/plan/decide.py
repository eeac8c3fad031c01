"""The last word on a portfolio: a plan that was checked, or the reason why there is none, confirmed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from uitvoerbaar.delivery.plan.answer import Answer
from uitvoerbaar.delivery.plan.best import best_plan
from uitvoerbaar.delivery.plan.check import broken
from uitvoerbaar.delivery.plan.model import Plan, Portfolio
from uitvoerbaar.delivery.plan.score import Score, score_of
from uitvoerbaar.delivery.plan.settle import settled
from uitvoerbaar.delivery.plan.task import needed_by, task_of
from uitvoerbaar.delivery.plan.why_not import WhyNot, confirm, room_for, smallest
from uitvoerbaar.delivery.plan.wishes import wishes_of

SECONDS = 20.0
"""How long a plan is sought when nobody says otherwise."""
_SETTLE = 2.0
"""Seconds for choosing between plans that are worth the same, when the proof took all others."""
_EACH = 20.0
"""Seconds for one yes-or-no question."""


class PlanDefect(AssertionError):
    """A solver gave a plan that breaks a wish, or a score that is not that of its plan: a defect, never shown as a plan."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer on a portfolio: with `plan` and its score, or with `why_not`.

    With neither it was not decided in time, or those who were asked did not agree that there is no plan. `settled` says that
    of plans that are worth the same it is the one that every run gives."""

    answer: Answer
    plan: Plan | None = None
    score: Score | None = None
    why_not: WhyNot | None = None
    settled: bool = False


def decide(
    portfolio: Portfolio,
    *,
    pushes: Mapping[str, int] | None = None,
    last: Plan | None = None,
    seconds: float = SECONDS,
    stop: Callable[[], bool] | None = None,
    hint: Plan | None = None,
    explain: bool = True,
) -> Decision:
    """The best plan with these pushes (measure to the quarter in which it is in force), near the plan that was told before.

    Raises PlanDefect when what a solver gives does not hold, ExtraMissing without solvers.
    """
    wishes = tuple(dict.fromkeys(wishes_of(portfolio, dict(pushes or {}))))
    task = task_of(portfolio, set(wishes), last)
    answer = best_plan(task, seconds=seconds, hint=hint or last, stop=stop)
    if answer.plan is not None:
        same = None
        if answer.state == "optimaal" and answer.score is not None and not (stop is not None and stop()):
            left = max(seconds - answer.seconds, _SETTLE)
            same = settled(task, answer.plan, answer.score, near=hint or last, seconds=left, stop=stop)
            answer = replace(answer, plan=same or answer.plan)
        assert answer.plan is not None
        if missed := broken(portfolio, answer.plan, wishes):
            raise PlanDefect(f"{answer.by}: {missed[0]}")
        score = score_of(portfolio, answer.plan, last)
        if score.total != answer.score:
            raise PlanDefect(f"{answer.by}: {answer.score} is {score.total}")
        return Decision(answer, answer.plan, score, settled=same is not None)
    if answer.state != "kan niet" or not explain:
        return Decision(answer)
    # Only what must be done can make a plan impossible: all else can be left undone.
    again, agreed = confirm(task_of(portfolio, set(wishes), only=needed_by(portfolio, wishes)), seconds=_EACH)
    if not agreed:
        return Decision(Answer("onbeslist", None, None, None, answer.seconds, answer.by))
    reason = smallest(portfolio, wishes, seconds=_EACH)
    room = tuple(room_for(portfolio, wishes, reason, seconds=_EACH))
    return Decision(answer, why_not=WhyNot((answer.by, *(_told(a, n) for n, a in enumerate(again))), reason, room))


def _told(answer: Answer, number: int) -> str:
    return f"{answer.by} (1)" if number == 0 else answer.by
