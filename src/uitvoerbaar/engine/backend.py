"""Which kernels run: compiled ones where llvmlite is installed, numpy elsewhere."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

from uitvoerbaar.engine.jobs import Backend
from uitvoerbaar.engine.numpy_ import NumpyBackend
from uitvoerbaar.law.errors import UserError


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def cache_dir() -> Path:
    """Where what was made once is kept: UITVOERBAAR_CACHE, else the user's cache folder."""
    named = os.environ.get("UITVOERBAAR_CACHE")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "uitvoerbaar"


def choose(name: str, cache: bool) -> Backend:
    """The backend by name; auto takes the compiled one when it is there. Raises UserError when it is asked for in vain."""
    there = importlib.util.find_spec("llvmlite") is not None
    if name == "numpy" or (name == "auto" and not there):
        return NumpyBackend()
    if not there:
        raise UserError("llvmlite is niet geïnstalleerd; installeer 'uitvoerbaar[fast]' of kies backend numpy")
    from uitvoerbaar.engine.llvm import LlvmBackend

    return LlvmBackend(cache)
