"""Totals are exact, and intervals are those of the textbook."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uitvoerbaar.assess.people.claim import ALL, claim
from uitvoerbaar.assess.people.totals import count, exact_total, households, mean, share, total
from uitvoerbaar.base.text import Text

Z = 1.96


def ints(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int64)


@given(st.lists(st.tuples(st.integers(-(2**53), 2**53), st.integers(0, 2**31)), max_size=8))
def test_a_total_is_the_exact_sum_also_where_int64_is_too_small(rows: list[tuple[int, int]]) -> None:
    column, weights = ints(*(v for v, _ in rows)), ints(*(w for _, w in rows))
    assert exact_total(column, weights) == sum(v * w for v, w in rows)


def test_weights_are_thousandths_of_a_household() -> None:
    assert total(ints(100, 300), ints(2500, 1000), full=False).value == 2.5 * 100 + 300


def test_every_household_run_leaves_no_sampling_error() -> None:
    found = total(ints(1, 2, 3), ints(1000, 1000, 1000), full=True)
    assert (found.value, found.low, found.high) == (6, 6, 6)


def test_total_of_a_simple_random_sample_has_the_variance_of_the_textbook() -> None:
    """N households, n in the sample, equal weights N/n: the variance of the total is N^2 s^2 / n (Cochran, 2.3)."""
    values, country = [3, 8, 1, 9, 4], 50
    n, average = len(values), Fraction(sum(values), len(values))
    s2 = sum((v - average) ** 2 for v in values) / (n - 1)
    found = total(ints(*values), np.full(n, 1000 * country // n, dtype=np.int64), full=False)
    assert found.value == country * average
    assert found.half == pytest.approx(Z * math.sqrt(country**2 * s2 / n))


def test_share_has_the_binomial_variance_with_equal_weights() -> None:
    chosen = np.array([True] * 30 + [False] * 70)
    found = share(chosen, np.ones(100, bool), np.full(100, 4000, dtype=np.int64), full=False)
    assert found.value == pytest.approx(0.3)
    assert found.half == pytest.approx(Z * math.sqrt(0.3 * 0.7 / 100))


def test_share_and_mean_look_only_at_the_group_and_weigh_its_households() -> None:
    among, weights = np.array([True, True, False]), ints(3000, 1000, 9000)
    assert share(np.array([True, False, True]), among, weights, full=False).value == pytest.approx(0.75)
    assert mean(ints(10, 50, 999), among, weights, full=False).value == pytest.approx(20)


def test_a_mean_of_equal_values_is_certain() -> None:
    found = mean(ints(7, 7, 7), np.ones(3, bool), ints(1000, 5000, 2000), full=False)
    assert (found.low, found.high) == (pytest.approx(7), pytest.approx(7))


def test_an_empty_group_has_no_share_and_no_mean() -> None:
    nobody = np.zeros(2, bool)
    assert share(nobody, nobody, ints(1000, 1000), full=False).value == 0
    assert mean(ints(1, 2), nobody, ints(1000, 1000), full=False).value == 0


def test_the_interval_of_a_count_does_not_go_below_zero() -> None:
    found = count(np.array([True, False, False]), ints(5000, 1000, 1000), full=False)
    assert found.value - found.half < 0
    assert found.low == 0
    assert found.range(full=False).low == 0
    assert households(np.array([True, False, False]), ints(5000, 1000, 1000), False, "bron").low == 0


def test_the_interval_holds_the_truth_about_95_times_in_100() -> None:
    """Draw samples from a known country: the interval covers its total in 93 to 97 of 100 samples."""
    rng = np.random.default_rng(3)
    country = rng.gamma(2.0, 10_000, 20_000).astype(np.int64)
    truth, n, covered = int(country.sum()), 400, 0
    for _ in range(1000):
        found = total(rng.choice(country, n), np.full(n, 1000 * len(country) // n, dtype=np.int64), full=False)
        covered += found.low <= truth <= found.high
    assert 930 <= covered <= 970


@pytest.mark.parametrize(("weight", "whole"), [(0, 0), (1, 1), (300, 1), (499, 1), (1499, 1), (1501, 2)])
def test_who_is_counted_is_one_household_at_least(weight: int, whole: int) -> None:
    weights = np.array([weight, 80_500])
    chosen = np.array([True, False])
    found = claim(chosen, chosen, weights, True, Text("bron"), ALL).households
    assert (found.value, found.high, found.of) == (whole, whole, whole)
