"""Outcomes as a file: CSV or Parquet."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from uitvoerbaar.face.months import MonthlyOutcomes
from uitvoerbaar.face.outcomes import Outcomes
from uitvoerbaar.population.own.table_file import check_output, write_table


def check_target(path: Path, inputs: Iterable[Path]) -> None:
    """Raises UserError when outcomes cannot be written to `path`, or would take the place of an input."""
    check_output(path, inputs)


def write_outcomes(path: Path, made: Outcomes | MonthlyOutcomes) -> None:
    """Write the table by the suffix of `path`; a CSV has the separator of the CSV that the persons came from."""
    columns = {name: made.table.column(name).combine_chunks() for name in made.table.column_names}
    write_table(path, columns, made.separator)


def sums_beside(path: Path) -> Path:
    """Where the sums of months that go to `path` come: the same name with -som behind it."""
    return path.with_name(f"{path.stem}-som{path.suffix}")


def write_sums(path: Path, made: MonthlyOutcomes) -> None:
    """Write the sums per person and year, as `write_outcomes` does."""
    write_table(path, {n: made.sums.column(n).combine_chunks() for n in made.sums.column_names}, made.separator)
