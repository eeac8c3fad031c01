"""Which way the figures of an answer go when one dial goes up, proven from the form of the rules for every household."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from uitvoerbaar.assess.live.live import Live
from uitvoerbaar.assess.live.moving import moved_fields
from uitvoerbaar.assess.norms import NET
from uitvoerbaar.law.graph import INFINITE, Node, topological
from uitvoerbaar.law.graph.direction import STILL, Motion, Way, joined, motions, turned

_UNKNOWN = Motion(None, -INFINITE, INFINITE, False, False)


@dataclass(frozen=True, slots=True)
class Directions:
    """UP, DOWN or STILL where that is proven, else None.

    `income`: the net income of every household, with the other dials where they are; so of who loses and how much,
    the other way round. `cost`: what all schemes together cost the state.
    """

    income: Way
    cost: Way

    @property
    def loss(self) -> Way:
        """How many households lose, and how much."""
        return turned(self.income)


def directions(live: Live, dial: str) -> Directions:
    """The directions along a dial. Both are unknown when a household may have an answer here and none there: rows without
    an answer count as nothing, so that sums would jump."""
    if dial not in live.dials:
        return Directions(STILL, STILL)
    ctx = live.ctx
    fields = _fields(live, dial)
    nodes = ctx.sides.after.nodes
    found = {name: motions([node], dial, fields)[node.id] for name, node in nodes.items()}
    if not all(motion.steady for motion in (*found.values(), *fields.values())):
        return Directions(None, None)
    if int(ctx.weights.min(initial=0)) < 0:
        return Directions(None, None)
    schemes = [scheme for scheme in ctx.settings.schemes if scheme.id in found]
    ways = (found[each.id].way if each.spends else turned(found[each.id].way) for each in schemes)
    return Directions(found[NET].way, joined(ways))


def _fields(live: Live, dial: str) -> Mapping[str, Motion]:
    """The motions of the outcomes of housemates that move, by the name of the field."""
    moved = moved_fields(live.ctx)
    names = {name for _, name in moved}
    known: dict[str, Motion] = {}
    for (_, name), node in moved.items():
        ready = name not in known and _read(node) & names <= known.keys()
        known[name] = motions([node], dial, known)[node.id] if ready else _UNKNOWN
    return known


def _read(node: Node) -> set[str]:
    """The names of the fields of elements that a node reads."""
    return {each.payload[0] for each in topological([node]) if each.op == "GET"}
