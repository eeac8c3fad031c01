"""The table of t to t+4: what a proposal costs, who pays, what is there to pay it, and what is not covered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from uitvoerbaar.base.confidence import OWN, Confidence
from uitvoerbaar.base.text import Text
from uitvoerbaar.findings.cost_terms import YEARS, Lasting, Part, Payer

Years = tuple[float, ...]
Kind = Literal["programma", "uitvoering"]


@dataclass(frozen=True, slots=True)
class Programme:
    """What a scheme costs more a year at full effect, in euros (below zero: less), and half its 95 percent interval."""

    name: Text
    payer: Payer
    euros: float
    half: float


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: euros in each of the five years, with the ends of its interval."""

    name: Text
    kind: Kind
    lasting: Lasting
    payer: Payer
    years: Years
    low: Years
    high: Years
    part: Part | None = None
    given: bool = False
    """Whether an organisation stated it, rather than the program."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Money that a proposal names: euros in each of the five years; `existing` when it is in the budget already."""

    name: Text
    payer: Payer
    years: Years
    source: str
    existing: bool
    confidence: Confidence = OWN


@dataclass(frozen=True, slots=True)
class Table:
    """Five years of lines and cover. Gross is what is spent more; net is gross less what is spent less or comes in more."""

    first: int
    lines: tuple[Line, ...]
    cover: tuple[Cover, ...]

    def gross(self, payer: Payer | None = None) -> Years:
        """Sum of the lines above zero."""
        return total(_above(line.years) for line in self._of(payer))

    def net(self, payer: Payer | None = None) -> Years:
        """Sum of all lines."""
        return total(line.years for line in self._of(payer))

    def ends(self) -> tuple[Years, Years]:
        """Net at the lower and at the upper ends of all lines together."""
        return total(line.low for line in self.lines), total(line.high for line in self.lines)

    def covered(self, payer: Payer | None = None, *, existing: bool | None = None) -> Years:
        """Sum of the cover, of existing budget or of new cover only when asked."""
        return total(
            one.years
            for one in self.cover
            if (payer is None or one.payer == payer) and (existing is None or one.existing == existing)
        )

    def unfunded(self, payer: Payer) -> Years:
        """Net cost beyond the cover of who pays, nothing in a year in which the cover is more; it pays for nobody else."""
        return tuple(max(0.0, cost - cover) for cost, cover in zip(self.net(payer), self.covered(payer), strict=True))

    def payers(self) -> tuple[Payer, ...]:
        """Who pays or covers anything, in the order of the lines."""
        return tuple(dict.fromkeys([*(line.payer for line in self.lines), *(one.payer for one in self.cover)]))

    def _of(self, payer: Payer | None) -> Iterable[Line]:
        return (line for line in self.lines if payer is None or line.payer == payer)


def total(rows: Iterable[Years]) -> Years:
    """The rows added up year by year."""
    found = list(rows)
    return tuple(sum(row[year] for row in found) for year in range(YEARS))


def _above(years: Years) -> Years:
    return tuple(max(0.0, amount) for amount in years)


def programme_line(of: Programme, growth: Sequence[float]) -> Line:
    """A lasting programme cost that grows in: `growth` is the part that is there in each year."""
    years, low, high = (
        tuple(amount * share for share in growth) for amount in (of.euros, of.euros - of.half, of.euros + of.half)
    )
    return Line(of.name, "programma", "structureel", of.payer, years, low, high)


def delivery_line(
    name: Text, part: Part, lasting: Lasting, payer: Payer, ends: tuple[float, float, float], growth: Sequence[float]
) -> Line:
    """Cost of delivery: `ends` are low, value and high. Incidental falls in the first year; lasting comes with the growth."""
    low, value, high = ends
    shape = (1.0, *(0.0,) * (YEARS - 1)) if lasting == "incidenteel" else tuple(growth)
    years, lowest, highest = (tuple(amount * share for share in shape) for amount in (value, low, high))
    return Line(name, "uitvoering", lasting, payer, years, lowest, highest, part)


def table_of(first: int, lines: Iterable[Line], cover: Iterable[Cover]) -> Table:
    """The table. Raises ValueError for a row that has not five years."""
    found = Table(first, tuple(lines), tuple(cover))
    for years in (*(line.years for line in found.lines), *(one.years for one in found.cover)):
        if len(years) != YEARS:
            raise ValueError(f"{len(years)} years in place of {YEARS}")
    return found
