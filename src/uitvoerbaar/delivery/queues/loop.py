"""The plain loop: work that waits for people, by quarter of a month, many repetitions at once.

Cases are counted as a flow: what came in and what was decided are two curves, and how long a case waited is the
distance between them along its number (first in, first out within a kind of work). Work with priority goes first; work of the same
priority shares the time by how much of it waits. So a wait below a quarter of a month is not seen: for work that
waits minutes there are the formulas, for few cases that wait on each other the network.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from uitvoerbaar.delivery.queues.draws import Draws, Floats, counts, normal, uniforms
from uitvoerbaar.delivery.queues.inputs import MONTH_DAYS, Team, Work
from uitvoerbaar.delivery.queues.staffing import filled, minutes

PER_MONTH = 4
"""Parts of a month."""
STEP_DAYS = MONTH_DAYS / PER_MONTH


@dataclass(frozen=True, slots=True)
class Curves:
    """One kind of work in every repetition: cases that came in and that were decided since the start.

    Both (repetitions, steps + 1); the backlog of the start is the first number of `arrived`.
    """

    work: Work
    arrived: Floats
    decided: Floats

    @property
    def waiting(self) -> Floats:
        """Cases that wait at the end of every step and at the start, (repetitions, steps + 1)."""
        return self.arrived - self.decided


@dataclass(frozen=True, slots=True)
class Flow:
    """A team followed: its kinds of work by id, people present and what they are worth, and how busy they are.

    `present` and `able` are (repetitions, months) full-time places, `busy` (repetitions, months) a share of the time.
    """

    team: Team
    curves: Mapping[str, Curves]
    present: Floats
    able: Floats
    busy: Floats


@dataclass(frozen=True, slots=True)
class Inflow:
    """What comes in and how long it takes, whoever is there to do it: by kind of work, (repetitions, steps).

    For who follows the same works many times, with another staff each time.
    """

    incoming: Mapping[str, Floats]
    tilt: Mapping[str, Floats]


def inflow(team: Team, draws: Draws, repetitions: int = 200) -> Inflow:
    """What comes in at a team over its horizon."""
    steps = team.months * PER_MONTH
    return Inflow(
        {work.id: _incoming(work, draws, repetitions, steps) for work in team.works},
        {work.id: normal(uniforms(draws, f"duur:{work.id}", repetitions, steps)) for work in team.works},
    )


def follow(team: Team, draws: Draws, repetitions: int = 200, known: Inflow | None = None) -> Flow:
    """Follow a team over its horizon. The same seed gives the same outcome, on any machine and in any order.

    `known` is the inflow of these works with these draws, where it was made before.
    """
    steps = team.months * PER_MONTH
    present, able = filled(team.staff, draws, repetitions)
    room = minutes(team.staff, able, draws, PER_MONTH)
    made = known or inflow(team, draws, repetitions)
    incoming, tilt = (
        {name: each.copy() for name, each in made.incoming.items()},
        made.tilt,
    )  # work that comes back is added
    arrived = {work.id: _start(work, repetitions, steps) for work in team.works}
    decided = {work.id: np.zeros((repetitions, steps + 1)) for work in team.works}
    used = np.zeros((repetitions, steps))
    groups = [[w for w in team.works if w.priority == p] for p in sorted({w.priority for w in team.works})]
    for step in range(steps):
        left = room[:, step].copy()
        for work in team.works:
            arrived[work.id][:, step + 1] = arrived[work.id][:, step] + incoming[work.id][:, step]
        for group in groups:
            left -= _serve(group, arrived, decided, tilt, left, step)
        used[:, step] = room[:, step] - left
        for work in team.works:
            _send_back(work, decided[work.id], incoming, step)
    total = room.reshape(repetitions, -1, PER_MONTH).sum(axis=2)
    worked = used.reshape(repetitions, -1, PER_MONTH).sum(axis=2)
    busy = np.divide(worked, total, out=np.ones_like(worked), where=total > 0)
    curves = {work.id: Curves(work, arrived[work.id], decided[work.id]) for work in team.works}
    return Flow(team, curves, present, able, busy)


def _incoming(work: Work, draws: Draws, repetitions: int, steps: int) -> Floats:
    """New cases by step: the volume may be off as a whole, and cases come by chance."""
    off = 1 + work.volume_spread * normal(uniforms(draws, f"volume:{work.id}", repetitions, 1))
    expected = np.repeat(np.asarray(work.arrivals, dtype=np.float64), PER_MONTH) / PER_MONTH
    return counts(expected * np.maximum(off, 0.0), uniforms(draws, f"instroom:{work.id}", repetitions, steps))


def _start(work: Work, repetitions: int, steps: int) -> Floats:
    arrived = np.zeros((repetitions, steps + 1))
    arrived[:, 0] = work.backlog
    return arrived


def _serve(
    group: list[Work],
    arrived: Mapping[str, Floats],
    decided: Mapping[str, Floats],
    tilt: Mapping[str, Floats],
    left: Floats,
    step: int,
) -> Floats:
    """Decide what the time that is left allows for work of one priority; gives the minutes that it took."""
    waits, asks = [], []
    for work in group:
        wait = arrived[work.id][:, step + 1] - decided[work.id][:, step]
        # The mean of so many handling times: what can be done in the time decides how many, so at least one case.
        many = np.maximum(np.minimum(wait, left / work.minutes), 1.0)
        each = work.minutes * np.maximum(1 + work.spread * tilt[work.id][:, step] / np.sqrt(many), 0.05)
        waits.append(wait)
        asks.append(wait * each)
    asked = np.sum(asks, axis=0)
    part = np.divide(np.minimum(asked, left), asked, out=np.ones_like(left), where=asked > 0)
    for work, wait in zip(group, waits, strict=True):
        decided[work.id][:, step + 1] = decided[work.id][:, step] + wait * part
    return np.asarray(asked * part)


def _send_back(work: Work, decided: Floats, incoming: Mapping[str, Floats], step: int) -> None:
    """What was decided in this step and comes back, at the step in which it does; beyond the horizon it is not seen."""
    done = decided[:, step + 1] - decided[:, step]
    for back in work.returns:
        at = step + max(1, round(back.after_days / STEP_DAYS))
        if at < incoming[back.to].shape[1]:
            incoming[back.to][:, at] += done * back.share
