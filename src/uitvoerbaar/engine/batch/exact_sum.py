"""Exact sums of whole numbers by group, in numpy: in float64 below 2^53, else in limbs of 20 bits."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.engine.batch.people import Array

_EXACT = 2.0**53
_LIMB = 20


def as_integers(pairs: Array) -> list[int]:
    """Python integers from rows of (low, high) 64 bits, two's complement."""
    return [(high << 64) + (low & (2**64 - 1)) for low, high in pairs.tolist()]


def halves(number: int) -> tuple[int, int]:
    """The low and high 64 bits of a number, as signed integers."""
    low = number & (2**64 - 1)
    return low - (2**64 if low >= 2**63 else 0), number >> 64


def grouped(values: Array, by: Array | None, groups: int) -> list[int]:
    """The exact sum of whole `values` (float64 or int64) of each group."""
    if len(values) == 0:
        return [0] * groups
    largest = float(np.abs(values).max())
    if largest * len(values) < _EXACT:
        return _sums(values.astype(np.float64, copy=False), by, groups)
    return _by_limb(values, lambda part: _sums(part.astype(np.float64), by, groups), groups)


def weighted(values: Array, weights: Array | None, by: Array | None, groups: int) -> list[int]:
    """The exact sum of value * weight of each group."""
    if weights is None or len(values) == 0:
        return grouped(values, by, groups)
    heaviest = max(float(np.abs(weights).max()), 1.0)
    if float(np.abs(values).max()) * heaviest < _EXACT:
        return grouped(values * weights.astype(np.float64), by, groups)
    if heaviest >= 2**42:
        raise UserError(
            tr("een gewicht is groter dan 4.398.046.511.103; deel de gewichten door een gemeenschappelijk getal")
        )
    return _by_limb(values, lambda part: grouped(part * weights.astype(np.int64), by, groups), groups)


def _by_limb(values: Array, add: Callable[[Array], list[int]], groups: int) -> list[int]:
    """Sums of whole values, 20 bits at a time; the highest limb carries the sign."""
    whole, total = values.astype(np.int64), [0] * groups
    for low in range(0, 64, _LIMB):
        part = whole >> low
        if low + _LIMB < 64:
            part = part & ((1 << _LIMB) - 1)
        total = [t + (s << low) for t, s in zip(total, add(part), strict=True)]
    return total


def _sums(values: Array, by: Array | None, groups: int) -> list[int]:
    if by is None:
        return [int(values.sum())]
    return [int(v) for v in np.bincount(by, values, groups)]
