"""A job: what is computed once for everybody who asked the same at the same time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from uitvoerbaar.base.text import Text
from uitvoerbaar.desk.compute.registry import ASKED
from uitvoerbaar.desk.compute.states import DONE, FINAL, WAITS


@dataclass(frozen=True, slots=True)
class Ending:
    """How a job ends: one of the final states, with what the user is told."""

    name: str
    message: Text | None = None


@dataclass(eq=False, slots=True)
class Job:
    """`tickets`: who wants it, by ticket. `stopping`: set when it must end, and how. `open`: a thread works on it.

    `light`: it is answered beside the queue. `loading`: it waits for data, `making`: which it makes itself. `used`: seconds
    that were spent on it; `grown`: bytes that the process grew by in its turns. `arrival` counts up. `rank`: of its work;
    `stays`: it goes on when nobody looks; `alone`: no other of that name is open beside it.
    """

    key: str
    kind: str
    arguments: Mapping[str, Any]
    arrival: int
    tickets: dict[str, str] = field(default_factory=dict)
    parts: list[bytes] = field(default_factory=list)
    name: str = WAITS
    done: int = 0
    total: int = 0
    message: Text | None = None
    stopping: Ending | None = None
    open: bool = False
    light: bool = False
    loading: bool = False
    making: bool = False
    used: float = 0.0
    grown: int = 0
    version: int = 0
    rank: int = ASKED
    stays: bool = False
    alone: str = ""

    @property
    def whos(self) -> list[str]:
        """Who wants it, each once; a job that is ending may have nobody."""
        return list(dict.fromkeys(self.tickets.values()))

    @property
    def final(self) -> bool:
        """Whether it has ended."""
        return self.name in FINAL

    @property
    def said(self) -> str:
        """Its state as it is told: one over a limit is stopped, also while its thread has not ended yet."""
        return self.stopping.name if self.stopping else self.name

    def stop(self, ending: Ending) -> bool:
        """It must end, so; False when that was said already."""
        if self.stopping is not None or self.final:
            return False
        self.stopping = ending
        self.version += 1
        return True

    def tell(self, name: str, done: int = 0, total: int = 0) -> bool:
        """How far it is; False when that was known."""
        if self.final or (self.name, self.done, self.total) == (name, done, total):
            return False
        self.name, self.done, self.total = name, done, total
        self.version += 1
        return True

    def add(self, part: bytes) -> None:
        """One part more."""
        self.parts.append(part)
        self.version += 1

    def end(self, ending: Ending) -> None:
        """It is over: nothing changes after this. Its parts are with the results from now on."""
        self.name, self.message, self.parts = ending.name, ending.message, []
        self.version += 1

    @property
    def place(self) -> str:
        """Under which name its parts lie with the results; those of an answer that is not complete lie apart."""
        return self.key if self.name == DONE else f"{self.key} {self.arrival}"
