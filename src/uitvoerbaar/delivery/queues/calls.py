"""A telephone line: callers who hang up, are refused at the menu, and call again.

Who is not helped calls again with some chance, so that the calls that arrive are more than the people who want
something; how many more depends on how many are helped. That is a fixed point, found here by bisection: more calls mean a
smaller share that is helped, so the calls that people make and the calls that arrive cross exactly once.

Source of the redial model: Aguir, Karaesmen, Aksin and Chauvet, "The impact of retrials on call center performance",
OR Spectrum 26 (2004). A refusal at the menu is a limit on those who may wait.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uitvoerbaar.delivery.queues.erlang import impatient

_STEPS = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A telephone line in an hour: agents, handling time and patience in minutes, the chance of calling again.

    `lines` is how many can be helped and wait together; above that a call is refused at the menu. None: no limit.
    """

    agents: int
    handling: float
    patience: float
    redial: float
    lines: int | None = None


@dataclass(frozen=True, slots=True)
class Served:
    """What becomes of the people who want to call in an hour. `calls` counts attempts; shares of people and of calls.

    `reached` is the share of people who speak to somebody in the end, after all their attempts. `gave_up` and `refused`
    are shares of calls: hung up in the queue, and refused at the menu. `wait` is the mean wait in minutes of a call that
    was let in.
    """

    calls: float
    reached: float
    gave_up: float
    refused: float
    wait: float
    busy: float


def served(line: Line, people: float) -> Served:
    """What becomes of `people` who want to call in an hour. Raises ValueError when calling again is certain (1 or more)."""
    if not 0 <= line.redial < 1:
        raise ValueError("the chance of calling again must be from 0 up to, not including, 1")
    low, high = people, people / (1.0 - line.redial)
    for _ in range(_STEPS):
        calls = (low + high) / 2
        # Everybody calls once, and again after a call that failed.
        made = people + line.redial * calls * (1.0 - _attempt(line, calls)[0])
        low, high = (calls, high) if made > calls else (low, calls)
    calls = (low + high) / 2
    helped, gave_up, refused, wait, busy = _attempt(line, calls)
    reached = calls * helped / people if people else 1.0
    return Served(calls, min(reached, 1.0), gave_up, refused, wait, busy)


def _attempt(line: Line, calls: float) -> tuple[float, float, float, float, float]:
    """Of one call: chance to be helped, to hang up and to be refused, mean wait, and how busy agents are."""
    if calls <= 0:
        return 1.0, 0.0, 0.0, 0.0, 0.0
    if line.lines is None:
        state = impatient(line.agents, calls / 60, line.handling, line.patience)
        return 1 - state.abandon, state.abandon, 0.0, state.mean_wait, state.busy
    return _limited(line, calls / 60)


def _limited(line: Line, arrivals: float) -> tuple[float, float, float, float, float]:
    """The same with a limit on those in the system: the states of a birth-and-death process, added up."""
    agents, top = line.agents, max(line.lines or 0, line.agents)
    inside = np.arange(1, top + 1)
    leaving = np.minimum(inside, agents) / line.handling + np.maximum(inside - agents, 0) / line.patience
    # Only ratios matter, so the largest is one; a sum of logarithms does not run over.
    logs = np.append(0.0, np.cumsum(np.log(arrivals / leaving)))
    terms = np.exp(logs - logs.max())
    total = float(terms.sum())
    refused = float(terms[-1]) / total
    queue = float((np.arange(top + 1 - agents) * terms[agents:]).sum()) / total
    gave_up = queue / line.patience / arrivals
    helped = 1 - refused - gave_up
    busy = arrivals * helped * line.handling / agents if agents else 0.0
    return helped, gave_up, refused, queue / (arrivals * (1 - refused)), busy
