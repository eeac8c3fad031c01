"""The clock of the Netherlands: which day it is there, and what time a moment was, whatever the machine's own zone.

A law is in force from midnight there. A server in UTC would otherwise give the law of yesterday for one or two hours a night.
The rule of Directive 2000/84/EC is written out, so that no table of time zones is needed (a small container has none).
"""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, timedelta

_MARCH, _OCTOBER = 3, 10
_WINTER, _SUMMER = timedelta(hours=1), timedelta(hours=2)


def today() -> date:
    """The day that it is now in the Netherlands."""
    return in_netherlands(datetime.now(UTC)).date()


def in_netherlands(moment: datetime) -> datetime:
    """What the clock there says at a moment that knows its zone; without a zone of its own. For 1996 and later."""
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    summer = _turn(utc.year, _MARCH) <= utc < _turn(utc.year, _OCTOBER)
    return utc + (_SUMMER if summer else _WINTER)


def clock_time(moment: str) -> str:
    """A moment as ISO text with its zone, as it is shown there: `2026-07-01 00:30`. Raises ValueError."""
    return in_netherlands(datetime.fromisoformat(moment)).isoformat(sep=" ", timespec="minutes")


def _turn(year: int, month: int) -> datetime:
    """When the clock is moved: the last Sunday of the month, 01:00 UTC."""
    last = calendar.monthrange(year, month)[1]
    sunday = last - (date(year, month, last).weekday() + 1) % 7
    return datetime(year, month, sunday, 1)
