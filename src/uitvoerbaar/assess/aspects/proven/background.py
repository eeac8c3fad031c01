"""Proofs by a process of their own, beside the computing of an assessment.

The process decides what it can while the tests on people run, and keeps each result in the cache of proofs; the
assessment takes from there what is decided by the time the rest is done. So proofs cost next to no waiting, and a second
assessment finds more of them. See docs/decisions/013.
"""

from __future__ import annotations

import multiprocessing
import os
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from threading import Thread

ROUNDS = (2.0, 20.0, 60.0)
"""Seconds for each question, round after round: what is easy is decided first, what is hard gets what time is left."""


@dataclass(slots=True)
class Beside:
    """The process that proves; `stop` it before its results are read."""

    process: BaseProcess

    def stop(self) -> bool:
        """End the process when it still works. Whether it had worked without an error."""
        if self.process.is_alive():
            self.process.terminate()
            self.process.join()
            return True
        return self.process.exitcode == 0


def start(called: str) -> Beside:
    """Begin to prove the properties of the laws that a proposal changes; `called` is its name or folder."""
    # A fresh process: one that is forked would share threads of the kernels. It ends when the assessment does.
    process = multiprocessing.get_context("spawn").Process(target=_work, args=(called,), daemon=True)
    process.start()
    return Beside(process)


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
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
