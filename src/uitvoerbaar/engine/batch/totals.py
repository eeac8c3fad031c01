"""Exact totals by group, block by block, without keeping a column.

Sums are of whole numbers, so every order of adding, and any number of threads, gives the same.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from threading import local

import numpy as np

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.once import cached_property
from uitvoerbaar.engine.batch.exact_sum import as_integers, grouped, weighted
from uitvoerbaar.engine.batch.finisher import Finisher
from uitvoerbaar.engine.batch.kernels.stages import Compiled
from uitvoerbaar.engine.batch.people import Array
from uitvoerbaar.engine.batch.results import Left


class Totals(dict[str, Array]):
    """Per output the sum of value * weight of each group, exact: int64, Python integers where that is too small, and
    float64 for outputs with decimals (the exact sum, rounded once). A null adds nothing.

    `count` is, per output, the weight of the rows whose value is not zero; `rows` their number; `weight` and `size` are
    the weight and number of all rows of each group. `explained` and `errors` count rows that the reference finished
    and rows with an output that could not be decided (which adds nothing).
    """

    def __init__(self, n: int, weights: Array | None, by: Array | None, groups: int) -> None:
        super().__init__()
        self.count: dict[str, Array] = {}
        self.rows: dict[str, Array] = {}
        self.explained = 0
        self.errors = 0
        self._asked = n, weights, by, groups

    @cached_property
    def weight(self) -> Array:
        """The weight of all rows of each group; made when asked for: it takes as long as adding up some outputs."""
        n, weights, by, groups = self._asked
        return as_array(weighted(np.ones(n), weights, by, groups))

    @cached_property
    def size(self) -> Array:
        """The number of all rows of each group."""
        n, _, by, groups = self._asked
        return as_array(grouped(np.ones(n), by, groups))


class Sums:
    """Running totals of the outputs for `n` rows with weights and groups; each thread keeps its own."""

    def __init__(self, compiled: Compiled, n: int, weights: Array | None, by: Array | None, groups: int) -> None:
        for root in compiled.roots:
            if root.scale == 0 or (not root.slow and root.value.kind not in ("number", "bool", "null")):
                raise UserError(
                    tr(
                        "'{name}' is geen getal dat de wet afrondt; daar is geen exact totaal van te maken",
                        name=root.name,
                    )
                )
        if by is not None and n and not 0 <= int(by.min()) <= int(by.max()) < groups:
            raise UserError(tr("een groepsnummer ligt buiten 0 tot en met {groups}", groups=groups - 1))
        self.roots, self.backend, self.n, self.groups = compiled.roots, compiled.backend, n, groups
        self.weights = None if weights is None else np.ascontiguousarray(weights, np.int64)
        self.by = None if by is None else np.ascontiguousarray(by, np.int32)
        self.quick = [r for r in compiled.roots if not r.slow]
        self.left = Left(compiled.roots, n, reasons=False)
        self._local = local()
        self._all: list[Array] = []

    def store(self, made: list[Array], start: int, stop: int) -> None:
        """Add a block."""
        mine: Array | None = getattr(self._local, "totals", None)
        if mine is None:
            mine = self._local.totals = np.zeros((len(self.quick), self.groups, 4), np.int64)
            self._all.append(mine)
        weights = None if self.weights is None else self.weights[start:stop]
        by = None if self.by is None else self.by[start:stop]
        for position, root in enumerate(self.quick):
            value, null, err, sure = (made[o] for o in root.outputs)
            self.left.note(root, err, sure, start)
            self.backend.accumulate(value, null, err, weights, by, mine[position])

    def _parts(self) -> dict[str, list[Array]]:
        """Per output the sums, weights and numbers of the groups, of all threads together."""
        parts = {r.name: [np.zeros(self.groups, np.int64) for _ in range(3)] for r in self.roots}
        for position, root in enumerate(self.quick):
            blocks = [mine[position] for mine in self._all]
            if blocks:
                parts[root.name] = [
                    summed([whole_sums(block[:, :2]) for block in blocks]),
                    *(np.sum([block[:, column] for block in blocks], axis=0) for column in (2, 3)),
                ]
        return parts

    def totals(self, finish: Callable[[], Finisher], rows: Array | None) -> Totals:
        """The totals, with the rows that are left done by the reference, which is made when there are any."""
        parts = self._parts()
        made = Totals(self.n, self.weights, self.by, self.groups)
        rest: dict[str, dict[int, Fraction]] = {r.name: {} for r in self.roots}
        left = self.left.rows()
        made.explained = len(left)
        finisher = finish() if left else None
        undecided = set(self.left.silent().tolist())
        for position, names in left.items():
            assert finisher is not None
            found, errors = finisher.values(position if rows is None else int(rows[position]), names)
            if errors:
                undecided.add(position)
            weight = 1 if self.weights is None else int(self.weights[position])
            group = 0 if self.by is None else int(self.by[position])
            for name, value in found.items():
                if value is None or not isinstance(value, int | Decimal) or not value:
                    continue
                rest[name][group] = rest[name].get(group, Fraction(0)) + Fraction(value) * weight
                parts[name][1][group] += weight
                parts[name][2][group] += 1
        made.errors = len(undecided)
        for root in self.roots:
            sums, made.count[root.name], made.rows[root.name] = parts[root.name]
            more, scale = rest[root.name], max(root.scale, 1)
            if scale == 1 and not more:
                made[root.name] = sums
                continue
            exact = [Fraction(s, scale) + more.get(group, 0) for group, s in enumerate(sums.tolist())]
            whole = all(e.denominator == 1 for e in exact)
            made[root.name] = as_array([int(e) for e in exact]) if whole else np.array([float(e) for e in exact])
        return made


def whole_sums(pairs: Array) -> Array:
    """Sums from rows of (low, high) 64 bits: int64 where all of them fit in 62 bits, else Python integers."""
    low, high = pairs[:, 0], pairs[:, 1]
    if bool(((low >> 62) == high).all()):
        return low
    return np.array(as_integers(pairs), object)


def summed(parts: list[Array]) -> Array:
    """The sum of the sums of all threads, as int64 where it fits."""
    if all(part.dtype == np.int64 for part in parts):
        largest = max(float(np.abs(part).max(initial=0)) for part in parts)
        if largest * len(parts) < 2.0**62:
            return np.asarray(np.sum(parts, axis=0))
    return as_array(np.sum([part.astype(object) for part in parts], axis=0).tolist())


def as_array(sums: list[int]) -> Array:
    """Python integers as int64, or as objects where one does not fit."""
    fits = all(-(2**63) <= s < 2**63 for s in sums)
    return np.array(sums, np.int64 if fits else object)
