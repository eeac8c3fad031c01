"""How far the model misses published figures of a scheme: the least that an interval of that scheme can be.

The misses are those of the validation that is shipped (population/check/shipped.py), of the largest population. Of each scheme
and measure the figure of the year nearest to that of the law counts, one from a source before one that was remembered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from uitvoerbaar.population.check.figures import law_figures
from uitvoerbaar.population.check.origin import INPUT
from uitvoerbaar.population.check.shipped import shipped

AMOUNT, PEOPLE = "bedrag_mln", "huishoudens"
_REMEMBERED = "M"


@dataclass(frozen=True, slots=True)
class Miss:
    """A published figure of a scheme beside what the laws give on the population."""

    scheme: str
    measure: str
    subject: str
    year: int
    published: float
    ours: float
    certainty: str
    source: str

    @property
    def off(self) -> float:
        """How far ours is from it, as a part of it."""
        return abs(self.ours / self.published - 1)


def load_misses() -> tuple[Miss, ...]:
    """The misses of amounts and recipients of whole schemes, but for figures that made the population; none without a record."""
    records = shipped()
    if not records:
        return ()
    found = {str(row["id"]): row for row in records[-1].figures if row["soort"] != INPUT}
    return tuple(
        Miss(
            of.of,
            of.measure,
            of.subject,
            of.year,
            float(row["gepubliceerd"]),
            float(row["bevolking"]),
            of.certainty,
            of.source,
        )
        for of in law_figures()
        if of.measure in (AMOUNT, PEOPLE) and not of.chosen and (row := found.get(of.id)) is not None
    )


def miss_of(misses: Iterable[Miss], scheme: str, measure: str, year: int) -> Miss | None:
    """The miss that counts for a scheme and a measure in the law of a year; None when nothing was published."""
    known = [miss for miss in misses if miss.scheme == scheme and miss.measure == measure]
    return min(known, key=lambda m: (m.certainty == _REMEMBERED, abs(m.year - year), m.subject), default=None)
