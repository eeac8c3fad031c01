"""When a decision must be there: terms in whole days, and the days on which a term cannot end.

Objection (Awb 6:7, 6:8, 7:10): six weeks to object, from the day after the notification; then six weeks to decide, twelve
with an advisory committee, from the day after those six; once extended by six. A term that ends on a Saturday, Sunday or
holiday ends on the next day that is none of these (Algemene termijnenwet 1, 3), unless it is longer than twelve weeks (4).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_WEEK = 7
_NO_EXTENSION_WEEKS = 12


@dataclass(frozen=True, slots=True)
class ObjectionTerms:
    """Weeks to object, to decide without and with a committee, and of the extension."""

    object_weeks: int
    decide_weeks: int
    committee_weeks: int
    extension_weeks: int


@dataclass(frozen=True, slots=True)
class ObjectionDays:
    """The last day to object, and the last day to decide on the objection."""

    object_by: date
    decide_by: date


def objection(notified: date, terms: ObjectionTerms, *, committee: bool, extended: bool) -> ObjectionDays:
    """The last days after a decision that was notified on a day."""
    object_by = ends(notified, terms.object_weeks)
    decide = terms.committee_weeks if committee else terms.decide_weeks
    decide_by = ends(object_by, decide)
    if extended:
        decide_by = ends(object_by + timedelta(weeks=decide), terms.extension_weeks)
    return ObjectionDays(object_by, decide_by)


def ends(start: date, weeks: int) -> date:
    """The last day of a term of so many weeks that starts the day after `start`."""
    last = start + timedelta(days=weeks * _WEEK)
    while weeks <= _NO_EXTENSION_WEEKS and (last.weekday() >= 5 or last in holidays(last.year)):
        last += timedelta(days=1)
    return last


def holidays(year: int) -> frozenset[date]:
    """Days that count as holidays by the Algemene termijnenwet, article 3: with Good Friday, King's Day and 5 May."""
    sunday = easter(year)
    king = date(year, 4, 27)
    return frozenset(
        (
            date(year, 1, 1),
            sunday - timedelta(days=2),
            sunday + timedelta(days=1),
            king - timedelta(days=1) if king.weekday() == 6 else king,
            date(year, 5, 5),
            sunday + timedelta(days=39),
            sunday + timedelta(days=50),
            date(year, 12, 25),
            date(year, 12, 26),
        )
    )


def easter(year: int) -> date:
    """Easter Sunday (Meeus, Astronomical Algorithms, chapter 8)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    skipped, part = divmod(century, 4)
    corrected = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - skipped - corrected + 15) % 30
    quarter, left = divmod(rest, 4)
    sunday = (32 + 2 * part + 2 * quarter - moon - left) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
