"""Which assumptions move a figure most.

First the members are screened: of the assumptions that touch what the laws read, those that go most with the figure over the
members (sure independence screening, Fan and Lv 2008: with a hundred assumptions and forty members no regression can tell
them apart). Then each of those is looked at alone, at both ends of its range, on the households of the population as it is
made: that is its effect, with the chance in it from the pairs of households.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from uitvoerbaar.assess.uncertainty.members import Ground, Shares, shares_of
from uitvoerbaar.assess.uncertainty.shift import sampling_variance
from uitvoerbaar.base.arrays import Floats
from uitvoerbaar.population.ensemble.kept import Factor, Part

SHOWN = 5
TRIED = 12
"""So many assumptions are looked at alone for a figure."""
_SMALL = 0.1
"""An effect that may be chance is told from this part of the largest on."""
_NOTHING = 0.01
"""An effect below this part of the largest moves nothing that a reader would see, however sure it is."""
_SURE = 2.0
"""Standard errors of chance from which an effect is there."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a figure becomes less what it is, with one assumption at the low and at the high end of its range.

    `error` is the standard error of the larger of both by chance.
    """

    factor: Factor
    low: float
    high: float
    error: float

    @property
    def size(self) -> float:
        """The larger of both, without its sign."""
        return max(abs(self.low), abs(self.high))

    @property
    def sure(self) -> bool:
        """Whether it is more than chance."""
        return self.size > _SURE * self.error

    def at(self, places: Floats) -> Floats:
        """The effect at places from 0 to 1, in straight lines through the middle."""
        return np.where(places < 0.5, self.low * (1 - 2 * places), self.high * (2 * places - 1))


@dataclass(frozen=True, slots=True)
class Tornado:
    """The assumptions that move a figure most, the largest first, and the part of the spread of the members that they explain."""

    effects: tuple[Effect, ...]
    explained: float


def tornados(ground: Ground, shares: Shares, figures: Iterable[str]) -> dict[str, Tornado]:
    """A tornado for each figure that an assumption moves. `shares` are those of the members."""
    ensemble = ground.ensemble
    factors = {f.id: f for f in ensemble.factors if not f.composition and f.moves & ground.columns}
    chosen = {figure: _screened(shares, figure, factors) for figure in figures if figure in shares.of}
    asked = sorted({id_ for ids in chosen.values() for id_ in ids})
    if not asked:
        return {}
    ends = {(id_, place): part for part in ensemble.of("los") for id_, place in part.places.items()}
    parts = [*ensemble.of("klein"), *(ends[id_, end] for id_ in asked for end in (0.0, 1.0))]
    alone = shares_of(ground, parts)
    found = {}
    for figure, ids in chosen.items():
        effects = [_effect(alone, figure, factors[id_]) for id_ in ids]
        effects = _telling(sorted((e for e in effects if e.size > 0), key=lambda e: -e.size))
        if effects:
            found[figure] = Tornado(tuple(effects[:SHOWN]), _explained(shares, figure, effects[:SHOWN]))
    return found


def _telling(effects: list[Effect]) -> list[Effect]:
    """Without those that may be chance and are small beside the largest, or are nothing beside it: they say nothing."""
    return [e for e in effects if e.size >= (_NOTHING if e.sure else _SMALL) * effects[0].size]


def _screened(shares: Shares, figure: str, factors: Mapping[str, Factor]) -> list[str]:
    """The assumptions that go most with a figure over the members."""
    moved, members = _members(shares, figure)
    if not moved.any():
        return []
    centred = moved - moved.mean()
    weight = {}
    for id_ in factors:
        places = np.array([part.places[id_] for part in members])
        weight[id_] = abs(float((places - places.mean()) @ centred))
    return sorted(weight, key=lambda id_: (-weight[id_], id_))[:TRIED]


def _members(shares: Shares, figure: str) -> tuple[Floats, Sequence[Part]]:
    totals = shares.totals(figure)
    base = next(total for part, total in zip(shares.parts, totals, strict=True) if part.kind == "basis")
    here = [i for i, part in enumerate(shares.parts) if part.kind == "lid"]
    return totals[here] - base, [shares.parts[i] for i in here]


def _effect(alone: Shares, figure: str, factor: Factor) -> Effect:
    column, places = alone.of[figure], alone.slices()
    base = column[places[0]]
    found: dict[float, tuple[float, float]] = {}
    for part, here in zip(alone.parts, places, strict=True):
        if factor.id in part.places:
            difference = column[here] - base  # the same households, in the same order
            found[part.places[factor.id]] = float(difference.sum()), math.sqrt(sampling_variance(difference))
    low, high = found[0.0], found[1.0]
    return Effect(factor, low[0], high[0], max(low, high, key=lambda end: abs(end[0]))[1])


def _explained(shares: Shares, figure: str, effects: Sequence[Effect]) -> float:
    """The part of the variance over the members that the effects, added up, explain; at least 0."""
    moved, members = _members(shares, figure)
    told = sum(e.at(np.array([part.places[e.factor.id] for part in members])) for e in effects)
    left, spread = float(np.var(moved - told)), float(np.var(moved))
    return max(0.0, 1 - left / spread) if spread > 0 else 0.0
