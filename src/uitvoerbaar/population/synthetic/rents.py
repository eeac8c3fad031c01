"""Rents: who pays how much to which landlord.

Each landlord has the published distribution of its own rents. Who gets which of them is shaped by law and by landlords:
above the liberalisation limit a landlord asks for an income of so many times the rent; a corporation lets to the target group
below the cap limit (passend toewijzen) and lowered their rents in 2023 (Kamerstuk 36281). What was found: docs/rents.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from uitvoerbaar.base.fit import Ranks, from_percentiles, percentile_rank
from uitvoerbaar.population.synthetic.country import PARTNER, Country
from uitvoerbaar.population.tables import assumption, number, percentiles, table

_SCORE_LOW, _SCORE_HIGH = -5.0, 5.0
_LARGE = 3
"""From so many persons the higher cap limit holds."""
_MONTHS = 12
_STEPS = 100
"""In so many steps from the dearest home to the cheapest."""
FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Landlord:
    """A kind of landlord: the name of its rents in verdelingen.csv and aannames.yaml, and their growth since the end of 2023."""

    name: str
    growth: float


def rents_of(country: Country, rows: npt.NDArray[np.integer], landlord: Landlord) -> FloatArray:
    """Bare rent in euro a month of the tenants in household rows `rows`, in money of the end of 2023.

    The distribution is exactly that of verdelingen.csv; the ranks follow from who they are and from what the landlord asks.
    """
    values = percentiles(landlord.name)
    ranks = Ranks(_SCORE_LOW, _SCORE_HIGH)
    bins = ranks.bins(_score(country, landlord.name, rows))
    ranks.count(bins)
    wanted = ranks.rank(bins, country.draws.uniform("huur_rang", 0, country.households)[rows])
    allowed = percentile_rank(values, _affordable(country, rows, landlord.growth))
    free = float(percentile_rank(values, np.array([number("liberalisatiegrens_2023")]))[0])
    return from_percentiles(values, _let(wanted, allowed, free))


def _let(wanted: FloatArray, allowed: FloatArray, free: float) -> FloatArray:
    """Ranks spread evenly over (0, 1), as far as can be in the order of `wanted`, and above `free` not above `allowed`.

    From the dearest homes down, each step goes to those of whom a landlord wants it and who are highest in `wanted`. Homes that
    nobody may have are not let; who is left shares what lies below `free`.
    """
    rank, still = np.empty(len(wanted)), allowed.copy()
    steps = max(1, round((1 - free) * _STEPS))
    edges = np.linspace(1.0, free, steps + 1)
    places = np.rint(edges * len(wanted)).astype(np.int64)
    for high, low, homes in zip(edges, edges[1:], -np.diff(places), strict=False):
        may = np.flatnonzero(still > low)
        if homes < len(may):
            kept = len(may) - homes
            may = may[np.argpartition(wanted[may], kept)[kept:]] if homes else may[:0]
        rank[may] = low + (high - low) * _even(wanted[may])
        still[may] = -1
    left = np.flatnonzero(still >= 0)
    rank[left] = free * _even(wanted[left])
    return rank


def _even(values: FloatArray) -> FloatArray:
    """The middles of equal parts of (0, 1), in the order of `values`."""
    place = np.empty(len(values))
    place[np.argsort(values, kind="stable")] = (np.arange(len(values)) + 0.5) / max(len(values), 1)
    return place


def _score(country: Country, name: str, rows: npt.NDArray[np.integer]) -> npt.NDArray[np.float32]:
    """Latent score of the rent: income, prices of the municipality, size of the household, and chance."""
    places = np.log(table("gemeenten").numbers("woz_2022_keur"))
    place = (places - places.mean()) / places.std()
    persons = _persons(country)[rows].astype(np.float64)
    size = (persons - persons.mean()) / max(float(persons.std()), 1e-9)
    income, worth, large = (number(f"{name}_samenhang_{what}") for what in ("inkomen", "woz", "grootte"))
    own = np.sqrt(1 - income * income - worth * worth - large * large)
    noise = country.draws.normal("huur", 0, country.households)[rows]
    known = income * country.h["welstand"][rows] + worth * place[country.municipality[rows]] + large * size
    return np.asarray(known + own * noise, np.float32)


def _affordable(country: Country, rows: npt.NDArray[np.integer], growth: float) -> FloatArray:
    """Highest rent that a landlord lets a household have, in money of the end of 2023: below the liberalisation limit nothing is
    asked, above it an income of so many times the rent. Who had more income when they came may have less now."""
    draw = country.draws.uniform("inkomenseis", 0, country.households)[rows]
    times = from_percentiles(percentiles("inkomenseis"), draw)
    income = _income(country, "inkomen")[rows] / growth
    return np.asarray(np.maximum(income / _MONTHS / times, number("liberalisatiegrens_2023")))


def target_group(country: Country) -> BoolArray:
    """Households for which a corporation must keep the rent low: an income of at most 120 percent of the minimum income point."""
    limits = assumption("huurverlaging_inkomensgrens")
    old = country.age[country.head] >= country.pension_age
    alone = _persons(country) == 1
    limit = np.where(
        alone,
        np.where(old, limits["alleen_aow"], limits["alleen"]),
        np.where(old, limits["meer_aow"], limits["meer"]),
    )
    return np.asarray(_income(country, "belast_2022") <= limit)


def lowered(country: Country, rows: npt.NDArray[np.integer], rent: FloatArray) -> FloatArray:
    """Rents of corporations after what the law asks for the target group: let at a rent that suits, lowered in 2023."""
    target = target_group(country)[rows]

    def reached(name: str, whom: BoolArray) -> BoolArray:
        draw = country.draws.uniform(name, 0, country.households)[rows]
        return np.asarray(whom & (draw < number(f"{name}_bereik")))

    cap, young = _cap(country)[rows], _young(country)[rows]
    suited = np.where(reached("passend_toewijzen", target), np.minimum(rent, cap), rent)
    regulated = suited <= number("liberalisatiegrens_2023")
    cut = np.minimum(suited, number("huurverlaging_huur"))
    paid = np.where(reached("huurverlaging", target & regulated), cut, suited)
    labelled = np.minimum(paid, number("jongerenwoning_huur"))
    return np.where(reached("jongerenwoning", young), labelled, paid)


def _cap(country: Country) -> FloatArray:
    """Cap limit of each household at the end of 2023, in euro a month."""
    caps = assumption("aftoppingsgrens_2023")
    return np.asarray(np.where(_persons(country) >= _LARGE, caps["drie_of_meer"], caps["een_of_twee"]))


def _young(country: Country) -> BoolArray:
    """Households without children of which everybody is too young for rent allowance above the lower limit."""
    oldest = np.maximum.reduceat(country.age, country.head)
    return np.asarray((oldest < number("jongeren_tot")) & (country.minor_count == 0))


def _persons(country: Country) -> npt.NDArray[np.integer]:
    return np.diff(country.adult_start) + country.minor_count


def _income(country: Country, column: str) -> FloatArray:
    """Per household: income of the head and the partner in euro, before tax."""
    counted = np.where(country.role <= PARTNER, country.p[column], 0)
    return np.bincount(country.household, weights=counted, minlength=country.households).astype(np.float64)
