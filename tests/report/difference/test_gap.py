"""A difference between two assessments is that of the two numbers beside it."""

from __future__ import annotations

from tests.report.sample_figures import BUDGET
from uitvoerbaar.report.difference.compare import Estimate, Move
from uitvoerbaar.report.difference.page import gap


def test_the_gap_is_that_of_the_numbers_as_they_are_printed() -> None:
    """4,85 and 6,32 mld: 1,47, and not 1,48 as the numbers behind them say."""
    before, after = (Estimate(cents, cents, cents) for cents in (484_512_345_678, 632_412_345_678))
    move = Move(BUDGET, (), "eurocent_per_jaar", before, after)
    assert gap(move, "nl").replace("\u00a0", " ") == "+€ 1,47 mld"
