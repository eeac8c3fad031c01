"""When the consequence of a mistake is out of proportion to it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.assess.norms import Settings
from uitvoerbaar.base.arrays import Floats, Ints
from uitvoerbaar.findings import Severity

LEVELS: tuple[Severity, ...] = ("kritiek", "ernstig", "aandacht")


def severity_of(size: float, loss: float, settings: Settings) -> Severity | None:
    """How bad it is that a mistake of `size` costs `loss` (eurocent a year); None when it is in proportion."""
    (level,) = levels_of(np.array([size]), np.array([loss]), settings)
    return LEVELS[level] if level < len(LEVELS) else None


def levels_of(size: Ints | Floats, loss: Ints | Floats, settings: Settings) -> NDArray[np.int8]:
    """`severity_of` for many: the position in LEVELS, or len(LEVELS) when the consequence is in proportion.

    A mistake of no size is in proportion, whatever it costs.
    """
    norm = settings.norm
    out = np.full(len(size), len(LEVELS), dtype=np.int8)
    allowed = size * norm("evenredigheid_verhouding") + norm("afronding_eurocent_per_jaar")
    (bad,) = np.nonzero((size > 0) & (loss > allowed))
    size, loss, levels = size[bad], loss[bad], np.full(len(bad), LEVELS.index("aandacht"), dtype=np.int8)
    for severity in ("ernstig", "kritiek"):
        reached = (loss >= size * norm(f"{severity}_verhouding")) & (loss >= norm(f"{severity}_eurocent"))
        levels[reached] = LEVELS.index(severity)
    out[bad] = levels
    return out
