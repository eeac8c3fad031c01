"""What a step reads of data/population: the recorder behind the one door to it (population/tables.py).

A step is run inside `recorded`; every column, row and assumption that it reads is then known without anybody writing it
down, and stands in the manifest. Nothing is kept when no recorder runs.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
ALL = "*"
"""In place of rows: the whole column was read."""


@dataclass
class Reads:
    """What was read: per table and column the rows (by the text of their key, or ALL), and the assumptions by name."""

    tables: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    assumptions: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    def column(self, table: str, column: str, rows: Iterable[str] = (ALL,)) -> None:
        """A column was read, in whole or of some rows."""
        with self._lock:
            self.tables.setdefault(table, {}).setdefault(column, set()).update(rows)

    def assumption(self, name: str) -> None:
        """An assumption was read."""
        with self._lock:
            self.assumptions.add(name)

    def add(self, other: Reads) -> None:
        """Put what another step read with this."""
        for table, columns in other.tables.items():
            for column, rows in columns.items():
                self.column(table, column, rows)
        for name in other.assumptions:
            self.assumption(name)

    def as_data(self) -> dict[str, Any]:
        """The same as plain data in a fixed order: for a manifest."""
        return {
            "tabellen": {
                table: {column: sorted(rows) for column, rows in sorted(columns.items())}
                for table, columns in sorted(self.tables.items())
            },
            "aannames": sorted(self.assumptions),
        }


def from_data(data: Mapping[str, Any]) -> Reads:
    """What `as_data` gave, as a record."""
    made = Reads()
    for table, columns in data["tabellen"].items():
        for column, rows in columns.items():
            made.column(table, column, rows)
    made.assumptions.update(data["aannames"])
    return made


_running: ContextVar[Reads | None] = ContextVar("reads", default=None)


def running() -> Reads | None:
    """The recorder of this moment."""
    return _running.get()


@contextlib.contextmanager
def recorded() -> Iterator[Reads]:
    """Record what is read within the block; an outer recorder hears it too, when the block ends."""
    outer, made = _running.get(), Reads()
    token = _running.set(made)
    try:
        yield made
    finally:
        _running.reset(token)
        if outer is not None:
            outer.add(made)


def heard(job: Callable[P, R]) -> Callable[P, R]:
    """A function whose reading the recorder of now hears, also when another thread calls it."""
    now = _running.get()

    def reading(*args: P.args, **kwargs: P.kwargs) -> R:
        token = _running.set(now)
        try:
            return job(*args, **kwargs)
        finally:
            _running.reset(token)

    return reading
