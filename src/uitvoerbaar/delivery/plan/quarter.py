"""Quarters of a plan: `2022K1` is the first three months of 2022, and a plan counts them from 0."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

PER_YEAR = 4
_MONTHS = 3
_WRITTEN = re.compile(r"(\d{4})[KQ]([1-4])", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year; `number` is 1 to 4."""

    year: int
    number: int

    @property
    def name(self) -> str:
        """As a portfolio writes it."""
        return f"{self.year}K{self.number}"

    @property
    def first_day(self) -> date:
        """The day on which it begins."""
        return date(self.year, 1 + _MONTHS * (self.number - 1), 1)

    def plus(self, quarters: int) -> Quarter:
        """So many quarters later (or earlier)."""
        years, rest = divmod(self.number - 1 + quarters, PER_YEAR)
        return Quarter(self.year + years, rest + 1)

    def minus(self, other: Quarter) -> int:
        """How many quarters after `other` this one is."""
        return (self.year - other.year) * PER_YEAR + self.number - other.number


def read_quarter(text: str) -> Quarter | None:
    """The quarter that is written as `2022K1` (or `2022Q1`); None when it is something else."""
    found = _WRITTEN.fullmatch(text)
    return None if found is None else Quarter(int(found[1]), int(found[2]))


def quarter_from(day: date) -> Quarter:
    """The first quarter that begins on or after a day: what is known on that day can be in force from then."""
    this = Quarter(day.year, (day.month - 1) // _MONTHS + 1)
    return this if this.first_day == day else this.plus(1)
