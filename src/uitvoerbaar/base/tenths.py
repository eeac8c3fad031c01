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
    if len(weights) and weights.min() == weights.max():
        return _of_equals(amounts, int(weights[0]))
    _, block = np.unique(amounts, return_inverse=True)
    block = block.reshape(-1)
    # Sums stay below 2**53, so that they are exact in any order of the rows.
    size = np.bincount(block, weights=weights).astype(np.int64)
    end = size.cumsum()
    whole = max(int(size.sum()), 1)
    found = np.minimum((2 * end - size) * GROUPS // (2 * whole), GROUPS - 1)
    return np.asarray(found[block], dtype=np.int64)


def _of_equals(amounts: Floats | Ints, weight: int) -> Ints:
    """The same where every record weighs as much: sorting the amounts is enough, and takes a tenth of the time."""
    ordered = np.sort(amounts)
    first = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    end = np.concatenate([first[1:], [len(ordered)]]).astype(np.int64) * weight
    size = np.diff(end, prepend=0)
    whole = max(len(ordered) * weight, 1)
    found = np.minimum((2 * end - size) * GROUPS // (2 * whole), GROUPS - 1)
    # Tenths rise with the amount: the first amount of each tenth says where every record is.
    starts = np.searchsorted(found, np.arange(1, GROUPS))
    bounds = ordered[first[starts[starts < len(first)]]]
    return np.asarray(np.searchsorted(bounds, amounts, side="right"), dtype=np.int64)
