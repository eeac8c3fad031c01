"""LLVM IR as text: a lowered program as one branch-free loop over rows, a reduction as one loop over segments.

A kernel is `void(ptr table, i64 n)`: the table holds the addresses of the input columns, of the index columns, of scratch
memory and of the output columns. An input with an index is read at the record that the index names (negative: the first, not used).
Float arithmetic is strict (no contraction, no reassociation), so it gives the bits that numpy gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from uitvoerbaar.engine.batch.kernels.llvm_loops import reduction
from uitvoerbaar.engine.batch.kernels.protocol import Job
from uitvoerbaar.engine.batch.lower.program import Ins

_TYPE = {"f": "double", "i": "i64", "b": "i1"}
_FLOAT = {
    "add": "fadd double", "sub": "fsub double", "mul": "fmul double", "div": "fdiv double",
    "lt": "fcmp olt double", "le": "fcmp ole double", "eq": "fcmp oeq double",
}  # fmt: skip
_WHOLE = {
    "add": "add i64", "sub": "sub i64", "mul": "mul i64",
    "lt": "icmp slt i64", "le": "icmp sle i64", "eq": "icmp eq i64",
}  # fmt: skip
_TRUTH = {"and": "and i1", "or": "or i1"}
_DECLARE = """declare double @llvm.floor.f64(double)
declare double @llvm.fabs.f64(double)
declare i64 @llvm.abs.i64(i64, i1)
declare i64 @llvm.fptosi.sat.i64.f64(double)
"""
_NOTES = """!0 = distinct !{}
!1 = !{!"llvm.loop.parallel_accesses", !0}
!2 = !{!"llvm.loop.vectorize.enable", i1 true}
!3 = !{!"llvm.loop.unroll.disable"}
!4 = distinct !{!4, !5, !3}
!5 = !{!"llvm.loop.vectorize.enable", i1 false}
"""
CHUNK = 1024
"""Rows that are gathered at a time; a hundred columns of them fit the cache of a core."""


def _constant(ins: Ins) -> str:
    if ins.type == "b":
        return "true" if ins.imm else "false"
    if ins.type == "i":
        return str(ins.imm)
    return f"0x{np.float64(ins.imm).view(np.uint64):016X}"


def gathered(job: Job) -> list[int]:
    """The inputs of a job that are read through an index."""
    return [position for position, index in enumerate(job.indexes) if index is not None]


def _stored(dtype: Any) -> str:
    """The type of a column in memory."""
    dtype = np.dtype(dtype)
    return f"i{dtype.itemsize * 8}" if dtype.kind != "f" else "double" if dtype.itemsize == 8 else "float"


class _Printer:
    """The text of one kernel: per chunk of rows first the gathering of indexed inputs, then the loop itself.

    Gathering is a loop of its own, into scratch memory that stays in the cache, so that the main loop reads whole
    vectors.
    """

    def __init__(self, job: Job, name: str, number: int) -> None:
        self.job, self.program, self.name, self.number = job, job.program, name, number
        self.through = sorted({index for index in job.indexes if index is not None})
        self.scratch = {k: slot for slot, k in enumerate(gathered(job))}
        self.lines: list[str] = []
        self.names: list[str] = []

    def text(self) -> str:
        program = self.program
        first_output = len(program.inputs) + len(self.through) + 1
        lines = self.lines
        lines += [f"define void @{self.name}(ptr noalias readonly %table, i64 %n) {{", "entry:"]
        for position in range(first_output + len(program.outputs)):
            lines.append(f"  %a{position} = getelementptr ptr, ptr %table, i64 {position}")
            lines.append(f"  %p{position} = load ptr, ptr %a{position}")
        for slot in self.scratch.values():
            lines.append(f"  %s{slot} = getelementptr i8, ptr %p{first_output - 1}, i64 {slot * CHUNK * 8}")
        # One number for all rows: read before the loop.
        lines += [f"  %d{position} = load double, ptr %p{position}" for position in sorted(self.job.single)]
        lines += ["  %some = icmp sgt i64 %n, 0", "  br i1 %some, label %chunk, label %done", "chunk:"]
        lines += [
            "  %c = phi i64 [ 0, %entry ], [ %cnext, %chunkend ]", "  %left = sub i64 %n, %c",
            f"  %last = icmp slt i64 %left, {CHUNK}", f"  %m = select i1 %last, i64 %left, i64 {CHUNK}",
        ]  # fmt: skip
        before = "chunk"
        for position, slot in self.scratch.items():
            self._gather(position, slot, before)
            before = f"gathered{position}"
        lines += [
            "  br label %loop",
            "loop:",
            f"  %k = phi i64 [ 0, %{before} ], [ %next, %loop ]",
            "  %j = add i64 %c, %k",
        ]
        for reg, ins in enumerate(program.code):
            self.names.append(_constant(ins) if ins.op == "const" else f"%r{reg}")
            if ins.op != "const":
                self._instruction(reg, ins)
        for position, reg in enumerate(program.outputs):
            self._store(position + first_output, reg)
        lines += ["  %next = add nuw nsw i64 %k, 1", "  %more = icmp slt i64 %next, %m"]
        lines += [f"  br i1 %more, label %loop, label %chunkend, !llvm.loop !{self.number}", "chunkend:"]
        lines += [f"  %cnext = add i64 %c, {CHUNK}", "  %again = icmp slt i64 %cnext, %n"]
        lines += ["  br i1 %again, label %chunk, label %done", "done:", "  ret void", "}"]
        return "\n".join(lines)

    def _gather(self, position: int, slot: int, before: str) -> None:
        """One input that is read through an index.

        Each in a loop of its own: a core follows a few columns through memory at a time, not fifty.
        """
        x, stored = f"%x{position}", _stored(self.job.dtypes[position])
        number = self.job.indexes[position]
        assert number is not None, "only inputs with an index are gathered"
        index = len(self.program.inputs) + number
        self.lines += [
            f"  br label %gather{position}",
            f"gather{position}:", f"  {x}k = phi i64 [ 0, %{before} ], [ {x}next, %gather{position} ]",
            f"  {x}j = add i64 %c, {x}k", f"  {x}g = getelementptr i32, ptr %p{index}, i64 {x}j",
            f"  {x}r = load i32, ptr {x}g", f"  {x}n = icmp slt i32 {x}r, 0",
            f"  {x}s = select i1 {x}n, i32 0, i32 {x}r", f"  {x} = zext i32 {x}s to i64",
            f"  {x}u = getelementptr {stored}, ptr %p{position}, i64 {x}", f"  {x}v = load {stored}, ptr {x}u",
            f"  {x}w = getelementptr {stored}, ptr %s{slot}, i64 {x}k", f"  store {stored} {x}v, ptr {x}w",
            f"  {x}next = add nuw nsw i64 {x}k, 1", f"  {x}more = icmp slt i64 {x}next, %m",
            f"  br i1 {x}more, label %gather{position}, label %gathered{position}, !llvm.loop !4",
            f"gathered{position}:",
        ]  # fmt: skip

    def _instruction(self, reg: int, ins: Ins) -> None:
        emit = self.lines.append
        if ins.op == "load":
            self._load(reg, ins)
            return
        a = [self.names[arg] for arg in ins.args]
        kind = self.program.type(ins.args[-1])
        table = _FLOAT if kind == "f" else _WHOLE if kind == "i" else _TRUTH
        if ins.op in table:
            emit(f"  %r{reg} = {table[ins.op]} {a[0]}, {a[1]}")
        elif ins.op == "sel":
            emit(f"  %r{reg} = select i1 {a[0]}, {_TYPE[kind]} {a[1]}, {_TYPE[kind]} {a[2]}")
        elif ins.op == "not":
            emit(f"  %r{reg} = xor i1 {a[0]}, true")
        elif ins.op == "floor":
            emit(f"  %r{reg} = call double @llvm.floor.f64(double {a[0]})")
        elif ins.op == "abs":
            called = (
                f"double @llvm.fabs.f64(double {a[0]})" if kind == "f" else f"i64 @llvm.abs.i64(i64 {a[0]}, i1 false)"
            )
            emit(f"  %r{reg} = call {called}")
        elif ins.op == "tof":
            emit(f"  %r{reg} = {'sitofp i64' if kind == 'i' else 'uitofp i1'} {a[0]} to double")
        elif ins.op == "toi":
            emit(f"  %r{reg} = call i64 @llvm.fptosi.sat.i64.f64(double {a[0]})")
        elif ins.op == "fdiv":
            self._floor_quotient(reg, a[0], a[1])
        else:
            raise NotImplementedError(ins.op)

    def _floor_quotient(self, reg: int, x: str, y: str) -> None:
        """floor(x / y); in flagged rows y may have wrapped, so it is kept positive."""
        self.lines += [
            f"  %r{reg}p = icmp sgt i64 {y}, 0",
            f"  %r{reg}d = select i1 %r{reg}p, i64 {y}, i64 1",
            f"  %r{reg}q = sdiv i64 {x}, %r{reg}d",
            f"  %r{reg}r = srem i64 {x}, %r{reg}d",
            f"  %r{reg}m = icmp slt i64 %r{reg}r, 0",
            f"  %r{reg}b = sext i1 %r{reg}m to i64",
            f"  %r{reg} = add i64 %r{reg}q, %r{reg}b",
        ]

    def _load(self, reg: int, ins: Ins) -> None:
        if ins.imm in self.job.single:
            self.names[reg] = f"%d{ins.imm}"
            return
        dtype, slot = np.dtype(self.job.dtypes[ins.imm]), self.scratch.get(ins.imm)
        stored = _stored(dtype)
        where = f"ptr %p{ins.imm}, i64 %j" if slot is None else f"ptr %s{slot}, i64 %k"
        self.lines += [
            f"  %g{reg} = getelementptr {stored}, {where}",
            f"  %l{reg} = load {stored}, ptr %g{reg}, !llvm.access.group !0",
        ]
        raw = f"%l{reg}"
        signed = dtype.kind == "i"
        if ins.type == "b":
            test = f"icmp ne {stored} {raw}, 0" if dtype.kind != "f" else f"fcmp une {stored} {raw}, 0.0"
            self.lines.append(f"  %r{reg} = {test}")
        elif ins.type == "f":
            if stored == "double":
                self.names[reg] = raw
            else:
                how = "fpext" if dtype.kind == "f" else "sitofp" if signed else "uitofp"
                self.lines.append(f"  %r{reg} = {how} {stored} {raw} to double")
        elif stored == "i64":
            self.names[reg] = raw
        elif dtype.kind == "f":
            wide = raw
            self.lines.append(f"  %r{reg} = call i64 @llvm.fptosi.sat.i64.f64(double {wide})")
        else:
            self.lines.append(f"  %r{reg} = {'sext' if signed else 'zext'} {stored} {raw} to i64")

    def _store(self, position: int, reg: int) -> None:
        kind, name = self.program.type(reg), self.names[reg]
        stored = "i8" if kind == "b" else _TYPE[kind]
        if kind == "b":
            self.lines.append(f"  %o{position} = zext i1 {name} to i8")
            name = f"%o{position}"
        self.lines += [
            f"  %h{position} = getelementptr {stored}, ptr %p{position}, i64 %j",
            f"  store {stored} {name}, ptr %h{position}, !llvm.access.group !0",
        ]


def module_text(jobs: Sequence[Job]) -> str:
    """The LLVM IR of all kernels and reductions of a lowering."""
    parts = [_DECLARE]
    for number, job in enumerate(jobs):
        parts.append(_Printer(job, f"kernel{number}", 10 + number).text())
        if job.reductions:
            parts.append(reduction(job, f"reduce{number}"))
    parts.append(_NOTES + "\n".join(f"!{10 + k} = distinct !{{!{10 + k}, !1, !2, !3}}" for k in range(len(jobs))))
    return "\n".join(parts)
