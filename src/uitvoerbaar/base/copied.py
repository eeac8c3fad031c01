"""Work in a copy of this process, while this one goes on: Python needs one core, and a second core would wait.

The copy sees everything that is there, without taking memory for it again, and hands back what the work gave. Where it does
not end well, the work is done here, which says why. So it is for a copy that stands still: a library that works in threads of
its own can wait for one that a copy does not have.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import select
import signal
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from uitvoerbaar.base.cores import cores

T = TypeVar("T")

_PR_SET_PDEATHSIG = 1
"""Of Linux, prctl(2)."""
_LOOK, _STILL = 5.0, 6
"""Seconds between two looks at a copy that says nothing, and looks without any work after which it is given up."""
_PIECE = 1 << 20


@dataclass(slots=True)
class Copied(Generic[T]):
    """A copy of this process that does `work`: `pid` is the process, `pipe` where it writes what it found."""

    work: Callable[[], T]
    pid: int
    pipe: int

    def answer(self) -> T:
        """What the work gave in the copy, or gives here when the copy did not end well. Raises what the work raises."""
        content = self._read()
        if content is not None and not self._ended_well():
            content = None
        self.stop()
        if content is None:
            return self.work()
        found: T = pickle.loads(content)  # from our own copy, through a pipe that only we have
        return found

    def _read(self) -> bytes | None:
        """Everything that the copy writes; None when it stands still, which is waited for a while."""
        found, still, spent = bytearray(), 0, -1
        while True:
            if select.select([self.pipe], [], [], _LOOK)[0]:
                piece = os.read(self.pipe, _PIECE)
                if not piece:
                    return bytes(found)
                found += piece
                continue
            before, spent = spent, _processor_time(self.pid)
            still = still + 1 if spent == before else 0
            if still >= _STILL:
                return None

    def stop(self) -> None:
        """End it when nobody waits for it any more."""
        if self.pipe >= 0:
            os.close(self.pipe)
            self.pipe = -1
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            self._ended_well()

    def _ended_well(self) -> bool:
        pid, self.pid = self.pid, 0
        return os.waitpid(pid, 0)[1] == 0


def _processor_time(pid: int) -> int:
    """Ticks of the processor that a process has used (proc(5)); 0 for one that is gone."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as read:
            fields = read.read().rpartition(b")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])


def can_copy(others: int = 0) -> bool:
    """Whether a process can be copied here, and there is a core for the copy beside this process and `others`."""
    return sys.platform == "linux" and cores() >= 2 + others


def copied(work: Callable[[], T]) -> Copied[T]:
    """Begin `work` in a copy of this process; what it gives must be something that can be pickled."""
    read, write = os.pipe()
    parent = os.getpid()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()  # what waits to be written is written once
    with warnings.catch_warnings():
        # The threads of this process are those of a progress bar and of libraries that know how to be copied; kernels
        # have theirs only while they run.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid:
        os.close(write)
        return Copied(work, pid, read)
    os.close(read)
    _end_with(parent)
    os._exit(_done(work, write))


def _end_with(parent: int) -> None:
    """Let the system end this copy when the process that it is of ends, however that comes: it holds its files open."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _done(work: Callable[[], object], pipe: int) -> int:
    """Do the work and write what it gave; the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        content = pickle.dumps(work(), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(pipe, "wb") as written:
            written.write(content)
    except BaseException:  # whatever it is, it shows again where the work is done next
        return 1
    return 0
