"""Duties as records: what must be done, by whom before and after, how often, how long it takes and what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.fact import Fact

Kind = Literal["informatie", "inhoudelijk"]
"""A duty to tell government or others something, or to do something."""
Who = Literal["bedrijven", "burgers"]
Count = Literal["nieuw", "ontvangers", "meldingen"]
"""Which citizens: who newly has a right, everybody who receives, or every report of a change that there can be."""
Per = Literal["bedrijf", "baan", "aanvrager"]
Side = Literal["voor", "na"]
SIDES: tuple[Side, Side] = ("voor", "na")


@dataclass(frozen=True, slots=True)
class Rule:
    """Whom a duty falls on. Of businesses: from so many jobs, fewer than so many, of some sectors (none: all), by legal form
    (None: both). Of citizens: which of them are counted. `line` is where it stands in the file.
    """

    who: Who
    jobs_from: int = 0
    jobs_below: int | None = None
    sectors: tuple[str, ...] = ()
    legal: bool | None = None
    count: Count | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do: by which kind of staff, for each business, job or applicant, and in how many minutes."""

    name: Text
    staff: str
    per: Per
    minutes: Fact


@dataclass(frozen=True, slots=True)
class Once:
    """What a duty asks one time of who newly has it: learning the rules, changing records, buying something (euros)."""

    actions: tuple[Action, ...] = ()
    investment: Fact | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty: on whom before and after (absent: on nobody), how often a year, what must be done each time, costs beside
    that (euros each time), what it asks once, and which part one would do anyhow (`own`, which is no burden).

    `part` is the part of those it falls on who really have to act; None for all of them.
    """

    id: str
    name: Text
    kind: Kind
    source: str
    rules: Mapping[Side, Rule]
    times: float
    actions: tuple[Action, ...]
    expense: Fact | None
    once: Once
    own: float
    part: Fact | None

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every figure that its cost rests on."""
        every = [action.minutes for action in (*self.actions, *self.once.actions)]
        return (*every, *(f for f in (self.expense, self.once.investment, self.part) if f is not None))


@dataclass(frozen=True, slots=True)
class DutyFile:
    """The duties of one proposal before and after, and what people answered on use and alternatives (None: not answered).

    `year` is that of the businesses that are counted.
    """

    id: str
    file: str
    title: Text
    year: int
    url: str | None
    duties: tuple[Duty, ...]
    use: Text | None
    alternatives: Text | None


@dataclass(frozen=True, slots=True)
class Rate:
    """What an hour of a kind of staff costs."""

    name: Text
    euros: Fact


@dataclass(frozen=True, slots=True)
class Rates:
    """Rates by kind of staff, from a day on."""

    since: str
    by_staff: Mapping[str, Rate]
