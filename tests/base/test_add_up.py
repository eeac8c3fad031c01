"""Parts that are rounded add up to the rounded whole, and none of them moves by a whole step."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from uitvoerbaar.base.add_up import add_up


def test_rows_that_each_round_up_do_not_come_to_more_than_the_whole() -> None:
    """Each to the nearest whole they are 84 less, where all together are 83,1 less."""
    assert add_up([-12.978, -7.590, -16.744, -45.806]) == [-13, -7, -17, -46]
    assert add_up([0.14, 0.14, 0.14], steps=10) == [0.2, 0.1, 0.1]
    assert add_up([]) == []


@given(st.lists(st.floats(-1e6, 1e6), max_size=20), st.sampled_from([1, 10]))
def test_the_sum_is_the_rounded_sum_and_each_part_stays_near(parts: list[float], steps: int) -> None:
    made = add_up(parts, steps)
    assert round(sum(round(each * steps) for each in made)) == round(sum(part * steps for part in parts))
    assert all(abs(each - part) * steps < 1 + 1e-6 for each, part in zip(made, parts, strict=True))
