"""How hard a mistake falls on every household: its size, its consequence, and how bad the two together are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.assess.aspects.mistakes.slips import Slip, made, size_of, touching
from uitvoerbaar.assess.context import Context, Undecided, narrow
from uitvoerbaar.assess.norms import NET
from uitvoerbaar.assess.pair import Role
from uitvoerbaar.assess.proportion import LEVELS, levels_of
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.base.language import both
from uitvoerbaar.engine.batch.people import array_of
from uitvoerbaar.law.graph import Node
from uitvoerbaar.law.registers import PERSON


@dataclass(frozen=True, slots=True)
class Exposure:
    """A mistake on one side of the comparison: the households that can make it, its size and what it costs them.

    `rows` are household numbers, `size` and `loss` eurocent a year in their order; every size is above 0. Households
    without an answer, with or without the mistake, are left out. `levels` is the position in LEVELS of how bad it is, or
    len(LEVELS) when the consequence is in proportion.
    """

    slip: Slip
    rows: NDArray[np.int32]
    size: Ints
    loss: Ints
    levels: NDArray[np.int8]

    def as_hard_as(self, other: Exposure) -> bool:
        """Whether the same mistake hits the same households out of proportion, and costs each of them the same."""
        if self.slip.id != other.slip.id:
            return False
        ours, theirs = (each.levels < len(LEVELS) for each in (self, other))
        return all(
            np.array_equal(mine[ours], its[theirs])
            for mine, its in ((self.rows, other.rows), (self.size, other.size), (self.loss, other.loss))
        )

    def mask(self, chosen: NDArray[np.bool_], households: int) -> NDArray[np.bool_]:
        """A choice among `rows` as a choice among all households."""
        found = np.zeros(households, dtype=bool)
        found[self.rows[chosen]] = True
        return found


def outcome_node(ctx: Context, role: Role) -> Node | None:
    """What the head's household has: net income, or the sum of the allowances that both sides can compute."""
    nodes = ctx.sides.of(role).nodes
    if ctx.by_net:
        return nodes[NET]
    parts = [nodes[scheme] for scheme in ctx.common_outcome]
    if len(parts) < 2:
        return parts[0] if parts else None
    return ctx.graph.node("ADD", parts, True, unit="eurocent")


def measure(ctx: Context, role: Role, found: list[Slip]) -> tuple[list[Exposure], list[Undecided]]:
    """Every mistake that this side's law reads, on every household that can make it, and those without an answer."""
    outcome = outcome_node(ctx, role)
    if outcome is None:
        return [], []
    exposures: dict[str, Exposure] = {}
    undecided: list[Undecided] = []
    read = touching({"outcome": outcome}, found)
    for together in by_supplier(read):
        measured, gap = _measure(ctx, role, outcome, together)
        exposures |= {exposure.slip.id: exposure for exposure in measured}
        undecided += [] if gap is None else [gap]
    return [exposures[slip.id] for slip in read], undecided


def by_supplier(found: list[Slip]) -> list[list[Slip]]:
    """The mistakes in groups that the same households can make: those are run together."""

    def who_can(slip: Slip) -> str:
        return slip.field.name if slip.field.table == PERSON else slip.field.table

    return [list(together) for _, together in groupby(sorted(found, key=who_can), key=who_can)]


def nodes_of(ctx: Context, outcome: Node, together: list[Slip]) -> dict[str, Node]:
    """What each mistake costs (ID.loss) and how large it is (ID.size), as outputs."""
    nodes: dict[str, Node] = {}
    for slip in together:
        (changed,) = made(ctx.graph, [outcome], slip)
        nodes[f"{slip.id}.loss"] = ctx.graph.node("SUBTRACT", (outcome, changed), True, unit="eurocent")
        nodes[f"{slip.id}.size"] = size_of(ctx.graph, slip, ctx.catalogue)
    return nodes


def exposure_of(ctx: Context, slip: Slip, households: NDArray[np.int32], size: Ints, loss: Ints) -> Exposure:
    """The exposure of those of the households that can make the mistake."""
    can = size > 0
    size, loss = narrow(size[can]), narrow(loss[can])
    return Exposure(slip, households[can], size, loss, levels_of(size, loss, ctx.settings))


def _measure(ctx: Context, role: Role, outcome: Node, together: list[Slip]) -> tuple[list[Exposure], Undecided | None]:
    households = np.flatnonzero(supplies(ctx, role, together)).astype(np.int32)
    result = ctx.run(role, nodes_of(ctx, outcome, together), ctx.heads[households])
    answered = np.ones(len(households), dtype=bool)
    answered[list(result.errors)] = False
    gap = None
    if result.errors:
        first = both(next(iter(result.errors.values())))
        what = f"vergissingen in {together[0].field.name.replace('_', ' ')}"
        gap = Undecided(role, what, len(result.errors), first, left_out=True)
    exposures = []
    for slip in together:
        size = _whole(result.values[f"{slip.id}.size"], result.null.get(f"{slip.id}.size"), answered)
        loss = _whole(result.values[f"{slip.id}.loss"], result.null.get(f"{slip.id}.loss"), answered)
        exposures.append(exposure_of(ctx, slip, households, size, loss))
    return exposures, gap


def supplies(ctx: Context, role: Role, together: list[Slip]) -> NDArray[np.bool_]:
    """Households that supply something other than nothing in any of the fields."""
    people = ctx.people.of(role)
    chosen = np.zeros(len(ctx.heads), dtype=bool)
    for name in {slip.field.name for slip in together}:
        if together[0].field.table == PERSON:
            chosen |= array_of(people.columns[name])[ctx.heads] != 0
            continue
        children = people.collections["kinderen"]
        given = np.concatenate([[0], np.cumsum(array_of(children.columns[name]) != 0)])
        chosen |= given[children.stop[ctx.heads]] > given[children.start[ctx.heads]]
    return chosen


def _whole(values: NDArray[np.generic], null: NDArray[np.bool_] | None, answered: NDArray[np.bool_]) -> Ints:
    known = answered if null is None else answered & ~null
    return np.where(known, np.rint(values).astype(np.int64), 0)
