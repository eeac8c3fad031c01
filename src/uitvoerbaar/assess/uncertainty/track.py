"""How near this program came to published figures of other changes of law: the record of the backtests.

Sample and assumptions do not hold what nobody thought of. The record does: of the comparisons of a scheme (of all, where that
has too few) the factor within which nine of ten published figures lie of ours. That is a conformal interval (Vovk, Gammerman and
Shafer, "Algorithmic learning in a random world", 2005): it holds the next one as often, if the next is like those before. A
case is left out of its own interval.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from uitvoerbaar.assess.backtests import record
from uitvoerbaar.assess.backtests.cases import FILE, folder, load_cases

COVERED = 0.9
"""Part of the comparisons that lie within the factor."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison that was recorded: its case, the proposal of that case (empty for none), its scheme, and by what factor the
    published figure and ours differ (at least 1; infinite when they have another sign)."""

    case: str
    proposal: str
    scheme: str
    factor: float


@dataclass(frozen=True, slots=True)
class Track:
    """The factor within which the comparisons lie, how many those are, and whether all are of the scheme that was asked."""

    factor: float
    comparisons: int
    own_scheme: bool


def track_record() -> tuple[Compared, ...]:
    """The comparisons of the largest population that was recorded; none without a record."""
    place = folder()
    return _read(place / FILE, place / record.FILE)


@cache
def _read(file: Path, kept: Path) -> tuple[Compared, ...]:
    if not file.is_file() or not kept.is_file():
        return ()
    cases = load_cases(file).cases
    records = record.load_records((row.id for case in cases for row in case.comparisons), kept)
    if not records:
        return ()
    ours = records[max(records, key=lambda sample: (sample.households, sample))]
    return tuple(
        Compared(case.id, case.proposal, row.scheme, _factor(ours[row.id], row.published.value))
        for case in cases
        for row in case.comparisons
        if row.origin != "invoer" and row.id in ours
    )


def _factor(ours: float, published: float) -> float:
    if ours * published <= 0:
        return math.inf
    return max(ours / published, published / ours)


def track_of(compared: Iterable[Compared], schemes: Sequence[str], case: str) -> Track | None:
    """The factor for schemes, with a case (or the case of a proposal) left out; None with too few comparisons to tell."""
    others = [each for each in compared if case not in (each.case, each.proposal)]
    own = [each for each in others if each.scheme in schemes]
    for chosen, own_scheme in ((own, True), (others, False)):
        place = math.ceil(COVERED * (len(chosen) + 1))
        if 0 < place <= len(chosen):
            return Track(sorted(each.factor for each in chosen)[place - 1], len(chosen), own_scheme)
    return None
