"""Penalties by their two tariffs; sums by hand from the text of Awb 4:17."""

from __future__ import annotations

import numpy as np
import pytest

from uitvoerbaar.delivery.queues.data import load_tariffs
from uitvoerbaar.delivery.queues.penalties import Penalties, Tariff


@pytest.fixture(scope="module")
def tariffs() -> tuple[Tariff, Tariff]:
    found = load_tariffs()
    return found.statutory, found.court


@pytest.mark.parametrize(
    ("days", "euros"), [(0, 0), (1, 23), (14, 14 * 23), (20, 14 * 23 + 6 * 35), (42, 1442), (60, 1442)]
)
def test_the_penalty_of_the_awb(tariffs: tuple[Tariff, Tariff], days: int, euros: int) -> None:
    assert tariffs[0].due(days) == euros * 100


def test_the_court_has_a_ceiling_of_its_own(tariffs: tuple[Tariff, Tariff]) -> None:
    assert tariffs[1].due(20) == 20 * 10000
    assert tariffs[1].due(1000) == tariffs[1].most == 15000 * 100


def test_nothing_is_due_before_a_notice_and_two_weeks(tariffs: tuple[Tariff, Tariff]) -> None:
    all_ask = Penalties(*tariffs, notices=1.0, appeals=1.0, notice_after=10)
    assert all_ask.statutory_due(24) == 0
    assert all_ask.statutory_due(25) == 2300
    assert all_ask.statutory_due(24 + 60) == 144200
    # The court: after the notice and its two weeks, eight weeks of procedure and two weeks that it gives.
    assert all_ask.court_due(24 + 56 + 14) == 0
    assert all_ask.court_due(24 + 56 + 14 + 1) == 10000


def test_the_court_makes_penalties_convex_in_lateness(tariffs: tuple[Tariff, Tariff]) -> None:
    """Twice as late costs more than twice as much, until both ceilings: what the IND met."""
    some = Penalties(*tariffs, notices=0.4, appeals=0.5)
    late = np.array([60.0, 120.0, 240.0])
    total = some.statutory_due(late) + some.court_due(late)
    assert total[2] > 2 * total[1]
    assert some.statutory_due(120.0) == some.statutory_due(240.0)  # the Awb alone does not
