"""What is left of a little more wage, before and at a position of the dials."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from uitvoerbaar.assess.aspects.marginal_rates.measure import STEPS, Kept, earners, measure
from uitvoerbaar.assess.live.part import Part
from uitvoerbaar.assess.norms import NET
from uitvoerbaar.base.arrays import Bools
from uitvoerbaar.engine.batch.frozen import Frozen, Turn
from uitvoerbaar.law.registers import PERSON
from uitvoerbaar.law.registers.nodes import WAGE, raised

_NOW = "nu"


@dataclass
class Rates:
    """The test of marginal rates on a part, ready for every position: `who` are the households whose head has wage."""

    part: Part
    who: Bools = field(init=False)
    before: Kept = field(init=False)
    _frozen: Frozen | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        ctx = self.part.ctx
        self.who = earners(ctx)
        self.before = measure(ctx, "voor", self.who)
        wage = ctx.catalogue.field(PERSON, WAGE)
        assert wage is not None, "who has wage has the field"
        if self.who.any():
            net = ctx.sides.after.nodes[NET]
            nodes = {str(step): raised(ctx.graph, [net], wage, step)[0] for step in STEPS}
            self._frozen = self.part.freeze({_NOW: net, **nodes}, ctx.heads[self.who])

    def after(self, dials: Turn) -> Kept:
        """What these households keep with the dials at these values."""
        if self._frozen is None:
            return self.before
        columns, nulls, undecided = self._frozen.columns(dials, self.part.housemates.given(dials))
        answered = ~(undecided | np.any(list(nulls.values()), axis=0))
        found = {name: np.rint(column).astype(np.int64) for name, column in columns.items()}
        return Kept(
            {step: self._spread(found[str(step)] - found[_NOW]) for step in STEPS},
            self._spread(answered.astype(np.int64)) != 0,
        )

    def _spread(self, values: np.ndarray) -> np.ndarray:
        made = np.zeros(len(self.who), values.dtype)
        made[self.who] = values
        return made
