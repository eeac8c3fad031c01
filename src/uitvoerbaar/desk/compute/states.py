"""What is told of a question while it waits, runs and after it: one of seven words, with how far it is and the parts so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from uitvoerbaar.base.language import said
from uitvoerbaar.base.text import Text

WAITS, COMPILES, RUNS = "wacht", "vertaalt", "rekent"
DONE, OLD, STOPPED, FAILED = "klaar", "te oud", "gestopt", "mislukt"
NAMES = (WAITS, COMPILES, RUNS, DONE, OLD, STOPPED, FAILED)
FINAL = frozenset({DONE, OLD, STOPPED, FAILED})
"""After these nothing more comes."""


@dataclass(frozen=True, slots=True)
class State:
    """What there is of a question now.

    `name`: 'wacht' (with its `place` in the queue, 1 is next; 0 while data is loaded for it), 'vertaalt' (compiles),
    'rekent' (`done` of `total` blocks), 'klaar' (all parts are there), 'te oud' (the same person asked a newer one; no
    parts), 'gestopt' (a limit, in `message`) or 'mislukt' (in `message` what the user can do).
    `parts`: from the one that was asked on; `seen`: how many there are up to and with those; `more`: whether others did
    not fit in this message and can be asked at once. `version` goes up with every change. `seconds`: spent on it so far.
    """

    ticket: str
    who: str
    number: int
    name: str
    place: int = 0
    done: int = 0
    total: int = 0
    parts: tuple[Any, ...] = ()
    seen: int = 0
    more: bool = False
    message: Text | None = None
    seconds: float = 0.0
    version: int = 0

    @property
    def final(self) -> bool:
        """Whether nothing more comes, and all parts are here."""
        return self.name in FINAL and not self.more

    @property
    def told(self) -> str:
        """The message in the active language; empty when there is none."""
        return "" if self.message is None else said(self.message)


def state_of(raw: Mapping[str, Any]) -> State:
    """A state as it came over the socket."""
    message = raw["message"]
    return State(
        **{
            **raw,
            "parts": tuple(raw["parts"]),
            "message": None if message is None else Text(message["nl"], message["en"]),
        }
    )
