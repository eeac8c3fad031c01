"""Portfolios modelled on the shipped one: its measures drawn again with other numbers, at the same pressure."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.plan.load import load_portfolio
from uitvoerbaar.delivery.plan.model import Capacity, Claim, Measure, Mode, Organisation, Portfolio

PATTERN = "brief-2021"
_SPREAD = (0.7, 1.3)
"""By how much values, claims and capacities differ from those of the pattern, at least and at most."""


def modelled(measures: int, quarters: int, capacities: int, seed: int) -> Portfolio:
    """A portfolio of this size in which measures and organisations are like those of the shipped one.

    Organisations are those of the pattern, in an order that is drawn: a second one of a kind comes when there are more than
    that, and what was asked of one that is left out is asked of another. Each measure is one of the pattern with its ways,
    order, change dates and groups; value and claims are drawn anew, deadlines and notice are stretched with the horizon.
    A capacity is what it was in the pattern, times what is asked of it here over what is asked there
    (per quarter), so it presses as much.
    """
    pattern = load_portfolio(PATTERN)
    draw = random.Random(seed)
    kinds = [o.id for o in pattern.organisations]
    draw.shuffle(kinds)
    count = capacities // 2
    chosen = [(f"o{n}", kinds[n % len(kinds)]) for n in range(count)]
    serves = {kind: [id_ for id_, k in chosen if k == kind] or [draw.choice(chosen)[0]] for kind in kinds}
    stretch = max(1.0, quarters / pattern.quarters)
    made: list[Measure] = []
    named: dict[str, str] = {}
    for number, old in enumerate(_drawn(draw, pattern, measures, quarters)):
        made.append(_measure(draw, pattern, old, f"m{number}", serves, named, quarters, stretch))
        named[old.id] = f"m{number}"
    return replace(
        pattern,
        id=f"brief-{measures}-{quarters}-{capacities}-{seed}",
        quarters=quarters,
        organisations=tuple(Organisation(id_, Text(id_, id_)) for id_, _ in chosen),
        capacities=tuple(
            _capacity(draw, pattern, old, id_, made, quarters)
            for id_, kind in chosen
            for old in pattern.capacities
            if old.organisation == kind
        ),
        measures=tuple(made),
    )


def _drawn(draw: random.Random, pattern: Portfolio, count: int, quarters: int) -> list[Measure]:
    """So many measures that can be done within the horizon, each before any comes again, in the order of the pattern."""
    fit = [m for m in pattern.measures if min(way.quarters for way in m.modes) < quarters - 1]
    at = {m.id: n for n, m in enumerate(fit)}
    whole, rest = divmod(count, len(fit))
    return sorted([*fit] * whole + draw.sample(fit, rest), key=lambda m: at[m.id])


def _measure(
    draw: random.Random,
    pattern: Portfolio,
    old: Measure,
    id_: str,
    serves: Mapping[str, Sequence[str]],
    named: Mapping[str, str],
    quarters: int,
    stretch: float,
) -> Measure:
    to = {kind: draw.choice(ids) for kind, ids in serves.items()}
    times = draw.uniform(*_SPREAD)

    def mode(way: Mode) -> Mode:
        asked: dict[str, list[int]] = {}
        for claim in way.claims:
            capacity = pattern.capacity(claim.capacity)
            name = f"{to[capacity.organisation]}/{_sort(capacity)}"
            amounts = [max(1, round(a * times)) if a and _sort(capacity) == "mensen" else a for a in claim.amounts]
            before = asked.get(name, [])
            long = max(len(before), len(amounts))
            asked[name] = [
                (before[n] if n < len(before) else 0) + (amounts[n] if n < len(amounts) else 0) for n in range(long)
            ]
        return replace(way, claims=tuple(Claim(name, tuple(amounts)) for name, amounts in asked.items()))

    def later(quarter: int | None) -> int | None:
        return None if quarter is None else min(quarters - 1, round(quarter * stretch))

    return replace(
        old,
        id=id_,
        name=Text(id_, id_),
        value=max(1, round(old.value * draw.uniform(*_SPREAD))),
        modes=tuple(mode(way) for way in old.modes),
        by=later(old.by),
        at=None,
        not_before=later(old.not_before) or 0,
        after=tuple(named[other] for other in old.after if other in named),
        excludes=tuple(named[other] for other in old.excludes if other in named),
    )


def _sort(capacity: Capacity) -> str:
    return "releases" if capacity.unit == "plaats" else "mensen"


def _capacity(
    draw: random.Random, pattern: Portfolio, old: Capacity, organisation: str, made: Sequence[Measure], quarters: int
) -> Capacity:
    id_ = f"{organisation}/{_sort(old)}"
    times = (_asked(made, id_) / quarters) / max(_asked(pattern.measures, old.id) / pattern.quarters, 1e-9)
    least = max((max(c.amounts) for m in made for w in m.modes for c in w.claims if c.capacity == id_), default=1)
    per_quarter = []
    for quarter in range(quarters):
        had = old.per_quarter[quarter % len(old.per_quarter)]
        wide = draw.uniform(0.9, 1.1) if _sort(old) == "mensen" else 1.0
        per_quarter.append(max(least, round(had * times * wide)) if had else 0)
    return replace(old, id=id_, organisation=organisation, name=Text(id_, id_), per_quarter=tuple(per_quarter))


def _asked(measures: Sequence[Measure], capacity: str) -> int:
    """What all measures together ask of a capacity, in their first way."""
    return sum(sum(c.amounts) for m in measures for c in m.modes[0].claims if c.capacity == capacity)
