"""Tests that follow cases instead of people, and what else waits for nobody, in a copy of this process while the others run.

They are Python from beginning to end and need one core, as the others do; a second core would wait. Where a copy cannot be
made, or a job fails in it, they run here and say why.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from uitvoerbaar.assess.context import Context
from uitvoerbaar.base.copied import Copied, can_copy, copied

Job = Callable[[Context], Any]
"""What the copy does with the context; its answer must be one that can be pickled."""
_Notes = tuple[Any, ...]
"""What the jobs left in the context: rows without an answer, households behind figures, what is untold."""


@dataclass(slots=True)
class Copy:
    """A copy of this process at work on jobs."""

    ctx: Context
    copy: Copied[tuple[dict[str, Any], _Notes | None]]

    @property
    def pid(self) -> int:
        """The process; 0 when it has ended."""
        return self.copy.pid

    def answers(self) -> dict[str, Any]:
        """What its jobs gave, by their name; waits for it. Raises what the jobs raise."""
        made, notes = self.copy.answer()
        if notes is not None:
            unanswered, behind, untold = notes
            self.ctx._no_answer.update(unanswered)
            self.ctx.behind.update(behind)
            self.ctx.untold.extend(untold)
        return made

    def stop(self) -> None:
        """End it when nobody waits for it any more."""
        self.copy.stop()


def start(ctx: Context, jobs: Mapping[str, Job], others: int = 0) -> Copy | None:
    """Begin `jobs` in a copy; None where a process cannot be copied, or all cores are taken by this one and `others`."""
    if not jobs or not can_copy(others):
        return None
    here = os.getpid()

    def work() -> tuple[dict[str, Any], _Notes | None]:
        told = len(ctx.untold)
        made = {name: job(ctx) for name, job in jobs.items()}
        # Done here, what they leave is in the context already.
        return made, None if os.getpid() == here else (ctx._no_answer, ctx.behind, ctx.untold[told:])

    return Copy(ctx, copied(work))
