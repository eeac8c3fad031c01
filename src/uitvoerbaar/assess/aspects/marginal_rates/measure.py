"""What is left of a little more wage: the change of net income when the head earns 1 or 1,000 euro more."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.norms import NET
from uitvoerbaar.assess.pair import Role
from uitvoerbaar.base.arrays import Bools, Ints
from uitvoerbaar.engine.batch.people import array_of
from uitvoerbaar.law.registers.nodes import WAGE, raised

STEPS = (100, 100_000)
"""One euro and a thousand euro a year, in eurocent."""
LARGE = STEPS[1]


@dataclass(frozen=True, slots=True)
class Kept:
    """What households keep on one side, per step of STEPS, in eurocent a year; `answered` where the law decides."""

    by_step: dict[int, Ints]
    answered: Bools

    def loses_more_than(self, share: float, step: int) -> Bools:
        """Households that lose more than `share` of the step: by tax and by what they no longer receive."""
        return self.answered & (step - self.by_step[step] > share * step)

    def pressure(self, step: int) -> NDArray[np.float64]:
        """The part of the step that is lost; 1 is all of it, below 0 the household gains more than it earns."""
        return np.asarray(1 - self.by_step[step] / step, dtype=np.float64)


def earners(ctx: Context) -> Bools:
    """Households of which the head has wage."""
    return np.asarray(array_of(ctx.people.after.columns[WAGE])[ctx.heads] > 0)


def measure(ctx: Context, role: Role, who: Bools) -> Kept:
    """What the households in `who` keep on a side, exact, for every household that the law decides."""
    net = ctx.sides.of(role).nodes[NET]
    field = ctx.catalogue.field("persoon", WAGE)
    assert field is not None
    nodes = {str(step): raised(ctx.graph, [net], field, step)[0] for step in STEPS}
    base = ctx.outcome(role)[0][who]
    result = ctx.run(role, nodes, ctx.heads[who], reasons=False)
    answered = np.ones(len(base), dtype=bool)
    answered[result.undecided] = False
    by_step: dict[int, Ints] = {}
    for step in STEPS:
        missing = result.null[str(step)]
        if missing is not None:
            answered &= ~missing
        by_step[step] = _spread(np.rint(result.values[str(step)]).astype(np.int64) - base, who)
    return Kept(by_step, _spread(answered, who))


def _spread(values: NDArray[np.generic], who: Bools) -> NDArray:  # type: ignore[type-arg]
    """Values of the households in `who` at their places among all; 0 for the others."""
    out = np.zeros(len(who), dtype=values.dtype)
    out[who] = values
    return out
