"""A span of whole calendar months, such as a year that is lived month by month."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from uitvoerbaar.base.dates import MONTHS, add_months
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr

_MONTH = re.compile(r"(\d{4})-(\d{2})\Z", re.ASCII)
_LONGEST = 10 * MONTHS


@dataclass(frozen=True, slots=True)
class Span:
    """The months from `first` to `last`, both by their first day and both in it."""

    first: date
    last: date

    @property
    def months(self) -> tuple[date, ...]:
        """The first day of every month."""
        return tuple(add_months(self.first, n) for n in range(self.count))

    @property
    def count(self) -> int:
        """How many months."""
        return self.position(self.last) + 1

    @property
    def years(self) -> dict[int, int]:
        """Per calendar year how many of its months are in the span."""
        found: dict[int, int] = {}
        for month in self.months:
            found[month.year] = found.get(month.year, 0) + 1
        return found

    def position(self, month: date) -> int:
        """The place of a month in the span, from 0; below 0 or too high when it lies outside."""
        return (month.year - self.first.year) * MONTHS + month.month - self.first.month

    def __str__(self) -> str:
        return tr("{first} tot en met {last}", first=month_text(self.first), last=month_text(self.last))


def month_text(month: date) -> str:
    """A month as JJJJ-MM."""
    return f"{month.year:04d}-{month.month:02d}"


def read_month(text: object) -> date | None:
    """The first day of the month that JJJJ-MM names; None when it is no month."""
    found = _MONTH.match(text) if isinstance(text, str) else None
    if found is None or not 1 <= int(found[2]) <= MONTHS or int(found[1]) == 0:
        return None
    return date(int(found[1]), int(found[2]), 1)


def span(first: str, last: str) -> Span:
    """The months from `first` to `last` (JJJJ-MM). Raises UserError for what is no month, or no or too long a span."""
    ends = []
    for name, text in (("from", first), ("to", last)):
        month = read_month(text)
        if month is None:
            raise UserError(
                tr("--{name} {text}: is geen maand; schrijf JJJJ-MM, zoals 2026-01", name=name, text=text),
                expected="JJJJ-MM",
            )
        ends.append(month)
    if ends[1] < ends[0]:
        raise UserError(tr("--to {last} ligt voor --from {first}; wissel ze om", last=last, first=first))
    made = Span(ends[0], ends[1])
    if made.count > _LONGEST:
        raise UserError(
            tr("van {span} zijn {n} maanden; ten hoogste {most} tegelijk", span=made, n=made.count, most=_LONGEST)
        )
    return made
