"""A proposal whose numbers can be moved, on one population, ready to answer again and again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

import numpy as np

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.live.answer import Answer, SchemeRow
from uitvoerbaar.assess.live.depth import COUNTRY, SAMPLE, Depth, Sampled, Watch, Whole, reached
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.pair import ROLES, Role
from uitvoerbaar.assess.people.sample import Sample
from uitvoerbaar.assess.people.totals import total
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.law.graph import Dialled, topological

SAMPLE_SIZE = 100_000
"""Households of the sample: answered in the time of a movement of the hand."""


@dataclass
class Live:
    """Both sides on one population. What does not move is computed once, when it is first asked for."""

    ctx: Context
    _columns: dict[tuple[Role, str], Ints | None] = field(default_factory=dict)
    _rows: dict[str, dict[Scheme, SchemeRow | None]] = field(default_factory=dict)

    @cached_property
    def dials(self) -> Mapping[str, Dialled]:
        """The dials of the side after, by name."""
        nodes = topological(self.ctx.sides.after.nodes.values())
        return {node.payload.name: node.payload for node in nodes if node.op == "DIAL"}

    @property
    def depths(self) -> tuple[str, ...]:
        """The depths that this population has: a country that is there in full can also be sampled."""
        return (SAMPLE, COUNTRY) if self.ctx.full and len(self.ctx.heads) > SAMPLE_SIZE else (self.deepest,)

    @property
    def deepest(self) -> str:
        """The depth of the last answer."""
        return COUNTRY if self.ctx.full else SAMPLE

    @cached_property
    def sampled(self) -> Sampled:
        """The quick depth."""
        sample = Sample(self.ctx, SAMPLE_SIZE) if self.ctx.full else Sample(self.ctx, len(self.ctx.heads))
        return Sampled(self.ctx, SAMPLE, sample.households, sample.weights, sample.full, *self._parts())

    @cached_property
    def whole(self) -> Whole:
        """The country."""
        everybody = np.arange(len(self.ctx.heads), dtype=np.int64)
        return Whole(self.ctx, COUNTRY, everybody, self.ctx.weights, True, *self._parts())

    def answer(self, dials: Mapping[str, Decimal | int], depth: str, watch: Watch | None = None) -> Answer:
        """The figures with the dials at these values. Raises UserError for a value off its dial, an unknown dial or depth."""
        unknown = sorted(set(dials) - set(self.dials))
        if unknown:
            raise UserError(tr("er is geen draaiknop '{name}' die een uitkomst raakt", name=unknown[0]))
        if depth not in self.depths:
            raise UserError(
                tr("de diepte '{depth}' is er niet; kies uit: {depths}", depth=depth, depths=", ".join(self.depths))
            )
        runs = self.sampled if depth == SAMPLE else self.whole
        found = runs.run(dials, watch)
        rows = []
        for scheme, standing in self._standing(runs).items():
            if scheme.id in found.after:
                before = runs.totals_before[scheme.id]
                rows.append(SchemeRow(scheme, before, found.after[scheme.id], found.change[scheme.id], True))
            elif standing is not None:
                rows.append(standing)
        return Answer(depth, tuple(rows), found.cost, found.classes, found.groups, found.undecided, runs.full)

    def _parts(self) -> tuple[Ints, dict[str, Ints]]:
        """What no dial moves costs more, and the amounts before of what is moved, by household."""
        static = np.zeros(len(self.ctx.heads), np.int64)
        before: dict[str, Ints] = {}
        moved = {scheme.id for scheme in reached(self.ctx)}
        for scheme in self.ctx.settings.schemes:
            was, still = (self._column(role, scheme.id) for role in ROLES)
            if was is None or still is None:
                continue
            if scheme.id in moved:
                before[scheme.id] = was
            elif was is not still:
                more = still.astype(np.int64) - was
                static += more if scheme.spends else -more
        return static, before

    def _standing(self, runs: Depth) -> dict[Scheme, SchemeRow | None]:
        """Per scheme that both sides can compute its row when no dial reaches it; made once for each depth."""
        if runs.name not in self._rows:
            self._rows[runs.name] = {
                scheme: None if scheme in runs.moved else self._row(scheme, runs)
                for scheme in self.ctx.settings.schemes
                if all(self._column(role, scheme.id) is not None for role in ROLES)
            }
        return self._rows[runs.name]

    def _row(self, scheme: Scheme, runs: Depth) -> SchemeRow:
        """A scheme that stands still."""
        was, still = (self._column(role, scheme.id) for role in ROLES)
        assert was is not None
        assert still is not None
        was, still = was[runs.households], still[runs.households]
        before, after, change = (
            total(amount, runs.weights, runs.full) for amount in (was, still, still.astype(np.int64) - was)
        )
        return SchemeRow(scheme, before, after, change, False)

    def _column(self, role: Role, id_: str) -> Ints | None:
        """The amounts of a scheme by household on a side, with every dial where the law has it."""
        key = role, id_
        if key not in self._columns:
            scheme = next(scheme for scheme in self.ctx.settings.schemes if scheme.id == id_)
            self._columns[key] = self.ctx.household_column(role, scheme)
        return self._columns[key]


def open_live(ctx: Context) -> Live:
    """Make a context ready to be moved. Raises UserError where net income cannot be computed."""
    if not ctx.by_net:
        raise UserError(str(ctx.no_net))
    return Live(ctx)
