"""Hours of work by month, before and after, as what they are once and every year: how counted processes come into the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Split:
    """Extra hours of a proposal: `once` all together above what lasts, `yearly` every year from then on."""

    once: float
    yearly: float


def split(before: Sequence[float], after: Sequence[float]) -> Split:
    """The difference of two series of months: the last twelve are what lasts, the rest above that is the start.

    A series is hours (or cases) per month from the day of entry into force, at least two years long, so that the start has
    passed in its last year. Raises ValueError for series that are shorter or not equally long.
    """
    if len(before) != len(after) or len(after) < 2 * MONTHS:
        raise ValueError(f"{len(before)} and {len(after)} months; two equal series of at least {2 * MONTHS} are needed")
    more = [new - old for old, new in zip(before, after, strict=True)]
    yearly = sum(more[-MONTHS:])
    return Split(sum(more) - yearly * len(more) / MONTHS, yearly)
