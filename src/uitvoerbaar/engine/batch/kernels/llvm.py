"""All of llvmlite: LLVM IR compiled, kept on disk, loaded and called."""

from __future__ import annotations

import ctypes
import hashlib
import itertools
import threading
from collections.abc import Sequence
from copy import copy
from functools import cache
from pathlib import Path
from typing import Any

import llvmlite
import llvmlite.binding as llvm
import numpy as np

from uitvoerbaar.base import sealed
from uitvoerbaar.base.folders import cache_dir
from uitvoerbaar.base.limits import KERNEL_SIZE
from uitvoerbaar.engine.batch.kernels.llvm_loops import LOOPS
from uitvoerbaar.engine.batch.kernels.llvm_text import CHUNK, gathered, module_text
from uitvoerbaar.engine.batch.kernels.memory import empty
from uitvoerbaar.engine.batch.kernels.numpy_ import NumpyKernel
from uitvoerbaar.engine.batch.kernels.protocol import Elements, Job, Kernel
from uitvoerbaar.engine.batch.people import Array

_CODE_MODEL = "jitdefault"


_MANY, _FEW = 2, 0
"""How much a compiler optimises for many rows and for few. Both give the same bits: arithmetic is strict in the text."""


@cache
def _machine(speed: int = _MANY) -> llvm.TargetMachine:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    target = llvm.Target.from_default_triple()
    return target.create_target_machine(
        cpu=llvm.get_host_cpu_name(),
        features=llvm.get_host_cpu_features().flatten(),
        opt=speed,
        reloc="pic",
        # Code and constants may come to lie more than 2 GB apart in a process that maps a whole country.
        codemodel=_CODE_MODEL,
    )


def compile_text(text: str, machine: llvm.TargetMachine, speed: int = _MANY) -> bytes:
    """Optimise and compile a module to an object file."""
    module = llvm.parse_assembly(text)
    module.verify()
    options = llvm.create_pipeline_tuning_options(speed_level=speed)
    options.loop_vectorization = speed == _MANY
    options.slp_vectorization = False
    builder = llvm.create_pass_builder(machine, options)
    builder.getModulePassManager().run(module, builder)
    made: bytes = machine.emit_object(module)
    return made


_KEPT, _DAYS = 4_000, 90
"""Object files that the cache folder holds at most, and days that one stays unused; the rest goes."""


def kernel_name(text: str, machine: str, cpu: str, features: str, speed: int = _MANY) -> str:
    """The name of a kept kernel: everything that its machine code depends on; `text` is the hash of its text."""
    how = () if speed == _MANY else (str(speed),)
    about = "|".join((llvmlite.__version__, str(llvm.llvm_version_info), _CODE_MODEL, machine, cpu, features, *how, ""))
    return hashlib.sha256((about + text).encode()).hexdigest() + ".o"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _place(text_hash: str, machine: llvm.TargetMachine, speed: int = _MANY) -> Path:
    """Where the kernel of a text with this hash is kept for this machine."""
    cpu, features = llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten()
    return cache_dir() / "kernels" / kernel_name(text_hash, machine.triple, cpu, features, speed)


def _found(text_hash: str, machine: llvm.TargetMachine, speed: int) -> bytes | None:
    """A kept object file that is fast enough; what was made for many rows serves few too."""
    levels = dict.fromkeys((_MANY, speed))
    return next((found for level in levels if (found := sealed.read(_place(text_hash, machine, level)))), None)


def _object(text: str, machine: llvm.TargetMachine, keep: bool, speed: int = _MANY) -> bytes:
    """The object file, from the cache when it is there and ours; a cache that cannot be used costs a compilation."""
    if not keep:
        return compile_text(text, machine, speed)
    found = _found(_hash(text), machine, speed)
    if found is not None:
        return found
    made = compile_text(text, machine, speed)
    sealed.write(_place(_hash(text), machine, speed), made, most=_KEPT, days=_DAYS)
    return made


_RUN = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int64)
_P, _N = ctypes.c_void_p, ctypes.c_int64
_COUNT = ctypes.CFUNCTYPE(_N, _P, _P, _P, _N, _N, _P, _P)
_FOLLOW = ctypes.CFUNCTYPE(None, _P, _P, _N, _P)
_ADD = ctypes.CFUNCTYPE(None, _P, _P, _P, _P, _P, _N, _P)
_FILL = ctypes.CFUNCTYPE(None, _P, _P, _N, _N, _P, _P, _P, _P)


def _address(array: Array) -> int:
    found: int = array.__array_interface__["data"][0]
    return found


_LOCAL = threading.local()


class LlvmKernel:
    """A compiled kernel; calling it releases the interpreter lock."""

    def __init__(self, job: Job, library: Any, number: int, kept: str | None) -> None:
        self.job, self.kept = job, kept
        self._library = library  # must live as long as the functions
        self._run = _RUN(library[f"kernel{number}"])
        self._needs = max(len(gathered(job)), 1) * CHUNK * 8
        # Addresses of columns do not change; what is left open is filled in for every block.
        columns = list(zip(job.columns, job.indexes, strict=True))
        others = len({index for index in job.indexes if index is not None}) + 1 + len(job.types)
        known = [0 if column is None else _address(column) for column, _ in columns]
        moves = [column.itemsize if column is not None and index is None else 0 for column, index in columns]
        self._table = np.array([*known, *[0] * others], np.uint64)
        self._width = np.array([*moves, *[0] * others], np.uint64)
        self._open = [k for k, (column, _) in enumerate(columns) if column is None]
        self._open += range(len(columns), len(columns) + others)
        self._reduce = _RUN(library[f"reduce{number}"]) if job.reductions else None

    def __call__(
        self, inputs: Sequence[Array], start: int, indexes: Sequence[Array], outputs: Sequence[Array], n: int
    ) -> None:
        """Fill `outputs` for `n` rows."""
        table = self._table + self._width * np.uint64(start)
        table[self._open] = [_address(a) for a in (*inputs, *indexes, self._scratch(), *outputs)]
        self._run(_address(table), n)

    def _scratch(self) -> Array:
        """Memory of this thread for gathered inputs."""
        found: Array | None = getattr(_LOCAL, "scratch", None)
        if found is None or len(found) < self._needs:
            found = _LOCAL.scratch = np.empty(self._needs, np.uint8)
        return found

    def reduce(self, outputs: Sequence[Array], elements: Elements) -> list[Array]:
        """Per row of the block the reductions of its elements."""
        if self._reduce is None:
            return []
        values = [outputs[output] for output, _ in self.job.reductions]
        n = len(elements.counts)
        made = [empty(n, v.dtype) for v in values]
        table = np.array([_address(a) for a in (*values, elements.counts, elements.begin, *made)], np.uint64)
        self._reduce(_address(table), n)
        return made


@cache
def _jit() -> Any:
    return llvm.create_lljit_compiler(_machine())


_NUMBERS = itertools.count()


def _library(made: bytes, names: Sequence[str]) -> Any:
    """An object file made ready, with the functions of these names."""
    builder = llvm.JITLibraryBuilder().add_object_img(made)
    for name in names:
        builder.export_symbol(name)
    return builder.add_current_process().link(_jit(), f"kernels{next(_NUMBERS)}")


def _names(jobs: Sequence[Job]) -> list[str]:
    """The functions of jobs in their library."""
    return [f"kernel{k}" for k in range(len(jobs))] + [f"reduce{k}" for k, job in enumerate(jobs) if job.reductions]


_ADDERS = {kind: f"accumulate_{kind}" for kind in "fib"}


class LlvmBackend:
    """Compiled kernels; `keep` stores and finds object files in the user's cache folder."""

    compiles = True

    def __init__(self, keep: bool) -> None:
        self.keep, self._speed = keep, _MANY
        # The loops are of no law: so few that they are compiled for many rows always.
        self._loops = _library(
            _object(LOOPS, _machine(), keep), ("follow", "segments_count", "segments_fill", *_ADDERS.values())
        )
        self._add = {kind: _ADD(self._loops[name]) for kind, name in _ADDERS.items()}
        self._follow = _FOLLOW(self._loops["follow"])
        self._count, self._fill = _COUNT(self._loops["segments_count"]), _FILL(self._loops["segments_fill"])

    def for_few(self) -> LlvmBackend:
        """The same for so few rows that compiling for speed takes longer than it saves."""
        made = copy(self)
        made._speed = _FEW
        return made

    def compile(self, jobs: Sequence[Job]) -> list[Kernel]:
        """Kernels for jobs, as one library; in numpy where compiling would take far longer than running saves."""
        if max((len(job.program.code) for job in jobs), default=0) > KERNEL_SIZE.most:
            return [NumpyKernel(job) for job in jobs]
        text = module_text(jobs)
        library = _library(_object(text, _machine(self._speed), self.keep, self._speed), _names(jobs))
        kept = _hash(text) if self.keep else None
        return [LlvmKernel(job, library, number, kept) for number, job in enumerate(jobs)]

    def recall(self, jobs: Sequence[Job], kept: str | None) -> list[Kernel] | None:
        """The kernels of a library that is kept; None when it is gone, or when this backend keeps nothing."""
        found = None if kept is None or not self.keep else _found(kept, _machine(), self._speed)
        if found is None or kept is None:
            return None
        library = _library(found, _names(jobs))
        return [LlvmKernel(job, library, number, kept) for number, job in enumerate(jobs)]

    def follow(self, partner: Array, key: Array | range) -> Array:
        """The rows of the partners of the persons in `key`."""
        if isinstance(key, range):
            return partner[key.start : key.stop]
        made = empty(len(key), np.int32)
        self._follow(_address(partner), _address(key), len(key), _address(made))
        return made

    def accumulate(
        self, value: Array, null: Array, err: Array, weights: Array | None, by: Array | None, totals: Array
    ) -> None:
        """Add whole values of rows without null and err to `totals`."""
        kind = {"f": "f", "i": "i", "u": "b"}[value.dtype.kind]
        given = [None if a is None else _address(a) for a in (weights, by)]
        self._add[kind](_address(value), _address(null), _address(err), *given, len(value), _address(totals))

    def segments(self, start: Array, stop: Array, index: Array | None, key: Array | range) -> Elements:
        """The elements of the persons in `key`."""
        n = len(key)
        counts, begin = empty(n, np.int32), empty(n, np.int32)
        who, origin = (None, key.start) if isinstance(key, range) else (_address(key), 0)
        total = self._count(_address(start), _address(stop), who, origin, n, _address(counts), _address(begin))

        def fill() -> tuple[Array, Array]:
            records, owner = empty(total, np.int32), empty(total, np.int32)
            through = None if index is None else _address(index)
            if total:
                found = (_address(counts), through, _address(records), _address(owner))
                self._fill(_address(start), who, origin, n, *found)
            return records, owner

        return Elements(counts, begin, total, fill)
