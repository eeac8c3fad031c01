"""Parts of a whole, rounded so that what is printed adds up: a reader who adds the rows finds the total below them."""

from __future__ import annotations

import math
from collections.abc import Sequence


def add_up(parts: Sequence[float], steps: int = 1) -> list[float]:
    """The parts to whole numbers (with `steps` in one: to that part of one), with as their sum the rounded sum of the parts.

    The largest remainders are rounded up, and no part moves by a whole step. A part that is at a step already stays.
    """
    units = [part * steps for part in parts]
    made = [math.floor(unit) for unit in units]
    left = round(sum(units)) - sum(made)
    by_remainder = sorted(range(len(units)), key=lambda at: made[at] - units[at])
    for at in by_remainder[:left]:
        made[at] += 1
    return [unit / steps for unit in made]
