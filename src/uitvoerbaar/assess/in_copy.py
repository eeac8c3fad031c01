"""Tests that follow cases instead of people, and what else waits for nobody, in a copy of this process while the others run.

They are Python from beginning to end and need one core, as the others do; a second core would wait. The copy sees
everything that was linked and loaded, without taking memory for it again, and hands back what its jobs gave. Where it
cannot, or a job fails, they run here and say why.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import signal
import sys
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from uitvoerbaar.assess.context import Context
from uitvoerbaar.base.cores import cores

Job = Callable[[Context], Any]
"""What the copy does with the context; its answer must be one that can be pickled."""

_PR_SET_PDEATHSIG = 1
"""Of Linux, prctl(2)."""


@dataclass(slots=True)
class Copy:
    """A copy of this process at work on `jobs`: `pid` is the process, `pipe` where it writes what it found."""

    ctx: Context
    jobs: Mapping[str, Job]
    pid: int
    pipe: int

    def answers(self) -> dict[str, Any]:
        """What its jobs gave, by their name; waits for it. Raises what the jobs raise."""
        with os.fdopen(self.pipe, "rb") as read:
            content = read.read()
        self.pipe = -1
        if not self._ended_well():
            return {name: job(self.ctx) for name, job in self.jobs.items()}
        made, unanswered, behind, untold = pickle.loads(content)  # from our own copy, through a pipe that only we have
        self.ctx._no_answer.update(unanswered)
        self.ctx.behind.update(behind)
        self.ctx.untold.extend(untold)
        found: dict[str, Any] = made
        return found

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


def start(ctx: Context, jobs: Mapping[str, Job], others: int = 0) -> Copy | None:
    """Begin `jobs` in a copy; None where a process cannot be copied, or all cores are taken by this one and `others`."""
    if not jobs or sys.platform != "linux" or cores() < 2 + others:
        return None
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
        return Copy(ctx, jobs, pid, read)
    os.close(read)
    _end_with(parent)
    os._exit(_work(ctx, jobs, write))


def _end_with(parent: int) -> None:
    """Let the system end this copy when the process that it is of ends, however that comes: it holds its files open."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _work(ctx: Context, jobs: Mapping[str, Job], pipe: int) -> int:
    """Do the jobs and write what they gave; the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    told = len(ctx.untold)
    try:
        made = {name: job(ctx) for name, job in jobs.items()}
        content = pickle.dumps((made, ctx._no_answer, ctx.behind, ctx.untold[told:]), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(pipe, "wb") as written:
            written.write(content)
    except BaseException:  # whatever it is, it shows again where the jobs are done next
        return 1
    return 0
