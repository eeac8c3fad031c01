"""A pattern of a day that no day can have leaves the texts as they are, for the reader of days to refuse."""

import pytest

from uitvoerbaar.population.own.load import _iso


@pytest.mark.parametrize("pattern", ["%d-%d-%Y", "%Y %Y", "%", "%Q", "(%d", "%d" * 2_000])
def test_a_broken_pattern_changes_nothing(pattern: str) -> None:
    assert _iso("01-02-2000", pattern) == "01-02-2000"
