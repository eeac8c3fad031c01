"""Numbers as parts of sentences."""

from __future__ import annotations

import pytest

from uitvoerbaar.base.numbers import part_in_percents
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
