"""A norm that stands in two files is one norm."""

from __future__ import annotations

from uitvoerbaar.delivery.money.data import load_money
from uitvoerbaar.delivery.organisations import load_organisations, productive_hours


def test_productive_hours_are_the_same_for_staff_and_for_money() -> None:
    """data/money has them for a country without organisations; a run takes those of the organisations."""
    staff, money = productive_hours(load_organisations()), load_money().productive_hours
    assert (staff.value, staff.year, staff.confidence, staff.url) == (
        money.value,
        money.year,
        money.confidence,
        money.url,
    )
