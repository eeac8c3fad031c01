"""What the settlement of advances comes to for households: how many, how much, how many at a time, over the years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.assess.settlement.draws import YEARS
from uitvoerbaar.assess.settlement.settle import Settled
from uitvoerbaar.base.arrays import Bools, Ints
from uitvoerbaar.base.dates import MONTHS
from uitvoerbaar.findings import Text

BINS: tuple[tuple[float, Text], ...] = (
    (0.1, Text("tot een tiende maand", "up to a tenth of a month")),
    (0.25, Text("een tiende tot een kwart", "a tenth to a quarter")),
    (0.5, Text("een kwart tot de helft", "a quarter to a half")),
    (1.0, Text("de helft tot een maand", "a half to a month")),
    (2.0, Text("een tot twee maanden", "one to two months")),
    (float("inf"), Text("meer dan twee maanden", "more than two months")),
)
"""Upper ends of what must be repaid as a part of a month's net income."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The settlement of one side for every household: users, what each must repay in all, and counts over the years."""

    parts: list[Settled]
    users: Bools
    repay: Ints
    term: Ints
    at_once: Ints
    years: Ints
    recoveries: Ints

    @property
    def must(self) -> Bools:
        """Households that must repay in the first year."""
        return self.repay > 0


def tally(parts: list[Settled]) -> Tally:
    """Add the allowances up per household. A user has an advance or a final amount in the first year."""
    n = len(parts[0].advance)
    users = np.zeros(n, dtype=bool)
    repay, term, at_once = (np.zeros(n, dtype=np.int64) for _ in range(3))
    for part in parts:
        users |= uses(part)
        repay += part.recovery[0]
        term += part.terms[0]
        at_once += part.recovery[0] > 0
    by_year = np.array([np.sum([part.recovery[year] > 0 for part in parts], axis=0) for year in range(YEARS)])
    return Tally(
        parts,
        users,
        repay,
        term,
        at_once,
        np.asarray((by_year > 0).sum(axis=0), dtype=np.int64),
        np.asarray(by_year.sum(axis=0), dtype=np.int64),
    )


def uses(part: Settled) -> Bools:
    """Households that have the allowance in the first year, in advance or in the end."""
    return np.asarray((part.advance > 0) | (part.final > 0))


def in_months(repay: Ints, net: Ints) -> NDArray[np.int64]:
    """The bin of what must be repaid as a part of a month's net income; no or negative income is in the last."""
    month = net / MONTHS
    part = np.divide(repay, month, out=np.full(len(repay), np.inf), where=month > 0)
    found = np.searchsorted([top for top, _ in BINS], part, side="left")
    return np.asarray(np.minimum(found, len(BINS) - 1), dtype=np.int64)


def measures(weights: Ints, found: Tally) -> Mapping[str, float]:
    """The model's values of the published measures, for the whole country."""
    w = weights / 1000
    had = found.recoveries > 0
    values = {
        "moet_terugbetalen": _part(found.must, found.users, w),
        "terugvorderingen": float(sum(w[p.recovery[0] > 0].sum() for p in found.parts)),
        "teruggevorderd": float(sum((p.recovery[0] * w).sum() for p in found.parts)),
        "nabetalingen": float(sum(w[p.extra > 0].sum() for p in found.parts)),
        "nabetaald": float(sum((p.extra * w).sum() for p in found.parts)),
        "vier_of_meer": _part(found.recoveries >= 4, had, w),
    }
    for part in found.parts:
        values[f"krijgt_bij.{part.scheme.id}"] = _part(part.extra > 0, uses(part), w)
    return values


def _part(chosen: Bools, among: Bools, w: NDArray[np.float64]) -> float:
    base = float(w[among].sum())
    return float(w[chosen & among].sum()) / base if base else 0.0
