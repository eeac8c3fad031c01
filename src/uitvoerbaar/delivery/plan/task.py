"""A portfolio with the wishes that count, as both solvers take it: places, what is required, orders, exclusions, capacities."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from uitvoerbaar.delivery.plan.model import STACK_WINDOW, Measure, Place, Plan, Portfolio, claims_at
from uitvoerbaar.delivery.plan.score import moving_of, value_of
from uitvoerbaar.delivery.plan.stacking import windows
from uitvoerbaar.delivery.plan.wishes import Wish


@dataclass(frozen=True, slots=True)
class Task:
    """What a solver is asked. `places` has every place that a measure may have by the wishes about itself; `orders` has
    (first, then), `capacities` only those that count, per quarter."""

    portfolio: Portfolio
    places: Mapping[str, tuple[Place, ...]]
    required: frozenset[str]
    orders: tuple[tuple[str, str], ...]
    exclusions: tuple[tuple[str, str], ...]
    capacities: Mapping[str, tuple[int, ...]]
    last: Plan | None = None

    def claims(self) -> Iterator[tuple[str, int, str, Place, int]]:
        """Capacity, quarter, measure, place and amount of every claim on a capacity that counts."""
        for id_, places in self.places.items():
            measure = self.portfolio.measure(id_)
            for place in places:
                for capacity, quarter, amount in claims_at(self.portfolio, measure, place):
                    if capacity in self.capacities:
                        yield capacity, quarter, id_, place, amount

    def worth(self, id_: str, place: Place) -> int:
        """What it adds to the score that a measure has this place, over not being done."""
        measure = self.portfolio.measure(id_)
        fell = self.portfolio.weights.dropped if self.last is not None and id_ in self.last.places else 0
        return value_of(self.portfolio, measure, place) - moving_of(self.portfolio, measure, place, self.last) + fell

    @property
    def fallen(self) -> int:
        """What a plan that does nothing has against it: all that was told before is dropped."""
        return self.portfolio.weights.dropped * sum(id_ in self.last.places for id_ in self.places) if self.last else 0

    def landing(self) -> Iterator[tuple[str, int, list[tuple[str, Place]]]]:
        """For each group and each window of a year the places with which a measure lands on it then."""
        for on in self.portfolio.touched:
            about = [m.id for m in self.portfolio.measures if on.id in m.touches and m.id in self.places]
            for first in windows(self.portfolio):
                end = first + STACK_WINDOW
                yield on.id, first, [(i, p) for i in about for p in self.places[i] if first <= p.effect < end]


def task_of(
    portfolio: Portfolio,
    wishes: Collection[Wish],
    last: Plan | None = None,
    *,
    only: Collection[str] | None = None,
    more: Mapping[str, int] | None = None,
) -> Task:
    """The task with these wishes. `only` leaves other measures out; `more` adds so much to a capacity in every quarter."""
    by_measure: dict[str, list[Wish]] = {}
    for wish in wishes:
        by_measure.setdefault(wish.about, []).append(wish)
    among = [m for m in portfolio.measures if only is None or m.id in only]
    capacities = {
        c.id: tuple(amount + (more or {}).get(c.id, 0) for amount in c.per_quarter)
        for c in portfolio.capacities
        if Wish("capaciteit", c.id) in wishes
    }
    pairs = sorted({w for w in wishes if w.sort in ("na", "niet_samen")})
    ids = {m.id for m in among}
    return Task(
        portfolio,
        {m.id: tuple(_places(portfolio, m, by_measure.get(m.id, []))) for m in among},
        frozenset(w.about for w in wishes if w.sort in ("moet", "schuif") and w.about in ids),
        tuple((w.other, w.about) for w in pairs if w.sort == "na" and w.about in ids),
        tuple((w.about, w.other) for w in pairs if w.sort == "niet_samen" and {w.about, w.other} <= ids),
        capacities,
        last,
    )


def _places(portfolio: Portfolio, measure: Measure, wishes: list[Wish]) -> Iterator[Place]:
    for mode in measure.modes:
        for start in range(portfolio.quarters - mode.quarters):
            effect = start + mode.quarters
            if all(_fits(portfolio, measure, wish, effect) for wish in wishes):
                yield Place(start, mode.id, effect)


def _fits(portfolio: Portfolio, measure: Measure, wish: Wish, effect: int) -> bool:
    """Whether a quarter of effect meets a wish about the measure alone; other wishes are met elsewhere."""
    if wish.sort in ("op", "schuif"):
        return effect == wish.quarter
    if wish.sort == "uiterlijk":
        return effect <= wish.quarter
    if wish.sort == "niet_eerder":
        return effect >= wish.quarter
    if wish.sort == "momenten":
        return portfolio.quarter(effect).number in measure.change_quarters
    return True


def needed_by(portfolio: Portfolio, wishes: Collection[Wish]) -> set[str]:
    """The measures that must be done, and what must be in force before those: the rest can always be left undone."""
    found = {w.about for w in wishes if w.sort in ("moet", "schuif")}
    before = {(w.about, w.other) for w in wishes if w.sort == "na"}
    while more := {other for about, other in before if about in found} - found:
        found |= more
    return found
