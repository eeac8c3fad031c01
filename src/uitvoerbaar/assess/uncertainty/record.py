"""Record how far the laws on a population are from the published figures of each scheme (see `calibration`)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

from uitvoerbaar.assess.uncertainty.calibration import AMOUNT, COLUMNS, PEOPLE, record_file
from uitvoerbaar.base.whole import put
from uitvoerbaar.population.check.figures import law_figures
from uitvoerbaar.population.check.validate import compared
from uitvoerbaar.population.manifest import read_manifest

_DIGITS = 6


def record_misses(population: Path, progress: Callable[[int], object], path: Path | None = None) -> Path:
    """Write the record anew from a made population, and tell where. Raises UserError for a folder that cannot be read."""
    figures = {figure.id: figure for figure in law_figures()}
    rows = compared(population, read_manifest(population), progress)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        figure = figures.get(row.id)
        if figure is not None and figure.measure in (AMOUNT, PEOPLE) and not figure.chosen:
            ours = f"{row.simulated:.{_DIGITS}g}"
            published = f"{row.published:.10g}"
            writer.writerow(
                [figure.of, figure.measure, row.subject, row.year, published, ours, row.certainty, row.source]
            )
    file = path or record_file()
    put({file: out.getvalue().encode()})
    return file
