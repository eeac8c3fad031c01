"""How many businesses each sector has of each size and legal form, from published margins.

CBS gives sectors by wide classes and the country by narrow ones; the cells between follow by proportional fitting
(Deming and Stephan 1940) from the sectors that are published in full. Counts are whole and add up exactly.
"""

from __future__ import annotations

import numpy as np

from uitvoerbaar.base.arrays import Floats, Ints
from uitvoerbaar.base.fit import fit_margins, scaled_odds, to_integers
from uitvoerbaar.delivery.business.data import BusinessData, SizeClass

_FINE, _MIDDLE = (2, 50), (50, 250)
"""The wide classes of which the narrow ones inside are fitted: from and up to."""


def counts(data: BusinessData, year: int) -> Ints:
    """Businesses by sector, size class and legal form (natural, legal), shape (sectors, sizes, 2), whole numbers.

    Raises KeyError for a year without counts.
    """
    table = by_size(data, year)
    chance = np.array([size.legal for size in data.sizes])
    fitted = scaled_odds(chance, table.sum(axis=0), data.facts[f"rechtspersonen_{year}"].value)
    whole = _whole(table)
    legal = np.stack([_whole_of(whole[:, k] * fitted[k]) for k in range(len(data.sizes))], axis=1)
    return np.stack([whole - legal, legal], axis=2)


def by_size(data: BusinessData, year: int) -> Floats:
    """Businesses by sector and size class in a year, shape (sectors, sizes)."""
    sizes, sectors = data.sizes, data.sectors
    table = np.zeros((len(sectors), len(sizes)))
    table[:, 0] = [s.alone for s in sectors]
    rest = {
        _FINE: [s.below_50 - s.alone for s in sectors],
        _MIDDLE: [s.below_250 - s.below_50 for s in sectors],
    }
    for (first, stop), rows in rest.items():
        inside = [k for k, size in enumerate(sizes) if first <= size.first < stop]
        table[:, inside] = _fitted(data, [sizes[k] for k in inside], np.array(rows, dtype=float))
    top = [k for k, size in enumerate(sizes) if size.first >= _MIDDLE[1]]
    table[:, top[0]] = [s.from_250_to_500 for s in sectors]
    table[:, top[1]] = [s.businesses - s.below_250 - s.from_250_to_500 for s in sectors]
    return _to_year(data, table, year)


def _fitted(data: BusinessData, sizes: list[SizeClass], rows: Floats) -> Floats:
    """The narrow classes of a wide one by sector; a class without a published count has what is left."""
    known = [float(size.count[max(size.count)]) if size.count else 0.0 for size in sizes]
    left = rows.sum() - sum(known)
    columns = np.array([value or left for value in known]) if not all(known) else np.array(known)
    columns *= rows.sum() / columns.sum()
    seed = np.tile(columns, (len(rows), 1))
    for number, sector in enumerate(data.sectors):
        own = [float(size.pattern[sector.id]) if sector.id in size.pattern else 0.0 for size in sizes]
        if any(own):
            rest = max(rows[number] - sum(own), 1.0)
            seed[number] = [value or rest for value in own]
    return fit_margins(seed, rows, columns)


def _to_year(data: BusinessData, table: Floats, year: int) -> Floats:
    """The same table with the totals of a year: each class as published, those above 100 together."""
    large = np.array([not size.count for size in data.sizes])
    factor = np.array([size.count[year] if size.count else 0.0 for size in data.sizes]) / table.sum(axis=0)
    factor[large] = data.facts[f"vanaf_100_{year}"].value / table[:, large].sum()
    return np.asarray(table * factor)


def _whole(table: Floats) -> Ints:
    """Whole numbers with the totals of the columns rounded."""
    return np.stack([_whole_of(column) for column in table.T], axis=1)


def _whole_of(column: Floats) -> Ints:
    return to_integers(column, round(float(column.sum())))
