"""Which kernels run: compiled ones where llvmlite is installed, numpy elsewhere."""

from __future__ import annotations

from uitvoerbaar.base.extras import lacking, require
from uitvoerbaar.engine.batch.kernels.numpy_ import NumpyBackend
from uitvoerbaar.engine.batch.kernels.protocol import Backend


def choose(name: str, cache: bool) -> Backend:
    """The backend by name; auto takes the compiled one when it is there. Raises ExtraMissing when it is asked for in vain."""
    if name == "numpy" or (name == "auto" and lacking("fast")):
        return NumpyBackend(cache)
    require("fast")
    from uitvoerbaar.engine.batch.kernels.llvm import LlvmBackend

    return LlvmBackend(cache)
