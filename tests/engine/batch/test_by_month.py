"""Adding months: exact until the law rounds, by days where an amount changes within a month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.text import Text
from uitvoerbaar.engine.batch.by_month import MICRO, cents, micros, month_amounts, shared
from uitvoerbaar.engine.batch.people import Array
from uitvoerbaar.engine.batch.results import Result
from uitvoerbaar.law.periods import Period

FEBRUARY = date(2026, 2, 1)


def rule(months: int = 1, part: int = 1, by_days: bool = False) -> Period:
    return Period("wet", "uitkomst", "uitkomst", months, part, by_days, None, Text("a", "b"), "c")


def result(values: list[float]) -> Result:
    return Result({"x": np.array(values)}, {"x": None})


def test_days_share_a_month_and_only_rows_that_change_are_asked_by_day() -> None:
    asked: list[tuple[str, int]] = []

    def evaluate(day: str, names: Sequence[str], rows: Array) -> Result:
        asked.append((day, len(rows)))
        amount = {0: 0.0 if day < "2026-02-15" else 2800.0, 1: 500.0}
        return result([amount[int(row)] for row in rows])

    made = month_amounts({"x": rule(by_days=True)}, FEBRUARY, np.arange(2), evaluate)
    assert cents(made.values["x"]).tolist() == [1400, 500]  # from the 15th: 14 of 28 days
    assert asked[:2] == [("2026-02-01", 2), ("2026-02-28", 2)]
    assert {rows for _, rows in asked[2:]} == {1}


def test_a_quarter_begins_in_its_first_month_only() -> None:
    def evaluate(day: str, names: Sequence[str], rows: Array) -> Result:
        return result([5.0] * len(rows))

    assert month_amounts({"x": rule(3)}, FEBRUARY, np.arange(1), evaluate).values == {}
    assert list(month_amounts({"x": rule(3)}, date(2026, 4, 1), np.arange(1), evaluate).values) == ["x"]


def test_months_are_divided_once_and_at_the_end() -> None:
    """Twelve times a twelfth of 1234,56 cents is that amount; rounding each month first would give 1236."""
    year = micros(result([1234.56]), "x")
    assert shared(12 * year, rule(part=12)).tolist() == [1_234_560_000]
    assert 12 * cents(shared(year, rule(part=12)))[0] == 1236


def test_large_and_negative_amounts_are_held_exactly() -> None:
    assert micros(result([-0.25, 100_000_000_000.75]), "x").tolist() == [-250_000, 100_000_000_000_750_000]


def test_half_a_cent_goes_up_and_what_is_too_large_is_refused() -> None:
    assert cents(np.array([MICRO // 2, MICRO // 2 - 1])).tolist() == [1, 0]
    with pytest.raises(UserError, match="te groot"):
        micros(result([1e12]), "x")
