"""Whether amounts of own data can be in the unit that they were read in: euros read as cents are a hundred times too small.

The middle amount of a column is set beside a published figure of the country (data/eigen-gegevens/gewone_bedragen.csv names
it for each field, and how far from it is no longer ordinary). It is told, never changed.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from uitvoerbaar.base import folders
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.numbers import euros
from uitvoerbaar.engine.batch.people import Array
from uitvoerbaar.population.tables import PopulationDataError, table

_CENTS = 100
LEAST = 3
"""Amounts that a middle one is taken of: one odd row says nothing of a column."""


@dataclass(frozen=True, slots=True)
class Usual:
    """A published amount in eurocent, and how many times less or more than it is doubted."""

    figure: str
    amount: float
    times: float
    source: str


@cache
def usual_amounts() -> Mapping[str, Usual]:
    """By field. Raises PopulationDataError for a figure that is not there."""
    file = folders.data_dir() / "eigen-gegevens" / "gewone_bedragen.csv"
    figures = table("toetscijfers")
    names = figures.text("onderwerp")
    found = {}
    with file.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            if row["toetscijfer"] not in names:
                raise PopulationDataError(
                    tr("{file}: er is geen toetscijfer '{name}'", file=file.name, name=row["toetscijfer"])
                )
            at = names.index(row["toetscijfer"])
            source = f"{figures.text('bron')[at]}, {figures.text('jaar')[at]}"
            amount = float(figures.text("waarde")[at]) * _CENTS
            found[row["veld"]] = Usual(row["toetscijfer"], amount, float(row["keer"]), source)
    return found


def doubt(field: str, cents: Array) -> str | None:
    """What is odd in the amounts (eurocent) of a field; None when they are ordinary, few, or nobody knows what is."""
    usual = usual_amounts().get(field)
    given = cents[cents > 0]
    if usual is None or len(given) < LEAST:
        return None
    middle = float(np.median(given))
    if middle * usual.times < usual.amount:
        what = tr("zijn dit misschien euro's? Zeg het met --euro bij run, 'eenheid: euro' in mapping.yaml")
    elif middle > usual.amount * usual.times:
        what = tr("zijn dit misschien eurocenten?")
    else:
        return None
    return tr(
        "het middelste bedrag is ongeveer {middle}, en gewoon is ongeveer {usual} ({figure}; {source}); {what}",
        middle=euros(_one_digit(middle)),
        usual=euros(usual.amount),
        figure=usual.figure,
        source=usual.source,
        what=what,
    )


def _one_digit(amount: float) -> float:
    """An amount in one digit: the middle one of a few is that of a person, and this may stand in a report."""
    size: float = 10.0 ** math.floor(math.log10(amount))
    return round(amount / size) * size
