"""What a small mistake costs, before and at a position of the dials: the test of mistakes, for a hand that moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.assess.aspects.mistakes.exposure import (
    Exposure,
    by_supplier,
    exposure_of,
    measure,
    nodes_of,
    outcome_node,
    supplies,
)
from uitvoerbaar.assess.aspects.mistakes.slips import Slip, slips, touching
from uitvoerbaar.assess.live.part import Part
from uitvoerbaar.assess.proportion import LEVELS
from uitvoerbaar.base.arrays import Bools, Ints
from uitvoerbaar.engine.batch.frozen import Frozen, Turn

Check = Callable[[], None]


@dataclass
class SlipMeter:
    """Every plausible mistake on every household of a part that can make it, ready for every position of the dials."""

    part: Part
    before: list[Exposure] = field(init=False)
    _groups: list[tuple[list[Slip], NDArray[np.int32], Frozen]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        ctx = self.part.ctx
        found = slips(ctx.catalogue)
        self.before, _ = measure(ctx, "voor", found)
        outcome = outcome_node(ctx, "na")
        if outcome is None:
            return
        for together in by_supplier(touching({"na": outcome}, found)):
            households = np.flatnonzero(supplies(ctx, "na", together)).astype(np.int32)
            if len(households):
                nodes = nodes_of(ctx, outcome, together)
                self._groups.append((together, households, self.part.freeze(nodes, ctx.heads[households])))

    def after(self, dials: Turn, check: Check) -> list[Exposure]:
        """What the mistakes cost with the dials at these values."""
        given = self.part.housemates.given(dials)
        made: list[Exposure] = []
        for together, households, frozen in self._groups:
            check()
            columns, nulls, undecided = frozen.columns(dials, given)
            for slip in together:
                size, loss = (
                    _whole(columns[name], undecided | nulls[name]) for name in (f"{slip.id}.size", f"{slip.id}.loss")
                )
                made.append(exposure_of(self.part.ctx, slip, households, size, loss))
        return made

    def hit(self, exposures: list[Exposure]) -> Bools:
        """The households for which some mistake costs out of proportion."""
        many = len(self.part.ctx.heads)
        found = np.zeros(many, np.bool_)
        for each in exposures:
            found |= each.mask(each.levels < len(LEVELS), many)
        return found


def worst(exposure: Exposure) -> tuple[int, int] | None:
    """The size and the loss of the mistake where it costs most for its size (eurocent a year); None when nobody can make it."""
    if not len(exposure.rows):
        return None
    at = int(np.argmax(exposure.loss / exposure.size))
    return int(exposure.size[at]), int(exposure.loss[at])


def together(before: list[Exposure], after: list[Exposure]) -> Iterator[tuple[Exposure | None, Exposure | None]]:
    """Each mistake on both sides; None on the side whose law does not read its field."""
    left, right = ({each.slip.id: each for each in side} for side in (before, after))
    for name in dict.fromkeys([*left, *right]):
        yield left.get(name), right.get(name)


def _whole(values: NDArray[np.float64], missing: Bools) -> Ints:
    return np.where(missing, 0, np.rint(values)).astype(np.int64)
