"""Compiled stages: the kernels of a lowering in the order in which a block of rows goes through them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np

from uitvoerbaar.engine.batch.kernels.layout import Block, Bound, index_of
from uitvoerbaar.engine.batch.kernels.memory import empty
from uitvoerbaar.engine.batch.kernels.protocol import Backend, Job, Kernel
from uitvoerbaar.engine.batch.lower.finished import Of, Part, finished
from uitvoerbaar.engine.batch.lower.inputs import (
    ElementField,
    ElementNull,
    Index,
    Input,
    OuterSlot,
    PersonField,
    PersonNull,
    Reduced,
    SharedValue,
    Slot,
    Turned,
)
from uitvoerbaar.engine.batch.lower.kept import Kept
from uitvoerbaar.engine.batch.lower.lowered import Lowered, Root
from uitvoerbaar.engine.batch.lower.lowering import Lowering
from uitvoerbaar.engine.batch.lower.program import Type
from uitvoerbaar.engine.batch.people import Array, Given

DTYPES: dict[Type, Any] = {"f": np.dtype(np.float64), "i": np.dtype(np.int64), "b": np.dtype(np.uint8)}


@dataclass(frozen=True, slots=True)
class TurnedTo:
    """What one run is given: an array of one number for every dial, and the columns that move."""

    dials: Mapping[str, Array]
    moving: Mapping[tuple[str, str], Given]


@dataclass(slots=True)
class Step:
    """One kernel: of rows at a stage, or of the elements of a group."""

    stage: int
    group: Of | None
    inputs: list[Input]
    """What the block at hand has to give."""
    indexes: list[Index]
    job: Job
    run: Kernel
    outputs: list[int]
    """The number that each output of the job had before the ones that nobody reads were left out."""

    def __call__(self, block: Block, n: int) -> list[Array]:
        """The outputs for `n` rows or elements, as new columns."""
        made = [empty(n, dtype) for dtype in self.job.types]
        if n:
            inputs = [block.input(what) for what in self.inputs]
            start = block.rows.start if isinstance(block.rows, range) else 0
            self.run(inputs, start, [block.index(index) for index in self.indexes], made, n)
        return made


@dataclass(slots=True)
class Compiled:
    """Everything to run the outputs on bound people."""

    roots: list[Root]
    steps: list[Step]
    backend: Backend
    parts: list[Part]
    shared: Shared | None = None

    @property
    def reads(self) -> int:
        """How many columns a row reads, by which its work can be told beforehand."""
        return sum(len(part.program.inputs) for part in self.parts)

    @property
    def types(self) -> tuple[Any, ...]:
        """The storage of the outputs of the last row kernel."""
        return self.steps[-1].job.types

    def run(self, bound: Bound, rows: range | Array, turned: TurnedTo) -> list[Array]:
        """The outputs of the last row kernel for one block of rows."""
        block = Block(bound, self.backend, rows, dials=turned.dials, moving=turned.moving)
        if self.shared is not None:
            persons = block.gather_persons()
            compiled = self.shared.compiled(bound, isinstance(persons, range))
            columns = compiled.run(bound, persons, turned)
            block.shared = dict(zip(compiled.steps[-1].outputs, columns, strict=True))
        made: list[Array] = []
        for step in self.steps:
            group = step.group
            if group is None:
                if not step.job.types:
                    continue
                made = step(block, len(rows))
                for position, column in zip(step.outputs, made, strict=True):
                    block.slots[step.stage, position] = column
            else:
                elements = block.groups[group.number] = block.elements(group.collection, group.chain)
                if not step.job.reductions:
                    continue  # only the number of elements matters, if anything
                of_elements = step(block, elements.total)
                for number, column in zip(step.outputs, step.run.reduce(of_elements, elements), strict=True):
                    block.reduced[group.number, number] = column
        return made


class Shared:
    """The shared programs of a lowering, for a range of persons, and compiled when a block first needs them for any."""

    def __init__(self, lowering: Lowered, bound: Bound, backend: Backend, needed: set[int]) -> None:
        self.lowering, self.backend, self.needed = lowering, backend, needed
        self._made: dict[bool, Compiled] = {True: _compiled(lowering, bound, backend, True, needed)}
        self._lock = Lock()

    def compiled(self, bound: Bound, everyone: bool) -> Compiled:
        """The stages for persons in their own order (`everyone`) or in any order."""
        with self._lock:
            if everyone not in self._made:
                self._made[everyone] = _compiled(self.lowering, bound, self.backend, everyone, self.needed)
            return self._made[everyone]


def compile_stages(lowering: Lowering, bound: Bound, backend: Backend, everyone: bool) -> Compiled:
    """Finish the programs of a lowering and compile them for the bound columns, or take those that were kept.

    `everyone` says that rows are asked for in their own order, so that their columns need no index.
    """
    kept = lowering.kept if backend.keep else None
    if kept is not None:
        recalled = _recalled(kept, bound, backend, everyone)
        if recalled is not None:
            return recalled
    made = _compiled(lowering.whole, bound, backend, everyone, None)
    library = made.steps[-1].run.kept
    if backend.keep and made.shared is None and (library is not None or not backend.compiles):
        dtypes = [_told(step.job) for step in made.steps]
        lowering.keep(Kept(dict(lowering.used), dict(lowering.words), made.parts, made.roots, library, dtypes))
    return made


def _recalled(kept: Kept, bound: Bound, backend: Backend, everyone: bool) -> Compiled | None:
    """A lowering of an earlier run with its compiled kernels; None when these are gone or read columns of another storage."""
    jobs, indexes = _jobs(kept.parts, bound, everyone, {})
    if [_told(job) for job in jobs] != kept.dtypes:
        return None
    kernels = backend.recall(jobs, kept.library)
    return None if kernels is None else _in_steps(kept.roots, kept.parts, jobs, indexes, kernels, backend, bound)


def _told(job: Job) -> tuple[str, ...]:
    """The storage of what a job reads, in words."""
    return tuple(np.dtype(dtype).str for dtype in job.dtypes)


def _compiled(lowering: Lowered, bound: Bound, backend: Backend, everyone: bool, needed: set[int] | None) -> Compiled:
    """The programs of a lowering compiled; `needed` are, for shared programs, the outputs that are read."""
    order, read = finished(lowering, needed)
    stored: dict[Input, Any] = {}
    shared = None
    if lowering.shared is not None:
        wanted = {what for what in read if isinstance(what, SharedValue)}
        shared = Shared(lowering.shared.lowering, bound, backend, {what.output for what in wanted})
        program = lowering.shared.lowering.rows[-1].program
        stored |= {what: DTYPES[program.type(program.outputs[what.output])] for what in wanted}
    jobs, indexes = _jobs(order, bound, everyone, stored)
    made = _in_steps(lowering.roots, order, jobs, indexes, backend.compile(jobs), backend, bound)
    made.shared = shared
    return made


def _jobs(
    parts: Sequence[Part], bound: Bound, everyone: bool, stored: Mapping[Input, Any]
) -> tuple[list[Job], list[list[Index]]]:
    """What a backend is asked to make of programs, and through which indexes each of them reads.

    `stored` is the storage of what other programs gave.
    """
    stored = dict(stored)
    for part in parts:
        types = [DTYPES[part.program.type(reg)] for reg in part.program.outputs]
        if part.group is None:
            stored |= {Slot(part.stage, number): dtype for number, dtype in zip(part.outputs, types, strict=True)}
        else:
            for number, (output, _) in zip(part.outputs, part.reductions, strict=True):
                stored[Reduced(part.group.number, number)] = types[output]
    jobs, indexes = [], []
    for part in parts:
        group, program = part.group, part.program
        inputs = [what for what, _ in program.inputs]
        through = [index_of(what, everyone, (group.collection, group.chain) if group else None) for what in inputs]
        distinct = list(dict.fromkeys(index for index in through if index is not None))
        indexes.append(distinct)
        jobs.append(
            Job(
                program,
                tuple(_dtype(what, bound, stored) for what in inputs),
                tuple(bound.column(what) for what in inputs),
                tuple(None if index is None else distinct.index(index) for index in through),
                tuple(DTYPES[program.type(reg)] for reg in program.outputs),
                part.reductions,
                frozenset(position for position, what in enumerate(inputs) if isinstance(what, Turned)),
            )
        )
    return jobs, indexes


def _in_steps(
    roots: list[Root],
    parts: list[Part],
    jobs: list[Job],
    indexes: list[list[Index]],
    kernels: list[Kernel],
    backend: Backend,
    bound: Bound,
) -> Compiled:
    """Kernels in the order in which a block of rows goes through them."""
    steps = [
        Step(
            part.stage,
            part.group,
            [what for what, _ in part.program.inputs if bound.column(what) is None],
            distinct,
            job,
            run,
            part.outputs,
        )
        for part, distinct, job, run in zip(parts, indexes, jobs, kernels, strict=True)
    ]
    return Compiled(roots, steps, backend, parts)


def _dtype(what: Input, bound: Bound, stored: Mapping[Input, Any]) -> Any:
    """The storage of an input of a kernel."""
    match what:
        case PersonField() | ElementField():
            column = bound.column(what)
            return DTYPES["f"] if column is None else column.dtype
        case PersonNull() | ElementNull():
            return DTYPES["b"]
        case Slot() | OuterSlot():
            return stored[Slot(what.stage, what.output)]
        case Reduced() | SharedValue():
            return stored[what]
        case Turned():
            return DTYPES["f"]
    return np.dtype(np.int32)
