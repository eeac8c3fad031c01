"""Long jobs make many objects that stay: looking through all of them for garbage time and again costs a sixth of the time."""

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
