"""What a plan is worth, counted by ourselves in whole numbers: solvers are told these numbers and are held to them."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.delivery.plan.model import Measure, Place, Plan, Portfolio
from uitvoerbaar.delivery.plan.stacking import stacks


@dataclass(frozen=True, slots=True)
class Score:
    """The parts of what a plan is worth: value less what moving, dropping and stacking cost."""

    value: int
    moved: int
    dropped: int
    stacked: int

    @property
    def total(self) -> int:
        """What a plan is judged by."""
        return self.value - self.moved - self.dropped - self.stacked


def value_of(portfolio: Portfolio, measure: Measure, place: Place) -> int:
    """What a measure is worth in a place: its value for every quarter of the horizon in which it is in force."""
    return measure.value * (portfolio.quarters - place.effect)


def moving_of(portfolio: Portfolio, measure: Measure, place: Place, last: Plan | None) -> int:
    """What it costs that a measure has this place while people were told another quarter."""
    before = None if last is None else last.effect(measure.id)
    return 0 if before is None else portfolio.weights.late * abs(place.effect - before)


def score_of(portfolio: Portfolio, plan: Plan, last: Plan | None) -> Score:
    """The score of a plan; `last` is the plan that was told before, None for the first one."""
    placed = [(portfolio.measure(id_), place) for id_, place in plan.places.items()]
    dropped = [m for m in portfolio.measures if last is not None and m.id in last.places and m.id not in plan.places]
    return Score(
        value=sum(value_of(portfolio, measure, place) for measure, place in placed),
        moved=sum(moving_of(portfolio, measure, place, last) for measure, place in placed),
        dropped=portfolio.weights.dropped * len(dropped),
        stacked=portfolio.weights.stacked * sum(stack.excess for stack in stacks(portfolio, plan)),
    )
