"""What every household has of each scheme on both sides, and the totals of the country."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.pair import ROLES, Pair
from uitvoerbaar.assess.people.rounded import at_step, step_of
from uitvoerbaar.assess.people.totals import Estimate, total
from uitvoerbaar.base.arrays import Ints


@dataclass(frozen=True, eq=False, slots=True)
class Amounts:
    """A scheme with what every household has of it on both sides, and the totals; None where a side cannot compute it."""

    scheme: Scheme
    columns: Pair[Ints | None]
    totals: Pair[Estimate | None]

    @property
    def changed(self) -> bool:
        """Whether both sides have it, and some household has another amount."""
        before, after = self.columns
        return before is not None and after is not None and bool((before != after).any())

    @property
    def before(self) -> float:
        """The total before the proposal."""
        return self.totals.before.value if self.totals.before is not None else 0.0

    @property
    def after(self) -> float:
        """The total after the proposal."""
        return self.totals.after.value if self.totals.after is not None else 0.0

    @property
    def change(self) -> Ints:
        """What every household has more after the proposal; of a scheme that both sides have."""
        before, after = self.columns
        assert before is not None
        assert after is not None
        return after.astype(np.int64) - before

    def difference(self, step: int) -> int:
        """What the totals differ as they are printed: after less before, both to the step."""
        return at_step(self.after, step) - at_step(self.before, step)


def amounts_of(ctx: Context, schemes: Iterable[Scheme]) -> list[Amounts]:
    """The amounts of schemes, in their order. They are not kept: a country of them is large."""
    found = []
    for scheme in schemes:
        columns = Pair(*(ctx.household_column(role, scheme) for role in ROLES))
        found.append(Amounts(scheme, columns, columns.map(lambda column: _total(ctx, column))))
    return found


def changed_of(found: Iterable[Amounts]) -> tuple[list[Amounts], int]:
    """Those of which some household has another amount, and the step in eurocent to which their totals are rounded."""
    changed = [amounts for amounts in found if amounts.changed]
    return changed, step_of((a.before, a.after) for a in changed)


def cost_of(changed: Sequence[Amounts]) -> Ints:
    """What every household costs the state more by schemes that changed, eurocent a year: benefits less levies."""
    costs: Ints = np.sum([a.change if a.scheme.spends else -a.change for a in changed], axis=0, dtype=np.int64)
    return costs


def _total(ctx: Context, column: Ints | None) -> Estimate | None:
    return None if column is None else total(column, ctx.weights, ctx.full)
