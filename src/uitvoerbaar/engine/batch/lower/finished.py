"""Finished programs: those of a lowering in the order in which they run, without what nobody reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from uitvoerbaar.engine.batch.lower.inputs import Chain, ElementCount, Input, OuterSlot, Reduced, Slot
from uitvoerbaar.engine.batch.lower.lowered import Lowered
from uitvoerbaar.engine.batch.lower.program import Program


class Of(NamedTuple):
    """The elements that a program goes over: its number, and whose collection."""

    number: int
    collection: str
    chain: Chain


@dataclass(slots=True)
class Part:
    """A finished program, its outputs by their numbers before, and for elements the reductions of its outputs."""

    stage: int
    group: Of | None
    program: Program
    outputs: list[int]
    reductions: tuple[tuple[int, str], ...] = ()


def finished(lowering: Lowered, needed: set[int] | None) -> tuple[list[Part], set[Input]]:
    """The programs in the order in which they run, without outputs that nobody reads, and all inputs that they read.

    `needed` are the outputs of the last row program that others read; None means all.
    """
    order: list[Part] = []
    read: set[Input] = set()
    for kernel in reversed(lowering.rows):
        every = range(len(kernel.program.outputs))
        wanted = {what.output for what in read if isinstance(what, Slot | OuterSlot) and what.stage == kernel.stage}
        if kernel is lowering.rows[-1]:
            wanted.update(every if needed is None else needed)
        outputs = [number for number in every if number in wanted]
        order.append(Part(kernel.stage, None, kernel.program.finish(outputs), outputs))
        read.update(what for what, _ in order[-1].program.inputs)
        for group in reversed([g for g in lowering.groups if g.kernel.stage == kernel.stage]):
            numbers = [k for k in range(len(group.reductions)) if Reduced(group.number, k) in read]
            kept = [group.reductions[k] for k in numbers]
            used = sorted({output for output, _ in kept})
            reductions = tuple((used.index(output), how) for output, how in kept)
            if numbers or ElementCount(group.number) in read:
                of = Of(group.number, group.collection, group.chain)
                order.append(Part(kernel.stage, of, group.kernel.program.finish(used), numbers, reductions))
                read.update(what for what, _ in order[-1].program.inputs)
    return order[::-1], read
