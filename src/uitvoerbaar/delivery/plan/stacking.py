"""The 'stapelmeter': where three or more changes land on the same people, organisation, system or area within a year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from uitvoerbaar.delivery.plan.model import STACK_FREE, STACK_WINDOW, Plan, Portfolio, Touched


@dataclass(frozen=True, slots=True)
class Stack:
    """The changes that land on one group within four quarters from `first`, when they are more than two."""

    on: Touched
    first: int
    measures: tuple[str, ...]

    @property
    def excess(self) -> int:
        """How many changes there are above what is no stacking yet."""
        return len(self.measures) - STACK_FREE


def windows(portfolio: Portfolio) -> range:
    """The first quarters of every window of a year within the horizon; one window when the horizon is shorter."""
    return range(max(1, portfolio.quarters - STACK_WINDOW + 1))


def stacks(portfolio: Portfolio, plan: Plan) -> Iterator[Stack]:
    """Every window of every group in which changes stack up. Windows overlap: each is one."""
    for on in portfolio.touched:
        landing = [
            (effect, m.id)
            for m in portfolio.measures
            if on.id in m.touches and (effect := plan.effect(m.id)) is not None
        ]
        for first in windows(portfolio):
            within = tuple(id_ for effect, id_ in sorted(landing) if first <= effect < first + STACK_WINDOW)
            if len(within) > STACK_FREE:
                yield Stack(on, first, within)


def worst(portfolio: Portfolio, plan: Plan) -> list[Stack]:
    """For each group on which changes stack up its fullest year, the worst one first."""
    found: dict[str, Stack] = {}
    for stack in stacks(portfolio, plan):
        if stack.on.id not in found or stack.excess > found[stack.on.id].excess:
            found[stack.on.id] = stack
    return sorted(found.values(), key=lambda stack: (-stack.excess, stack.on.id))
