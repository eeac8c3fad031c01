"""How large the country was in the year of a figure, beside the day of which the population is.

The composition is that of 1 January 2024 in every year; only money and ages move. So a count or a sum of the country is
compared per household (or person) of its year: without that a figure of 2012 would be met too well or too badly by the
growth of the country alone. What families get for their children is compared per minor: there are fewer per household than
there were. Shares, means and percentiles need no such step.
"""

from __future__ import annotations

import numpy as np

from uitvoerbaar.population.check.figures import Figure
from uitvoerbaar.population.tables import table

COMPOSED = 2024
"""The year on whose first day the population is composed."""
_HOUSEHOLDS, _PERSONS, _MINORS = "huishoudens", "personen", "minderjarigen"
_FOR_CHILDREN = frozenset({"kinderbijslag", "kindgebonden_budget", "kinderopvangtoeslag"})


_LONG_AGO, _APART = 5, 2
"""Years: beyond these a difference says as much about what changed in the country or in the law as about the population."""


def is_far(figure: Figure) -> bool:
    """Whether the year of a figure is far from the composition of the population, or from the law that was run for it."""
    apart = 0 if figure.run_year is None else abs(figure.run_year - figure.year)
    return COMPOSED - figure.year > _LONG_AGO or apart > _APART


def _counted(figure: Figure) -> str | None:
    """What grows with the country: minors for schemes for children, households for other counts of them and other amounts,
    persons for theirs; None for no total."""
    total = figure.unit == "mln euro" or figure.measure.startswith("som ")
    if figure.unit == _PERSONS or figure.unit == _HOUSEHOLDS or (total and figure.unit != "miljoen uur"):
        return _MINORS if figure.of in _FOR_CHILDREN else _PERSONS if figure.unit == _PERSONS else _HOUSEHOLDS
    return None


def size_of_year(figure: Figure) -> float:
    """The country in the year of a figure relative to that of the population; 1 where the figure is no total.

    Between two counted years the line between them; after the last one its size.
    """
    what = _counted(figure)
    if what is None:
        return 1.0
    counted = table("land_per_jaar")
    numbers = counted.numbers(what)
    known = np.isfinite(numbers)
    at = np.interp([figure.year, COMPOSED], counted.numbers("jaar")[known], numbers[known])
    return float(at[0] / at[1])
