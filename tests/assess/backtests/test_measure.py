"""Measures of a change, against four households by hand."""

from __future__ import annotations

import numpy as np
import pytest

from uitvoerbaar.assess.backtests.cases import UNITS, Measured
from uitvoerbaar.assess.backtests.measure import Amounts, measured

BEFORE = np.array([0, 120_000, 240_000, 0])
AFTER = np.array([210_000, 132_000, 228_000, 0])
WEIGHTS = np.array([1_000_000, 2_000_000, 1_000_000, 5_000_000])
"""Eurocent a year; each row stands for 1,000, 2,000, 1,000 and 5,000 households."""


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("bedrag", (2_100 * 1_000 + 120 * 2_000 - 120 * 1_000) / 1e6),
        ("nieuwe_ontvangers", 1_000),
        ("nieuw_per_maand", 175),
        ("ontvangers_met_meer", 3_000),
        ("deel_met_minder", 100 / 3),
        ("minder_per_maand", 10),
        ("verschil_per_maand", (120 * 2 - 120) / 3 / 12),
    ],
)
def test_by_hand(what: Measured, expected: float) -> None:
    assert measured(what, Amounts(BEFORE, AFTER, WEIGHTS, full=True)).value == pytest.approx(expected)


def test_every_measure_has_a_unit_and_an_interval_on_a_sample() -> None:
    for what in UNITS:
        assert measured(what, Amounts(BEFORE, AFTER, WEIGHTS, full=False)).half >= 0


def test_nobody_new_is_zero_and_no_error() -> None:
    same = Amounts(BEFORE, BEFORE, WEIGHTS, full=False)
    assert measured("nieuw_per_maand", same).value == 0
