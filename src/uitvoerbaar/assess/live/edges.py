"""Where net income jumps, before and at a position of the dials, for the six ordinary households of the test of cliffs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from uitvoerbaar.assess.aspects.cliffs.tracks import Track, followed
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.live.live import Live
from uitvoerbaar.assess.norms import NET
from uitvoerbaar.assess.pair import Pair
from uitvoerbaar.base.text import Text
from uitvoerbaar.engine.batch.frozen import Turn
from uitvoerbaar.law.graph import Graph, Node


def edges(live: Live, dials: Turn) -> Iterator[Track | Text]:
    """Every type along each of its facts with the dials at these values; the reason where one cannot be followed."""
    ctx, graph = live.ctx, Graph()

    def at(node: Node, _: tuple[Node, ...]) -> Node | None:
        if node.op != "DIAL":
            return None
        return graph.const(dials.get(node.payload.name, node.payload.value), node.unit, node.origin)

    # Both sides into one graph, so that a condition that stays the same is the same node on both.
    before, after = graph.copied([side.nodes[NET] for side in ctx.sides], at)
    sides = Pair(
        replace(ctx.sides.before, nodes={NET: before}),
        replace(ctx.sides.after, nodes={NET: after}),
    )
    # A context of its own: what is kept by the number of a node belongs to the other graph.
    yield from followed(
        Context(ctx.proposal, ctx.population, ctx.settings, ctx.catalogue, graph, sides, ctx.people, ctx.command)
    )
