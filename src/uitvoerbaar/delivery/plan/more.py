"""What one step more of a capacity would buy: the plan made again with it, not read from prices of a relaxation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from uitvoerbaar.delivery.plan.decide import decide
from uitvoerbaar.delivery.plan.model import Plan, Portfolio, load_of
from uitvoerbaar.delivery.plan.moves import Move, moves

_MOST = 5


@dataclass(frozen=True, slots=True)
class More:
    """With `step` more of a capacity in every quarter: how much more the plan is worth, and which measures it moves.

    `proven` says whether both plans are the best there are; otherwise `gain` is between what was found.
    """

    capacity: str
    step: int
    gain: int
    moves: tuple[Move, ...]
    proven: bool


def binding(portfolio: Portfolio, plan: Plan) -> list[str]:
    """The capacities that are fullest: with a quarter in which not one of the measures that could gain would fit, fullest first."""
    loads = load_of(portfolio, plan)
    full: dict[str, int] = {}
    for capacity in portfolio.capacities:
        asks = [
            max(c.amounts)
            for m in portfolio.measures
            for mode in m.modes
            for c in mode.claims
            if c.capacity == capacity.id and any(c.amounts)
        ]
        least = min(asks, default=0)
        quarters = sum(
            has - load < least for load, has in zip(loads[capacity.id], capacity.per_quarter, strict=True) if load
        )
        if asks and quarters:
            full[capacity.id] = quarters
    return sorted(full, key=lambda id_: (-full[id_], id_))


def more_of_each(
    portfolio: Portfolio,
    plan: Plan,
    score: int,
    *,
    proven: bool,
    seconds: float,
    last: Plan | None = None,
    stop: Callable[[], bool] | None = None,
) -> list[More]:
    """What one step more of each of the fullest capacities buys, the most first."""
    found = []
    for id_ in binding(portfolio, plan)[:_MOST]:
        step = portfolio.capacity(id_).step
        wider = tuple(
            replace(c, per_quarter=tuple(n + step if n else n for n in c.per_quarter)) if c.id == id_ else c
            for c in portfolio.capacities
        )
        made = decide(
            replace(portfolio, capacities=wider), last=last, seconds=seconds, hint=plan, explain=False, stop=stop
        )
        if made.plan is not None and made.score is not None:
            best = proven and made.answer.state == "optimaal"
            gain = max(0, made.score.total - score)
            shown = tuple(moves(portfolio, plan, made.plan)) if gain else ()
            found.append(More(id_, step, gain, shown, best))
    return sorted(found, key=lambda one: (-one.gain, one.capacity))
