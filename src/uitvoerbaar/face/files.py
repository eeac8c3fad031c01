"""Where results go: said before the work that it cannot be written there, and held until it is."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from uitvoerbaar.base.whole import check_writable as check_writable
from uitvoerbaar.base.whole import target
from uitvoerbaar.face.months import MonthlyOutcomes
from uitvoerbaar.face.outcomes import Outcomes
from uitvoerbaar.population.own.described import Described, metadata
from uitvoerbaar.population.own.described import beside as described_beside
from uitvoerbaar.population.own.table_file import check_output, write_to

__all__ = [
    "check_writable", "held_description", "held_target", "sums_beside", "write_description", "write_outcomes", "write_sums",
]  # fmt: skip

if TYPE_CHECKING:
    import pyarrow as pa


@contextlib.contextmanager
def held_target(path: Path, inputs: Iterable[Path]) -> Iterator[Path]:
    """Keep the place of outcomes while they are computed; gives where to write them, which moves there at the end.

    Raises UserError when they cannot be written, would take the place of an input, or are being made by another process.
    """
    check_output(path, inputs)
    with target(path) as fresh:
        yield fresh


@contextlib.contextmanager
def held_description(path: Path) -> Iterator[Path]:
    """Keep the place of what describes the table in `path`, as `held_target` does."""
    with target(described_beside(path)) as fresh:
        yield fresh


def write_outcomes(path: Path, suffix: str, made: Outcomes | MonthlyOutcomes, *, keep_formulas: bool = False) -> None:
    """Write the table by a suffix; a CSV has the separator of the CSV that the persons came from.

    In a CSV a text that a spreadsheet would carry out gets an apostrophe before it, unless `keep_formulas`.
    """
    _write(path, suffix, made.table, made.separator, keep_formulas)


def write_description(path: Path, name: str, made: Outcomes | MonthlyOutcomes, *, sums: bool = False) -> None:
    """Write to `path` what the columns of the table in file `name` are, with their units."""
    table = made.sums if sums and isinstance(made, MonthlyOutcomes) else made.table
    columns = [Described(column, unit) for column, unit in made.units.items()]
    path.write_bytes(metadata(name, table.schema, columns, made.attrs, made.separator))


def sums_beside(path: Path) -> Path:
    """Where the sums of months that go to `path` come: the same name with -som behind it."""
    return path.with_name(f"{path.stem}-som{path.suffix}")


def write_sums(path: Path, suffix: str, made: MonthlyOutcomes, *, keep_formulas: bool = False) -> None:
    """Write the sums per person and year, as `write_outcomes` does."""
    _write(path, suffix, made.sums, made.separator, keep_formulas)


def _write(path: Path, suffix: str, table: pa.Table, separator: str, keep_formulas: bool) -> None:
    write_to(path, suffix, table, separator, keep_formulas=keep_formulas)
