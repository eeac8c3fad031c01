"""What falls on one household at the same time: how many schemes and organisations, and which move together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.assess.context import Context, whole
from uitvoerbaar.assess.pair import Role
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.engine.batch.people import array_of
from uitvoerbaar.law.graph import Node
from uitvoerbaar.law.registers.nodes import WAGE, reads

RAISED = (WAGE, "geregistreerd_inkomen")
"""The income that rises in the trial: the wage, and the registered income in years without a model of income tax."""


def received(ctx: Context, role: Role) -> Ints:
    """How many schemes every household receives on a side."""
    counts = np.zeros(len(ctx.heads), dtype=np.int64)
    for scheme in ctx.settings.schemes:
        column = ctx.household_column(role, scheme) if scheme.spends else None
        if column is not None:
            counts += column > 0
    return counts


def organisations(ctx: Context, role: Role) -> Ints:
    """How many organisations every household receives from or pays to on a side."""
    touched: dict[str, NDArray[np.bool_]] = {}
    for scheme in ctx.settings.schemes:
        column = ctx.household_column(role, scheme)
        if column is not None:
            before = touched.get(scheme.provider)
            touched[scheme.provider] = column > 0 if before is None else before | (column > 0)
    return (
        np.sum(list(touched.values()), axis=0, dtype=np.int64) if touched else np.zeros(len(ctx.heads), dtype=np.int64)
    )


@dataclass(frozen=True, slots=True)
class Trial:
    """What happens per working household when its head earns more: the loss by each scheme in eurocent a year.

    `households` are the positions of the working households; a scheme that gives more has a negative loss.
    """

    households: NDArray[np.int64]
    losses: Mapping[str, Ints] = field(default_factory=dict)

    @property
    def falling(self) -> Ints:
        """How many schemes take something back at the same time, per working household."""
        counts = np.zeros(len(self.households), dtype=np.int64)
        for loss in self.losses.values():
            counts += loss > 0
        return counts

    def pairs(self) -> list[tuple[str, str, NDArray[np.bool_], NDArray[np.bool_]]]:
        """Every two schemes: for which households both move, and for which of these in the same direction."""
        made = []
        for one, other in combinations(self.losses, 2):
            a, b = self.losses[one], self.losses[other]
            both = (a != 0) & (b != 0)
            if both.any():
                made.append((one, other, both, both & ((a > 0) == (b > 0))))
        return made


def trial(ctx: Context, role: Role, extra: int) -> Trial:
    """The head of every working household earns `extra` eurocent a year more."""
    columns = ctx.people.of(role).columns
    wages = array_of(columns[WAGE])[ctx.heads] if WAGE in columns else np.zeros(len(ctx.heads))
    working = np.flatnonzero(wages > 0)
    nodes = {s.id: ctx.sides.of(role).nodes[s.id] for s in ctx.settings.schemes if s.id in ctx.sides.of(role).nodes}
    if not len(working) or not nodes:
        return Trial(working)
    raised = dict(zip(nodes, ctx.graph.substitute(nodes.values(), lambda n: _raised(ctx, n, extra)), strict=True))
    nodes = {key: node for key, node in nodes.items() if raised[key] is not node}
    both = {**nodes, **{f"{key}+": raised[key] for key in nodes}}
    if not both:
        return Trial(working)
    result = ctx.run(role, both, ctx.heads[working])
    spends = {s.id: s.spends for s in ctx.settings.schemes}
    losses = {}
    for key in nodes:
        change = whole(result, f"{key}+") - whole(result, key)
        losses[key] = -change if spends[key] else change
    return Trial(working, losses)


def _raised(ctx: Context, node: Node, extra: int) -> Node | None:
    if not any(reads(node, name) for name in RAISED):
        return None
    return ctx.graph.node("ADD", (node, ctx.graph.const(extra)), True, unit=node.unit)
