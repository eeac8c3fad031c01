"""The earliest honest date, and cases of the field."""

from __future__ import annotations

from datetime import date

import pytest

from uitvoerbaar.delivery.plan.earliest import Months, Path, change_day, must_be_reported, notice_kept, span
from uitvoerbaar.delivery.plan.reference import load_reference
from uitvoerbaar.delivery.plan.reorganisation import cost

FIXED = ("01-01", "07-01")


def test_published_on_10_november_is_too_late_for_1_january():
    published, in_force = date(2025, 11, 10), date(2026, 1, 1)
    assert not notice_kept(published, in_force, 2)
    assert notice_kept(date(2025, 11, 1), in_force, 2)
    assert not notice_kept(date(2025, 11, 1), in_force, 3)


@pytest.mark.parametrize("months", [2, 3])
def test_published_on_10_november_it_can_be_1_july(months):
    found = span(date(2025, 11, 1), date(2025, 11, 10), [Path("bekendmaking", Months(months, months))], FIXED)
    assert found.low.day == found.high.day == date(2026, 7, 1)
    assert found.low.binds == ("bekendmaking",)


def test_the_slowest_path_binds_and_the_range_can_cross_a_change_date():
    """Lower rules 3 to 6 months, and the systems after them 6 to 12: ready after 9 or 18 months."""
    paths = [
        Path("proces", Months(4, 6)),
        Path("lagere_regels", Months(3, 6)),
        Path("ict", Months(6, 12), after=("lagere_regels",)),
        Path("bekendmaking", Months(2, 2)),
    ]
    found = span(date(2026, 1, 15), date(2026, 2, 1), paths, FIXED)
    assert (found.low.ready, found.low.day) == (date(2026, 10, 15), date(2027, 1, 1))
    assert (found.high.ready, found.high.day) == (date(2027, 7, 15), date(2028, 1, 1))
    assert found.low.binds == found.high.binds == ("lagere_regels", "ict")


def test_a_slot_that_comes_free_later_is_waited_for():
    paths = [Path("ict", Months(3, 3), free=date(2027, 1, 1)), Path("proces", Months(4, 6))]
    assert span(date(2026, 1, 1), None, paths, FIXED).low.ready == date(2027, 4, 1)


def test_paths_that_wait_for_each_other_are_refused():
    paths = [Path("ict", Months(1, 1), after=("proces",)), Path("proces", Months(1, 1), after=("ict",))]
    with pytest.raises(ValueError, match="wait for each other"):
        span(date(2026, 1, 1), None, paths, FIXED)


def test_a_day_on_which_all_is_ready_counts_itself():
    assert change_day(date(2026, 7, 1), FIXED) == date(2026, 7, 1)
    assert change_day(date(2026, 7, 2), FIXED) == date(2027, 1, 1)
    assert change_day(date(2026, 7, 2), ()) == date(2026, 8, 1)


def test_splitting_a_ministry_costs_at_least_31_7_million():
    reference = load_reference().reorganisation("departement-splitsen")
    assert cost(reference) == 31_700_000
    assert cost(reference, years=4) == 31_700_000 + 4 * 5_000_000


def test_the_duty_to_report_ict_flips_at_5_million():
    threshold = round(load_reference().ict_threshold.value)
    assert not must_be_reported(4_900_000, threshold)
    assert must_be_reported(5_000_000, threshold)
