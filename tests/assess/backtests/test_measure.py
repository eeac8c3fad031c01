"""Measures of a change, against four households by hand."""

from __future__ import annotations

import numpy as np
import pytest

from uitvoerbaar.assess.backtests.cases import OF_POVERTY, UNITS, Measured
from uitvoerbaar.assess.backtests.measure import Amounts, measured, poverty_measured
from uitvoerbaar.assess.pair import Pair
from uitvoerbaar.assess.poverty.lines import load_lines
from uitvoerbaar.assess.poverty.measure import Homes
from uitvoerbaar.assess.poverty.measure import Measured as Poverty

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
    for what in set(UNITS) - set(OF_POVERTY):
        assert measured(what, Amounts(BEFORE, AFTER, WEIGHTS, full=False)).half >= 0


def test_nobody_new_is_zero_and_no_error() -> None:
    same = Amounts(BEFORE, BEFORE, WEIGHTS, full=False)
    assert measured("nieuw_per_maand", same).value == 0


def test_poverty_by_hand() -> None:
    """Of households with a child, one of 1,000 rises above a line of 1,000 and one of 3,000 falls below it, of 10,000."""
    income = Pair(np.array([900, 1_100, 2_000]), np.array([1_100, 900, 2_000]))
    weights = np.array([1_000_000, 3_000_000, 6_000_000])
    homes = Homes(np.ones(3, np.bool_), {"personen": np.array([3, 2, 4]), "kinderen": np.array([2, 1, 1])})
    line = next(line for line in load_lines() if line.id == "toereikend")
    of = Poverty(line, homes, income, Pair(np.full(3, 1_000), np.full(3, 1_000)), None, weights, True)
    assert poverty_measured("mensen_onder_grens", of).value == 3_000 * 2 - 1_000 * 3
    children = 1_000 * 2 + 3_000 + 6_000
    assert poverty_measured("deel_kinderen_onder_grens", of).value == pytest.approx(100 * (3_000 - 2_000) / children)
