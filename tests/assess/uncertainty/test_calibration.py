"""How far the laws are from published figures: the record, and which of its lines counts."""

from __future__ import annotations

import pytest

from uitvoerbaar.assess.uncertainty.calibration import AMOUNT, Miss, load_misses, miss_of


def _miss(year: int, certainty: str = "S", ours: float = 110.0) -> Miss:
    return Miss("x", AMOUNT, "bedrag", year, 100.0, ours, certainty, "bron")


def test_the_year_nearest_to_the_law_counts_and_a_source_goes_before_memory() -> None:
    known = [_miss(2012), _miss(2022), _miss(2025, "M")]
    found = miss_of(known, "x", AMOUNT, 2026)
    assert found is not None
    assert found.year == 2022
    remembered = miss_of([_miss(2025, "M")], "x", AMOUNT, 2026)
    assert remembered is not None
    assert miss_of(known, "y", AMOUNT, 2026) is None


def test_a_miss_is_a_part_of_the_published_figure_on_either_side() -> None:
    assert _miss(2022, ours=110.0).off == pytest.approx(0.1)
    assert _miss(2022, ours=90.0).off == pytest.approx(0.1)


def test_the_shipped_record_holds_the_allowances() -> None:
    schemes = {miss.scheme for miss in load_misses()}
    assert {"huurtoeslag", "zorgtoeslag", "kindgebonden_budget", "kinderopvangtoeslag"} <= schemes
