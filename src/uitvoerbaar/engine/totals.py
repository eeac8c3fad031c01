"""Exact totals by group, block by block, without keeping a column.

Sums are of whole numbers, so every order of adding gives the same. A block is added in float64 where the largest
possible sum stays below 2^53, and in limbs of 20 bits where it does not.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from threading import Lock

import numpy as np

from uitvoerbaar.engine.finish import Finisher
from uitvoerbaar.engine.people import Array
from uitvoerbaar.engine.results import Left
from uitvoerbaar.engine.stages import Compiled
from uitvoerbaar.law.errors import UserError

_EXACT = 2.0**53
_LIMB = 20


class Totals(dict[str, Array]):
    """Per output the sum of value * weight of each group, exact: int64, Python integers where that is too small, and
    float64 for outputs with decimals (the exact sum, rounded once). A null adds nothing.

    `count` is, per output, the weight of the rows whose value is not zero; `rows` their number; `weight` and `size` are
    the weight and number of all rows of each group. `explained` and `errors` count rows that the reference finished
    and rows with an output that could not be decided (which adds nothing).
    """

    def __init__(self, weight: Array, size: Array) -> None:
        super().__init__()
        self.count: dict[str, Array] = {}
        self.rows: dict[str, Array] = {}
        self.weight, self.size = weight, size
        self.explained = 0
        self.errors = 0


class Sums:
    """Running totals of the outputs for `n` rows with weights and groups."""

    def __init__(self, compiled: Compiled, n: int, weights: Array | None, by: Array | None, groups: int) -> None:
        for root in compiled.roots:
            if root.scale == 0 or (not root.slow and root.value.kind not in ("number", "bool", "null")):
                raise UserError(
                    f"'{root.name}' is geen getal dat de wet afrondt; daar is geen exact totaal van te maken"
                )
        self.roots, self.weights, self.by, self.groups = compiled.roots, weights, by, groups
        self.quick = [r for r in compiled.roots if not r.slow]
        self.lock = Lock()
        self.parts = {name: [[0] * groups for _ in range(3)] for name in (r.name for r in compiled.roots)}
        self.left = Left(compiled.roots, n)
        self.n = n

    def store(self, made: list[Array], start: int, stop: int) -> None:
        """Add a block."""
        weights = None if self.weights is None else self.weights[start:stop]
        by = None if self.by is None else self.by[start:stop]
        for root in self.quick:
            value, null, err = (made[o] for o in root.outputs)
            self.left.note(root, err, start)
            self._add(root.name, np.where(null | err, 0, value), weights, by)

    def _add(self, name: str, values: Array, weights: Array | None, by: Array | None) -> None:
        some = (values != 0).astype(np.int64)
        parts = (
            weighted(values, weights, by, self.groups),
            weighted(some, weights, by, self.groups),
            grouped(some, by, self.groups),
        )
        with self.lock:
            self.parts[name] = [
                [t + p for t, p in zip(total, part, strict=True)]
                for total, part in zip(self.parts[name], parts, strict=True)
            ]

    def totals(self, finisher: Finisher, rows: Array | None) -> Totals:
        """The totals, with the rows that are left done by the reference."""
        one = np.ones(self.n)
        made = Totals(
            as_array(weighted(one, self.weights, self.by, self.groups)), as_array(grouped(one, self.by, self.groups))
        )
        rest: dict[str, list[Fraction]] = {r.name: [Fraction(0)] * self.groups for r in self.roots}
        left = self.left.rows()
        made.explained = len(left)
        for position, names in left.items():
            found, errors = finisher.values(position if rows is None else int(rows[position]), names)
            made.errors += bool(errors)
            weight = 1 if self.weights is None else int(self.weights[position])
            group = 0 if self.by is None else int(self.by[position])
            for name, value in found.items():
                if value is None or not isinstance(value, int | Decimal) or not value:
                    continue
                rest[name][group] += Fraction(value) * weight
                self.parts[name][1][group] += weight
                self.parts[name][2][group] += 1
        for root in self.roots:
            scale = max(root.scale, 1)
            sums, count, number = self.parts[root.name]
            exact = [Fraction(s, scale) + r for s, r in zip(sums, rest[root.name], strict=True)]
            whole = all(e.denominator == 1 for e in exact)
            made[root.name] = as_array([int(e) for e in exact]) if whole else np.array([float(e) for e in exact])
            made.count[root.name], made.rows[root.name] = as_array(count), as_array(number)
        return made


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
            "een gewicht is groter dan 4.398.046.511.103; deel de gewichten door een gemeenschappelijk getal"
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


def as_array(sums: list[int]) -> Array:
    """Python integers as int64, or as objects where one does not fit."""
    fits = all(-(2**63) <= s < 2**63 for s in sums)
    return np.array(sums, np.int64 if fits else object)
