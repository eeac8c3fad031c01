"""How a group below a line changes and how far that can be trusted; and the middle of what those below it lack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.people.interval import Z
from uitvoerbaar.assess.people.totals import Estimate
from uitvoerbaar.assess.poverty.lines import POVERTY, Who, known_lines
from uitvoerbaar.assess.poverty.measure import Measured, measured, touches
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.law import LawLookupError

_PEOPLE: tuple[Who, ...] = ("personen",)


@dataclass(frozen=True, slots=True)
class Middle:
    """A median and the ends of its 95 % interval, in the unit of the column; all 0 of nobody."""

    value: float
    low: float
    high: float


def median(column: Ints, weights: Ints, full: bool) -> Middle:
    """The weighted median, with the interval of Woodruff (1952): the values at the ends of the interval of its part, a half."""
    if not len(column):
        return Middle(0.0, 0.0, 0.0)
    order = np.argsort(column, kind="stable")
    parts = weights[order].astype(np.float64)
    spread = 0.0 if full else Z * 0.5 * float(np.sqrt((parts**2).sum())) / float(parts.sum())
    places = np.cumsum(parts) / parts.sum()

    def at(part: float) -> float:
        return float(column[order[min(int(np.searchsorted(places, part)), len(order) - 1)]])

    return Middle(at(0.5), at(max(0.5 - spread, 0.0)), at(min(0.5 + spread, 1.0)))


@dataclass(frozen=True, slots=True)
class Change:
    """How many of a group are below a line more than before (`value`), and the ends between which that lies."""

    value: float
    low: float
    high: float

    @property
    def telling(self) -> bool:
        """Whether its sign is certain; else it is smaller than the model can measure."""
        return self.value != 0 and (self.low > 0 or self.high < 0)


def change(of: Measured, who: Who, play: float) -> Change:
    """The change with its interval: the sample, a line that lies `play` (a part of one) higher or lower, and a level that
    is too high by as much as ours is above what was published, so that too many live near the line."""
    found = of.moved(who)
    ends = list(_ends(found, *(of.moved(who, 1 + sign * play) for sign in (-1, 1))))
    published = of.line.latest("personen")
    ours = of.share("personen", "voor")
    if published is not None and ours > published.value:
        ends.append(found.value * published.value / ours)
    return Change(found.value, min(ends), max(ends))


def _ends(*found: Estimate) -> Iterator[float]:
    for each in found:
        yield each.low
        yield each.high


def play(ctx: Context) -> float:
    """By which part a line may lie higher or lower than here."""
    return ctx.settings.norm("armoede_speling_grens")


def poorer(ctx: Context) -> float | None:
    """How many people more live below the poverty line; None where that is not known or smaller than can be measured."""
    lines = tuple(line for line in known_lines() if line.id == POVERTY)
    if not ctx.by_net or not lines:
        return None
    if not touches(ctx):
        return 0.0
    try:
        (found,) = measured(ctx, lines, _PEOPLE)
    except LawLookupError:
        return None  # told by the test on poverty
    changed = change(found, "personen", play(ctx))
    return changed.value if changed.telling or changed.value == 0 else None
