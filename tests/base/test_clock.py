"""The clock of the Netherlands, whatever the zone of the machine."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from uitvoerbaar.base import clock
from uitvoerbaar.base.clock import clock_time, in_netherlands, today
from uitvoerbaar.desk.laws.corpus import today as day_of_laws
from uitvoerbaar.face.laws import as_day


@pytest.mark.parametrize(
    ("utc", "there"),
    [
        ("2026-07-01T22:30:00+00:00", "2026-07-02 00:30"),  # summer: already tomorrow
        ("2026-12-31T23:15:00+00:00", "2027-01-01 00:15"),  # another year, another law
        ("2026-12-31T22:59:00+00:00", "2026-12-31 23:59"),
        ("2026-03-29T00:59:00+00:00", "2026-03-29 01:59"),  # the hour that is skipped
        ("2026-03-29T01:00:00+00:00", "2026-03-29 03:00"),
        ("2026-10-25T00:59:00+00:00", "2026-10-25 02:59"),  # the hour that comes twice
        ("2026-10-25T01:00:00+00:00", "2026-10-25 02:00"),
        ("2024-03-31T01:00:00+00:00", "2024-03-31 03:00"),  # a month that ends on the Sunday
        ("2026-07-01T18:30:00-04:00", "2026-07-02 00:30"),
    ],
)
def test_what_the_clock_says_there(utc: str, there: str) -> None:
    assert clock_time(utc) == there
    assert in_netherlands(datetime.fromisoformat(utc)).date() == date.fromisoformat(there[:10])


class _AtNewYear(datetime):
    """Half past eleven at night in UTC on the last day of 2026, and half past midnight in the Netherlands."""

    @classmethod
    def now(cls, tz: object = None) -> _AtNewYear:
        assert tz is UTC
        return cls(2026, 12, 31, 23, 30, tzinfo=UTC)


def test_the_law_of_today_is_that_of_the_day_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "datetime", _AtNewYear)
    assert today() == date(2027, 1, 1)
    assert as_day(None) == day_of_laws() == "2027-01-01"
