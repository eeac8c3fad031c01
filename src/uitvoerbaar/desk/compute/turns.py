"""The threads that compute: one for each job that has begun, of which one has its turn.

A turn lasts `SLICE` seconds when somebody else wants one too. A job whose turn is over waits in `Tools.stop`, between two
blocks; one that must end has its turn at once, so that it sees so. Time and memory are looked at in every turn. A work that
does not ask `stop` can be told as stopped but not be ended: some time later the process ends itself, and begins anew.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from uitvoerbaar.base.limits import COMPUTE_MEGABYTES, COMPUTE_SECONDS
from uitvoerbaar.base.pauses import making_way
from uitvoerbaar.desk.compute.book import SLICE, Book
from uitvoerbaar.desk.compute.jobs import Ending, Job
from uitvoerbaar.desk.compute.memory import own_bytes
from uitvoerbaar.desk.compute.refusals import over
from uitvoerbaar.desk.compute.registry import ASKED, HAND, seconds_of
from uitvoerbaar.desk.compute.runs import LOG, run, where
from uitvoerbaar.desk.compute.states import OLD, RUNS, STOPPED
from uitvoerbaar.desk.compute.tools import JobTools, Surroundings

MOST_OPEN = 8
"""Jobs that have begun and not ended: each holds what it has so far."""
GRACE = 30.0
"""Seconds in which a job that is over a limit must end."""
_LOOK = 0.25
"""Seconds between two looks at a job that has its turn alone."""
_MEGABYTE = 1_000_000
UNATTENDED = 60.0
"""Seconds after which what nobody asked about any more is let go; a page asks several times a second, a hidden one each minute."""
_REST = 0.25
"""Seconds after the last figures of somebody in which a next movement of the hand is likely."""


@dataclass(slots=True)
class _Open:
    """A job that has begun: its turn, and since when it is asked to end."""

    turn: threading.Event = field(default_factory=threading.Event)
    asked: float | None = None


class Turns:
    """Runs the jobs of a book. `lock` guards the book; `hung` is told what cannot go on: a job that does not end, a defect here."""

    def __init__(
        self,
        book: Book,
        lock: threading.Condition,
        around: Surroundings,
        hung: Callable[[str], None],
        grace: float = GRACE,
    ) -> None:
        self.book, self.lock, self.around, self.hung, self.grace = book, lock, around, hung, grace
        self.ended = False
        self._open: dict[Job, _Open] = {}
        self._current: Job | None = None
        self._began = self._since = 0.0
        self._figures = -_REST
        self._bytes = own_bytes()

    def start(self) -> None:
        """Begin to work."""
        threading.Thread(target=self._go_round, name="turns", daemon=True).start()

    def at_once(self, job: Job) -> None:
        """Run a light job to its end in this thread; without the lock."""
        turn = threading.Event()
        turn.set()
        self._run(job, JobTools(job, self.around, self.lock, turn, lambda _: None))

    def end(self) -> None:
        """Ask everything that runs to stop; with the lock."""
        self.ended = True
        for job in list(self.book.jobs):
            job.stop(Ending(OLD))
            if not job.open:
                self.book.end(job, Ending(OLD))
        self._let_end()
        self.lock.notify_all()

    def look(self, job: Job) -> None:
        """Charge a job that asks whether to stop, and look at its limits; with the lock."""
        if job is self._current:
            self._charge(job)
            self._check(job)

    def ahead(self, job: Job) -> bool:
        """Whether a job that loads makes way: for what goes before it, and for a hand that was moving just now; with the lock."""
        return self._rests(job) or self.book.ahead(job)

    def _rests(self, job: Job) -> bool:
        """Whether a job fills in beside a hand that was moving just now: its next movement is not to wait for it."""
        return job.rank > ASKED and time.monotonic() - self._figures < _REST

    def _go_round(self) -> None:
        try:
            self._share_out()
        except BaseException as error:
            self.hung(f"{type(error).__name__} at {where(error)}")

    def _share_out(self) -> None:
        with self.lock:
            while not self.ended:
                if self._current is not None:
                    self.look(self._current)
                self.book.desert(time.monotonic() - UNATTENDED)
                self._let_end()
                self._hand_over()
                self.lock.wait(self._patience())

    def _charge(self, job: Job) -> None:
        """Put the time since the last look, and what the process grew by in it, on the job that had its turn."""
        now, size = time.monotonic(), own_bytes()
        elapsed, grown = now - self._since, 0 if size is None or self._bytes is None else size - self._bytes
        self._since, self._bytes = now, size
        if not job.loading:
            self.book.charge(job, elapsed)
        if not any(each.loading for each in self._open):
            job.grown += grown

    def _check(self, job: Job) -> None:
        """Stop what is over a limit: of memory the one that grew most."""
        grown = {each: each.grown for each in self._open if each.grown > 0 and each.stopping is None}
        seconds = seconds_of(job.kind)
        if job.used > seconds.most:
            self._stop(job, Ending(STOPPED, over(seconds)))
        elif sum(grown.values()) > COMPUTE_MEGABYTES.most * _MEGABYTE:
            self._stop(max(grown, key=lambda each: each.grown), Ending(STOPPED, over(COMPUTE_MEGABYTES)))

    def _stop(self, job: Job, ending: Ending) -> None:
        if job.stop(ending):
            self.lock.notify_all()

    def _let_end(self) -> None:
        """Who must end has a turn, to see so; for who does not see it the process ends."""
        now = time.monotonic()
        for job, opened in self._open.items():
            if job.stopping is None:
                continue
            opened.turn.set()
            opened.asked = now if opened.asked is None or job.loading else opened.asked
            patience = self.grace if job.stopping.name == STOPPED else COMPUTE_SECONDS.most + self.grace
            if now - opened.asked > patience:
                self.hung(job.kind)

    def _hand_over(self) -> None:
        """Give the turn to whose it is: somebody new at once, who waits between blocks after a slice."""
        now, current = time.monotonic(), self._current
        chosen = self.book.choose(len(self._open) < MOST_OPEN)
        if chosen is not None and not self.book.behind and self._rests(chosen):
            chosen = None
        if chosen is current:
            return
        if current is not None and current in self._open and current.stopping is None:
            if not current.loading and chosen is not None and chosen.open and now - self._began < SLICE:
                return
            self._open[current].turn.clear()
        if chosen is None:
            self._current = None
            return
        if not chosen.open:
            self._begin(chosen)
        self._open[chosen].turn.set()
        self._current, self._began, self._since, self._bytes = chosen, now, now, own_bytes()

    def _begin(self, job: Job) -> None:
        job.open = True
        job.tell(RUNS)
        self._open[job] = opened = _Open()
        tools = JobTools(job, self.around, self.lock, opened.turn, self.look, self.ahead)
        threading.Thread(target=self._run, args=(job, tools), name="work", daemon=True).start()
        self.lock.notify_all()

    def _run(self, job: Job, tools: JobTools) -> None:
        with making_way(tools.make_way):
            ending = run(job, tools, lambda part: self._add(job, part))
        with self.lock:
            if job is self._current:
                self._charge(job)
            self.book.end(job, ending)
            self._open.pop(job, None)
            if job.rank == HAND:
                self._figures = time.monotonic()
            if job is self._current:
                self._current = None
            if not job.light:
                LOG.info("%s %s %s %.3f s", job.kind, job.key[:12], job.name, job.used)
            self.lock.notify_all()

    def _add(self, job: Job, part: bytes) -> None:
        with self.lock:
            job.add(part)
            self.lock.notify_all()

    def _patience(self) -> float | None:
        """How long nothing needs to be looked at; None when that is until somebody asks."""
        ready = self.book.ready(len(self._open) < MOST_OPEN)
        if ready and self._current is None:
            return _REST / 5
        if len(ready) > 1:
            return SLICE
        return _LOOK if self._open else None
