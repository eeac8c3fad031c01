"""Which works there are: functions that answer a kind of question, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.limits import COMPUTE_SECONDS, Limit
from uitvoerbaar.base.messages import suggest

T = TypeVar("T")


HAND, ASKED, LAMPS, STRIPS, PANELS, JOBS = range(6)
"""What goes before what, also between people: the figures under a hand that moves, what somebody asked for and waits for, and
what fills in beside it by itself. `Book` sees to it that the last goes on as well."""


SOLVER = "solver"
"""What proofs use: an SMT solver whose formulas belong to one thread at a time."""


class Stopped(Exception):
    """What a work raises when `tools.stop()` says so: nobody wants the answer, or it went over a limit."""


class Tools(Protocol):
    """What a work is handed. All may be called from any thread that works for it, as often as it likes."""

    def stop(self) -> bool:
        """Whether to stop, to be asked between blocks. Waits here while it is the turn of somebody else."""

    def check(self) -> None:
        """Raises Stopped when `stop` says so."""

    def progress(self, done: int, total: int) -> None:
        """Tell that so many of so many blocks are done. Raises Stopped as `check` does."""

    def compiling(self) -> None:
        """Tell that a program is made; the next `progress` ends it. Raises Stopped as `check` does."""

    def kept(self, family: str, name: str, make: Callable[[], T], tell: Callable[[T], Any], most: int = 2) -> T:
        """What `make` gives, kept in the process under this name: made once, also when several ask at once.

        For populations and what is made of them: neither its time nor its memory counts for this question, and it makes way
        for works of a higher rank at each `base.pauses.pause`. The name holds all that it depends on; of one family `most` are
        kept. `tell` gives what 'about' says of it, as JSON.
        """

    @property
    def population(self) -> Path | None:
        """The population folder that the process was started with."""

    def facts(self) -> dict[str, Any]:
        """The process itself, as JSON: what 'about' tells."""


Function = Callable[[Mapping[str, Any], Tools], Iterator[Any]]
"""Gives the parts of an answer, each a JSON value; a later part replaces or adds to the earlier, as the work says."""
Content = Callable[[Mapping[str, Any], Tools], Any]


@dataclass(frozen=True, slots=True)
class Work:
    """A function with how its answers are kept.

    `content`: a JSON value for what the answer depends on beside the name: hashes of law, dials and data; None when that
    is the arguments as they are. It must be quick. `keep`: whether answers are kept. `light`: answered at once, beside the queue.
    `seconds`: how long it may compute. `rank`: what it goes before. `stays`: it goes on when nobody looks any more.
    `alone`: works with the same word are done one after the other, as what they use can be used by one thread only.
    """

    name: str
    function: Function
    content: Content | None = None
    keep: bool = True
    light: bool = False
    seconds: Limit = COMPUTE_SECONDS
    rank: int = ASKED
    stays: bool = False
    alone: str = ""


_WORKS: dict[str, Work] = {}


def register(
    name: str,
    function: Function,
    *,
    content: Content | None = None,
    keep: bool = True,
    light: bool = False,
    seconds: Limit = COMPUTE_SECONDS,
    rank: int = ASKED,
    stays: bool = False,
    alone: str = "",
) -> None:
    """Answer questions of kind `name` by `function`; see `Work`. Raises ValueError when another function has the name."""
    work = Work(name, function, content, keep, light, seconds, rank, stays, alone)
    if _WORKS.setdefault(name, work) != work:
        raise ValueError(f"work {name!r} is registered already")


def seconds_of(kind: str) -> Limit:
    """How long a question of a kind may compute; as any other when no work has the name."""
    return _WORKS[kind].seconds if kind in _WORKS else COMPUTE_SECONDS


def work_of(kind: str) -> Work:
    """The work of that name. Raises UserError when there is none."""
    if kind not in _WORKS:
        hint = suggest(kind, _WORKS)
        known = ", ".join(sorted(_WORKS))
        raise UserError(
            tr(
                "vraag van onbekende soort '{kind}' ({hint})",
                kind=kind,
                hint=hint or tr("kies uit {known}", known=known),
            ),
            column="kind",
            expected=known,
            hint=hint,
        )
    return _WORKS[kind]
