"""Calendar arithmetic on canonical `YYYY-MM-DD` dates as the RegelRecht format defines it."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_CANONICAL = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)

MONTHS = 12
"""In a year."""
EPOCH = date(1970, 1, 1).toordinal()
"""The day from which tables count days."""


def parse_date(text: object) -> date | None:
    """The date that a canonical, zero-padded ISO string names, else None."""
    if not isinstance(text, str) or not _CANONICAL.match(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def age(birth: date, on: date) -> int:
    """Complete years; somebody born on 29 February is a year older on 1 March in other years (docs/decisions/015)."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def is_leap_day(day: date) -> bool:
    """Whether it is 29 February."""
    return (day.month, day.day) == (2, 29)


def leap_day_matters(on: date) -> bool:
    """Whether `on` is a day on which it can decide when somebody born on 29 February grows a year older.

    That is in years without that day, from 28 February to the end of March: acts ask for the day itself, for the first
    day of the month after it, or for the month.
    """
    return not calendar.isleap(on.year) and (2, 28) <= (on.month, on.day) <= (3, 31)


def add_months(start: date, months: int) -> date:
    """`start` plus whole months, clamped to the end of the month. Raises ValueError outside years 1..9999."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def add(start: date, years: int, months: int, weeks: int, days: int) -> date:
    """`start` plus years, then months, then weeks and days, each clamped. Raises ValueError or OverflowError."""
    return add_months(add_months(start, years * 12), months) + timedelta(weeks=weeks, days=days)


def months_between(start: date, end: date) -> int:
    """Complete months from `start` to `end`; 31 January to 28 February is one month. Negative when reversed."""
    if end < start:
        return -months_between(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    try:
        reached = add_months(start, months)
    except ValueError:
        return months
    return months if reached <= end else months - 1


def years_between(start: date, end: date) -> int:
    """Complete years from `start` to `end`, clamped at the end of the month; negative when reversed."""
    months = months_between(start, end)
    return months // 12 if months >= 0 else -(-months // 12)
