"""Backtests: every comparison has a figure and a role, what is fitted is right, what is predicted is as far off as it is."""

from __future__ import annotations

import pytest

from uitvoerbaar.base.draws import Draws
from uitvoerbaar.delivery.queues.lookback_data import Comparison, look_back


@pytest.fixture(scope="module")
def found() -> dict[str, Comparison]:
    return {each.id: each for each in look_back(Draws(1)).comparisons}


def test_five_cases_each_with_a_prediction_beside_a_published_figure(found: dict[str, Comparison]) -> None:
    tested = {each.case for each in found.values() if each.role == "voorspeld" and each.published is not None}
    assert tested == {"cbr", "bt", "uht", "uwv", "ind"}


def test_what_was_fitted_is_right_and_counts_for_nothing(found: dict[str, Comparison]) -> None:
    fitted = [each for each in found.values() if each.role == "geijkt" and each.published is not None]
    assert fitted
    for each in fitted:
        assert abs(each.off or 0.0) < 0.01
        assert each.near is None


def test_cbr_by_little_and_by_draining(found: dict[str, Comparison]) -> None:
    """22.3 weeks at 11,400 a week are 254,000; with the inflow of 2019 the wait falls to within a week of what was published."""
    assert found["cbr_wachtenden"].ours.value == pytest.approx(22.3 * 595160 / 52.18, rel=0.001)
    assert found["cbr_april23"].ours.value == pytest.approx(16.6, abs=1)


def test_volume_does_not_explain_the_telephone(found: dict[str, Comparison]) -> None:
    """A line with the same staff every month follows the number of callers; the published months do not (r = -0.18)."""
    link = found["bt_samenhang"]
    assert link.published is not None
    assert link.published.value == pytest.approx(-0.178, abs=0.001)
    assert link.ours.value > 0.9
    assert link.near is False


def test_doubling_new_staff_does_not_halve_the_wait(found: dict[str, Comparison]) -> None:
    assert 0.5 < found["uht_dubbel"].ours.value < 1


def test_penalties_grow_faster_than_the_wait(found: dict[str, Comparison]) -> None:
    assert found["ind_2025"].ours.value > 3 * found["ind_2023"].ours.value


def test_misses_are_told(found: dict[str, Comparison]) -> None:
    assert {each.near for each in found.values()} == {True, False, None}
