"""Result columns: filled block by block by kernels, finished row by row by the reference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import numpy as np

from uitvoerbaar.engine.batch.finisher import Finisher
from uitvoerbaar.engine.batch.kernels.stages import Compiled
from uitvoerbaar.engine.batch.lower.lowered import Root
from uitvoerbaar.engine.batch.lower.program import FALSE
from uitvoerbaar.engine.batch.people import Array, date_code
from uitvoerbaar.engine.reference.values import EvaluationError, as_date


@dataclass(slots=True)
class Result:
    """Outputs by name for the rows that were asked for, in their order.

    `values` hold whole numbers as float64 or int64 (exact), other numbers as the nearest float64, truths as uint8,
    dates as int32 codes, texts as objects. `null` is None where nothing is null. `errors` tells, per position, why a
    row could not be decided (its undecided values are 0); `silent` are positions of such rows of which nobody asked
    why. `explained` counts the rows of which the reference finished an output, `explained_by` those of each output.
    """

    values: dict[str, Array]
    null: dict[str, Array | None]
    errors: dict[int, EvaluationError] = field(default_factory=dict)
    silent: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    explained: int = 0
    explained_by: dict[str, int] = field(default_factory=dict)

    @property
    def undecided(self) -> Array:
        """The positions, in order, of rows that could not be decided, whether or not it is told why."""
        told = np.fromiter(self.errors, np.int64, len(self.errors))
        return np.union1d(told, self.silent)


class Left:
    """Which outputs of which rows are left to the reference.

    With `reasons` also those of which kernels know that the law gives no value; without, these are in `failed` by output.
    """

    def __init__(self, roots: list[Root], n: int, reasons: bool) -> None:
        self.n, self.reasons = n, reasons
        self.failed: dict[str, list[Array]] = {r.name: [] for r in roots if not r.slow and r.value.sure != FALSE}
        self._slow = [r.name for r in roots if r.slow]
        self._found: dict[str, list[Array]] = {r.name: [] for r in roots if not r.slow and r.value.err != FALSE}

    def note(self, root: Root, err: Array, sure: Array, start: int) -> None:
        """Take over the flags of a block of rows that begins at `start`."""
        if root.name not in self._found:
            return
        positions = np.flatnonzero(err)
        if len(positions) and not self.reasons and root.name in self.failed:
            certain = sure[positions] != 0
            self.failed[root.name].append(positions[certain] + start)
            positions = positions[~certain]
        if len(positions):
            self._found[root.name].append(positions + start)

    def silent(self) -> Array:
        """The positions with an output that the law gives no value for, of which nobody asked why."""
        return np.unique(
            np.concatenate([np.zeros(0, np.int64), *(p for blocks in self.failed.values() for p in blocks)])
        )

    def rows(self) -> dict[int, list[str]]:
        """Names of outputs by position, in the order of positions."""
        left: dict[int, list[str]] = {p: list(self._slow) for p in range(self.n)} if self._slow else {}
        for name, blocks in self._found.items():
            for positions in blocks:
                for position in positions.tolist():
                    left.setdefault(position, []).append(name)
        return dict(sorted(left.items()))

    def counts(self) -> dict[str, int]:
        """Number of rows by output, outputs without any left out."""
        found = {name: sum(map(len, blocks)) for name, blocks in self._found.items() if blocks}
        return {**dict.fromkeys(self._slow, self.n), **found}


class Columns:
    """The result columns while they are being filled."""

    def __init__(self, compiled: Compiled, n: int, reasons: bool = True) -> None:
        self.roots, self.n = compiled.roots, n
        self.quick = [r for r in self.roots if not r.slow]
        types = compiled.types
        self.values: dict[str, Array] = {r.name: np.empty(n, types[r.outputs[0]]) for r in self.quick}
        self.null: dict[str, Array | None] = {r.name: None for r in self.roots}
        self.null.update({r.name: np.empty(n, np.bool_) for r in self.quick if r.value.null != FALSE})
        self.left = Left(self.roots, n, reasons)

    def store(self, made: list[Array], start: int, stop: int) -> None:
        """Take over a block."""
        for root in self.quick:
            value, null, err, sure = (made[o] for o in root.outputs)
            self.values[root.name][start:stop] = value
            mask = self.null[root.name]
            if mask is not None:
                mask[start:stop] = null
            self.left.note(root, err, sure, start)

    def result(self, words: tuple[str, ...], finish: Callable[[], Finisher], rows: Array | None) -> Result:
        """The finished columns: flagged rows and slow outputs by the reference, which is made when there are any."""
        null = {name: mask if mask is not None and mask.any() else None for name, mask in self.null.items()}
        for name, blocks in self.left.failed.items():
            mask = null[name]
            for positions in blocks:
                self.values[name][positions] = 0
                if mask is not None:
                    mask[positions] = False
        result = Result({}, null, silent=self.left.silent())
        for root in self.roots:
            result.values[root.name] = np.zeros(self.n) if root.slow else shown(root, self.values[root.name], words)
        left = self.left.rows()
        result.explained, result.explained_by = len(left), self.left.counts()
        if not left:
            return result
        finisher = finish()
        for position, names in left.items():
            found, errors = finisher.values(position if rows is None else int(rows[position]), names)
            for name, value in found.items():
                put(result, name, position, value)
            for name, error in errors.items():
                put(result, name, position, 0)
                result.errors.setdefault(position, error)
        return result


def shown(root: Root, raw: Array, words: tuple[str, ...]) -> Array:
    """A column of a kernel as users see it."""
    kind = root.value.kind
    if kind == "date":
        with np.errstate(invalid="ignore"):  # rows that the reference still has to do may hold anything
            return raw.astype(np.int32)
    if kind == "string":
        return np.array(words, object)[raw.astype(np.int64)]
    if kind == "null":
        return np.zeros(len(raw))
    return raw / float(root.scale) if root.scale > 1 else raw


def put(result: Result, name: str, position: int, value: Any) -> None:
    """Store a value of the reference; a column that cannot hold it is widened."""
    column, null = result.values[name], result.null[name]
    if null is None and value is None:
        null = result.null[name] = np.zeros(len(column), np.bool_)
    if null is not None:
        null[position] = value is None
    if value is None:
        value = 0
    day = as_date(value)
    if day is not None:
        value = date_code(day.year, day.month, day.day)
    if isinstance(value, Decimal) and (abs(value) < 2**53 or float(value) == value):
        value = float(value)  # a larger one would lose whole units: it is kept as it is
    if column.dtype != object and not _fits(column, value):
        wide = column.dtype.kind in "iu" and isinstance(value, float) and abs(column).max(initial=0) < 2**53
        column = result.values[name] = column.astype(np.float64 if wide else object)
    column[position] = value


def _fits(column: Array, value: Any) -> bool:
    if not isinstance(value, int | float):
        return False
    if column.dtype.kind == "f":
        return isinstance(value, float) or abs(value) <= 2**53
    info = np.iinfo(column.dtype)
    return isinstance(value, int) and info.min <= value <= info.max
