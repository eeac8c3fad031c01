"""Payments that data do not tell: taken as paid in full, for 0 would decide the outcome.

Under the all-or-nothing rule of Wet kinderopvang article 1.5 (until 2020) nothing paid means no allowance at all, so that
the register's 0 would make every parent of such a file lose it. A file that does not tell is read as: what is owed is paid.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from uitvoerbaar.base.language import tr
from uitvoerbaar.engine.batch.people import Array
from uitvoerbaar.law.registers import Due


def owed(due: Due | None, columns: Mapping[str, Any]) -> Array | None:
    """What is owed in the year (eurocent) per record; None for no field of payments, or when a factor is not there."""
    if due is None or not due.known(columns):
        return None
    cost = due.of({name: np.asarray(columns[name], np.float64) for name in due.factors})
    return np.asarray(np.rint(cost).astype(np.int64))


def told(due: Due) -> str:
    """How what was not told is filled in, for the list of what was assumed."""
    return tr(
        "de verschuldigde kosten ({times} maal {factors}), want de gegevens zeggen niet wat is betaald",
        times=due.times,
        factors=" maal ".join(due.factors),
    )
