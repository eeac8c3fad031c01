"""Compiled stages: the kernels of a lowering in the order in which a block of rows goes through them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from uitvoerbaar.engine.layout import Block, Bound, Rows, reduce
from uitvoerbaar.engine.lower import Group, Lowering, Root
from uitvoerbaar.engine.people import Array
from uitvoerbaar.engine.program import Program, Type

DTYPES: dict[Type, Any] = {"f": np.float64, "i": np.int64, "b": np.uint8}


class RunKernel(Protocol):
    """A program made ready: fills `outputs` for `n` rows."""

    def __call__(self, inputs: Sequence[Array], outputs: Sequence[Array], n: int) -> None: ...


Compile = Callable[[list[Program], list[list[Any]]], list[RunKernel]]
"""A backend: programs and the dtypes of their inputs to kernels."""


@dataclass(slots=True)
class Step:
    """One kernel: of rows at a stage, or of the elements of a group."""

    stage: int
    group: Group | None
    program: Program
    run: RunKernel
    types: list[Any]

    def buffers(self, n: int) -> list[Array]:
        """New columns for the outputs."""
        return [np.empty(n, dtype) for dtype in self.types]


@dataclass(slots=True)
class Compiled:
    """Everything to run the outputs on bound people."""

    roots: list[Root]
    steps: list[Step]
    words: dict[str, int]

    def run(self, bound: Bound, rows: Rows, n: int) -> list[Array]:
        """The outputs of the last row kernel for one block of rows."""
        block = Block(bound, rows, n)
        made: list[Array] = []
        for step in self.steps:
            if step.group is None:
                made = step.buffers(n)
                step.run([block.input(what) for what, _ in step.program.inputs], made, n)
                for position, column in enumerate(made):
                    block.slots[step.stage, position] = column
            else:
                self._elements(step, step.group, block)
        return made

    @staticmethod
    def _elements(step: Step, group: Group, block: Block) -> None:
        elements = block.groups[group.number] = block.elements(group.collection, group.chain)
        made = step.buffers(elements.total)
        if elements.total:
            inputs = [
                block.outer(elements, what[1], what[2]) if what[0] == "outer" else block.input(what)
                for what, _ in step.program.inputs
            ]
            step.run(inputs, made, elements.total)
        for number, (output, how) in enumerate(group.reductions):
            block.reduced[group.number, number] = reduce(how, made[output], elements)


def compile_stages(lowering: Lowering, bound: Bound, backend: Compile) -> Compiled:
    """Finish the programs of a lowering and compile them for the dtypes of the bound columns."""
    order: list[tuple[int, Group | None, Program]] = []
    for kernel in lowering.rows:
        order += [
            (g.kernel.stage, g, g.kernel.program.finish()) for g in lowering.groups if g.kernel.stage == kernel.stage
        ]
        order.append((kernel.stage, None, kernel.program.finish()))
    types = {
        (stage, position): DTYPES[program.type(reg)]
        for stage, group, program in order if group is None for position, reg in enumerate(program.outputs)
    }  # fmt: skip
    reduced = {
        (group.number, number): DTYPES[program.type(program.outputs[output])]
        for _, group, program in order if group is not None for number, (output, _) in enumerate(group.reductions)
    }  # fmt: skip
    dtypes = [[dtype_of(what, bound, types, reduced) for what, _ in program.inputs] for _, _, program in order]
    kernels = backend([program for _, _, program in order], dtypes)
    steps = [
        Step(stage, group, program, run, [DTYPES[program.type(reg)] for reg in program.outputs])
        for (stage, group, program), run in zip(order, kernels, strict=True)
    ]
    return Compiled(lowering.roots, steps, lowering.words)


def dtype_of(what: Any, bound: Bound, slots: Mapping[Any, Any], reduced: Mapping[Any, Any]) -> Any:
    """The storage of an input of a kernel."""
    kind = what[0]
    if kind == "column":
        return bound.columns["", what[2]].dtype
    if kind == "element":
        return bound.columns[what[1], what[3]].dtype
    if kind in ("null", "elementnull"):
        return np.dtype(np.uint8)
    if kind in ("slot", "outer"):
        return np.dtype(slots[what[1], what[2]])
    if kind == "reduced":
        return np.dtype(reduced[what[1], what[2]])
    return np.dtype(np.int32) if kind == "key" else np.dtype(np.int64)
