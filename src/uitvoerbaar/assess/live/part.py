"""Some households of a population on which a panel looks closer than a movement of the hand has time for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.live.live import Live
from uitvoerbaar.assess.live.moving import Housemates, housemates_of
from uitvoerbaar.assess.people.part import thinned
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.engine.batch.freeze import freeze
from uitvoerbaar.engine.batch.frozen import Frozen
from uitvoerbaar.law.graph import Node

LARGEST = 20_000
"""Households: a share then has a 95 % interval of at most 0.7 percentage points, and a position is answered in about a second."""


@dataclass(frozen=True, slots=True)
class Part:
    """A context of its own with the laws of a `Live`, and what moves for its households."""

    ctx: Context
    housemates: Housemates

    def freeze(self, nodes: Mapping[str, Node], rows: Ints) -> Frozen:
        """Outputs of the side after, ready for every position of the dials, for some rows of persons."""
        return freeze(nodes, self.ctx.people.after, rows, moving=self.housemates.moving)


def part_of_live(live: Live, most: int = LARGEST) -> Part:
    """Every k-th household, so that there are at most so many; all of them when there are fewer."""
    one_in = -(-len(live.ctx.heads) // most)
    ctx = live.ctx if one_in == 1 else thinned(live.ctx, one_in)
    return Part(ctx, housemates_of(ctx, [ctx.heads]))
