"""Much that is made stays: looking through all of it for garbage time and again costs a long job a sixth of its time, and a short
answer more than itself."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 50_000
"""New objects before the youngest are looked through; the usual number is 700 (2,000 from Python 3.14 on)."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for garbage in circles more seldom while this goes on; what nobody refers to goes at once, as always."""
    young, *older = gc.get_threshold()
    if young == 0:  # who switched it off has a reason
        yield
        return
    gc.set_threshold(max(young, _OBJECTS), *older)
    try:
        yield
    finally:
        gc.set_threshold(young, *older)


def settle() -> None:
    """Look for garbage in circles once, and after that no more through what is there now: laws, programs, a population.

    For a process that answers for hours: called after each thing that it will hold. What was held and let go since the call
    before is found in this one.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
