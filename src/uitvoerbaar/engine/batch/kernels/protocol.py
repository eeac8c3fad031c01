"""What a backend is asked to make: kernels from programs, reductions of elements, and the segments of a block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from uitvoerbaar.engine.batch.lower.program import Program
from uitvoerbaar.engine.batch.people import Array


@dataclass(frozen=True, slots=True)
class Job:
    """A program, the storage of its inputs, and per input which index column it is read through (None: none).

    `columns` are the inputs that are the same for every block, None for the others. For the kernel of elements
    `reductions` are (output, add | or | min | max).
    """

    program: Program
    dtypes: tuple[Any, ...]
    columns: tuple[Array | None, ...]
    indexes: tuple[int | None, ...]
    types: tuple[Any, ...]
    """The storage of the outputs."""
    reductions: tuple[tuple[int, str], ...] = ()
    single: frozenset[int] = frozenset()
    """The inputs that have one number for all rows."""


@dataclass(slots=True)
class Elements:
    """The elements of the rows of a block: how many each row has, where they begin, and (made when asked for) the
    record and the row of each element."""

    counts: Array
    begin: Array
    total: int
    fill: Callable[[], tuple[Array, Array]]
    _filled: tuple[Array, Array] | None = None

    def _both(self) -> tuple[Array, Array]:
        if self._filled is None:
            self._filled = self.fill()
        return self._filled

    @property
    def records(self) -> Array:
        """The record of each element."""
        return self._both()[0]

    @property
    def owner(self) -> Array:
        """The position in the block of each element's row."""
        return self._both()[1]


class Kernel(Protocol):
    """A program made ready."""

    kept: str | None
    """Under what its machine code is kept; None where it is not."""

    def __call__(
        self, inputs: Sequence[Array], start: int, indexes: Sequence[Array], outputs: Sequence[Array], n: int
    ) -> None:
        """Fill `outputs` for `n` rows. `inputs` are those that are no columns; a column without index begins at `start`."""

    def reduce(self, outputs: Sequence[Array], elements: Elements) -> list[Array]:
        """Per row of the block the reductions; rows without elements give 0, false or any number."""


class Backend(Protocol):
    """Makes kernels and segments."""

    keep: bool
    """Whether what is made is kept for later runs."""
    compiles: bool
    """Whether its kernels are machine code: others need the instructions of a program."""

    def for_few(self) -> Backend:
        """The same backend for few rows: what it makes gives the same bits, is made sooner and runs slower."""

    def compile(self, jobs: Sequence[Job]) -> list[Kernel]:
        """Kernels for jobs, all at once."""

    def recall(self, jobs: Sequence[Job], kept: str | None) -> list[Kernel] | None:
        """Kernels of an earlier run, by the name of their library; without one the programs of the jobs have their
        instructions. None when this backend cannot make them of that."""

    def follow(self, partner: Array, key: Array | range) -> Array:
        """The rows of the partners of the persons in `key` (int32, -1 for nobody)."""

    def accumulate(
        self, value: Array, null: Array, err: Array, weights: Array | None, by: Array | None, totals: Array
    ) -> None:
        """Add whole values of rows without null and err to `totals`, int64 of shape (groups, 4).

        Its columns: the low and the high 64 bits of the sum of value * weight, and the weight and the number of the
        rows whose value is not 0. `weights` are int64, `by` int32.
        """

    def segments(self, start: Array, stop: Array, index: Array | None, key: Array | range) -> Elements:
        """The elements of the persons in `key` (int32 rows, -1 for nobody); all arrays int32 and contiguous."""
