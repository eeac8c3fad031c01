"""What the failure of a link comes to, in numbers: decisions, payments, households and money; counted by who has the people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.chain.failure import NOTHING, Standstill
from uitvoerbaar.delivery.chain.model import Work


@dataclass(frozen=True, slots=True)
class SchemeOutage:
    """One scheme while a link fails. Households and decisions are of the country, money is eurocent.

    `registers` are the registers that the law asks and that stand still, `work` the work of the provider that does.
    `households` are the recipients whose amount rests on what stands still; `resting` is what they get in those days.
    `decisions` and `new` wait; `unpaid` and `unpaid_most` are not paid in those days: on average, and at most.
    `new_without_income` wait for a first decision and have next to nothing else. None is what cannot be computed.
    """

    id: str
    name: Text
    spends: bool
    registers: Mapping[str, Standstill]
    work: Mapping[Work, Standstill]
    recipients: float
    households: float
    decisions: float | None
    new: float | None
    resting: float
    unpaid: float
    unpaid_most: float
    new_without_income: float | None

    @property
    def deciding(self) -> Standstill:
        """The longest that decisions stand still, by a register or by the provider's own systems."""
        ways = [*self.registers.values(), self.work.get("toekennen", NOTHING)]
        return max(ways, key=lambda still: still.days)

    @property
    def hit(self) -> bool:
        """Whether anything of it stands still."""
        return bool(self.registers or self.work)


@dataclass(frozen=True, slots=True)
class Outage:
    """The failure of a link for some days: every scheme, and the households and the money of all schemes together.

    `households` are those with a benefit that rests on what fails or is not paid, each counted once, out of `receiving`.
    `without_income` lose (nearly) all they have while payments stand still, `much` a large part; None when net income
    cannot be computed. `unknown_fields` are read by the law, and no link is known for them.
    """

    failed: str
    days: float
    schemes: tuple[SchemeOutage, ...]
    links: Mapping[str, Standstill]
    households: float
    receiving: float
    without_income: float | None
    much: float | None
    unknown_fields: tuple[str, ...] = ()

    @property
    def hit(self) -> tuple[SchemeOutage, ...]:
        """The schemes of which something stands still."""
        return tuple(scheme for scheme in self.schemes if scheme.hit)

    @property
    def benefits(self) -> tuple[SchemeOutage, ...]:
        """Those of them that pay money out."""
        return tuple(scheme for scheme in self.hit if scheme.spends)

    @property
    def resting(self) -> float:
        """Eurocent of benefits that rest in those days on what stands still."""
        return sum(scheme.resting for scheme in self.benefits)

    @property
    def unpaid(self) -> float:
        """Eurocent of benefits that is not paid in those days, on average."""
        return sum(scheme.unpaid for scheme in self.benefits)

    @property
    def unpaid_most(self) -> float:
        """The same when all pay days fall in them."""
        return sum(scheme.unpaid_most for scheme in self.benefits)

    @property
    def new_without_income(self) -> float:
        """Households that wait for a first decision and have next to nothing else."""
        return sum(scheme.new_without_income or 0.0 for scheme in self.benefits)
