"""Costs of childcare that data do not say were paid: taken as paid in full, for 0 would decide the outcome.

Under the all-or-nothing rule of Wet kinderopvang article 1.5 (until 2020) nothing paid means no allowance at all, so that
the register's 0 would make every parent of such a file lose it. A file that does not tell is read as: what is owed is paid.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from uitvoerbaar.base.dates import MONTHS
from uitvoerbaar.engine.batch.people import Array

PAID, HOURS, PRICE = "opvangkosten_betaald", "opvanguren_per_maand", "uurtarief"
TOLD = f"de verschuldigde kosten ({MONTHS} maal {HOURS} maal {PRICE}), want de gegevens zeggen niet wat is betaald"


def owed(columns: Mapping[str, Any]) -> Array | None:
    """Costs owed in the year (eurocent) per child; None when the hours or the price are not there."""
    if HOURS not in columns or PRICE not in columns:
        return None
    cost = np.asarray(columns[HOURS], np.float64) * np.asarray(columns[PRICE], np.float64) * MONTHS
    return np.rint(cost).astype(np.int64)
