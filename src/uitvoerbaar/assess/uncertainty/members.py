"""What a proposal does in each population of an ensemble: every household's part in the key figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np

from uitvoerbaar.assess.aspects.income_effects.aspect import classes_of
from uitvoerbaar.assess.backtests.measure import Amounts, wide
from uitvoerbaar.assess.context import Context, narrow, whole
from uitvoerbaar.assess.norms import NET, Scheme, Settings
from uitvoerbaar.assess.pair import ROLES, Pair, Role
from uitvoerbaar.assess.people.totals import MILLI
from uitvoerbaar.assess.side import Side
from uitvoerbaar.base.arrays import Bools, Floats, Ints
from uitvoerbaar.engine.batch.outputs import Key, computed_nodes, filled
from uitvoerbaar.engine.batch.people import People
from uitvoerbaar.law.graph import Node, topological
from uitvoerbaar.population import Population
from uitvoerbaar.population.ensemble.kept import Ensemble, Part

LOSE, GAIN, LOSE_MUCH = (0, 1), (3, 4), (0,)
"""Classes of effect that count as losing, as gaining and as losing much."""
TREASURY = "begroting-schatkist"
LOSERS, WINNERS = "inkomenseffecten-verliezers", "inkomenseffecten-winnaars"
MUCH, LOST = "veel-achteruit", "veel-achteruit-bedrag"
"""Households that lose much, and what they lose together: what the finding on them is weighed by."""


def change_of(scheme: Scheme) -> str:
    """The id of the figure on the change of a scheme."""
    return f"begroting-{scheme.id}-verschil"


@dataclass(frozen=True, eq=False)
class Shares:
    """Per key figure what each household of each part adds to it (weight times value), the parts one after the other."""

    parts: tuple[Part, ...]
    of: Mapping[str, Floats]
    amounts: Mapping[str, Amounts] = field(default_factory=dict)
    """What every household has of a scheme of which the proposal names an official estimate."""

    def slices(self) -> list[slice]:
        """Where each part lies."""
        ends = np.cumsum([0, *(part.households for part in self.parts)]).tolist()
        return [slice(start, stop) for start, stop in pairwise(ends)]

    def totals(self, figure: str) -> Floats:
        """The figure in every part, in its own unit."""
        return np.array([self.of[figure][here].sum() for here in self.slices()])


@dataclass(frozen=True, eq=False)
class Ground:
    """What runs a proposal on parts of an ensemble: the schemes that change, and what says who gains or loses.

    `columns` are all that these read of a population.
    """

    ctx: Context
    ensemble: Ensemble
    schemes: tuple[Scheme, ...]
    settings: Settings
    sides: Pair[Side]
    computed: Pair[dict[Key, Node]]
    columns: frozenset[str]

    def on(self, parts: Sequence[Part]) -> Context:
        """The context on these parts beside each other."""
        ctx = self.ctx
        years = {year: self.ensemble.load(parts, year, self.columns) for year in {side.year for side in self.sides}}
        before = self._people(years, "voor")
        same = ctx.people.before is ctx.people.after
        people = Pair(before, before if same else self._people(years, "na"))
        return Context(
            ctx.proposal, years, self.settings, ctx.catalogue, ctx.graph, self.sides, people, ctx.command,
            backend=ctx.backend, _mirror=ctx._mirror,
        )  # fmt: skip

    def _people(self, years: Mapping[int, Population], role: Role) -> People:
        ctx, computed = self.ctx, self.computed.of(role)
        of = years[self.sides.of(role).year].people
        return filled(of, computed, ctx.catalogue, backend=ctx.backend, mirror=ctx._mirror)


def ground_of(ctx: Context, ensemble: Ensemble, schemes: tuple[Scheme, ...]) -> Ground:
    """What runs the key figures of these schemes."""
    kept = {scheme.id for scheme in schemes} | set(ctx.common_outcome)
    settings = replace(ctx.settings, schemes=tuple(s for s in ctx.settings.schemes if s.id in kept))
    sides = ctx.sides.map(lambda side: _only(side, kept))
    computed = sides.map(lambda side: _computed(ctx, side))
    nodes = [node for side in sides for node in side.nodes.values()]
    nodes += [node for of in computed for node in of.values()]
    return Ground(ctx, ensemble, schemes, settings, sides, computed, frozenset(fields_read(nodes)))


def shares_of(ground: Ground, parts: Sequence[Part]) -> Shares:
    """The key figures of a proposal on parts of an ensemble."""
    on = ground.on(parts)
    weights = on.weights / MILLI
    estimated = {each.scheme for each in ground.ctx.proposal.estimates}
    amounts: dict[str, Amounts] = {}
    found: dict[str, Floats] = {}
    cost = np.zeros(len(weights))
    moved = np.zeros(len(weights), dtype=np.bool_)
    for scheme in ground.schemes:
        before, after = (on.household_column(role, scheme) for role in ROLES)
        if before is None or after is None:
            continue
        change = after.astype(np.int64) - before
        moved |= change != 0
        found[change_of(scheme)] = change * weights
        if scheme.id in estimated:
            amounts[scheme.id] = Amounts(wide(before), wide(after), on.weights, full=False)
        cost += found[change_of(scheme)] * (1 if scheme.spends else -1)
    found[TREASURY] = cost
    if on.common_outcome:
        before, after = _outcomes(on, moved, parts[0].households)
        change = after.astype(np.int64) - before
        classes = classes_of(on, before, change)
        for name, which in ((LOSERS, LOSE), (WINNERS, GAIN), (MUCH, LOSE_MUCH)):
            found[name] = np.isin(classes, which) * weights
        found[LOST] = np.where(np.isin(classes, LOSE_MUCH), -change, 0) * weights
    return Shares(tuple(parts), found, amounts)


def _only(side: Side, kept: set[str]) -> Side:
    nodes = {name: node for name, node in side.nodes.items() if name in kept}
    return Side(side.situation, side.corpus, nodes, side.missing, side.laws, side.carried, side.linked)


def _computed(ctx: Context, side: Side) -> dict[Key, Node]:
    """What the laws of a side compute for housemates, as far as it is asked."""
    nodes = list(side.nodes.values())
    return computed_nodes(side.corpus, side.date, ctx.catalogue, ctx.graph, only=nodes, like=side.linked)


def fields_read(nodes: Iterable[Node]) -> set[str]:
    """Names of the fields that nodes read of a person or of an element of a collection."""
    found: set[str] = set()
    for node in topological(nodes):
        if node.op == "FIELD":
            found.add(str(node.payload[1]))
        elif node.op == "GET":
            found.add(str(node.payload[0]))
        elif node.op == "LOCAL":
            found.add(str(node.payload))
    return found


def _outcomes(on: Context, moved: Bools, first: int) -> tuple[Ints, Ints]:
    """What every household has before and after; of who has no other amount of any scheme it is asked only in the first part.

    Where net income changes there without one of the schemes, it is asked of everybody.
    """
    if on.common_outcome != (NET,):
        return on.outcome("voor")[0], on.outcome("na")[0]
    asked = moved.copy()
    asked[:first] = True
    before, after = _net(on, asked)
    if bool(((before != after) & ~moved)[:first].any()):
        before, after = _net(on, np.ones_like(asked))
    return before, after


def _net(on: Context, asked: Bools) -> tuple[Ints, Ints]:
    """Net income before and after of the households asked, and 0 for the others."""
    found = []
    for role in ROLES:
        column = np.zeros(len(asked), dtype=np.int64)
        result = on.run(role, {NET: on.sides.of(role).nodes[NET]}, on.heads[asked])
        column[asked] = narrow(whole(result, NET))
        found.append(column)
    return found[0], found[1]
