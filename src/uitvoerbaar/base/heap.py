"""Freed memory kept for what is made next: of a whole country a column is 67 MB, and the pages of a new one cost as much as
filling it. The C library gives arrays of that size back to the system each time, unless told otherwise."""

from __future__ import annotations

import ctypes
import sys

_TRIM_THRESHOLD, _MMAP_MAX = -1, -4
"""Numbers of mallopt(3) in the C library of GNU; other libraries have other numbers, or none."""
_NEVER = 2**31 - 1


def keep_freed() -> bool:
    """From now on this process keeps what it frees until it ends; whether the C library took that.

    For a program of its own that works through large columns. What it uses at most grows by what lies between, a few percent.
    """
    if not sys.platform.startswith("linux"):
        return False
    library = ctypes.CDLL(None)
    if not hasattr(library, "gnu_get_libc_version"):
        return False
    # No pages of their own for large arrays, and the end of the heap stays.
    return bool(library.mallopt(_MMAP_MAX, 0) and library.mallopt(_TRIM_THRESHOLD, _NEVER))
