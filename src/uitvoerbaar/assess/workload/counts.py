"""Who has a scheme, gains or loses it, and gets another amount: counted per household of the population on both sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from uitvoerbaar.assess.context import Context, narrow
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.pair import ROLES, Pair
from uitvoerbaar.assess.people.totals import Estimate, count, total
from uitvoerbaar.assess.settlement.settle import Settled
from uitvoerbaar.assess.settlement.sides import Settlements
from uitvoerbaar.assess.settlement.tally import uses
from uitvoerbaar.base.arrays import Bools, Ints
from uitvoerbaar.base.once import cached_property
from uitvoerbaar.engine.batch.people import array_of
from uitvoerbaar.population.tables import number

_CHANGE, _IN_TIME = "inkomensverandering", "schatting_bijgewerkt"
_SMALLEST = 100
"""A change of less than a euro a year (eurocent) is no other amount: the decision stays the same."""

Estimates = Mapping[str, Pair[Estimate]]
"""Per count of processen.yaml how many a year of both sides; one that is counted at the change stands in `after`."""


@dataclass(frozen=True, eq=False)
class Cases:
    """Cases of one scheme per household of the population: how many of its members or couples are in each count.

    `have` are those with an amount on each side; the others are counted at the change.
    """

    scheme: Scheme
    have: Pair[Ints]
    gained: Ints
    lost: Ints
    other: Ints
    lower: Ints
    amount: Pair[Ints]

    @cached_property
    def changed(self) -> bool:
        """Whether the proposal changes anything of it for anybody."""
        return bool(self.gained.any() or self.lost.any() or self.other.any())


def cases(ctx: Context, scheme: Scheme) -> Cases | None:
    """The cases of a scheme; None when a side cannot compute it. One that the proposal brings in is 0 before."""
    before, after = (ctx.column(role, scheme) for role in ROLES)
    if after is not None and before is None and scheme.new:
        before = np.zeros_like(after)
    if before is None or after is None:
        return None
    worse = after < before if scheme.spends else after > before
    far = np.abs(after.astype(np.int64) - before) >= _SMALLEST

    def marked(rows: Bools) -> Ints:
        if scheme.rows == "huishoudens":
            return rows.astype(np.int32)
        return np.bincount(ctx.household_of(scheme.rows)[rows], minlength=len(ctx.heads)).astype(np.int32)

    had, has = before != 0, after != 0
    return Cases(
        scheme,
        Pair(marked(had), marked(has)),
        marked(has & ~had),
        marked(had & ~has),
        marked(has & had & far),
        marked(worse & far),
        Pair(_per_household(ctx, scheme, before), _per_household(ctx, scheme, after)),
    )


def _per_household(ctx: Context, scheme: Scheme, values: Ints) -> Ints:
    if scheme.rows == "huishoudens":
        return narrow(values)
    # Sums per household stay far below 2**53, so float64 holds them exactly.
    added = np.bincount(ctx.household_of(scheme.rows), weights=values, minlength=len(ctx.heads))
    return narrow(np.rint(added).astype(np.int64))


def estimates(ctx: Context, found: Cases, settled: Settlements) -> Estimates:
    """How many cases of each count there are in the country."""

    def of(column: Ints) -> Estimate:
        return total(column, ctx.weights, ctx.full)

    none = Estimate(0.0, 0.0)
    made: dict[str, Pair[Estimate]] = {
        "anders": Pair(none, of(found.other)),
        "lager": Pair(none, of(found.lower)),
    }
    if not found.scheme.spends:
        # A levy is not applied for: who pays it gets an assessment every year.
        return {"vaststellingen": found.have.map(of), **made}
    made |= {
        "ontvangers": found.have.map(of),
        "nieuw": Pair(none, of(found.gained)),
        "einde": Pair(none, of(found.lost)),
    }
    return {**made, **_settled(ctx, found.scheme, settled)}


def _settled(ctx: Context, scheme: Scheme, settled: Settlements) -> Estimates:
    """What the settlement of advances counts of a scheme, as the chapter on advances does; nothing for another scheme."""
    if settled.found is None:
        return {}
    parts = [next((p for p in found.parts if p.scheme.id == scheme.id), None) for found in settled.found]
    if parts[0] is None or parts[1] is None:
        return {}
    pair, sample = Pair(parts[0], parts[1]), settled.sample
    late = _late(ctx, settled)
    in_time = number(_IN_TIME)

    def of(chosen: Bools) -> Estimate:
        return count(chosen, sample.weights, sample.full)

    def reported(part: Settled) -> Estimate:
        # The population holds who did not pass a change on; who did is in proportion (see data/population).
        many = of(uses(part) & late)
        return Estimate(many.value * in_time / (1 - in_time), many.half * in_time / (1 - in_time), 0.0)

    return {
        "wijzigingen": pair.map(reported),
        "vaststellingen": pair.map(lambda part: of(uses(part))),
        "terugvorderingen": pair.map(lambda part: of(part.recovery[0] > 0)),
        "nabetalingen": pair.map(lambda part: of(part.extra > 0)),
    }


def _late(ctx: Context, settled: Settlements) -> Bools:
    """Households of the sample whose head or partner has another income than was estimated."""
    people = ctx.people.after
    heads = ctx.heads[settled.sample.households]
    changed = np.asarray(array_of(people.columns[_CHANGE])) != 0
    partner = people.partner[heads]
    return np.asarray(changed[heads] | ((partner >= 0) & changed[np.maximum(partner, 0)]))
