"""The time and the memory that a question may take: kept by own loops and by the solver."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Timer
from typing import Any

import z3

from uitvoerbaar.base.limits import SOLVER_MEGABYTES

_until: ContextVar[float] = ContextVar("until", default=math.inf)
GRACE = 0.1
"""Seconds after which a solver that does not look at its own time limit is interrupted."""


class OutOfTime(Exception):
    """The time of the question is up."""


def bound_memory() -> None:
    """Let the solver take no more than its limit; beyond it its calls fail as `out_of_memory` knows. Raises UserError."""
    z3.set_param("memory_max_size", SOLVER_MEGABYTES.most)


def out_of_memory(error: z3.Z3Exception) -> bool:
    """Whether the solver failed because it has no more memory."""
    return "out of memory" in str(error)


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """What runs inside has at most this long, and never longer than what is around it has."""
    token = _until.set(min(_until.get(), time.monotonic() + seconds))
    try:
        yield
    finally:
        _until.reset(token)


def left() -> float:
    """Seconds until the deadline."""
    return _until.get() - time.monotonic()


def check() -> None:
    """Raises OutOfTime when the time is up; for loops that may take long."""
    if time.monotonic() > _until.get():
        raise OutOfTime


def ask(solver: z3.Solver, *assumed: Any, seconds: float = math.inf) -> Any:
    """What the solver answers within the time: z3.sat, z3.unsat or z3.unknown."""
    allowed = min(left(), seconds)
    if allowed <= 0:
        return z3.unknown
    if math.isinf(allowed):
        return solver.check(*assumed)
    solver.set("timeout", max(1, int(allowed * 1000)))
    # Some steps of the solver look at its own limit only when they are done.
    alarm = Timer(allowed + GRACE, solver.ctx.interrupt)
    alarm.daemon = True
    rung = time.monotonic() + allowed + GRACE
    alarm.start()
    try:
        return solver.check(*assumed)
    except z3.Z3Exception as error:
        if out_of_memory(error) or (time.monotonic() < _until.get() and math.isinf(seconds)):
            raise
        return z3.unknown
    finally:
        alarm.cancel()
        alarm.join()
        if alarm.finished.is_set() and time.monotonic() >= rung:
            # An interruption that came just after the answer stays until the next check: let that be one of nothing.
            z3.Solver(ctx=solver.ctx).check()
