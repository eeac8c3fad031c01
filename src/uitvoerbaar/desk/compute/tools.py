"""What a work is handed: its turn, its stop, and how it tells how far it is."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from uitvoerbaar.desk.compute.jobs import Job
from uitvoerbaar.desk.compute.kept import Kept
from uitvoerbaar.desk.compute.registry import POPULATIONS, Shelf, Stopped
from uitvoerbaar.desk.compute.states import COMPILES, RUNS, WAITS

T = TypeVar("T")
_LOOK = 0.02
"""Seconds between two looks at time and memory by a work that asks whether to stop."""


class Surroundings:
    """What all jobs of a process share. `facts` gives what 'about' tells."""

    def __init__(self, population: Path | None, facts: Callable[[], Mapping[str, Any]]) -> None:
        self.population, self.facts = population, facts
        self._shelves: dict[str, Kept] = {}
        self._lock = threading.Lock()

    def shelf(self, of: Shelf) -> Kept:
        """The things on a shelf."""
        with self._lock:
            return self._shelves.setdefault(of.name, Kept(of.most))

    def told(self) -> list[Any]:
        """What is held now, on all shelves."""
        with self._lock:
            shelves = list(self._shelves.values())
        return [each for shelf in shelves for each in shelf.told()]


class JobTools:
    """The `Tools` of one job. `turn` is set while it is its turn; `look` checks its limits; `woken` tells who waits for news."""

    def __init__(
        self,
        job: Job,
        around: Surroundings,
        lock: threading.Condition,
        turn: threading.Event,
        look: Callable[[Job], None],
    ) -> None:
        self.job, self.turn = job, turn
        self._around, self._lock, self._look = around, lock, look
        self._looked = time.monotonic()

    def stop(self) -> bool:
        """See `Tools`."""
        self.turn.wait()
        now = time.monotonic()
        if now - self._looked > _LOOK:
            self._looked = now
            with self._lock:
                self._look(self.job)
        return self.job.stopping is not None

    def check(self) -> None:
        """See `Tools`."""
        if self.stop():
            raise Stopped

    def progress(self, done: int, total: int) -> None:
        """See `Tools`."""
        self._tell(RUNS, done, total)
        self.check()

    def compiling(self) -> None:
        """See `Tools`."""
        self._tell(COMPILES, 0, 0)
        self.check()

    def kept(self, name: str, make: Callable[[], T], tell: Callable[[T], Any], shelf: Shelf = POPULATIONS) -> T:
        """See `Tools`."""
        before = self.job.name
        self._load(True, WAITS)
        try:
            value: T = self._around.shelf(shelf).get(name, make, tell)
        finally:
            self._load(False, before)
        self.check()
        return value

    @property
    def population(self) -> Path | None:
        """See `Tools`."""
        return self._around.population

    def facts(self) -> dict[str, Any]:
        """See `Tools`."""
        return {**self._around.facts(), "holds": self._around.told()}

    def _tell(self, name: str, done: int, total: int) -> None:
        with self._lock:
            if self.job.tell(name, done, total):
                self._lock.notify_all()

    def _load(self, loading: bool, name: str) -> None:
        with self._lock:
            self.job.loading = loading
            self.job.tell(name)
            self._lock.notify_all()
