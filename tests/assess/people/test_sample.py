"""Every k-th household stands for the whole population, whatever the weights of those that are left out."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from uitvoerbaar.assess.people.sample import Sample


def sample(weights: list[int], largest: int) -> Sample:
    """A sample of so many households at most."""
    world = SimpleNamespace(heads=np.arange(len(weights)), weights=np.array(weights, np.int64), full=True)
    return Sample(cast(Any, world), largest)


@pytest.mark.parametrize("weights", [[1000] * 7, [500, 9000, 9000, 1500, 0, 0, 1000], [1, 2_000_000, 3] * 5])
def test_weights_of_a_sample_add_up_to_the_population(weights: list[int]) -> None:
    made = sample(weights, 3)
    assert made.households.tolist() == list(range(0, len(weights), made.one_in))
    assert len(made.households) <= 3
    assert made.weights.sum() == pytest.approx(sum(weights), abs=len(made.households) / 2)
    assert not made.full


def test_a_population_that_is_small_enough_is_taken_as_it_is() -> None:
    made = sample([700, 1300, 5], 3)
    assert made.weights.tolist() == [700, 1300, 5]
    assert made.full
