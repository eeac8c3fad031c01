"""A number of the law that can be moved: one program for every value that it may have.

A dial stands where the law has a constant. Every reader takes it for the number that the law has, but for the batch
reader: there it is a scalar that a run is given, so that moving it runs and does not translate again.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

MAX_DECIMALS = 6
"""So many decimals a dial may have, as the columns of a batch."""


@dataclass(frozen=True, slots=True)
class Range:
    """How far a dial goes: from `lo` to `hi` in the unit of the law, in steps of ten to the power of -`decimals`."""

    lo: Decimal
    hi: Decimal
    decimals: int = 0

    def __post_init__(self) -> None:
        if not (self.lo.is_finite() and self.hi.is_finite() and self.lo <= self.hi):
            raise ValueError(f"no range: {self.lo} to {self.hi}")
        if not 0 <= self.decimals <= MAX_DECIMALS:
            raise ValueError(f"a dial has 0 to {MAX_DECIMALS} decimals, not {self.decimals}")

    def scaled(self, value: Decimal | int) -> int:
        """The value in whole steps. Raises ValueError when it lies outside the range or between two steps."""
        steps = Decimal(value).scaleb(self.decimals)
        if not self.lo <= value <= self.hi or steps != steps.to_integral_value():
            raise ValueError(f"{value} is not on a dial from {self.lo} to {self.hi} with {self.decimals} decimals")
        return int(steps)


class Dial(Decimal):
    """The number as it stands in the law, with the name of its dial and how far that goes."""

    name: str
    range: Range

    def __new__(cls, value: Decimal | int, name: str, reach: Range) -> Dial:
        """Raises ValueError when the law's own number is not on the dial."""
        made = super().__new__(cls, value)
        reach.scaled(made)
        made.name, made.range = name, reach
        return made


@dataclass(frozen=True, slots=True)
class Dialled:
    """What a DIAL node holds: the name of the dial, the number of the law and the range."""

    name: str
    value: Decimal
    range: Range
