"""Solve for a number of the law: the step of a dial up to which, or from which on, a target holds, exact on a population.

Halving is right when the figure of the target goes one way along the dial. Where the form of the rules proves that
(`law.graph.direction`), it is done and said; elsewhere the target is tried on a grid, every change between two points is
halved, and the answer warns that there may be others.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from uitvoerbaar.assess.disclosure.protect import rule_of
from uitvoerbaar.assess.live import Live
from uitvoerbaar.assess.live.directions import Directions, directions
from uitvoerbaar.assess.live.each import EachHousehold
from uitvoerbaar.assess.people.totals import Estimate
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.face.live import ArticleDial
from uitvoerbaar.face.solve.search import Crossing, from_grid, grid_of, once
from uitvoerbaar.face.solve.target import COST, LOSERS, LOSS, Target
from uitvoerbaar.law.graph.direction import Way

POINTS = 49
"""Steps of the grid where it is not proven that the figure goes one way."""
FOUND, EVERYWHERE, NOWHERE, UNREACHED = "gevonden", "overal", "nergens", "onbereikt"
Look = Callable[[int, int], None]
"""Told how many positions were run of how many there will be; raises to stop."""


@dataclass
class Solving:
    """One question: positions of the dial are run once each."""

    live: Live
    dial: ArticleDial
    values: Mapping[str, Decimal]
    target: Target
    look: Look
    expected: int = 0
    _known: dict[int, dict[str, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.each = EachHousehold(self.live)
        self.bounds = self.each.bounds(self.target.most) if self.target.kind == LOSS else None

    def at(self, step: int) -> Decimal:
        """The value of the dial at a step."""
        return Decimal(step).scaleb(-self.dial.range.decimals)

    def figure(self, step: int) -> dict[str, float]:
        """The figure of the target at a step: `value` with its interval; for losses also the `worst` one, a share."""
        if step not in self._known:
            self.look(len(self._known), max(self.expected, len(self._known) + 1))
            self._known[step] = self._run({**self.values, self.dial.id: self.at(step)})
        return self._known[step]

    def holds(self, step: int) -> bool:
        """Whether the target holds at a step."""
        most = 0 if self.target.kind == LOSS else self.target.most
        return Decimal(self.figure(step)["value"]) <= most

    def _run(self, dials: Mapping[str, Decimal]) -> dict[str, float]:
        if self.bounds is not None:
            changes = self.each.changes(dials)
            worse = self.each.worse(changes, self.bounds)
            return {"value": worse, "low": worse, "high": worse, "worst": self.each.worst(changes)}
        answer = self.live.answer(dials, lambda _done, _all: self.look(len(self._known), self.expected))
        if self.target.kind == COST:
            return _told(answer.treasury)
        lost = [share.households for share in answer.classes[:2]]
        half = math.hypot(*(part.half for part in lost))
        return _told(Estimate(answer.losers, half, 0.0))

    @property
    def tried(self) -> int:
        """How many positions were run."""
        return len(self._known)


def solve(live: Live, dial: ArticleDial, values: Mapping[str, Decimal], target: Target, look: Look) -> dict[str, Any]:
    """Where a target holds along a dial, with the other dials at `values`, as JSON values.

    `outcome`: 'gevonden' (with `found`: steps at which it holds and the next at which it does not, nearest to the law's
    number first), 'overal' or 'nergens' within the reach, or 'onbereikt' when the dial reaches no amount. `proven`: whether
    the figure is proven to go one way, so that this is all there is; else `grid` points were tried. Figures are null for own
    microdata.
    Raises UserError for own microdata and a target that would tell of single households.
    """
    _may_be_asked(live, target)
    shown = rule_of(live.ctx) is None
    values = {name: value for name, value in values.items() if name != dial.id and name in live.dials}
    low, high = (dial.range.scaled(bound) for bound in (dial.range.lo, dial.range.hi))
    law = dial.range.scaled(dial.value)
    told: dict[str, Any] = {
        "dial": dial.id,
        "target": {"kind": target.kind, "most": str(target.most)},
        "depth": live.depth,
        "full": live.ctx.full,
        "lo": str(dial.range.lo),
        "hi": str(dial.range.hi),
        "law": str(dial.value),
    }
    if dial.id not in live.dials:
        return {**told, "outcome": UNREACHED, "proven": True, "grid": 0, "found": [], "ends": [], "tried": 0}
    run = Solving(live, dial, values, target, look)
    way = _way(directions(live, dial.id), target)
    run.expected = 3 + max(high - low, 1).bit_length()
    points: list[int] = []
    if way is not None:
        found = once(run.holds, low, high)
    else:
        points = grid_of(low, high, POINTS, [law])
        run.expected = len(points) + max((high - low) // len(points), 1).bit_length()
        found = from_grid(run.holds, points)
    found.sort(key=lambda each: (abs(each.at - law), each.at))
    return {
        **told,
        "outcome": FOUND if found else EVERYWHERE if run.holds(low) else NOWHERE,
        "proven": way is not None,
        "grid": len(points),
        "found": [_crossing(run, each, shown) for each in found],
        "ends": [
            {"at": str(run.at(step)), "holds": run.holds(step), "figure": run.figure(step) if shown else None}
            for step in (low, high)
        ],
        "now": run.figure(law) if shown else None,
        "tried": run.tried,
    }


def _way(known: Directions, target: Target) -> Way:
    return known.cost if target.kind == COST else known.loss


def _crossing(run: Solving, found: Crossing, shown: bool) -> dict[str, Any]:
    """`up_to`: whether it holds up to here, else from here on. Figures of own microdata are not told step by step."""
    return {
        "at": str(run.at(found.at)),
        "beyond": str(run.at(found.beyond)),
        "up_to": found.at < found.beyond,
        "figure": run.figure(found.at) if shown else None,
        "next": run.figure(found.beyond) if shown else None,
    }


def _may_be_asked(live: Live, target: Target) -> None:
    """Raises UserError where the answer would be of single records of own microdata."""
    if target.kind != COST and rule_of(live.ctx) is not None:
        raise UserError(
            tr(
                "op eigen gegevens kan alleen naar kosten worden gezocht: waar de eerste huishoudens erop achteruitgaan, zegt "
                "iets over een enkel huishouden"
            )
        )


def _told(found: Estimate) -> dict[str, float]:
    return {"value": found.value, "low": found.low, "high": found.high}


__all__ = ["EVERYWHERE", "FOUND", "LOSERS", "LOSS", "NOWHERE", "POINTS", "UNREACHED", "solve"]
