"""How much incomes turn out different from what was estimated, for several years, by draws that belong to a person."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.base.draws import Draws
from uitvoerbaar.engine.batch.people import People, Strings, age_on, array_of
from uitvoerbaar.population.tables import number, table

YEARS = 5
CHANGE, WORK = "inkomensverandering", "werk"
NEEDED = (CHANGE, WORK)
"""Columns of persons that the population must have."""
_PERCENTS = ("p01", "p05", "p20", "p40", "p50", "p60", "p80", "p95", "p99")
_GROUPS = {"werknemer": "loon", "zelfstandige": "winst"}
_OTHER, _YOUNG, _OLD = "overdracht", "jong", "ouder_65"
_YOUNG_UNDER, _OLD_FROM = 25, 65


def changes(
    people: People, date: str, seed: int, persons: NDArray[np.int64] | None = None
) -> list[NDArray[np.float64]]:
    """Per year and person: income of the year over the estimate, less one, in thousandths (0: as estimated).

    The first year is that of the population. The others are drawn again from the same published distribution, each year
    apart, and passed on in time by the same share of people. `persons` are the numbers by which people draw (their rows
    in the whole population when `people` is a part of it).
    """
    made = [np.asarray(array_of(people.columns[CHANGE]), dtype=np.float64)]
    numbers = np.arange(people.n) if persons is None else persons
    rows = table(CHANGE)
    grid = np.array([float(name[1:]) / 100 for name in _PERCENTS])
    values = rows.matrix(_PERCENTS)
    names = {name: i for i, name in enumerate(rows.text("groep"))}
    group = _groups(people, date, names)
    draws = Draws(seed)
    on_time = number("schatting_bijgewerkt")
    last = int(numbers.max(initial=-1)) + 1
    for year in range(1, YEARS):
        luck = draws.uniform(f"{CHANGE}_jaar_{year + 1}", 0, last)[numbers]
        change = np.zeros(people.n)
        for group_number, quantiles in enumerate(values):
            here = group == group_number
            change[here] = np.interp(luck[here], grid, quantiles) - quantiles[_PERCENTS.index("p50")]
        late = draws.uniform(f"schatting_bijgewerkt_jaar_{year + 1}", 0, last)[numbers] >= on_time
        made.append(np.rint(change * 10) * late)
    return made


def _groups(people: People, date: str, names: dict[str, int]) -> NDArray[np.int64]:
    """The group of the published distribution that each person is in: by work, and the young and the old apart."""
    work = people.columns[WORK]
    assert isinstance(work, Strings)
    of_word = np.array([names[_GROUPS.get(word, _OTHER)] for word in work.words])
    group = of_word[work.codes]
    age = age_on(date, array_of(people.columns["geboortedatum"]))
    group = np.where(age < _YOUNG_UNDER, names[_YOUNG], group)
    return np.asarray(np.where(age >= _OLD_FROM, names[_OLD], group), dtype=np.int64)
