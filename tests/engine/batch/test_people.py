"""Days as numbers: the same calendar as the law's own."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from uitvoerbaar.base import dates
from uitvoerbaar.engine.batch.people import age_on, date_code, date_text, month_of, year_of

DAYS = st.dates(date(1880, 1, 1), date(2100, 12, 31))


def code(day: date) -> int:
    return date_code(day.year, day.month, day.day)


@given(DAYS, DAYS)
def test_codes_keep_the_order_and_the_parts_of_days(one: date, other: date) -> None:
    assert (code(one) < code(other)) is (one < other)
    assert (year_of(code(one)), month_of(code(one)), date_text(code(one))) == (one.year, one.month, one.isoformat())


@given(st.lists(DAYS, min_size=1), DAYS)
def test_ages_of_columns_are_the_completed_years_of_a_law(born: list[date], on: date) -> None:
    births = np.array([code(day) for day in (*born, date(2008, 2, 29))], dtype=np.int32)
    expected = [dates.age(day, on) for day in (*born, date(2008, 2, 29))]
    assert age_on(on.isoformat(), births).tolist() == expected
