"""A plan held against its portfolio in whole numbers, by code that knows of no solver."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from uitvoerbaar.delivery.plan.model import Measure, Place, Plan, Portfolio, load_of
from uitvoerbaar.delivery.plan.wishes import Wish


def broken(portfolio: Portfolio, plan: Plan, wishes: Iterable[Wish]) -> list[Wish]:
    """The wishes that a plan does not meet; none for a good plan. Raises ValueError for a plan that is none at all."""
    for id_, place in plan.places.items():
        _real(portfolio, portfolio.measure(id_), place)
    loads = load_of(portfolio, plan)
    return [wish for wish in wishes if not _met(portfolio, plan, wish, loads)]


def _real(portfolio: Portfolio, measure: Measure, place: Place) -> None:
    """Raises ValueError when a measure cannot have such a place whatever is wished."""
    lasts = {mode.id: mode.quarters for mode in measure.modes}
    if lasts.get(place.mode) != place.effect - place.start or not 0 <= place.start <= place.effect < portfolio.quarters:
        raise ValueError(f"{measure.id}: {place}")


def _met(portfolio: Portfolio, plan: Plan, wish: Wish, loads: dict[str, list[int]]) -> bool:
    if wish.sort == "capaciteit":
        has = portfolio.capacity(wish.about).per_quarter
        return all(asked <= most for asked, most in zip(loads[wish.about], has, strict=True))
    place, other = plan.places.get(wish.about), plan.places.get(wish.other)
    if wish.sort == "moet":
        return place is not None
    if wish.sort == "schuif":
        return place is not None and place.effect == wish.quarter
    if wish.sort == "niet_samen":
        return place is None or other is None
    if place is None:
        return True
    if wish.sort == "na":
        return other is not None and other.effect <= place.start
    if wish.sort == "op":
        return place.effect == wish.quarter
    if wish.sort == "uiterlijk":
        return place.effect <= wish.quarter
    if wish.sort == "niet_eerder":
        return place.effect >= wish.quarter
    measure = portfolio.measure(wish.about)
    return portfolio.first.plus(place.effect).number in measure.change_quarters


def full(portfolio: Portfolio, plan: Plan) -> Iterator[tuple[str, int]]:
    """Capacity and quarter where nothing is left."""
    for id_, asked in load_of(portfolio, plan).items():
        for quarter, (load, most) in enumerate(zip(asked, portfolio.capacity(id_).per_quarter, strict=True)):
            if load and load >= most:
                yield id_, quarter
