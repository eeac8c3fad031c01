"""One process in a place: it holds a file as long as it lives."""

from __future__ import annotations

import contextlib
import os
import socket
import time
from collections.abc import Iterator

from uitvoerbaar.desk.compute.place import Place

try:
    import fcntl
except ModuleNotFoundError:  # Windows, where the client refuses to start a process
    fcntl = None  # type: ignore[assignment]

_TRYING = 3.0
"""Seconds in which the one that holds the place can end."""


@contextlib.contextmanager
def held(place: Place) -> Iterator[bool]:
    """Hold a place within the block; False when another process lives there. Death lets go of it.

    One that does not listen is beginning or ending: then this waits a little for what becomes of it.
    """
    handle = os.open(place.lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        end = time.monotonic() + _TRYING
        mine = _hold(handle)
        while not mine and time.monotonic() < end and not _listens(place):
            time.sleep(0.02)
            mine = _hold(handle)
        if mine:
            os.ftruncate(handle, 0)
            os.write(handle, f"{os.getpid()}\n".encode())
        yield mine
    finally:
        os.close(handle)


def _hold(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _listens(place: Place) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as end, place.address() as address:
        end.settimeout(1.0)
        try:
            end.connect(address)
        except OSError:
            return False
        return True
