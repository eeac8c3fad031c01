"""Schemes of persons asked of the head of a household: of the head, and of the partner where there is one.

The income of a household asks both anyway, so that there their amounts cost next to nothing; only who is neither is
asked apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.norms import Rows
from uitvoerbaar.assess.side import register_field
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.engine.batch.people import marked
from uitvoerbaar.law.graph import Node
from uitvoerbaar.law.registers import KEY

_PARTNER = "partner_bsn"


@dataclass(frozen=True, slots=True)
class Couples:
    """The heads of households with their partners, and whether partners can be asked by way of the head.

    They can where every partner of a head lives in that household and is the partner of that head alone.
    """

    ctx: Context
    partners: bool

    def outputs(self, id_: str, kind: Rows, node: Node) -> dict[str, Node]:
        """A scheme's amounts of the head and, where the scheme counts persons, of the partner; by name, in the unit of the law."""
        if kind != "personen" or not self.partners:
            return {id_: node}
        return {id_: node, f"{id_}:partner": _of_partner(self.ctx, node)}

    def others(self, kind: Rows) -> tuple[Ints, Ints]:
        """The persons of a kind whom `outputs` does not count, and the number of the household of each."""
        ctx, people = self.ctx, self.ctx.people.after
        counted = marked(people.n, ctx.heads)
        if kind == "personen" and self.partners:
            beside = people.partner[ctx.heads]
            counted[beside[beside >= 0]] = True
        rows, of = ctx.rows(kind), ctx.household_of(kind)
        keep = ~counted[rows]
        return rows[keep], of[keep]


def couples_of(ctx: Context) -> Couples:
    """The couples of a context's households."""
    partner, home = ctx.people.after.partner, np.asarray(ctx.base.household)
    with_one = ctx.heads[partner[ctx.heads] >= 0]
    beside = partner[with_one]
    return Couples(ctx, bool((partner[beside] == with_one).all() and (home[beside] == home[with_one]).all()))


def _of_partner(ctx: Context, node: Node) -> Node:
    """An amount of the partner, 0 without one."""
    graph = ctx.graph
    key = register_field(graph, ctx.catalogue, _PARTNER)
    there = graph.node("NOT", (graph.node("IS_NULL", (key,)),), True)
    (found,) = graph.with_parameters([node], {KEY: graph.node("PRESENT", (key,))})
    return graph.node("IF", (there, found, graph.const(0)), True, unit=node.unit)
