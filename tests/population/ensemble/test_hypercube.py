"""A Latin hypercube has every assumption once in each slice of its range."""

from __future__ import annotations

import numpy as np

from uitvoerbaar.population.ensemble.hypercube import latin_hypercube


def test_every_slice_holds_one_member() -> None:
    places = latin_hypercube(["a", "b", "c"], 40, 1)
    assert places.shape == (40, 3)
    for column in places.T:
        assert sorted(np.floor(column * 40).astype(int).tolist()) == list(range(40))


def test_a_column_does_not_depend_on_the_others_and_does_on_the_seed() -> None:
    alone, among = latin_hypercube(["b"], 40, 1), latin_hypercube(["a", "b"], 40, 1)
    assert np.array_equal(alone[:, 0], among[:, 1])
    assert not np.array_equal(alone, latin_hypercube(["b"], 40, 2))
    assert not np.array_equal(among[:, 0], among[:, 1])
