"""Which kernels run: compiled ones where llvmlite is installed, numpy elsewhere."""

from __future__ import annotations

import importlib.util

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.engine.batch.kernels.numpy_ import NumpyBackend
from uitvoerbaar.engine.batch.kernels.protocol import Backend


def choose(name: str, cache: bool) -> Backend:
    """The backend by name; auto takes the compiled one when it is there. Raises UserError when it is asked for in vain."""
    there = importlib.util.find_spec("llvmlite") is not None
    if name == "numpy" or (name == "auto" and not there):
        return NumpyBackend()
    if not there:
        raise UserError(tr("llvmlite is niet geïnstalleerd; installeer 'uitvoerbaar[fast]' of kies backend numpy"))
    from uitvoerbaar.engine.batch.kernels.llvm import LlvmBackend

    return LlvmBackend(cache)
