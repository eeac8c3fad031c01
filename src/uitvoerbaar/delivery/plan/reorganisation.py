"""A reorganisation as a measure like any other: what it costs by its reference class, and the work that is not done meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, replace

from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.fact import Fact
from uitvoerbaar.delivery.plan.model import Claim, Mode


@dataclass(frozen=True, slots=True)
class Reorganisation:
    """Which capacity is reorganised, for how many people (fte), what percentage of their work is lost, for how many quarters."""

    capacity: str
    fte: int
    lost_percent: int
    quarters: int

    @property
    def lost(self) -> int:
        """Fte that are lost in each of those quarters, up to a whole one."""
        return -(-self.fte * self.lost_percent // 100)


def lost_output(mode: Mode, about: Reorganisation) -> Mode:
    """A mode that also claims the work that is lost, from its start."""
    return replace(mode, claims=(*mode.claims, Claim(about.capacity, (about.lost,) * about.quarters)))


@dataclass(frozen=True, slots=True)
class ReferenceClass:
    """What past reorganisations of a kind cost, once (euros, at least) and each year, and how long they took."""

    id: str
    name: Text
    once: Fact
    yearly: Fact | None
    years: Fact | None
    lost_years: Fact | None


def cost(reference: ReferenceClass, times: int = 1, years: int = 0) -> int:
    """What `times` of them cost at least, in whole euros, with what stays for so many years. Raises ValueError below 0."""
    if times < 0 or years < 0:
        raise ValueError("times and years are 0 or more")
    yearly = 0 if reference.yearly is None else round(reference.yearly.value)
    return times * (round(reference.once.value) + years * yearly)
