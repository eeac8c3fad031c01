"""What a position of the dials does to every single household, beside the sums of an answer."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from uitvoerbaar.assess.live.live import Live
from uitvoerbaar.assess.live.nodes import CHANGE
from uitvoerbaar.assess.people.totals import MILLI
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.base.once import cached_property
from uitvoerbaar.engine.batch.frozen import Turn

_PARTS = 1_000_000
"""A share is a whole number of millionths."""


@dataclass
class EachHousehold:
    """The change of income of every household of a population, with the dials at any position."""

    live: Live

    @cached_property
    def before(self) -> Ints:
        """Income of every household before, in eurocent a year."""
        return self.live.ctx.outcome("voor")[0].astype(np.int64)

    def changes(self, dials: Turn) -> Ints:
        """The change of every household's income, in eurocent a year."""
        columns, nulls, _ = self.live.ready.each(dials)
        return np.where(nulls[CHANGE], 0, columns[CHANGE]).astype(np.int64)

    def bounds(self, share: Decimal) -> Ints:
        """The largest loss of every household that is not more than a share of its income before (of at least a cent).

        Raises ValueError for a share below nothing, above one, or finer than a millionth.
        """
        parts = share * _PARTS
        if not 0 <= share <= 1 or parts != parts.to_integral_value():
            raise ValueError(f"no share in millionths: {share}")
        reference = np.maximum(np.abs(self.before), 1)
        whole, rest = np.divmod(reference, _PARTS)
        return np.asarray(whole * int(parts) + rest * int(parts) // _PARTS, dtype=np.int64)

    def worse(self, changes: Ints, bounds: Ints) -> float:
        """How many households of the country lose more than their bound."""
        return int(self.live.ctx.weights[-changes > bounds].sum()) / MILLI

    def worst(self, changes: Ints) -> float:
        """The largest loss as a share of income before; nothing when nobody loses."""
        reference = np.maximum(np.abs(self.before), 1)
        return float(np.max(np.maximum(-changes, 0) / reference, initial=0.0))
