"""The earliest honest date: the day on which the slowest of what must be ready is ready, on a day on which rules may change.

Fixed change dates and notice: Aanwijzingen voor de regelgeving 4.17 (acts and orders in council on 1 January or 1 July, at
least two months after publication, three where provinces, municipalities or water boards must carry it out).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from uitvoerbaar.base.dates import add_months, months_between

Paths = Literal["proces", "ict", "werving", "lagere_regels", "bekendmaking"]
"""What must be ready: processes set up, systems changed and released, people hired and trained, lower rules made, notice given."""
PATHS: tuple[Paths, ...] = ("proces", "ict", "werving", "lagere_regels", "bekendmaking")
CHANGE_DAY = "vast verandermoment"
"""What binds when everything is ready before the day on which it may enter into force."""


@dataclass(frozen=True, slots=True)
class Months:
    """How many months something takes, at least and at most."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Path:
    """One thing that must be ready. It begins when `after` is done (a path of the same list), else on the day of decision (or of
    publication, for notice), and not before `free` (the day on which a slot or people come free)."""

    id: Paths
    months: Months
    after: tuple[Paths, ...] = ()
    free: date | None = None


@dataclass(frozen=True, slots=True)
class Earliest:
    """From which day at the earliest, and what binds there: the chain of paths from the first to the one that is ready last.

    `ready` is when everything is ready, `day` the first day after it on which rules may change.
    """

    day: date
    ready: date
    binds: tuple[Paths, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """The honest answer: between when everything goes well and when everything takes long."""

    low: Earliest
    high: Earliest


def span(decided: date, published: date | None, paths: Sequence[Path], change_days: Sequence[str]) -> Span:
    """The earliest date as a range. `change_days` are month and day ('01-01'); none means that any first of a month will do.

    Without `published` the notice begins on the day of decision. Raises ValueError for paths that wait for each other.
    """
    return Span(
        _earliest(decided, published, paths, change_days, high=False),
        _earliest(decided, published, paths, change_days, high=True),
    )


def _earliest(
    decided: date, published: date | None, paths: Sequence[Path], change_days: Sequence[str], *, high: bool
) -> Earliest:
    by_id = {path.id: path for path in paths}
    done: dict[Paths, tuple[date, tuple[Paths, ...]]] = {}
    waiting = list(by_id)
    while waiting:
        able = [id_ for id_ in waiting if all(o in done or o not in by_id for o in by_id[id_].after)]
        if not able:
            raise ValueError(f"paths wait for each other: {', '.join(waiting)}")
        for id_ in able:
            done[id_] = _end(by_id[id_], decided, published, done, high=high)
        waiting = [id_ for id_ in waiting if id_ not in done]
    last = max((end for end, _ in done.values()), default=decided)
    binds = next((chain for end, chain in done.values() if end == last), ())
    return Earliest(change_day(last, change_days), last, binds)


def _end(
    path: Path,
    decided: date,
    published: date | None,
    done: Mapping[Paths, tuple[date, tuple[Paths, ...]]],
    *,
    high: bool,
) -> tuple[date, tuple[Paths, ...]]:
    """When a path is ready, and the chain that led to it."""
    begin = published if path.id == "bekendmaking" and published is not None else decided
    chain: tuple[Paths, ...] = ()
    for other in path.after:
        if other in done and done[other][0] > begin:
            begin, chain = done[other]
    if path.free is not None and path.free > begin:
        begin, chain = path.free, ()
    return add_months(begin, path.months.high if high else path.months.low), (*chain, path.id)


def change_day(ready: date, change_days: Sequence[str]) -> date:
    """The first day on or after `ready` on which rules may change; the first of a month when there are no fixed days."""
    if not change_days:
        return ready if ready.day == 1 else add_months(ready.replace(day=1), 1)
    years = (ready.year, ready.year + 1)
    return min(day for year in years for each in change_days if (day := date.fromisoformat(f"{year}-{each}")) >= ready)


def notice_kept(published: date, in_force: date, months: int) -> bool:
    """Whether so many whole months lie between publication and entry into force."""
    return months_between(published, in_force) >= months


def must_be_reported(cost: int, threshold: int) -> bool:
    """Whether an ICT project of so many euros over its whole life must be reported: from the threshold, not above it only.

    Wet Adviescollege ICT-toetsing (BWBR0049412), in force 1 July 2024.
    """
    return cost >= threshold
