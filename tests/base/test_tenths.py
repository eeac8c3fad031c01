"""Tenths of a population: by amount and weight alone, never by the order of the rows."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from uitvoerbaar.base.tenths import tenths

ROWS = st.lists(st.tuples(st.integers(-5, 12), st.integers(1, 4000)), min_size=1, max_size=60)


def of(rows: list[tuple[int, int]]) -> list[int]:
    amounts, weights = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    return [int(tenth) for tenth in tenths(amounts, weights)]


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(rows: list[tuple[int, int]], chance: object) -> None:
    order = list(range(len(rows)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    found, shuffled = of(rows), of([rows[at] for at in order])
    assert shuffled == [found[at] for at in order]


@given(ROWS)
def test_one_amount_is_in_one_tenth_and_more_is_never_lower(rows: list[tuple[int, int]]) -> None:
    by_amount = sorted(zip((amount for amount, _ in rows), of(rows), strict=True))
    assert [tenth for _, tenth in by_amount] == sorted(tenth for _, tenth in by_amount)
    assert len({amount for amount, _ in by_amount}) == len(set(by_amount))


@given(ROWS)
def test_a_household_of_weight_two_is_two_of_weight_one(rows: list[tuple[int, int]]) -> None:
    heavier = [(amount, 2 * weight) for amount, weight in rows]
    assert of(heavier) == of(rows) == of(rows + rows)[: len(rows)]


def test_all_different_amounts_make_equal_tenths() -> None:
    assert np.bincount(of([(amount, 1000) for amount in range(40)])).tolist() == [4] * 10


@given(st.lists(st.integers(-5, 12), min_size=1, max_size=60))
def test_where_all_weigh_as_much_it_is_the_same(amounts: list[int]) -> None:
    equal = of([(amount, 2) for amount in amounts])
    first, *rest = amounts
    assert equal == of([(first, 1), (first, 1), *((amount, 2) for amount in rest)])[1:]
