"""Which tenth of a whole each record is in by an amount: the same amount is in the same tenth, wherever its row stands."""

from __future__ import annotations

import numpy as np

from uitvoerbaar.base.arrays import Floats, Ints

GROUPS = 10


def tenths(amounts: Floats | Ints, weights: Ints) -> Ints:
    """The tenth of each record, from 0, by its amount; `weights` are whole numbers, below 2^53 together.

    Records with one amount lie together, in the tenth of the middle of their weight. So a tenth holds more or less than a
    tenth of the weight where many have the same, and no record is in another one because of its place in a file.
    """
    _, block = np.unique(amounts, return_inverse=True)
    block = block.reshape(-1)
    # Sums stay below 2**53, so that they are exact in any order of the rows.
    size = np.bincount(block, weights=weights).astype(np.int64)
    end = size.cumsum()
    whole = max(int(size.sum()), 1)
    found = np.minimum((2 * end - size) * GROUPS // (2 * whole), GROUPS - 1)
    return np.asarray(found[block], dtype=np.int64)
