"""The numpy backend: a lowered program on the columns of a block, instruction by instruction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from uitvoerbaar.engine.batch.exact_sum import as_integers, grouped, halves, weighted
from uitvoerbaar.engine.batch.kernels.protocol import Elements, Job, Kernel
from uitvoerbaar.engine.batch.people import Array

_DTYPE = {"f": np.float64, "i": np.int64, "b": np.bool_}


def _floor_quotient(x: Any, y: Any) -> Any:
    # In rows that are flagged a divisor may have wrapped; any positive one will do there.
    return np.floor_divide(x, np.maximum(y, 1))


def _to_int(x: Any) -> Any:
    # Saturates exactly as the compiled kernel does, so that both flag the same rows.
    limit = 2.0**63
    inside = np.nan_to_num(np.clip(x, -limit, limit - 1024), nan=0.0).astype(np.int64)
    return np.where(x >= limit, np.int64(2**63 - 1), inside)


_OPS: dict[str, Callable[..., Any]] = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "div": np.divide,
    "fdiv": _floor_quotient,
    "floor": np.floor,
    "abs": np.abs,
    "lt": np.less,
    "le": np.less_equal,
    "eq": np.equal,
    "and": np.logical_and,
    "or": np.logical_or,
    "not": np.logical_not,
    "sel": np.where,
    "tof": lambda x: np.asarray(x).astype(np.float64),
    "toi": _to_int,
}
_REDUCE = {"add": np.add, "or": np.bitwise_or, "min": np.minimum, "max": np.maximum}


class NumpyKernel:
    """A program as a list of array operations; registers are dropped after their last use."""

    kept: str | None = None

    def __init__(self, job: Job) -> None:
        self.job = job
        code, keep = job.program.code, set(job.program.outputs)
        last = {arg: position for position, ins in enumerate(code) for arg in ins.args}
        self._drop = [
            tuple({a for a in ins.args if last[a] == position and a not in keep}) for position, ins in enumerate(code)
        ]

    def __call__(
        self, inputs: Sequence[Array], start: int, indexes: Sequence[Array], outputs: Sequence[Array], n: int
    ) -> None:
        """Fill `outputs` for `n` rows."""
        program, given = self.job.program, iter(inputs)
        read = [
            next(given) if column is None else column if through is not None else column[start : start + n]
            for column, through in zip(self.job.columns, self.job.indexes, strict=True)
        ]
        values: list[Any] = [None] * len(program.code)
        with np.errstate(all="ignore"):
            for position, ins in enumerate(program.code):
                if ins.op == "const":
                    values[position] = _DTYPE[ins.type](ins.imm)
                elif ins.op == "load":
                    through = self.job.indexes[ins.imm]
                    column = read[ins.imm]
                    column = column if through is None else column.take(indexes[through], mode="clip")
                    values[position] = column.astype(_DTYPE[ins.type], copy=False)
                else:
                    values[position] = _OPS[ins.op](*(values[a] for a in ins.args))
                    for arg in self._drop[position]:
                        values[arg] = None
        for target, reg in zip(outputs, program.outputs, strict=True):
            target[:n] = values[reg]

    def reduce(self, outputs: Sequence[Array], elements: Elements) -> list[Array]:
        """Per row of the block the reductions of its elements."""
        some = elements.counts > 0
        made = []
        for output, how in self.job.reductions:
            values = outputs[output]
            result = np.zeros(len(some), values.dtype)
            if elements.total:
                result[some] = _REDUCE[how].reduceat(values, elements.begin[some])
            made.append(result)
        return made


class NumpyBackend:
    """Kernels without a compiler."""

    compiles = False

    def __init__(self, keep: bool = True) -> None:
        self.keep = keep

    def for_few(self) -> NumpyBackend:
        """The same: nothing is compiled."""
        return self

    def compile(self, jobs: Sequence[Job]) -> list[Kernel]:
        """Kernels for jobs."""
        return [NumpyKernel(job) for job in jobs]

    def recall(self, jobs: Sequence[Job], kept: str | None) -> list[Kernel] | None:
        """Kernels of programs that have their instructions; None for those that lie compiled in a library."""
        return self.compile(jobs) if kept is None else None

    def follow(self, partner: Array, key: Array | range) -> Array:
        """The rows of the partners of the persons in `key`."""
        if isinstance(key, range):
            return partner[key.start : key.stop]
        return np.where(key < 0, np.int32(-1), partner.take(key, mode="clip"))

    def accumulate(
        self, value: Array, null: Array, err: Array, weights: Array | None, by: Array | None, totals: Array
    ) -> None:
        """Add whole values of rows without null and err to `totals`."""
        groups = len(totals)
        values = np.where((null | err) != 0, 0, value)
        some = (values != 0).astype(np.int64)
        sums = weighted(values, weights, by, groups)
        for group, total in enumerate(as_integers(totals[:, :2])):
            totals[group, :2] = halves(total + sums[group])
        totals[:, 2] += np.array(weighted(some, weights, by, groups))
        totals[:, 3] += np.array(grouped(some, by, groups))

    def segments(self, start: Array, stop: Array, index: Array | None, key: Array | range) -> Elements:
        """The elements of the persons in `key`."""
        if isinstance(key, range):
            first = start[key.start : key.stop]
            counts = stop[key.start : key.stop] - first
        else:
            first = start.take(key, mode="clip")
            counts = np.where(key < 0, 0, stop.take(key, mode="clip") - first)
        ends = np.cumsum(counts, dtype=np.int64)
        total = int(ends[-1]) if len(ends) else 0
        begin = ends - counts

        def fill() -> tuple[Array, Array]:
            records = (np.repeat(first - begin, counts) + np.arange(total)).astype(np.int32)
            owner = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
            return records if index is None else index[records], owner

        return Elements(counts.astype(np.int32), begin.astype(np.int32), total, fill)
