"""Compiled stages: the kernels of a lowering in the order in which a block of rows goes through them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np

from uitvoerbaar.engine.batch.kernels.layout import Block, Bound, index_of
from uitvoerbaar.engine.batch.kernels.memory import empty
from uitvoerbaar.engine.batch.kernels.protocol import Backend, Job, Kernel
from uitvoerbaar.engine.batch.lower.finished import Of, finished
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
from uitvoerbaar.engine.batch.lower.lowered import Lowered, Root
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
    shared: Shared | None = None

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
        self._made: dict[bool, Compiled] = {True: compile_stages(lowering, bound, backend, True, needed)}
        self._lock = Lock()

    def compiled(self, bound: Bound, everyone: bool) -> Compiled:
        """The stages for persons in their own order (`everyone`) or in any order."""
        with self._lock:
            if everyone not in self._made:
                self._made[everyone] = compile_stages(self.lowering, bound, self.backend, everyone, self.needed)
            return self._made[everyone]


def compile_stages(
    lowering: Lowered, bound: Bound, backend: Backend, everyone: bool, needed: set[int] | None = None
) -> Compiled:
    """Finish the programs of a lowering and compile them for the bound columns.

    `everyone` says that rows are asked for in their own order, so that their columns need no index. `needed` are, for
    shared programs, the outputs that are read.
    """
    order, read = finished(lowering, needed)
    stored: dict[Input, Any] = {}
    shared = None
    if lowering.shared is not None:
        wanted = {what for what in read if isinstance(what, SharedValue)}
        shared = Shared(lowering.shared.lowering, bound, backend, {what.output for what in wanted})
        program = lowering.shared.lowering.rows[-1].program
        stored |= {what: DTYPES[program.type(program.outputs[what.output])] for what in wanted}
    for part in order:
        types = [DTYPES[part.program.type(reg)] for reg in part.program.outputs]
        if part.group is None:
            stored |= {Slot(part.stage, number): dtype for number, dtype in zip(part.outputs, types, strict=True)}
        else:
            for number, (output, _) in zip(part.outputs, part.reductions, strict=True):
                stored[Reduced(part.group.number, number)] = types[output]
    jobs, indexes = [], []
    for part in order:
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
        for part, distinct, job, run in zip(order, indexes, jobs, backend.compile(jobs), strict=True)
    ]
    return Compiled(lowering.roots, steps, backend, shared)


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
