"""Terms of objection, by hand from a calendar; and the days of Easter as the church printed them."""

from __future__ import annotations

from datetime import date

import pytest

from uitvoerbaar.delivery.queues.terms import ObjectionTerms, easter, ends, holidays, objection

AWB = ObjectionTerms(6, 6, 12, 6)


@pytest.mark.parametrize(
    ("committee", "extended", "decide_by"),
    # Notified on Tuesday 6 January 2026: objection until Tuesday 17 February; then 6, 12, 6 + 6 and 12 + 6 weeks.
    [
        (False, False, date(2026, 3, 31)),
        (True, False, date(2026, 5, 12)),
        (False, True, date(2026, 5, 12)),
        (True, True, date(2026, 6, 23)),
    ],
)
def test_a_decision_on_an_objection_is_late_after_6_6_6_or_6_12_6_weeks(
    committee: bool, extended: bool, decide_by: date
) -> None:
    days = objection(date(2026, 1, 6), AWB, committee=committee, extended=extended)
    assert days.object_by == date(2026, 2, 17)
    assert days.decide_by == decide_by


def test_a_term_that_ends_on_a_free_day_ends_on_the_next_working_day() -> None:
    assert ends(date(2026, 2, 20), 6) == date(2026, 4, 7)  # Good Friday 3 April, then Easter Monday 6 April
    assert ends(date(2026, 3, 16), 6) == date(2026, 4, 28)  # Monday 27 April: King's Day
    assert ends(date(2026, 1, 10), 13) == date(2026, 4, 11)  # a Saturday, but longer than twelve weeks


def test_easter_and_the_holidays_of_a_year() -> None:
    assert [easter(year) for year in (2021, 2024, 2025, 2026)] == [
        date(2021, 4, 4), date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5)
    ]  # fmt: skip
    assert date(2025, 4, 26) in holidays(2025)  # the 27th was a Sunday
    assert date(2025, 4, 27) not in holidays(2025)
