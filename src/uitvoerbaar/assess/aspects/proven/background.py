"""Proofs by a process of their own, beside the computing of an assessment.

The process decides what it can while the tests on people run, and keeps each result in the cache of proofs; the
assessment takes from there what is decided by the time the rest is done. So proofs cost next to no waiting, and a second
assessment finds more of them. See docs/decisions/013.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from threading import Thread

ROUNDS = (2.0, 20.0, 60.0)
"""Seconds for each question, round after round: what is easy is decided first, what is hard gets what time is left."""


@dataclass(slots=True)
class Beside:
    """The process that proves; `stop` it before its results are read."""

    process: subprocess.Popen[bytes]

    def stop(self) -> bool:
        """End the process when it still works. Whether it had worked without an error."""
        working = self.process.poll() is None
        if working:
            self.process.terminate()
        self.process.communicate()
        return working or self.process.returncode == 0


def start(called: str) -> Beside:
    """Begin to prove the properties of the laws that a proposal changes; `called` is its name or folder."""
    # A program of its own: a forked process would share threads of the kernels, and one that multiprocessing spawns would
    # run the script or notebook again from which somebody calls the face. It ends when its stdin does: with this process.
    command = [sys.executable, "-m", __name__, called]
    where = {**os.environ, "PYTHONPATH": os.pathsep.join(path or os.curdir for path in sys.path)}
    return Beside(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=where))


def _work(called: str) -> None:
    from uitvoerbaar.assess.aspects.proven.ask import ask
    from uitvoerbaar.assess.make_context import without_people
    from uitvoerbaar.proposal import load_proposal

    Thread(target=_end_with_parent, daemon=True).start()
    nobody = without_people(load_proposal(called))
    for seconds in ROUNDS:
        ask(nobody, seconds, count=False)


def _end_with_parent() -> None:
    """An assessment that is killed cannot stop this process, so it looks itself."""
    while os.read(0, 1):  # not sys.stdin: a thread that waits in it keeps the program from ending
        pass
    os._exit(1)


if __name__ == "__main__":
    _work(sys.argv[1])
