"""A part of a large population for a test that asks many outputs of every household."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.pair import Role
from uitvoerbaar.assess.people.part import LARGEST
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.base.once import cached_property
from uitvoerbaar.engine.batch.people import People


@dataclass
class Sample:
    """Every k-th household of the population (all when it is small enough), with weights for the whole country."""

    ctx: Context
    largest: int = LARGEST

    @cached_property
    def one_in(self) -> int:
        """How many households of the population each chosen one stands for."""
        return -(-len(self.ctx.heads) // self.largest)

    @cached_property
    def households(self) -> Ints:
        """Positions of the chosen households."""
        return np.arange(0, len(self.ctx.heads), self.one_in, dtype=np.int64)

    @cached_property
    def weights(self) -> Ints:
        """Thousandths of a household, scaled to the total of the population."""
        chosen = self.ctx.weights[self.households]
        if self.one_in == 1:
            return chosen
        return np.asarray(np.rint(chosen * (self.ctx.weights.sum() / chosen.sum())), dtype=np.int64)

    @property
    def full(self) -> bool:
        """Whether every household of the country is in it."""
        return self.ctx.full and self.one_in == 1

    @cached_property
    def persons(self) -> Ints:
        """Rows of the heads and then of their partners in the whole population."""
        heads = self.ctx.heads[self.households]
        partners = self.ctx.people.after.partner[heads]
        return np.concatenate([heads, partners[partners >= 0]]).astype(np.int64)

    @cached_property
    def heads(self) -> NDArray[np.int32]:
        """Rows of the heads in `people`."""
        return np.arange(len(self.households), dtype=np.int32)

    def people(self, role: Role) -> People:
        """The chosen heads and partners of a side, with their children and housemates."""
        return self.ctx.people.of(role).take(self.persons)
