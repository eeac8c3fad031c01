"""All of llvmlite: a lowered program as one branch-free loop in LLVM IR, compiled, kept on disk and called.

A kernel is `void(ptr table, i64 n)`: the table holds the addresses of the input columns, then of the output columns.
Float arithmetic is strict (no contraction, no reassociation), so it gives the bits that numpy gives.
"""

from __future__ import annotations

import ctypes
import hashlib
import itertools
import os
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import llvmlite
import llvmlite.binding as llvm
import numpy as np

from uitvoerbaar.engine.people import Array
from uitvoerbaar.engine.program import Ins, Program

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
"""


def _constant(ins: Ins) -> str:
    if ins.type == "b":
        return "true" if ins.imm else "false"
    if ins.type == "i":
        return str(ins.imm)
    return f"0x{np.float64(ins.imm).view(np.uint64):016X}"


class _Printer:
    """The text of one kernel."""

    def __init__(self, program: Program, dtypes: list[Any], name: str, number: int) -> None:
        self.program, self.dtypes, self.name, self.number = program, dtypes, name, number
        self.lines: list[str] = []
        self.names: list[str] = []

    def text(self) -> str:
        program = self.program
        columns = len(program.inputs) + len(program.outputs)
        head = [f"define void @{self.name}(ptr noalias readonly %table, i64 %n) {{", "entry:"]
        for position in range(columns):
            head.append(f"  %a{position} = getelementptr ptr, ptr %table, i64 {position}")
            head.append(f"  %p{position} = load ptr, ptr %a{position}")
        head += ["  %some = icmp sgt i64 %n, 0", "  br i1 %some, label %loop, label %done", "loop:"]
        head.append("  %j = phi i64 [ 0, %entry ], [ %next, %loop ]")
        for reg, ins in enumerate(program.code):
            self.names.append(_constant(ins) if ins.op == "const" else f"%r{reg}")
            if ins.op != "const":
                self._instruction(reg, ins)
        for position, reg in enumerate(program.outputs):
            self._store(position + len(program.inputs), reg)
        tail = ["  %next = add nuw nsw i64 %j, 1", "  %more = icmp slt i64 %next, %n"]
        tail += [f"  br i1 %more, label %loop, label %done, !llvm.loop !{self.number}", "done:", "  ret void", "}"]
        return "\n".join([*head, *self.lines, *tail])

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
        dtype = np.dtype(self.dtypes[ins.imm])
        stored = f"i{dtype.itemsize * 8}" if dtype.kind != "f" else "double" if dtype.itemsize == 8 else "float"
        self.lines += [
            f"  %g{reg} = getelementptr {stored}, ptr %p{ins.imm}, i64 %j",
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


def module_text(programs: Sequence[Program], dtypes: Sequence[list[Any]]) -> str:
    """The LLVM IR of all kernels of a lowering."""
    parts = [_DECLARE]
    parts += [
        _Printer(p, d, f"kernel{k}", 10 + k).text() for k, (p, d) in enumerate(zip(programs, dtypes, strict=True))
    ]
    parts.append(_NOTES + "\n".join(f"!{10 + k} = distinct !{{!{10 + k}, !1, !2, !3}}" for k in range(len(programs))))
    return "\n".join(parts)


def cache_dir() -> Path:
    """Where compiled kernels are kept: UITVOERBAAR_CACHE, else the user's cache folder."""
    named = os.environ.get("UITVOERBAAR_CACHE")
    if named:
        return Path(named) / "kernels"
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "uitvoerbaar" / "kernels"


@cache
def _machine() -> llvm.TargetMachine:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    target = llvm.Target.from_default_triple()
    return target.create_target_machine(
        cpu=llvm.get_host_cpu_name(),
        features=llvm.get_host_cpu_features().flatten(),
        opt=2,
        reloc="pic",
        codemodel="default",
    )


def compile_text(text: str, machine: llvm.TargetMachine) -> bytes:
    """Optimise and compile a module to an object file."""
    module = llvm.parse_assembly(text)
    module.verify()
    options = llvm.create_pipeline_tuning_options(speed_level=2)
    options.loop_vectorization = True
    options.slp_vectorization = False
    builder = llvm.create_pass_builder(machine, options)
    builder.getModulePassManager().run(module, builder)
    made: bytes = machine.emit_object(module)
    return made


def _object(text: str, machine: llvm.TargetMachine, keep: bool) -> bytes:
    """The object file, from the cache when it is there; a cache that cannot be written is not used."""
    if not keep:
        return compile_text(text, machine)
    host = (machine.triple, llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten())
    about = "|".join((llvmlite.__version__, str(llvm.llvm_version_info), *host, ""))
    path = cache_dir() / (hashlib.sha256((about + text).encode()).hexdigest() + ".o")
    if path.is_file():
        return path.read_bytes()
    made = compile_text(text, machine)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(made)
        os.replace(file.name, path)
    except OSError:
        pass  # a read-only home costs a compilation, nothing else
    return made


class LlvmKernel:
    """A compiled kernel; calling it releases the interpreter lock."""

    def __init__(self, address: int, keep: Any) -> None:
        self.keep = keep  # the library must live as long as the kernel
        self.call = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int64)(address)

    def __call__(self, inputs: Sequence[Array], outputs: Sequence[Array], n: int) -> None:
        """Compute the outputs of `n` rows from the inputs."""
        arrays = [a if a.flags.c_contiguous else np.ascontiguousarray(a) for a in inputs]
        table = np.array([a.__array_interface__["data"][0] for a in (*arrays, *outputs)], np.uint64)
        self.call(table.__array_interface__["data"][0], n)


@cache
def _jit() -> Any:
    return llvm.create_lljit_compiler(_machine())


_NUMBERS = itertools.count()


def compile_programs(programs: Sequence[Program], dtypes: Sequence[list[Any]], *, keep: bool) -> list[Any]:
    """Kernels for programs whose inputs have these dtypes."""
    made = _object(module_text(programs, dtypes), _machine(), keep)
    builder = llvm.JITLibraryBuilder().add_object_img(made)
    names = [f"kernel{k}" for k in range(len(programs))]
    for name in names:
        builder.export_symbol(name)
    library = builder.add_current_process().link(_jit(), f"kernels{next(_NUMBERS)}")
    return [LlvmKernel(library[name], library) for name in names]
