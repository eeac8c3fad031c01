"""Synthetic businesses: each a record that stands for a whole number of businesses, exact by sector, size and legal form.

Jobs and the wage bill meet the totals of the sector; the size within a class, the wage and the turnover of one business
are draws of that business and of that variable alone (see `base.draws`), so that one more variable changes no other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.base.arrays import Bools, Floats, Ints
from uitvoerbaar.base.draws import Draws
from uitvoerbaar.base.fit import to_integers
from uitvoerbaar.delivery.business.cells import counts
from uitvoerbaar.delivery.business.data import BusinessData

RECORDS = 200
"""Records of one cell (sector, size, legal form) at most: above it a record stands for more businesses."""
_THOUSAND = 1000


@dataclass(frozen=True, eq=False)
class Businesses:
    """Businesses of a year, a row per record.

    `weight` is how many businesses a record stands for, `sector` and `size` are places in the data, `legal` whether it is a
    legal person; `persons` work there, of whom `jobs` are employees. `wage` is the wage bill of a month and `turnover` the
    turnover of a year, both in eurocent.
    """

    data: BusinessData
    year: int
    seed: int
    weight: Ints
    sector: NDArray[np.int8]
    size: NDArray[np.int8]
    legal: Bools
    persons: Ints
    jobs: Ints
    wage: Ints
    turnover: Ints

    def __len__(self) -> int:
        return len(self.weight)

    @property
    def draws(self) -> Draws:
        """The draws of these businesses, for what else is drawn for them."""
        return Draws(self.seed)

    @property
    def employers(self) -> Bools:
        """Who has employees."""
        return self.jobs > 0

    def total(self, values: Ints | Bools | Floats) -> float:
        """A column added up over the businesses that the records stand for."""
        return float((values * self.weight).sum())

    def by_sector(self, values: Ints | Bools | Floats) -> Floats:
        """A column added up by sector, in the order of the data."""
        return np.asarray(np.bincount(self.sector, values * self.weight, len(self.data.sectors)), np.float64)

    def group(self) -> NDArray[np.int8]:
        """The group of sizes (of the SME) of each record: a place in `data.groups`."""
        place = {name: number for number, name in enumerate(self.data.groups)}
        return np.array([place[size.group] for size in self.data.sizes], dtype=np.int8)[self.size]


def make_businesses(data: BusinessData, year: int, seed: int = 1, records: int = RECORDS) -> Businesses:
    """The businesses of a year. Raises KeyError for a year that the data do not hold."""
    sector, size, legal, weight = _records(counts(data, year), records)
    draws, n = Draws(seed), len(weight)
    persons, jobs = _people(data, year, sector, size, legal, weight, draws)
    level = data.facts[f"loonpeil_{year}"].value
    pay = np.array([s.wage for s in data.sectors])[sector] * level / 12
    wage = _spread(jobs * pay, draws.normal("loon", 0, n), data.facts["loonspreiding"].value, weight, sector)
    busy = np.maximum(persons, jobs)
    sold = busy * np.array([s.turnover for s in data.sectors])[sector] * level
    turnover = _spread(sold, draws.normal("omzet", 0, n), data.facts["omzetspreiding"].value, weight, sector)
    return Businesses(data, year, seed, weight, sector, size, legal, persons, jobs, wage, turnover)


def _records(table: Ints, most: int) -> tuple[NDArray[np.int8], NDArray[np.int8], Bools, Ints]:
    """Sector, size, legal form and weight of every record: the weights of a cell add up to its count exactly."""
    places, weights = [], []
    for place in np.argwhere(table > 0):
        count = int(table[tuple(place)])
        many = min(count, most)
        places.append(np.tile(place, (many, 1)))
        weights.append(to_integers(np.ones(many), count))
    where = np.concatenate(places)
    return (
        where[:, 0].astype(np.int8),
        where[:, 1].astype(np.int8),
        where[:, 2].astype(np.bool_),
        np.concatenate(weights),
    )


def _people(
    data: BusinessData,
    year: int,
    sector: NDArray[np.int8],
    size: NDArray[np.int8],
    legal: Bools,
    weight: Ints,
    draws: Draws,
) -> tuple[Ints, Ints]:
    """Persons who work in each business, and its jobs, which add up to those of the sector."""
    n = len(weight)
    low = np.array([s.first for s in data.sizes])[size]
    ends = np.array([s.last or 0 for s in data.sizes])[size]
    rank = draws.uniform("grootte", 0, n)
    persons = np.floor(low * ((ends + 1) / low) ** rank).astype(np.int64)
    open_end = ends == 0
    published = sum(s.jobs for s in data.sectors) * _THOUSAND
    scale = data.facts[f"banen_{year}"].value / published
    least = data.facts["top_gemiddelde"].value
    jobs = np.zeros(n, np.int64)
    for number, one in enumerate(data.sectors):
        here = sector == number
        top = here & open_end
        rest = here & ~open_end
        wanted = one.jobs * _THOUSAND * scale
        own = np.maximum(persons[rest] - ~legal[rest], 0)
        held = float((own * weight[rest]).sum())
        large = float(weight[top].sum())
        share = min(1.0, (wanted - least * large) / held)
        jobs[rest] = np.floor(own * share + draws.uniform("baan", 0, n)[rest])
        mean = (wanted - float((jobs[rest] * weight[rest]).sum())) / large
        persons[top] = _tail(low[top], rank[top], weight[top], mean)
        jobs[top] = persons[top]
    return persons, jobs


def _tail(low: Ints, rank: Floats, weight: Ints, mean: float) -> Ints:
    """Sizes above `low` by a Pareto law, stretched so that their mean is `mean`."""
    above = low * (1 - 0.98 * rank) ** -0.7 - low
    stretch = (mean - float((low * weight).sum()) / weight.sum()) / (float((above * weight).sum()) / weight.sum())
    return np.asarray(np.rint(low + above * stretch), np.int64)


def _spread(amounts: Floats, score: Floats, spread: float, weight: Ints, sector: NDArray[np.int8]) -> Ints:
    """Amounts in euros with a spread between businesses, that add up by sector to what they did: eurocent."""
    drawn = amounts * np.exp(spread * score)
    kept, made = (np.bincount(sector, values * weight) for values in (amounts, drawn))
    factor = np.divide(kept, made, out=np.ones_like(kept), where=made > 0)
    return np.asarray(np.rint(drawn * factor[sector]), np.int64) * 100
