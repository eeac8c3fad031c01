"""Names for arrays: what kind of number they hold. Whose rows they are, the docstring of a function says."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
"""Whole numbers; amounts are eurocent, weights thousandths of a household."""
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
