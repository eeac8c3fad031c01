"""Portfolios of any size to time the planner on: with a seed, so that everybody times the same ones."""

from __future__ import annotations

import random

from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.plan.model import Capacity, Claim, Measure, Mode, Organisation, Origin, Portfolio, Touched
from uitvoerbaar.delivery.plan.quarter import PER_YEAR, Quarter

_ORIGIN = Origin("benchmarks/plan", "aanname")
_GROUPS = 8
_FTE = (4, 16)
"""What a measure asks of the staff of an organisation while it is made, at least and at most."""


def generate(measures: int, quarters: int, capacities: int, seed: int, tightness: float = 0.7) -> Portfolio:
    """A portfolio in which about `tightness` of what is asked fits, with orders, exclusions, deadlines and change dates.

    Half of the capacities are staff, half are slots in releases: an organisation has one of each. A measure asks one to three
    organisations for staff while it is made, half of that in the two quarters after, and for a slot when it is released.
    It can be done normally, in a hurry (a quarter shorter, for more staff) or in phases (two longer, for less).
    """
    draw = random.Random(seed)
    organisations = capacities // 2
    made = tuple(_measure(draw, n, quarters, organisations) for n in range(measures))
    asked: dict[str, int] = {}
    for measure in made:
        for claim in measure.modes[-1].claims:
            asked[claim.capacity] = asked.get(claim.capacity, 0) + sum(claim.amounts)
    limits: list[Capacity] = []
    for n in range(organisations):
        for kind, least in (("mensen", 2 * _FTE[1]), ("releases", 1)):
            mean = asked.get(f"o{n}/{kind}", 0) * tightness / quarters
            limits.append(_capacity(draw, n, kind, quarters, max(mean, least)))
    return Portfolio(
        f"proef-{measures}-{quarters}-{capacities}-{seed}",
        Text("Proef", "Trial"),
        Quarter(2022, 1),
        quarters,
        tuple(Organisation(f"o{n}", Text(f"o{n}", f"o{n}")) for n in range(organisations)),
        tuple(limits),
        made,
        tuple(Touched(f"g{n}", "doelgroep", Text(f"g{n}", f"g{n}")) for n in range(_GROUPS)),
    )


def _capacity(draw: random.Random, organisation: int, kind: str, quarters: int, mean: float) -> Capacity:
    per_quarter = [max(1, round(mean * draw.uniform(0.85, 1.15))) for _ in range(quarters)]
    if kind == "releases":
        for frozen in range(3, quarters, PER_YEAR):  # the last quarter of a year: yearly work, nothing else
            per_quarter[frozen] = 0
    id_ = f"o{organisation}/{kind}"
    return Capacity(id_, f"o{organisation}", Text(id_, id_), "fte", tuple(per_quarter), 30, _ORIGIN)


def _measure(draw: random.Random, number: int, quarters: int, organisations: int) -> Measure:
    lasts = draw.randint(2, min(6, quarters // 2))
    size = {n: draw.randint(*_FTE) for n in draw.sample(range(organisations), draw.randint(1, min(3, organisations)))}
    ways = {"snel": (lasts - 1, 1.4), "gewoon": (lasts, 1.0), "gefaseerd": (lasts + 2, 0.7)}
    must = draw.random() < 0.1
    order, exclusion = draw.random(), draw.random()
    return Measure(
        f"m{number}",
        Text(f"m{number}", f"m{number}"),
        draw.randint(1, 10),
        tuple(_mode(id_, long, size, times) for id_, (long, times) in ways.items() if 0 < long < quarters - 1),
        _ORIGIN,
        must=must,
        by=quarters - 1 - draw.randint(0, 2) if must else None,
        change_quarters=(1, 3) if draw.random() < 0.4 else (1, 2, 3, 4),
        after=(f"m{draw.randrange(number)}",) if number and order < 0.2 and not must else (),
        excludes=(f"m{draw.randrange(number)}",) if number and exclusion < 0.05 and not must else (),
        touches=tuple(f"g{n}" for n in draw.sample(range(_GROUPS), draw.randint(0, 2))),
    )


def _mode(id_: str, lasts: int, size: dict[int, int], times: float) -> Mode:
    claims = []
    for organisation, fte in size.items():
        each = max(1, round(fte * times))
        claims.append(Claim(f"o{organisation}/mensen", (each,) * lasts + (each // 2,) * 2))
        claims.append(Claim(f"o{organisation}/releases", (0,) * (lasts - 1) + (1,)))
    return Mode(id_, Text(id_, id_), lasts, tuple(claims))
