"""When the consequence of a mistake is out of proportion to it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.assess.norms import Settings
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.findings import Severity

LEVELS: tuple[Severity, ...] = ("kritiek", "ernstig", "aandacht")


def severity_of(size: float, loss: float, settings: Settings) -> Severity | None:
    """How bad it is that a mistake of `size` costs `loss` (eurocent a year); None when it is in proportion."""
    norm = settings.norm
    if size <= 0 or loss <= size * norm("evenredigheid_verhouding") + norm("afronding_eurocent_per_jaar"):
        return None
    if loss >= size * norm("kritiek_verhouding") and loss >= norm("kritiek_eurocent"):
        return "kritiek"
    if loss >= size * norm("ernstig_verhouding") and loss >= norm("ernstig_eurocent"):
        return "ernstig"
    return "aandacht"


def levels_of(size: Ints, loss: Ints, settings: Settings) -> NDArray[np.int8]:
    """`severity_of` for many: the position in LEVELS, or len(LEVELS) when the consequence is in proportion."""
    norm = settings.norm
    out = np.full(len(size), len(LEVELS), dtype=np.int8)
    (bad,) = np.nonzero(loss > size * norm("evenredigheid_verhouding") + norm("afronding_eurocent_per_jaar"))
    size, loss, found = size[bad], loss[bad], np.full(len(bad), 2, dtype=np.int8)
    found[(loss >= size * norm("ernstig_verhouding")) & (loss >= norm("ernstig_eurocent"))] = 1
    found[(loss >= size * norm("kritiek_verhouding")) & (loss >= norm("kritiek_eurocent"))] = 0
    out[bad] = found
    return out
