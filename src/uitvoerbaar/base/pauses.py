"""Places in long work that nobody waits for, where it can make way for work that somebody does.

Law is linked, lowered and compiled in many small steps that hold the interpreter. Between two of them `pause` asks whoever
does the work whether something else goes first; where nobody asked for that it costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_WAY: ContextVar[Callable[[], None] | None] = ContextVar("_WAY", default=None)


def pause() -> None:
    """Make way here, in a thread of which the work is inside `making_way`."""
    way = _WAY.get()
    if way is not None:
        way()


@contextmanager
def making_way(way: Callable[[], None]) -> Iterator[None]:
    """Within the block each `pause` of this thread calls `way`, which returns when the work may go on."""
    before = _WAY.set(way)
    try:
        yield
    finally:
        _WAY.reset(before)
