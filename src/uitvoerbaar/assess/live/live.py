"""A proposal whose numbers can be moved, on one population, ready to answer again and again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.live.answer import Answer, SchemeRow
from uitvoerbaar.assess.live.depth import COUNTRY, SAMPLE, Sampled, Watch, Whole, reached
from uitvoerbaar.assess.live.moving import moved_fields
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.pair import ROLES, Role
from uitvoerbaar.assess.people.totals import total
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.once import cached_property
from uitvoerbaar.engine.batch.frozen import Turn
from uitvoerbaar.law.graph import Dialled, topological


@dataclass
class Live:
    """Both sides on one population, at the depth that it has. What does not move is computed once, when first asked for."""

    ctx: Context
    _columns: dict[tuple[Role, str], Ints] = field(default_factory=dict)

    @cached_property
    def dials(self) -> Mapping[str, Dialled]:
        """The dials that reach an outcome, by name."""
        nodes = [*self.ctx.sides.after.nodes.values(), *moved_fields(self.ctx).values()]
        return {node.payload.name: node.payload for node in topological(nodes) if node.op == "DIAL"}

    @property
    def depth(self) -> str:
        """Whether answers are of every household of the country, or of a sample with its interval."""
        return COUNTRY if self.ctx.full else SAMPLE

    @cached_property
    def ready(self) -> Sampled | Whole:
        """What runs for every position of the dials."""
        ctx, made = self.ctx, Whole if self.ctx.full else Sampled
        return made(ctx, self.depth, ctx.weights, ctx.full, *self._parts())

    def answer(self, dials: Turn, watch: Watch | None = None) -> Answer:
        """The figures with the dials at these values. Raises UserError for a value that is not on its dial.

        A dial that reaches no outcome changes nothing.
        """
        runs = self.ready
        found = runs.run(dials, watch)
        rows = []
        for scheme, standing in self._standing.items():
            if scheme.id in found.after:
                before = runs.totals_before[scheme.id]
                rows.append(SchemeRow(scheme, before, found.after[scheme.id], found.change[scheme.id], True))
            elif standing is not None:
                rows.append(standing)
        return Answer(self.depth, tuple(rows), found.cost, found.classes, found.groups, found.undecided, self.ctx.full)

    def _parts(self) -> tuple[Ints, dict[str, Ints]]:
        """What no dial moves costs more, and the amounts before of what is moved, by household."""
        static = np.zeros(len(self.ctx.heads), np.int64)
        before: dict[str, Ints] = {}
        moved = {scheme.id for scheme in reached(self.ctx)}
        for scheme in self.ctx.settings.schemes:
            if not self._on_both(scheme):
                continue
            was = self._column("voor", scheme.id)
            if scheme.id in moved:
                before[scheme.id] = was
                continue
            still = self._column("na", scheme.id)
            if was is not still:
                more = still.astype(np.int64) - was
                static += more if scheme.spends else -more
        return static, before

    @cached_property
    def _standing(self) -> dict[Scheme, SchemeRow | None]:
        """Per scheme that both sides can compute its row when no dial reaches it."""
        return {
            scheme: None if scheme in self.ready.moved else self._row(scheme)
            for scheme in self.ctx.settings.schemes
            if self._on_both(scheme)
        }

    def _on_both(self, scheme: Scheme) -> bool:
        """Whether both sides can compute a scheme."""
        return all(scheme.id in self.ctx.sides.of(role).nodes for role in ROLES)

    def _row(self, scheme: Scheme) -> SchemeRow:
        """A scheme that stands still."""
        was, still = (self._column(role, scheme.id) for role in ROLES)
        before, after, change = (
            total(amount, self.ctx.weights, self.ctx.full) for amount in (was, still, still.astype(np.int64) - was)
        )
        return SchemeRow(scheme, before, after, change, False)

    def _column(self, role: Role, id_: str) -> Ints:
        """The amounts by household of a scheme that a side can compute, with every dial where the law has it."""
        key = role, id_
        if key not in self._columns:
            scheme = next(scheme for scheme in self.ctx.settings.schemes if scheme.id == id_)
            found = self.ctx.household_column(role, scheme)
            assert found is not None, "a side that has the node can compute it"
            self._columns[key] = found
        return self._columns[key]


def open_live(ctx: Context) -> Live:
    """Make a context ready to be moved. Raises UserError where net income cannot be computed."""
    if not ctx.by_net:
        raise UserError(str(ctx.no_net))
    return Live(ctx)
