"""What one plan moves against another, and which claims took its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from uitvoerbaar.delivery.plan.model import Place, Plan, Portfolio, claims_at, load_of


@dataclass(frozen=True, slots=True)
class Lack:
    """Where a measure would no longer fit in its old place: capacity, quarter, how much is lacking, and which measures that are new
    there ask for it."""

    capacity: str
    quarter: int
    short: int
    taken_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A measure with another place; `before` or `after` is None when it was not done or is no longer. `lacks` is empty when its
    old place would still fit by itself (it moved for an order, or to let another go first)."""

    measure: str
    before: Place | None
    after: Place | None
    lacks: tuple[Lack, ...]


def moves(portfolio: Portfolio, before: Plan, after: Plan) -> list[Move]:
    """Every measure whose place differs, in the order of the portfolio."""
    loads = load_of(portfolio, after)
    made = []
    for measure in portfolio.measures:
        old, new = before.places.get(measure.id), after.places.get(measure.id)
        if old != new:
            lacks = () if old is None else tuple(_lacks(portfolio, before, after, measure.id, old, loads))
            made.append(Move(measure.id, old, new, lacks))
    return made


def _lacks(
    portfolio: Portfolio, before: Plan, after: Plan, id_: str, old: Place, loads: dict[str, list[int]]
) -> Iterator[Lack]:
    own = dict[tuple[str, int], int]()
    if id_ in after.places:
        own = {(c, q): a for c, q, a in claims_at(portfolio, portfolio.measure(id_), after.places[id_])}
    for capacity, quarter, amount in claims_at(portfolio, portfolio.measure(id_), old):
        left = portfolio.capacity(capacity).per_quarter[quarter] - (
            loads[capacity][quarter] - own.get((capacity, quarter), 0)
        )
        if amount > left:
            yield Lack(
                capacity, quarter, amount - left, tuple(_newcomers(portfolio, before, after, id_, capacity, quarter))
            )


def _newcomers(portfolio: Portfolio, before: Plan, after: Plan, id_: str, capacity: str, quarter: int) -> Iterator[str]:
    """Who asks more of a capacity in a quarter than in the plan before."""
    for other in portfolio.measures:
        if other.id != id_ and _asks(portfolio, after, other.id, capacity, quarter) > _asks(
            portfolio, before, other.id, capacity, quarter
        ):
            yield other.id


def _asks(portfolio: Portfolio, plan: Plan, id_: str, capacity: str, quarter: int) -> int:
    place = plan.places.get(id_)
    if place is None:
        return 0
    return sum(a for c, q, a in claims_at(portfolio, portfolio.measure(id_), place) if (c, q) == (capacity, quarter))
