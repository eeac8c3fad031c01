"""Which assumptions move an outcome most: each in turn at the ends of its range, the others as they are (a tornado)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from uitvoerbaar.base.text import Text

AssumedUnit = Literal["keer", "jaren", "aandeel", "aandeel_per_jaar", "uren", "rand"]
"""In what an assumption is counted; `rand` is no number but an end of an interval, -1 the lower one and 1 the upper one."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """A number that is not known for certain: its value, the ends of its range and where these come from."""

    id: str
    name: Text
    value: float
    low: float
    high: float
    source: str
    unsure: bool = True
    unit: AssumedUnit = "keer"


@dataclass(frozen=True, slots=True)
class Swing:
    """An assumption with the outcome at each end of its range."""

    assumption: Assumption
    at_low: float
    at_high: float

    @property
    def width(self) -> float:
        """How far the outcome moves."""
        return abs(self.at_high - self.at_low)


Outcome = Callable[[Mapping[str, float]], float]
"""An outcome by the values of assumptions that are not as they are."""


def strongest(outcome: Outcome, assumptions: Iterable[Assumption], most: int = 5) -> tuple[Swing, ...]:
    """The assumptions that move `outcome` most, the widest first; those that move nothing are left out."""
    swings = [Swing(one, outcome({one.id: one.low}), outcome({one.id: one.high})) for one in assumptions]
    moved = sorted((swing for swing in swings if swing.width > 0), key=lambda swing: -swing.width)
    return tuple(moved[:most])
