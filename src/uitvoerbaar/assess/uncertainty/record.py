"""Record how far the laws on a population are from the published figures of each scheme (see `calibration`)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

from uitvoerbaar.assess.uncertainty.calibration import AMOUNT, COLUMNS, PEOPLE, record_file
from uitvoerbaar.base.whole import put
from uitvoerbaar.population.check.law_totals import law_totals
from uitvoerbaar.population.tables import table

_DIGITS = 6


def record_misses(population: Path, progress: Callable[[int], object], path: Path | None = None) -> Path:
    """Write the record anew from a made population, and tell where. Raises UserError for a folder that cannot be read."""
    totals = table("totalen")
    cells = zip(*(totals.text(name) for name in ("regeling", "filter", "maat", "onderwerp")), strict=True)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for (scheme, where, measure, subject), row in zip(cells, law_totals(population, progress), strict=True):
        if measure in (AMOUNT, PEOPLE) and not where:
            ours = f"{row.simulated:.{_DIGITS}g}"
            writer.writerow(
                [scheme, measure, subject, row.year, f"{row.published:.10g}", ours, row.certainty, row.source]
            )
    file = path or record_file()
    put({file: out.getvalue().encode()})
    return file
