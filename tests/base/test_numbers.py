"""Numbers as parts of sentences."""

from __future__ import annotations

import pytest

from uitvoerbaar.base.numbers import decimal, exact_money, money, numeral, part_in_percents
from uitvoerbaar.base.text import Text


@pytest.mark.parametrize(
    ("share", "decimals", "nl", "en"),
    [
        (0.0, 0, "0", "0"),
        (0.0039, 0, "minder dan 1", "less than 1"),
        (0.0039, 1, "0,4", "0.4"),
        (0.0004, 1, "minder dan 0,1", "less than 0.1"),
        (0.5, 0, "50", "50"),
        (0.9996, 1, "meer dan 99,9", "more than 99.9"),
        (0.9996, 0, "meer dan 99", "more than 99"),
        (1.0, 0, "100", "100"),
    ],
)
def test_nothing_and_all_are_said_only_of_nothing_and_all(share: float, decimals: int, nl: str, en: str) -> None:
    assert part_in_percents(share, decimals) == Text(nl, en)


@pytest.mark.parametrize(
    ("made", "nl", "en"),
    [
        (money(-3_714_00), "−€\u00a03.714", "−€3,714"),
        (exact_money(-37_14), "−€\u00a037,14", "−€37.14"),
        (numeral(-5_767), "−5.767", "−5,767"),
        (decimal(-4.3), "−4,3", "−4.3"),
        (decimal(4.3), "4,3", "4.3"),
    ],
)
def test_what_is_below_zero_has_a_minus_in_front_of_everything(made: Text, nl: str, en: str) -> None:
    """Not a hyphen, and not between the sign of the euro and its number."""
    assert (made.nl, made.english) == (nl, en)
