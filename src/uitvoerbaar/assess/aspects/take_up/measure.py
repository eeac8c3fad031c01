"""Who is entitled and who gets it: non-take-up of every scheme that has to be applied for."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from uitvoerbaar.assess.context import Context, whole
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.pair import ROLES, Pair, Role
from uitvoerbaar.base.arrays import Bools, Ints
from uitvoerbaar.base.once import cached_property
from uitvoerbaar.engine.batch.people import array_of


@dataclass
class Reach:
    """One scheme on one side, a row per applicant: what the law gives (eurocent a year) and whether it was applied for."""

    scheme: Scheme
    entitled: Ints
    applied: Bools
    household: Ints
    households: int

    @cached_property
    def left(self) -> Ints:
        """What is left per household: amounts that nobody asked for."""
        return self._add(np.where(self.applied, 0, self.entitled))

    @cached_property
    def with_right(self) -> Ints:
        """Applicants (persons or couples) with a right, per household."""
        return self._add(self.entitled > 0)

    @cached_property
    def missed(self) -> Ints:
        """Applicants with a right who did not apply, per household."""
        return self._add((self.entitled > 0) & ~self.applied)

    def _add(self, values: Ints | Bools) -> Ints:
        if len(values) == self.households:
            return values.astype(np.int64)
        # Sums per household stay far below 2**53, so float64 holds them exactly.
        return np.rint(np.bincount(self.household, weights=values, minlength=self.households)).astype(np.int64)


def reach(ctx: Context, role: Role, scheme: Scheme) -> Reach | None:
    """Non-take-up of a scheme on a side; None when it needs no application or cannot be computed."""
    paid = ctx.column(role, scheme)
    if scheme.applied is None or paid is None:
        return None
    rows = ctx.rows(scheme.rows)
    applied = array_of(ctx.people.of(role).columns[scheme.applied])[rows] != 0
    entitled = paid.astype(np.int64)
    silent = np.flatnonzero(~applied)
    if len(silent):
        entitled[silent] = _if_applied(ctx, role, scheme, rows[silent])
    return Reach(scheme, entitled, applied, ctx.household_of(scheme.rows), len(ctx.heads))


def _if_applied(ctx: Context, role: Role, scheme: Scheme, rows: Ints) -> Ints:
    """What a scheme would pay to rows that did not apply, had they done so.

    Runs the same node for people who all applied, so that the compiled law serves again. A row without an answer counts
    as 0, as it does in the other tests.
    """
    people = ctx.people.of(role)
    assert scheme.applied is not None
    asked = np.ones_like(array_of(people.columns[scheme.applied]))
    everybody = replace(people, columns={**people.columns, scheme.applied: asked})
    result = ctx.batch({scheme.id: ctx.sides.of(role).nodes[scheme.id]}).run(everybody, rows)
    return whole(result, scheme.id)


def all_reach(ctx: Context) -> dict[str, Pair[Reach]]:
    """Every scheme that both sides can compute and that has to be applied for."""
    found: dict[str, Pair[Reach]] = {}
    for scheme in ctx.settings.schemes:
        sides = Pair(*(reach(ctx, role, scheme) for role in ROLES))
        if sides.before is not None and sides.after is not None:
            found[scheme.id] = Pair(sides.before, sides.after)
    return found
