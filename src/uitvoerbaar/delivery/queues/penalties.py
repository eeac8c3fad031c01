"""What a late decision costs: the penalty of the Awb itself (4:17), and that of the court (8:55d).

Two tariffs that stand beside each other. The first runs by itself, from two weeks after a notice of default, for at most
42 days. The second only after an appeal to the court against the lateness, from the end of the term that the court sets; it
has a ceiling of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Block:
    """So many days at so much a day, in eurocent."""

    days: int
    per_day: int


@dataclass(frozen=True, slots=True)
class Tariff:
    """A penalty by the day: blocks of days in their order; after the last block nothing is added."""

    blocks: tuple[Block, ...]

    @property
    def most(self) -> int:
        """What it can come to at most, in eurocent."""
        return sum(block.days * block.per_day for block in self.blocks)

    def due(self, days: Floats | float) -> Floats:
        """Eurocent after so many days in the tariff, each begun day counted in proportion; any shape."""
        left = np.maximum(np.asarray(days, dtype=np.float64), 0.0)
        total = np.zeros_like(left)
        for block in self.blocks:
            here = np.minimum(left, block.days)
            total += here * block.per_day
            left = left - here
        return total


@dataclass(frozen=True, slots=True)
class Penalties:
    """Both tariffs with who asks for them.

    `notices` is the share of those who wait too long that sends a notice of default, `notice_after` days after the term
    ended; `grace` is the time the law then gives (14 days). `appeals` is the share of those who sent one that goes to the
    court, which decides `court_after` days after the grace ended and gives `court_term` days more.
    """

    statutory: Tariff
    court: Tariff
    notices: float
    appeals: float
    notice_after: float = 0.0
    grace: float = 14.0
    court_after: float = 56.0
    court_term: float = 14.0

    def statutory_due(self, late: Floats | float) -> Floats:
        """Eurocent per case under Awb 4:17 that is decided so many days after its term, on average over who asks."""
        return self.notices * self.statutory.due(np.asarray(late) - self.notice_after - self.grace)

    def court_due(self, late: Floats | float) -> Floats:
        """Eurocent per case by the court, on average over who goes there."""
        wait = self.notice_after + self.grace + self.court_after + self.court_term
        return self.notices * self.appeals * self.court.due(np.asarray(late) - wait)
