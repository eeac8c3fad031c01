"""What a work is handed: its turn, its stop, and how it tells how far it is."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from uitvoerbaar.base.pauses import making_way
from uitvoerbaar.desk.compute.jobs import Job
from uitvoerbaar.desk.compute.kept import Kept
from uitvoerbaar.desk.compute.registry import Stopped
from uitvoerbaar.desk.compute.states import COMPILES, RUNS, WAITS

T = TypeVar("T")
_WAY = 1.0
"""Seconds that a work which loads makes way at a time."""
_LOOK = 0.02
"""Seconds between two looks at time and memory by a work that asks whether to stop, and between two calls to who waits for news."""


class Surroundings:
    """What all jobs of a process share. `facts` gives what 'about' tells."""

    def __init__(self, population: Path | None, facts: Callable[[], Mapping[str, Any]]) -> None:
        self.population, self.facts, self.kept = population, facts, Kept()


class JobTools:
    """The `Tools` of one job. `turn` is set while it is its turn; `look` checks its limits; `ahead` tells what goes before it."""

    def __init__(
        self,
        job: Job,
        around: Surroundings,
        lock: threading.Condition,
        turn: threading.Event,
        look: Callable[[Job], None],
        ahead: Callable[[Job], bool] = lambda _: False,
    ) -> None:
        self.job, self.turn = job, turn
        self._around, self._lock, self._look, self._ahead = around, lock, look, ahead
        self._looked = time.monotonic()
        self._told = 0.0

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

    def kept(self, family: str, name: str, make: Callable[[], T], tell: Callable[[T], Any], most: int = 2) -> T:
        """See `Tools`."""
        before = self.job.name
        self._load(True, WAITS)
        try:
            with making_way(self.make_way):
                value: T = self._around.kept.get(family, name, make, tell, most, self._making)
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
        return {**self._around.facts(), "holds": self._around.kept.told()}

    def _tell(self, name: str, done: int, total: int) -> None:
        with self._lock:
            if self.job.tell(name, done, total) and time.monotonic() - self._told > _LOOK:
                self._told = time.monotonic()
                self._lock.notify_all()

    def make_way(self) -> None:
        """Wait while something goes before this, a second at most: what is made for later is made in the end."""
        now = time.monotonic()
        if now - self._looked > _LOOK:
            with self._lock:
                self._lock.wait_for(lambda: not self._ahead(self.job), _WAY)
            self._looked = time.monotonic()

    def _making(self) -> None:
        with self._lock:
            self.job.making = True

    def _load(self, loading: bool, name: str) -> None:
        with self._lock:
            self.job.loading, self.job.making = loading, False
            self.job.tell(name)
            self._lock.notify_all()
