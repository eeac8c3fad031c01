"""Memory of a thread for one block of rows, used again for the next: new pages cost more than what is computed in them."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np

from uitvoerbaar.engine.batch.people import Array

PIECE = 4 * 2**20
"""Bytes asked for at a time."""
LINE = 64
"""Columns begin at a multiple of this many bytes."""


class _Memory(threading.local):
    def __init__(self) -> None:
        self.pieces: list[Array] = []
        self.piece = self.used = 0


_MEMORY = _Memory()


def start_block() -> None:
    """A new block of rows begins: what `empty` gave this thread before may be overwritten."""
    _MEMORY.piece = _MEMORY.used = 0


def empty(n: int, dtype: Any) -> Array:
    """An array of `n` that lasts until this thread begins another block."""
    memory = _MEMORY
    dtype = np.dtype(dtype)
    size = n * dtype.itemsize
    while True:
        if memory.piece == len(memory.pieces):
            memory.pieces.append(np.empty(max(PIECE, size), np.uint8))
        piece = memory.pieces[memory.piece]
        if memory.used + size <= len(piece):
            break
        memory.piece, memory.used = memory.piece + 1, 0
    start = memory.used
    memory.used = start + -(-size // LINE) * LINE
    return piece[start : start + size].view(dtype)
