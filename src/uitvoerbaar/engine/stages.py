"""Compiled stages: the kernels of a lowering in the order in which a block of rows goes through them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from uitvoerbaar.engine.jobs import Backend, Job, Kernel
from uitvoerbaar.engine.layout import Block, Bound, Index, index_of
from uitvoerbaar.engine.lower import Group, Lowering, Root
from uitvoerbaar.engine.people import Array
from uitvoerbaar.engine.program import Program, Type

DTYPES: dict[Type, Any] = {"f": np.dtype(np.float64), "i": np.dtype(np.int64), "b": np.dtype(np.uint8)}


@dataclass(slots=True)
class Step:
    """One kernel: of rows at a stage, or of the elements of a group."""

    stage: int
    group: Group | None
    inputs: list[Any]
    indexes: list[Index]
    job: Job
    run: Kernel

    def __call__(self, block: Block, n: int) -> list[Array]:
        """The outputs for `n` rows or elements, as new columns."""
        made = [np.empty(n, dtype) for dtype in self.job.types]
        if n:
            inputs = [block.input(what) for what in self.inputs]
            self.run(inputs, [block.index(index) for index in self.indexes], made, n)
        return made


@dataclass(slots=True)
class Compiled:
    """Everything to run the outputs on bound people."""

    roots: list[Root]
    steps: list[Step]
    backend: Backend

    @property
    def types(self) -> tuple[Any, ...]:
        """The storage of the outputs of the last row kernel."""
        return self.steps[-1].job.types

    def run(self, bound: Bound, rows: range | Array) -> list[Array]:
        """The outputs of the last row kernel for one block of rows."""
        block = Block(bound, self.backend, rows)
        made: list[Array] = []
        for step in self.steps:
            group = step.group
            if group is None:
                if not step.job.types:
                    continue
                made = step(block, len(rows))
                for position, column in enumerate(made):
                    block.slots[step.stage, position] = column
            else:
                elements = block.groups[group.number] = block.elements(group.collection, group.chain)
                if not group.reductions:
                    continue  # only the number of elements matters
                of_elements = step(block, elements.total)
                for number, column in enumerate(step.run.reduce(of_elements, elements)):
                    block.reduced[group.number, number] = column
        return made


def compile_stages(lowering: Lowering, bound: Bound, backend: Backend, everyone: bool) -> Compiled:
    """Finish the programs of a lowering and compile them for the bound columns.

    `everyone` says that rows are asked for in their own order, so that their columns need no index.
    """
    order: list[tuple[int, Group | None, Program]] = []
    for kernel in lowering.rows:
        order += [
            (g.kernel.stage, g, g.kernel.program.finish()) for g in lowering.groups if g.kernel.stage == kernel.stage
        ]
        order.append((kernel.stage, None, kernel.program.finish()))
    stored: dict[Any, Any] = {}
    for stage, group, program in order:
        if group is None:
            stored |= {("slot", stage, k): DTYPES[program.type(reg)] for k, reg in enumerate(program.outputs)}
        else:
            for number, (output, _) in enumerate(group.reductions):
                stored["reduced", group.number, number] = DTYPES[program.type(program.outputs[output])]
    jobs, indexes = [], []
    for _, group, program in order:
        inputs = [what for what, _ in program.inputs]
        through = [index_of(what, everyone, (group.collection, group.chain) if group else None) for what in inputs]
        distinct = list(dict.fromkeys(index for index in through if index is not None))
        indexes.append(distinct)
        jobs.append(Job(
            program, tuple(_dtype(what, bound, stored) for what in inputs),
            tuple(None if index is None else distinct.index(index) for index in through),
            tuple(DTYPES[program.type(reg)] for reg in program.outputs), tuple(group.reductions) if group else (),
        ))  # fmt: skip
    steps = [
        Step(stage, group, [what for what, _ in program.inputs], distinct, job, run)
        for (stage, group, program), distinct, job, run in zip(order, indexes, jobs, backend.compile(jobs), strict=True)
    ]
    return Compiled(lowering.roots, steps, backend)


def _dtype(what: Any, bound: Bound, stored: Mapping[Any, Any]) -> Any:
    """The storage of an input of a kernel."""
    kind = what[0]
    if kind == "column":
        return bound.columns["", what[2]].dtype
    if kind == "element":
        return bound.columns[what[1], what[3]].dtype
    if kind in ("null", "elementnull"):
        return DTYPES["b"]
    if kind in ("slot", "outer"):
        return stored["slot", what[1], what[2]]
    return stored[what] if kind == "reduced" else np.dtype(np.int32)
