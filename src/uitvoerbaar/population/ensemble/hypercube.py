"""A Latin hypercube: as many points as members, such that every assumption is once in each slice of its range.

McKay, Beckman and Conover, "A comparison of three methods for selecting values of input variables" (Technometrics 1979).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from uitvoerbaar.base.arrays import Floats
from uitvoerbaar.base.draws import Draws


def latin_hypercube(names: Sequence[str], members: int, seed: int) -> Floats:
    """Places in (0, 1), shape (members, names). The column of a name does not depend on which other names there are."""
    draws = Draws(seed)
    places = np.empty((members, len(names)))
    for column, name in enumerate(names):
        slices = np.argsort(draws.uniform(f"schijf {name}", 0, members), kind="stable")
        places[:, column] = (slices + draws.uniform(f"plek {name}", 0, members)) / members
    return places
