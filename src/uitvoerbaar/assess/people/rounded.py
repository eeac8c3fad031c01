"""Amounts before and after that differ by what is printed as their difference: all rounded to one step.

A report prints large amounts in a few digits. Rounded one by one, 4,85 and 6,32 stand beside a difference of 1,48. So they
are rounded here, before anything is made of them: page, PDF, table, sentence and report.json then hold the same numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

CENT, EURO = 1, 100
_LARGE = 1_000_000 * EURO
"""From here on a report prints no whole euros."""
_FINEST = 100 * EURO
"""The finest step that a report prints of large amounts."""
_DIGITS, _LEAST_DIGITS = 4, 2
"""One digit more of the largest difference than an estimate has, and not fewer than so many of the smallest."""


def step_of(pairs: Iterable[tuple[float, float]]) -> int:
    """The step in eurocent to which amounts before and after are rounded together: none where all are printed in full."""
    known = list(pairs)
    changes = sorted(abs(after - before) for before, after in known if round(after) != round(before))
    largest = max((abs(amount) for pair in known for amount in pair), default=0.0)
    if largest < _LARGE or not changes:
        return CENT
    step = min(_power(changes[-1], _DIGITS), _power(changes[0], _LEAST_DIGITS))
    return max(step, _FINEST if changes[0] >= 5 * _FINEST else EURO)


def _power(amount: float, digits: int) -> int:
    """The power of ten that leaves so many digits of an amount; 1 at least."""
    return int(10 ** max(0, math.floor(math.log10(amount)) - digits + 1)) if amount >= 1 else 1


def at_step(cents: float, step: int) -> int:
    """An amount to the nearest step."""
    return round(float(cents) / step) * step
