"""Who asked what, in which order it is done and what each is told. No threads and no clock: callers hold one lock.

Rules. The newest number of a `who` wins: what that `who` asked before is too old from then on, whether it waits, runs or is
done. Equal questions at the same time are one job. The rank of a work comes first, so that nobody's figures wait for what fills
in beside those of another; then who has had least time (`Shares`); of one person's jobs the one with fewest parts, so that every
panel has its first figures before any has its second; then the oldest. Under moving hands everybody's first figures go before
anybody's next, which go in order of arrival: cut into turns, five would each take as long as all five. What stands behind goes on
all the same: after `BEHIND` seconds of others it has a turn.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from uitvoerbaar.base.limits import Limit
from uitvoerbaar.desk.compute.jobs import Ending, Job
from uitvoerbaar.desk.compute.questions import Question
from uitvoerbaar.desk.compute.refusals import both_of, over
from uitvoerbaar.desk.compute.registry import HAND, Work
from uitvoerbaar.desk.compute.results import Results
from uitvoerbaar.desk.compute.shares import REMEMBERED, Shares
from uitvoerbaar.desk.compute.states import DONE, OLD, STOPPED, WAITS

TICKETS = 5_000
"""Tickets that are remembered; those that were made longest ago go first, if nothing is computed for them."""
SLICE = 0.2
"""Seconds that one person's job goes on before it is another's turn."""
FIRST = 2.0
"""Seconds that somebody who moves a hand may have had more than another and still have first figures before the next of others."""
BEHIND = 5.0
"""Seconds of works that go before after which one that stands behind has a turn."""


@dataclass(slots=True)
class Ticket:
    """What stands on one: whose it is, which of theirs, and the job; None when there was a newer one."""

    who: str
    number: int
    job: Job | None
    looked: float
    """When somebody last asked about it."""


class Book:
    """All questions of a process. `most` unfinished ones, `most_each` of one person."""

    def __init__(self, results: Results, most: Limit, most_each: Limit) -> None:
        self.results, self.most, self.most_each = results, most, most_each
        self.jobs: list[Job] = []
        """Those that have not ended, in order of arrival."""
        self.shares = Shares(SLICE)
        self._tickets: OrderedDict[str, Ticket] = OrderedDict()
        self._newest: OrderedDict[str, float] = OrderedDict()
        self._of: dict[str, list[str]] = {}
        """The tickets with the newest number of each person."""
        self._arrivals = 0
        self._passed = 0.0
        """Seconds of works that went before others, since one of those had a turn."""

    def ask(self, question: Question, key: str | None, work: Work | None = None, now: float = inf) -> Job | None:
        """Write a question down; `key` names what its answer depends on (None: never share or keep it).

        `work` is what answers it. `now`: the time; without it it is never let go because nobody looks (`desert`).

        Gives the job that answers it, a finished one where that is so; None when the question is too old. The same
        question again is the same job, whatever became of it.
        """
        found = self._tickets.get(question.ticket)
        old = self._old(question.who, question.number)
        if found is not None and found.job is not None and not old and self._there(found.job):
            return found.job
        self._tickets[question.ticket] = ticket = Ticket(question.who, question.number, None, now)
        self._tickets.move_to_end(question.ticket)
        if old:
            return None
        self._renew(question.who, question.number)
        self._of.setdefault(question.who, []).append(question.ticket)
        ticket.job = self._kept(question, key) or self._joined(question, key, work)
        self._forget()
        return ticket.job

    def ticket(self, name: str) -> Ticket | None:
        """A ticket by its name; None when it is not remembered. Its job is None when there was a newer question."""
        return self._tickets.get(name)

    def knows(self, name: str) -> bool:
        """Whether what there is on a ticket can be told without computing it again."""
        found = self._tickets.get(name)
        return found is not None and self._there(found.job)

    def look(self, name: str, now: float) -> None:
        """Somebody asks about a ticket."""
        if name in self._tickets:
            self._tickets[name].looked = now

    def leave(self, who: str) -> None:
        """Somebody wants nothing of what was asked: a tab was closed. It may come back, and ask anew."""
        for name in self._of.pop(who, ()):
            self._drop(name)

    def desert(self, before: float) -> None:
        """Let go of what nobody has asked about since then; who does so yet asks anew."""
        for job in [job for job in self.jobs if not job.stays]:
            for name in [name for name in job.tickets if self._tickets[name].looked < before]:
                self._of[self._tickets[name].who].remove(name)
                self._drop(name)

    def choose(self, may_open: bool) -> Job | None:
        """Whose turn it is; `may_open`: also a job on which no thread works yet."""
        ready = self.ready(may_open)
        first = min(ready, key=self._order, default=None)
        if first is None or not self.behind:
            return first
        return min((job for job in ready if job.rank > first.rank), key=self._order, default=first)

    @property
    def behind(self) -> bool:
        """Whether what stands behind has waited so long that it has a turn."""
        return self._passed >= BEHIND

    def ahead(self, job: Job) -> bool:
        """Whether something goes before a job: what could go on, or makes what it needs."""
        before = (other for other in self.jobs if other.rank < job.rank and other.stopping is None and not other.light)
        return any(other.making or not other.loading for other in before)

    def ready(self, may_open: bool) -> list[Job]:
        """The jobs that could go on."""
        busy = {job.alone for job in self.jobs if job.open and job.alone}
        return [
            job
            for job in self.jobs
            if job.stopping is None
            and not job.light
            and not job.loading
            and (job.open or (may_open and job.alone not in busy))
        ]

    def place(self, job: Job) -> int:
        """Where a job that waits stands: 1 is the next one."""
        mine = self._order(job)
        return 1 + sum(
            other.name == WAITS and other.stopping is None and self._order(other) < mine
            for other in self.jobs
            if other is not job
        )

    def charge(self, job: Job, seconds: float) -> None:
        """Time went into a job."""
        job.used += seconds
        self.shares.charge(job.whos, seconds)
        ready = self.ready(True)
        if any(other.rank < job.rank for other in ready):
            self._passed = 0.0
        elif any(other.rank > job.rank for other in ready):
            self._passed += seconds

    def end(self, job: Job, ending: Ending) -> None:
        """A job is over. A complete answer is kept for who asks it later, also when nobody waits for it any more."""
        parts, complete = job.parts, ending.name == DONE
        job.end(job.stopping or ending)
        self.jobs.remove(job)
        if complete or (job.name == STOPPED and parts):
            self.results.put(job.key if complete else job.place, parts)

    def told(self, name: str, seen: int, most_bytes: int) -> bytes | None:
        """The state of a ticket as JSON, with the parts from `seen` on that fit (one at least); None when unknown."""
        ticket = self._tickets.get(name)
        if ticket is None:
            return None
        about: dict[str, Any] = {
            "ticket": name,
            "who": ticket.who,
            "number": ticket.number,
            "name": OLD,
            "message": None,
        }
        if ticket.job is None or self._old(ticket.who, ticket.number):
            return _with_parts(about, [])
        job = ticket.job
        if not self._there(job):
            return None
        there = (self.results.get(job.place) or ()) if job.final else job.parts
        parts = _fitting(there[seen:], most_bytes)
        upto = seen + len(parts)
        about |= {"name": job.said, "done": job.done, "total": job.total, "version": job.version, "seconds": job.used}
        about |= {"seen": upto, "more": upto < len(there)}
        if job.name == WAITS and not job.open:
            about["place"] = self.place(job)
        message = job.stopping.message if job.stopping else job.message
        if message is not None:
            about["message"] = both_of(message)
        return _with_parts(about, parts)

    def _old(self, who: str, number: float) -> bool:
        return number < self._newest.get(who, -1)

    def _renew(self, who: str, number: float) -> None:
        """A number of a person; everything of lower numbers is dropped, or stopped when it runs."""
        if number > self._newest.get(who, -1):
            self._newest[who] = number
            for name in self._of.pop(who, ()):
                ticket = self._tickets.get(name)
                if ticket is not None and ticket.job is not None:
                    self._let_go(name, ticket.job)
                    ticket.job = None
        self._newest.move_to_end(who)
        while len(self._newest) > REMEMBERED:
            gone, _ = self._newest.popitem(last=False)
            self._of.pop(gone, None)

    def _drop(self, name: str) -> None:
        """Let go of what a ticket is for, and stop what nobody else wants."""
        ticket = self._tickets.get(name)
        if ticket is not None and ticket.job is not None:
            job, ticket.job = ticket.job, None
            self._let_go(name, job)

    def _let_go(self, name: str, job: Job) -> None:
        job.tickets.pop(name, None)
        if job.final or job.tickets:
            return
        job.stop(Ending(OLD))
        if not job.open:
            self.end(job, Ending(OLD))

    def _kept(self, question: Question, key: str | None) -> Job | None:
        if key is None or self.results.get(key) is None:
            return None
        job = self._new(question, key)
        job.end(Ending(DONE))
        return job

    def _there(self, job: Job | None) -> bool:
        """Whether the answer that was given on a ticket is still kept."""
        return job is None or job.name != DONE or self.results.get(job.key) is not None

    def _refused(self, question: Question) -> Job | None:
        """A job that has ended before it began, when there is too much to do; it says which limit that is."""
        own = sum(question.who in job.tickets.values() for job in self.jobs)
        for limit, found in ((self.most_each, own), (self.most, len(self.jobs))):
            if found >= limit.most:
                job = self._new(question, None)
                job.end(Ending(STOPPED, over(limit)))
                return job
        return None

    def _joined(self, question: Question, key: str | None, work: Work | None) -> Job:
        """The job of others who ask the same, or a new one where there is room for it."""
        same = (job for job in self.jobs if key is not None and job.key == key and job.stopping is None)
        job = next(same, None) or self._refused(question)
        if job is not None and job.final:
            return job
        active = {who for each in self.jobs for who in each.whos}
        if question.who not in active:
            self.shares.join(question.who, active)
        if job is None:
            job = self._new(question, key)
            if work is not None:
                job.light, job.rank, job.stays, job.alone = work.light, work.rank, work.stays, work.alone
            self.jobs.append(job)
        job.tickets[question.ticket] = question.who
        return job

    def _new(self, question: Question, key: str | None) -> Job:
        self._arrivals += 1
        return Job(key or question.ticket, question.kind, question.arguments, self._arrivals)

    def _order(self, job: Job) -> tuple[int, bool, float, int, int]:
        had = self._had(job)
        if job.rank != HAND:
            return job.rank, False, had, len(job.parts), job.arrival
        if job.parts or had > min(map(self._had, self.jobs), default=had) + FIRST:
            return job.rank, True, 0.0, 0, job.arrival
        return job.rank, False, had, 0, job.arrival

    def _had(self, job: Job) -> float:
        """The time of who wants a job and had least."""
        return min(map(self.shares.of, job.whos), default=0.0)

    def _forget(self) -> None:
        for name in list(self._tickets)[: len(self._tickets) - TICKETS]:
            job = self._tickets[name].job
            if job is None or job.final:
                del self._tickets[name]


def _fitting(parts: Sequence[bytes], most_bytes: int) -> list[bytes]:
    """The first parts that are together no larger, and one at least."""
    fitting: list[bytes] = []
    size = 0
    for part in parts:
        size += len(part)
        if fitting and size > most_bytes:
            break
        fitting.append(part)
    return fitting


def _with_parts(about: dict[str, Any], parts: list[bytes]) -> bytes:
    """A JSON object with the parts, which are JSON already."""
    head = json.dumps(about, ensure_ascii=False, allow_nan=False).encode()
    return head[:-1] + b', "parts": [' + b",".join(parts) + b"]}"
