"""Ratios by group and their intervals, against hand counts and against repeated samples."""

from __future__ import annotations

import math

import numpy as np
import pytest

from uitvoerbaar.assess.people.by_group import Measure, Ratios, compared
from uitvoerbaar.assess.people.by_group import ratios as by_group
from uitvoerbaar.assess.protected_grounds.proxies import cramers_v

Floats = np.ndarray[tuple[int], np.dtype[np.float64]]
Ints = np.ndarray[tuple[int], np.dtype[np.int64]]


def ratios(codes: Ints, groups: int, above: Floats, below: Floats, weights: Ints, *, full: bool) -> Ratios:
    return by_group(codes, groups, Measure(above, weights), Measure(below, weights), full)


CODES = np.array([0, 0, 0, 1, 1, 1])
ONE = np.ones(6)


def test_a_ratio_is_the_weighted_total_of_one_column_over_the_other() -> None:
    hit = np.array([1.0, 0, 0, 1, 1, 0])
    weights = np.array([1000, 1000, 2000, 1000, 1000, 1000])
    found = ratios(CODES, 2, hit, ONE, weights, full=True)
    assert found.value.tolist() == [0.25, 2 / 3]
    assert found.above.tolist() == [1.0, 2.0]
    assert found.below.tolist() == [4.0, 3.0]
    assert found.rows.tolist() == [3, 3]
    assert found.half.tolist() == [0.0, 0.0]


def test_a_group_without_anything_to_divide_by_has_no_rows_and_value_zero() -> None:
    found = ratios(CODES, 3, ONE, np.array([1.0, 1, 1, 0, 0, 0]), np.full(6, 1000), full=True)
    assert found.value.tolist() == [1.0, 0.0, 0.0]
    assert found.rows.tolist() == [3, 0, 0]


def test_each_group_is_compared_with_everybody_else() -> None:
    hit = np.array([1.0, 0, 0, 1, 1, 0])
    found = compared(ratios(CODES, 2, hit, ONE, np.full(6, 1000), full=True), full=True)
    assert found.value == pytest.approx([0.5, 2.0])
    assert found.low == pytest.approx(found.value)


def test_nothing_against_something_is_no_number_and_something_against_nothing_is_infinite() -> None:
    hit = np.array([1.0, 1, 0, 0, 0, 0])
    for full in (True, False):
        found = compared(ratios(CODES, 2, hit, ONE, np.full(6, 1000), full=full), full=full)
        assert math.isinf(found.value[0])
        assert math.isinf(found.low[0])
        assert math.isnan(found.value[1])


def test_the_intervals_hold_the_truth_in_about_95_of_100_samples() -> None:
    rng = np.random.default_rng(7)
    codes = rng.integers(0, 2, 200_000)
    hit = (rng.random(200_000) < np.where(codes == 1, 0.3, 0.2)).astype(float)
    truth = ratios(codes, 2, hit, np.ones(200_000), np.full(200_000, 1000), full=True)
    true_ratio = compared(truth, full=True)
    inside = inside_ratio = 0
    for _ in range(400):
        rows = rng.integers(0, 200_000, 2_000)
        found = ratios(codes[rows], 2, hit[rows], np.ones(2_000), np.full(2_000, 100_000), full=False)
        inside += bool(abs(found.value[1] - truth.value[1]) <= found.half[1])
        ratio = compared(found, full=False)
        inside_ratio += bool(ratio.low[1] <= true_ratio.value[1] <= ratio.high[1])
    assert 366 <= inside <= 394
    assert 366 <= inside_ratio <= 394


def test_association_is_one_for_the_same_division_and_nothing_for_unrelated_ones() -> None:
    rng = np.random.default_rng(1)
    one = rng.integers(0, 4, 5_000)
    weights = rng.integers(800, 1200, 5_000)
    assert cramers_v(one, one, weights) == pytest.approx(1.0, abs=0.001)
    assert cramers_v(one, rng.integers(0, 3, 5_000), weights) < 0.03
    assert cramers_v(one, np.zeros(5_000, np.int64), weights) == 0.0


def test_association_agrees_with_scipy_where_no_correction_is_needed() -> None:
    contingency = pytest.importorskip("scipy.stats.contingency")
    rng = np.random.default_rng(2)
    one = rng.integers(0, 3, 60_000)
    other = np.where(rng.random(60_000) < 0.4, one, rng.integers(0, 3, 60_000))
    counts = np.bincount(one * 3 + other, minlength=9).reshape(3, 3)
    expected = contingency.association(counts, method="cramer")
    assert cramers_v(one, other, np.full(60_000, 1000)) == pytest.approx(expected, abs=0.001)
