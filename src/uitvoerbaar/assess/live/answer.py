"""What a position of the dials comes to."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.people.groups import Grouping
from uitvoerbaar.assess.people.totals import Estimate

CLASSES = ("veel_minder", "minder", "gelijk", "meer", "veel_meer")
"""Households by what becomes of their income, as in the test of income effects."""


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """A scheme: eurocent a year for the country before and after, and the change with its interval."""

    scheme: Scheme
    before: Estimate
    after: Estimate
    change: Estimate
    moved: bool
    """Whether a dial reaches the scheme."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many households and which part of them all."""

    households: Estimate
    share: float


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group of households: how many there are, the mean change in eurocent a year, and the part in each class."""

    number: int
    households: int
    mean: Estimate
    shares: tuple[Estimate, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """All figures of one position of the dials at one depth. `undecided` counts rows for which the law has no answer."""

    depth: str
    schemes: tuple[SchemeRow, ...]
    treasury: Estimate
    classes: tuple[Share, ...]
    groups: tuple[tuple[Grouping, tuple[GroupRow, ...]], ...]
    undecided: int
    full: bool
    """Whether every household of the country was run, so that there is no sampling error."""

    @property
    def losers(self) -> int:
        """Households that lose, of the country."""
        return round(sum(share.households.value for share in self.classes[:2]))

    @property
    def winners(self) -> int:
        """Households that gain, of the country."""
        return round(sum(share.households.value for share in self.classes[3:]))
