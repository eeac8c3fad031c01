"""Outcomes as a file: CSV or Parquet."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from uitvoerbaar.face.outcomes import Outcomes
from uitvoerbaar.population.own.table_file import check_output, write_table


def check_target(path: Path, inputs: Iterable[Path]) -> None:
    """Raises UserError when outcomes cannot be written to `path`, or would take the place of an input."""
    check_output(path, inputs)


def write_outcomes(path: Path, made: Outcomes, *, keep_formulas: bool = False) -> None:
    """Write the table by the suffix of `path`; a CSV has the separator of the CSV that the persons came from.

    In a CSV a text that a spreadsheet would carry out gets an apostrophe before it, unless `keep_formulas`.
    """
    columns = {name: made.table.column(name).combine_chunks() for name in made.table.column_names}
    write_table(path, columns, made.separator, keep_formulas=keep_formulas)
