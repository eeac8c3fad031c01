"""The 342 municipalities beside published figures that no step reads (gemeenten_toets.csv): how the errors are spread.

Households per municipality follow from persons by age band, so homes and work by municipality were met by nothing. In a
sample a municipality has few households, and part of the error is the draw.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.engine.batch.people import Strings, year_of
from uitvoerbaar.population.check.summary import NEAR
from uitvoerbaar.population.population import Population
from uitvoerbaar.population.tables import table

Floats = npt.NDArray[np.float64]
COLUMNS = ("gemeente", "eigendom", "uren_per_week", "geboortedatum")
"""What must be loaded of a population."""
_NO_HOME, _OLDEST = "geen_eigen_woning", 74
_UNIT = 1000
_WORKING = mark("Aandeel werkenden per gemeente")
_HOMES = mark("Woningen per gemeente, als deel van het land")


@dataclass(frozen=True, slots=True)
class Spread:
    """The errors of one figure over the municipalities: how many there are, the median and 90th percentile of the relative
    error, and how many lie within each of NEAR percent."""

    subject: str
    municipalities: int
    median: float
    p90: float
    within: tuple[int, ...]

    def as_data(self) -> dict[str, Any]:
        """As plain data."""
        near = {f"binnen_{percent}_procent": count for percent, count in zip(NEAR, self.within, strict=True)}
        return {
            "onderwerp": self.subject,
            "gemeenten": self.municipalities,
            "mediaan_afwijking": round(self.median, 4),
            "p90_afwijking": round(self.p90, 4),
            **near,
        }


def _spread(subject: str, found: Floats, published: Floats) -> Spread:
    off = np.abs(found / published - 1)
    within = tuple(int((off <= percent / 100).sum()) for percent in NEAR)
    return Spread(subject, len(off), float(np.median(off)), float(np.quantile(off, 0.9)), within)


def municipal(population: Population) -> list[Spread]:
    """How the errors of each figure are spread over the municipalities."""
    place, tenure = (population.households[name] for name in ("gemeente", "eigendom"))
    assert isinstance(place, Strings)
    assert isinstance(tenure, Strings)
    published = table("gemeenten_toets")
    n = len(published)
    weight = population.weight / _UNIT
    home = tenure.codes != tenure.words.index(_NO_HOME)
    homes = np.bincount(place.codes, weights=weight * home, minlength=n)
    where = place.codes[population.household]
    people = population.people.columns
    age = population.year - 1 - year_of(np.asarray(people["geboortedatum"]))
    able = weight[population.household] * (age <= _OLDEST)
    works = np.bincount(where, weights=able * (np.asarray(people["uren_per_week"]) > 0), minlength=n)
    share = works / np.maximum(np.bincount(where, weights=able, minlength=n), 1)
    stock = published.numbers("woningen_2022")
    measured: Mapping[str, Callable[[], tuple[Floats, Floats]]] = {
        _HOMES: lambda: (homes / homes.sum(), stock / stock.sum()),
        _WORKING: lambda: (share * 100, published.numbers("arbeidsdeelname_2022")),
    }
    return [_spread(subject, *both()) for subject, both in measured.items()]


def as_lines(of: Iterable[Spread]) -> list[str]:
    """The spread as lines of text."""
    return [
        tr(
            "{subject}: {n} gemeenten, de helft binnen {median}, negen van de tien binnen {p90}",
            subject=tr(line.subject),
            n=line.municipalities,
            median=f"{line.median:.0%}",
            p90=f"{line.p90:.0%}",
        )
        for line in of
    ]
