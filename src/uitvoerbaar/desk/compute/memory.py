"""How much memory this process holds for itself."""

from __future__ import annotations

import os
from pathlib import Path

_STATM = Path("/proc/self/statm")


def own_bytes() -> int | None:
    """Resident bytes that are this process's own: files that are mapped and shared memory do not count.

    None on a system that does not tell (only Linux does, proc(5)): no limit on memory can be kept there.
    """
    try:
        with _STATM.open("rb") as file:
            _, resident, shared, *_ = file.read().split()
    except OSError:
        return None
    return (int(resident) - int(shared)) * os.sysconf("SC_PAGE_SIZE")
