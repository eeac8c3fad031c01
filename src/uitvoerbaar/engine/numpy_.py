"""The numpy evaluator: a lowered program on the columns of a block, instruction by instruction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from uitvoerbaar.engine.people import Array
from uitvoerbaar.engine.program import Program

_DTYPE = {"f": np.float64, "i": np.int64, "b": np.bool_}


def _floor_quotient(x: Any, y: Any) -> Any:
    # In rows that are flagged a divisor may have wrapped; any positive one will do there.
    return np.floor_divide(x, np.maximum(y, 1))


def _to_int(x: Any) -> Any:
    # Saturates as the compiled kernel does; only flagged rows leave the range.
    limit = 2.0**63 - 1024
    return np.nan_to_num(np.clip(x, -limit, limit), nan=0.0).astype(np.int64)


_OPS: dict[str, Callable[..., Any]] = {
    "add": np.add, "sub": np.subtract, "mul": np.multiply, "div": np.divide, "fdiv": _floor_quotient,
    "floor": np.floor, "abs": np.abs, "lt": np.less, "le": np.less_equal, "eq": np.equal,
    "and": np.logical_and, "or": np.logical_or, "not": np.logical_not, "sel": np.where,
    "tof": lambda x: np.asarray(x).astype(np.float64), "toi": _to_int,
}  # fmt: skip


class NumpyKernel:
    """A program as a list of array operations; registers are dropped after their last use."""

    def __init__(self, program: Program) -> None:
        self.program = program
        last: dict[int, int] = {}
        for position, ins in enumerate(program.code):
            for arg in ins.args:
                last[arg] = position
        keep = set(program.outputs)
        self._drop: list[tuple[int, ...]] = [
            tuple({a for a in ins.args if last[a] == position and a not in keep})
            for position, ins in enumerate(program.code)
        ]

    def __call__(self, inputs: Sequence[Array], outputs: Sequence[Array], n: int) -> None:
        """Compute the outputs of `n` rows from the inputs."""
        values: list[Any] = [None] * len(self.program.code)
        with np.errstate(all="ignore"):
            for position, ins in enumerate(self.program.code):
                if ins.op == "const":
                    values[position] = _DTYPE[ins.type](ins.imm)
                elif ins.op == "load":
                    values[position] = inputs[ins.imm].astype(_DTYPE[ins.type], copy=False)
                else:
                    values[position] = _OPS[ins.op](*(values[a] for a in ins.args))
                    for arg in self._drop[position]:
                        values[arg] = None
        for target, reg in zip(outputs, self.program.outputs, strict=True):
            target[:n] = values[reg]
