"""How far the model misses published figures of a scheme: the least that an interval of that scheme can be.

The misses are a record, data/assess/ijkfout.csv, made by `uitvoerbaar population validate MAP --record`. Of each scheme and
measure the figure of the year nearest to that of the law counts, one from a source before one that was remembered.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr

FILE = "ijkfout.csv"
COLUMNS = ("regeling", "maat", "onderwerp", "jaar", "gepubliceerd", "hier", "zekerheid", "bron")
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


def record_file() -> Path:
    """Where the misses are kept."""
    return data_dir() / "assess" / FILE


@cache
def load_misses(path: Path) -> tuple[Miss, ...]:
    """The misses of a file; none where nobody recorded them. Raises LawFileError, with the line, for one that is malformed."""
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    if not rows or tuple(rows[0]) != COLUMNS:
        raise LawFileError([Problem(str(path), 1, tr("verwacht: {columns}", columns=",".join(COLUMNS)))])
    found = []
    for number, cells in enumerate(rows[1:], start=2):
        try:
            scheme, measure, subject, year, published, ours, certainty, source = cells
            found.append(Miss(scheme, measure, subject, int(year), float(published), float(ours), certainty, source))
        except ValueError:
            message = tr("verwacht: {columns}", columns=",".join(COLUMNS))
            raise LawFileError([Problem(str(path), number, message)]) from None
    return tuple(found)


def miss_of(misses: Iterable[Miss], scheme: str, measure: str, year: int) -> Miss | None:
    """The miss that counts for a scheme and a measure in the law of a year; None when nothing was published."""
    known = [miss for miss in misses if miss.scheme == scheme and miss.measure == measure]
    return min(known, key=lambda m: (m.certainty == _REMEMBERED, abs(m.year - year), m.subject), default=None)
