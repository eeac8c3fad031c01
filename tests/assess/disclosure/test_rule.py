"""The smallest group, rounding and what is left of a whole."""

from __future__ import annotations

import numpy as np
import pytest

from uitvoerbaar.assess.disclosure.rule import rule_for


@pytest.mark.parametrize(("weights", "least", "step"), [
    ([1000] * 400, 100, 10), ([100_000] * 400, 9901, 500), ([500] * 400, 100, 10), ([1000] * 300 + [50_000] * 100, 4951, 200),
])  # fmt: skip
def test_a_group_that_weighs_enough_holds_enough_records(weights: list[int], least: int, step: int) -> None:
    rule = rule_for(np.array(weights), 100)
    assert (rule.least, rule.step) == (least, step)
    heaviest_99 = sum(sorted(weights)[-99:]) / 1000
    assert heaviest_99 < rule.least


def test_nobody_is_told_a_few_are_not_and_neither_is_all_but_a_few() -> None:
    rule = rule_for(np.full(400, 1000), 100)
    assert [rule.hides(n, 400) for n in (0, 1, 99, 100, 300, 301, 399, 400)] == [
        False, True, True, False, False, True, True, False,
    ]  # fmt: skip
    assert [rule.rounded(n) for n in (0, 104, 105, 117)] == [0, 100, 100, 120]
