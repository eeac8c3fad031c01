"""Which kernels run: compiled ones where llvmlite is installed, numpy elsewhere."""

from __future__ import annotations

import importlib.util
import os
from typing import Any

from uitvoerbaar.engine.numpy_ import NumpyKernel
from uitvoerbaar.engine.program import Program
from uitvoerbaar.engine.stages import Compile, RunKernel
from uitvoerbaar.law.errors import UserError


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def with_numpy(programs: list[Program], dtypes: list[list[Any]]) -> list[RunKernel]:
    """Kernels that run on numpy."""
    return [NumpyKernel(program) for program in programs]


def choose(backend: str, cache: bool) -> Compile:
    """The backend by name; auto takes the compiled one when it is there. Raises UserError when it is asked for in vain."""
    there = importlib.util.find_spec("llvmlite") is not None
    if backend == "numpy" or (backend == "auto" and not there):
        return with_numpy
    if not there:
        raise UserError("llvmlite is niet geinstalleerd; installeer 'uitvoerbaar[fast]' of kies backend numpy")
    from uitvoerbaar.engine import llvm

    return lambda programs, dtypes: llvm.compile_programs(programs, dtypes, keep=cache)
