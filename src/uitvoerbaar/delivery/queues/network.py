"""Work that waits on other work, case by case: application, check, decision, objection, appeal in one network (SimPy).

For few cases, or where a case must pass several desks before it is decided: the loop sees a flow and no single case. Every
time that a case takes, and every turn that it takes, belongs to that case and that stage, so the outcome does not depend on
the order of events.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import Any

from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.queues.draws import Draws, normal

STRIDE = 1_000_000
"""Cases of one repetition."""
HOUR = 60.0


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a case goes from a stage: this share goes on to `to`, `after_days` days later."""

    to: str
    share: float
    after_days: float = 0.0


@dataclass(frozen=True, slots=True)
class Stage:
    """A desk: so many people, who each work `hours_a_day` (over all days of the week) on cases of `minutes` on average.

    `spread` is the coefficient of variation of the handling time (lognormal; 1 and `exponential` for the textbook queue). What
    goes to no `turns` is done. `term_days` counts from the day on which a case came to this stage. Stages with the same `desk`
    share the people of the first of them (without: a desk of its own); there lower `priority` goes first.
    """

    id: str
    name: Text
    people: int
    minutes: float
    spread: float = 1.0
    exponential: bool = False
    turns: tuple[Turn, ...] = ()
    term_days: float | None = None
    priority: int = 1
    hours_a_day: float = 24.0
    desk: str | None = None

    @property
    def at(self) -> str:
        """The desk."""
        return self.desk or self.id


@dataclass(frozen=True, slots=True)
class Passed:
    """What a stage did from `warm_up` on: cases that came, were finished and were late by its term; mean days of waiting for
    somebody and in all; which part of the time of its people it took."""

    came: int
    done: int
    late: int
    wait_days: float
    total_days: float
    busy: float


def through(
    stages: tuple[Stage, ...], per_day: float, days: float, draws: Draws, repetition: int = 0, warm_up: float = 0.0
) -> Mapping[str, Passed]:
    """Follow `days` days of cases that come to the first stage, `per_day` a day at random.

    A case that is not done at the end counts as late when its term has ended by then. Raises ValueError for a stage that
    is not there, shares of turns above one, or more cases than `STRIDE`.
    """
    import simpy

    _check(stages)
    if per_day * days * 2 > STRIDE:
        raise ValueError(f"at most {STRIDE // 2} cases in one repetition")
    env = simpy.Environment()
    people: dict[str, int] = {}
    for stage in stages:
        people.setdefault(stage.at, stage.people)
    desks = {desk: simpy.PriorityResource(env, many) for desk, many in people.items()}
    log = _Log(warm_up)
    rooms = {stage.id: stage for stage in stages}
    chance = _Chance(draws, repetition, int(per_day * days * 1.5) + 1000)

    def come() -> Generator[Any, Any, None]:
        case = 0
        while True:
            yield env.timeout(-math.log(chance.of("komst", case)) / per_day)
            env.process(go(case, stages[0].id))
            case += 1

    def go(case: int, first: str) -> Generator[Any, Any, None]:
        here: str | None = first
        visit = 0
        while here is not None:
            stage, came = rooms[here], env.now
            ticket = log.open(stage, came)
            name = f"{stage.id}:{visit}"
            with desks[stage.at].request(priority=stage.priority) as turn:
                yield turn
                log.started(ticket, env.now)
                minutes = chance.minutes(stage, name, case)
                yield env.timeout(minutes / HOUR / stage.hours_a_day)
            log.finished(ticket, env.now)
            here, later = _next(stage, chance.of(f"keuze:{name}", case))
            visit += 1
            if later:
                yield env.timeout(later)

    env.process(come())
    env.run(until=days)
    return {stage.id: log.summed(stage, days) for stage in stages}


def _check(stages: tuple[Stage, ...]) -> None:
    known = {stage.id for stage in stages}
    for stage in stages:
        if stage.people < 1:
            raise ValueError(f"{stage.id}: at least one person")
        if sum(turn.share for turn in stage.turns) > 1 + 1e-9:
            raise ValueError(f"{stage.id}: the shares of its turns add to more than one")
        for turn in stage.turns:
            if turn.to not in known:
                raise ValueError(f"{stage.id}: turns to '{turn.to}', which is no stage")


def _next(stage: Stage, drawn: float) -> tuple[str | None, float]:
    """Where a case goes, and after how many days."""
    for turn in stage.turns:
        if drawn < turn.share:
            return turn.to, turn.after_days
        drawn -= turn.share
    return None, 0.0


class _Chance:
    """Draws by case and named variable, taken for many cases at once."""

    def __init__(self, draws: Draws, repetition: int, many: int) -> None:
        self.draws, self.start, self.many = draws, repetition * STRIDE, many
        self.known: dict[str, list[float]] = {}
        self.scores: dict[str, list[float]] = {}

    def of(self, name: str, case: int) -> float:
        values = self.known.get(name)
        if values is None or case >= len(values):
            stop = max(self.many, case + 1)
            values = self.known[name] = self.draws.uniform(name, self.start, self.start + stop).tolist()
        return values[case]

    def minutes(self, stage: Stage, name: str, case: int) -> float:
        if stage.exponential:
            return -math.log(self.of(f"duur:{name}", case)) * stage.minutes
        sigma2 = math.log1p(stage.spread**2)
        key = f"duur:{name}"
        if key not in self.scores or case >= len(self.scores[key]):
            stop = max(self.many, case + 1)
            self.scores[key] = normal(self.draws.uniform(key, self.start, self.start + stop)).tolist()
        return stage.minutes * math.exp(math.sqrt(sigma2) * self.scores[key][case] - sigma2 / 2)


@dataclass(slots=True)
class _Ticket:
    """A visit of a case to a stage, in days since the start; not a number while it has not happened."""

    came: float
    started: float = math.nan
    finished: float = math.nan


class _Log:
    """Visits by stage."""

    def __init__(self, warm_up: float) -> None:
        self.warm_up = warm_up
        self.tickets: dict[str, list[_Ticket]] = {}

    def open(self, stage: Stage, now: float) -> _Ticket:
        ticket = _Ticket(now)
        self.tickets.setdefault(stage.id, []).append(ticket)
        return ticket

    def started(self, ticket: _Ticket, now: float) -> None:
        ticket.started = now

    def finished(self, ticket: _Ticket, now: float) -> None:
        ticket.finished = now

    def summed(self, stage: Stage, days: float) -> Passed:
        """What the stage did; the time of people counts from the end of the warming up."""
        every = self.tickets.get(stage.id, [])
        counted = [each for each in every if each.came >= self.warm_up]
        done = [each for each in counted if not math.isnan(each.finished)]
        late = 0
        if stage.term_days is not None:
            ends = ((each, each.came + stage.term_days) for each in counted)
            late = sum(not each.finished <= end for each, end in ends if end <= days or each.finished > end)
        worked = sum(
            max(
                0.0,
                min(days, each.finished if not math.isnan(each.finished) else days) - max(each.started, self.warm_up),
            )
            for each in every
            if not math.isnan(each.started)
        )
        return Passed(
            len(counted),
            len(done),
            late,
            _mean([each.started - each.came for each in done]),
            _mean([each.finished - each.came for each in done]),
            worked / (stage.people * (days - self.warm_up)),
        )


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0
