"""Series of months split in what is once and what lasts, against series of which the answer is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uitvoerbaar.delivery.money.months import split


def test_a_start_of_three_months_on_a_lasting_rise() -> None:
    before, after = [100.0] * 36, [110.0] * 36
    for month, extra in enumerate((60, 30, 10)):
        after[month] += extra
    found = split(before, after)
    assert (found.once, found.yearly) == (100, 120)


def test_nothing_changes() -> None:
    assert split([5.0] * 24, [5.0] * 24).once == 0


@given(st.lists(st.integers(-100, 100), min_size=12, max_size=12), st.integers(-50, 50))
def test_a_rise_with_the_seasons_is_all_lasting(season: list[int], rise: int) -> None:
    before = [float(c) for c in season] * 3
    found = split(before, [c + rise for c in before])
    assert found.once == pytest.approx(0)
    assert found.yearly == pytest.approx(12 * rise)


@pytest.mark.parametrize(("first", "second"), [(36, 35), (23, 23)])
def test_series_that_do_not_fit_are_refused(first: int, second: int) -> None:
    with pytest.raises(ValueError, match="months"):
        split([0.0] * first, [0.0] * second)
