"""Weights are whole thousandths, rounded and not cut off."""

from __future__ import annotations

import numpy as np

from uitvoerbaar.population.own.weights import thousandths


def test_a_weight_is_rounded_to_the_nearest_thousandth() -> None:
    given = np.array([1.0, 2.9996, 0.0006, 0.0004, 1234.5674, 0.0])
    assert thousandths(given, None, np.arange(len(given)), [], []).tolist() == [1000, 3000, 1, 0, 1_234_567, 0]
