"""Shares and means of many groups of households in one pass, with the interval that comes from sampling."""

from __future__ import annotations

import numpy as np

from uitvoerbaar.assess.people.interval import half_width
from uitvoerbaar.assess.people.totals import Estimate
from uitvoerbaar.base.arrays import Floats, Ints


def shares_by(codes: Ints, groups: int, classes: Ints, kinds: int, weights: Ints, full: bool) -> list[list[Estimate]]:
    """Per group which share of it is in each class 0..kinds-1, as `estimate.share` gives it; 0 for an empty group."""
    cells = codes * kinds + classes

    def by_cell(values: Ints | Floats) -> Floats:
        # Weights and their squares are whole numbers whose sums stay below 2**53: exact in any order.
        found = np.bincount(cells, weights=values, minlength=groups * kinds)
        return np.asarray(found.reshape(groups, kinds), dtype=np.float64)

    found = by_cell(weights)
    base = found.sum(axis=1, keepdims=True)
    value = np.divide(found, base, out=np.zeros_like(found), where=base != 0)
    half = np.zeros_like(value)
    if not full:
        squared = by_cell(weights.astype(np.float64) ** 2)
        others = squared.sum(axis=1, keepdims=True) - squared
        half = half_width((1 - value) ** 2 * squared + value**2 * others, np.broadcast_to(base, value.shape))
    return [[Estimate(float(v), float(h)) for v, h in zip(*row, strict=True)] for row in zip(value, half, strict=True)]


def means_by(codes: Ints, groups: int, column: Ints, weights: Ints, full: bool) -> list[Estimate]:
    """The weighted mean of `column` in each group, as `estimate.mean` gives it; 0 for an empty group."""
    base = np.bincount(codes, weights=weights, minlength=groups)
    sums = np.bincount(codes, weights=column.astype(np.float64) * weights, minlength=groups)
    value = np.divide(sums, base, out=np.zeros(groups), where=base != 0)
    half = np.zeros(groups)
    if not full:
        residual = weights * (column - value[codes])
        half = half_width(np.bincount(codes, weights=residual * residual, minlength=groups), base)
    return [Estimate(float(v), float(h)) for v, h in zip(value, half, strict=True)]
