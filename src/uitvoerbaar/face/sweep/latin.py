"""Latin hypercube: so many points in a box that along every side each of as many equal strips holds one point."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random

SOURCE = "McKay, Beckman and Conover (1979), Technometrics 21(2), 239-245"
_DIGITS = 10**12


def hypercube(sides: Sequence[str], points: int, seed: int) -> list[tuple[Decimal, ...]]:
    """Per point its place along every side, from 0 up to 1. The same names, number and seed give the same points everywhere.

    Every side is drawn by itself, by its name, so that another side beside it does not move its places.
    """
    drawn = [_side(Random(f"{seed}:{side}"), points) for side in sides]
    return list(zip(*drawn, strict=True))


def _side(random: Random, points: int) -> list[Decimal]:
    # Only `random()`: of it alone Python promises the same numbers in every version.
    order = list(range(points))
    for last in range(points - 1, 0, -1):
        other = int(random.random() * (last + 1))
        order[last], order[other] = order[other], order[last]
    return [(strip + Decimal(int(random.random() * _DIGITS)) / _DIGITS) / points for strip in order]
