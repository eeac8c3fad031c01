"""What a portfolio is, and what a plan for it. Everything is counted in whole numbers and in quarters from the first one (0)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NoReturn

from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.fact import Confidence, Fact
from uitvoerbaar.delivery.plan.quarter import Quarter

Kind = Literal["doelgroep", "organisatie", "systeem", "gebied"]
"""On what changes can stack up."""
FTE, SLOT = "fte", "plaats"
"""The units of a capacity that mean something here: full-time staff, and places in the releases of systems."""
STACK_WINDOW = 4
"""Quarters within which changes count as stacked."""
STACK_FREE = 2
"""Changes on one group within the window that are no stacking yet: it begins at three."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the figures of one part of a portfolio come from, and how far they can be trusted."""

    source: str
    confidence: Confidence
    year: int | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Realised:
    """What an organisation forecast for a year and what it turned out to be, in the same unit."""

    year: int
    forecast: int
    outcome: int
    origin: Origin

    @property
    def ratio(self) -> float:
        """Outcome over forecast: above 1 it was more work than was said."""
        return self.outcome / self.forecast


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who carries out. `realised` is what its own forecasts were worth in the past, empty when that is not known.

    `known` are the ids in data/organisations of whom it stands for, empty for one that the portfolio says is not among them.
    `staff` (fte) and `slots` (in releases, a year) are what the data have of these together, None when they do not;
    `past_of_data` whether `realised` comes from there too.
    """

    id: str
    name: Text
    realised: tuple[Realised, ...] = ()
    known: tuple[str, ...] = ()
    staff: Fact | None = None
    slots: Fact | None = None
    past_of_data: bool = False


@dataclass(frozen=True, slots=True)
class Capacity:
    """What an organisation has for changes, per quarter: staff of a kind, or slots in the releases of its systems.

    `percentile` is the one that it states: at 30 it expects to have at least this much in 70 of 100 cases. `step` is how
    much one unit more is when the plan is asked what more would buy.
    """

    id: str
    organisation: str
    name: Text
    unit: str
    per_quarter: tuple[int, ...]
    percentile: int
    origin: Origin
    step: int = 1


@dataclass(frozen=True, slots=True)
class Claim:
    """What a measure asks of a capacity: in the quarter in which it starts, the next one, and so on."""

    capacity: str
    amounts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Mode:
    """A way to do a measure: how many quarters from its start until it is in force, and what it asks meanwhile and after."""

    id: str
    name: Text
    quarters: int
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure that may be done.

    `value` counts for every quarter in which it is in force, so earlier is more. `must` says that it has to be done, `by`
    (the last quarter in which it may enter into force), `at` (the one quarter) and `not_before` (the first one: notice)
    when. `change_quarters` are the quarters of the year in which it may enter into force (fixed change dates).
    `after` are measures that must be in force before this one starts, `excludes` those that cannot go with it.
    `touches` are the groups, organisations, systems and areas that notice it when it enters into force.
    """

    id: str
    name: Text
    value: int
    modes: tuple[Mode, ...]
    origin: Origin
    must: bool = False
    by: int | None = None
    at: int | None = None
    not_before: int = 0
    change_quarters: tuple[int, ...] = (1, 2, 3, 4)
    after: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    touches: tuple[str, ...] = ()
    note: Text | None = None
    reorganisation: bool = False


@dataclass(frozen=True, slots=True)
class Touched:
    """On what changes can stack up: a group of people, an organisation, a system or an area.

    `codes` are the municipalities, provinces and water boards that an area consists of, where that is said.
    """

    id: str
    kind: Kind
    name: Text
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weights:
    """What a plan is judged by, in units of value: `late` for every quarter that a measure moves from the plan that was told
    before, `dropped` for one that falls out of it, `stacked` for each change above two on one group within a year, for each
    window of four quarters in which it is so."""

    late: int = 2
    dropped: int = 20
    stacked: int = 1


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Measures that want the same organisations, for so many quarters from the first one."""

    id: str
    name: Text
    first: Quarter
    quarters: int
    organisations: tuple[Organisation, ...]
    capacities: tuple[Capacity, ...]
    measures: tuple[Measure, ...]
    touched: tuple[Touched, ...] = ()
    weights: Weights = Weights()
    note: Text | None = None
    example: bool = False

    def measure(self, id_: str) -> Measure:
        """A measure by its id. Raises KeyError."""
        return next((m for m in self.measures if m.id == id_), None) or _absent(id_)

    def capacity(self, id_: str) -> Capacity:
        """A capacity by its id. Raises KeyError."""
        return next((c for c in self.capacities if c.id == id_), None) or _absent(id_)

    def quarter(self, number: int) -> Quarter:
        """The quarter with a number."""
        return self.first.plus(number)


def _absent(id_: str) -> NoReturn:
    raise KeyError(id_)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """When and how a measure is done: it starts in `start`, in `mode`, and is in force from `effect`."""

    start: int
    mode: str
    effect: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Where each measure that is done has its place; what is not in it is not done."""

    places: Mapping[str, Place] = field(default_factory=dict)

    def effect(self, id_: str) -> int | None:
        """From which quarter a measure is in force; None when it is not done."""
        place = self.places.get(id_)
        return None if place is None else place.effect


def mode_of(measure: Measure, id_: str) -> Mode:
    """A mode by its id. Raises KeyError."""
    for mode in measure.modes:
        if mode.id == id_:
            return mode
    raise KeyError(id_)


def load_of(portfolio: Portfolio, plan: Plan) -> dict[str, list[int]]:
    """What a plan asks of each capacity in each quarter. Claims that run past the horizon are not counted."""
    asked = {capacity.id: [0] * portfolio.quarters for capacity in portfolio.capacities}
    for id_, place in plan.places.items():
        for capacity, quarter, amount in claims_at(portfolio, portfolio.measure(id_), place):
            asked[capacity][quarter] += amount
    return asked


def claims_at(portfolio: Portfolio, measure: Measure, place: Place) -> Iterator[tuple[str, int, int]]:
    """Capacity, quarter and amount of every claim of a measure in a place, within the horizon."""
    for claim in mode_of(measure, place.mode).claims:
        for offset, amount in enumerate(claim.amounts):
            if amount and place.start + offset < portfolio.quarters:
                yield claim.capacity, place.start + offset, amount
