"""Tables of a user: CSV (comma, semicolon, tab or |) and Parquet in, the same out. Errors name the line."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from uitvoerbaar.base.csv_cells import PLAIN, RISKY, SHIELD, SHIELDED, shielded, unshielded
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.limits import TABLE_BYTES, TABLE_CELLS, TABLE_COLUMNS, TABLE_ROWS
from uitvoerbaar.base.whole import check_writable
from uitvoerbaar.engine.batch.people import Array
from uitvoerbaar.population.own.arrow_columns import PlainColumns, first_words
from uitvoerbaar.population.own.csv_text import csv_text
from uitvoerbaar.population.own.workbook import ENDINGS, OTHER_SPREADSHEETS, read_sheet

_SHOWN = 5
"""How many bad lines a message shows of each kind."""
_SAID, _TYPE = 200, 60
"""Characters that a message repeats of what a library says, and of the name of a type."""


@dataclass(frozen=True)
class Table:
    """A table as it was read: CSV columns are texts (null where empty), Parquet columns keep their type."""

    file: str
    columns: Mapping[str, pa.Array]
    n: int
    lines: Array | None
    """The line of each row in the file; None when a file has no lines (Parquet)."""
    separator: str = ","
    told: tuple[str, ...] = ()
    """How the file was read, where that was a decision."""
    origin: Array | None = None
    """The row of the file that each row came from, when rows were repeated; `lines` is by row of the file."""
    euros: frozenset[str] = frozenset()
    """Columns of numbers that the file shows as euros."""

    def where(self, row: int) -> str:
        """Where a row (from 0) stands, in words."""
        row = row if self.origin is None else int(self.origin[row])
        return tr("rij {row}", row=row + 1) if self.lines is None else tr("regel {lines}", lines=int(self.lines[row]))

    def some(self, rows: Array) -> str:
        """Where the first of several rows stand, and how many there are; a row that was repeated is named once."""
        if self.origin is not None:
            _, first = np.unique(self.origin[rows], return_index=True)
            rows = rows[np.sort(first)]
        shown = ", ".join(self.where(int(row)) for row in rows[:_SHOWN])
        return shown + (tr(" en nog {rows} andere", rows=len(rows) - _SHOWN) if len(rows) > _SHOWN else "")


def read_table(path: Path, encoding: str | None = None, sheet: str | None = None, like: str | None = None) -> Table:
    """A CSV (in UTF-8, or the encoding that the user names) or Parquet file, or a sheet of an Excel workbook: the one that is
    named, else the only one or the one that is called `like`.

    Raises UserError for a file that is missing, empty or not readable as a table.
    """
    if not os.path.isfile(path):
        why = tr("is een map, geen bestand") if os.path.isdir(path) else tr("bestaat niet")
        raise UserError(f"{path}: {why}", file=str(path))
    if sheet is not None and path.suffix.lower() not in ENDINGS:
        raise UserError(
            tr("{path}: een blad ('{sheet}') hoort bij een Excel-map (.xlsx)", path=path, sheet=sheet), file=str(path)
        )
    if path.suffix.lower() in (".parquet", ".pq"):
        return _read_parquet(path)
    if path.suffix.lower() in (".csv", ".tsv", ".txt"):
        return _read_csv(path, encoding)
    if path.suffix.lower() in ENDINGS:
        return _read_workbook(path, sheet, like)
    if path.suffix.lower() in OTHER_SPREADSHEETS:
        raise UserError(tr("{path}: dit soort rekenblad kan niet; sla het op als .xlsx of als CSV UTF-8", path=path))
    raise UserError(
        tr("{path}: geef een CSV-bestand (.csv), een Parquet-bestand (.parquet) of een Excel-map (.xlsx)", path=path)
    )


def _read_workbook(path: Path, sheet: str | None, like: str | None) -> Table:
    found = read_sheet(path, sheet, like)
    rows = len(found.lines)
    _check_size(str(path), rows, len(found.columns))
    table = pa.table(found.columns)
    columns = PlainColumns(table, str(path), table.column_names)
    return Table(str(path), columns, rows, found.lines, told=found.told, euros=found.euros)


def _read_parquet(path: Path) -> Table:
    try:
        with pq.ParquetFile(path) as file:
            # What the file says of itself, before a row is read: half a megabyte can hold sixty million equal rows.
            _check_size(str(path), file.metadata.num_rows, file.metadata.num_columns)
            table = file.read()
        table.validate(full=True)  # texts of a damaged file can be no UTF-8, and so can the names
        names = table.column_names
    except (pa.ArrowException, OSError, ValueError) as error:
        raise UserError(
            tr("{path}: is geen leesbaar Parquet-bestand: {error}", path=path, error=first_words(error)), file=str(path)
        ) from None
    _check_names(path, names)
    if table.num_rows == 0:
        raise UserError(tr("{path}: het bestand heeft geen rijen", path=path), file=str(path))
    return Table(str(path), PlainColumns(table, str(path), names), table.num_rows, None)


def _check_size(shown: str, rows: int, columns: int) -> None:
    """Raises UserError for more rows, columns or cells than a table may have."""
    for limit, found in ((TABLE_ROWS, rows), (TABLE_COLUMNS, columns), (TABLE_CELLS, rows * columns)):
        if found > limit.most:
            raise UserError(
                tr("{path}: {told} ({hint})", path=shown, told=limit.told(found), hint=limit.hint),
                file=shown,
                hint=limit.hint,
            )


def _read_csv(path: Path, encoding: str | None) -> Table:
    if path.stat().st_size > TABLE_BYTES.most:
        raise UserError(
            tr("{path}: {told} ({hint})", path=path, told=TABLE_BYTES.told(), hint=TABLE_BYTES.hint), file=str(path)
        )
    text = csv_text(path, encoding)
    if not text.header.strip():
        raise UserError(
            tr("{path}: het bestand is leeg; de eerste regel moet de namen van de kolommen hebben", path=path)
        )
    if text.header.count('"') % 2:
        raise UserError(
            tr("{path}: de kop loopt over meer dan een regel; zet de namen van de kolommen op een regel", path=path)
        )
    names = [name.strip() for name in text.cells(text.header)]
    _check_size(str(path), text.body.count(b"\n"), len(names))
    _check_names(path, names)
    wrong: list[pcsv.InvalidRow] = []

    def invalid(row: pcsv.InvalidRow) -> str:
        wrong.append(row)
        return "skip"

    try:
        table = pcsv.read_csv(
            pa.BufferReader(text.body),
            read_options=pcsv.ReadOptions(use_threads=False, column_names=names),
            parse_options=pcsv.ParseOptions(
                delimiter=text.separator, ignore_empty_lines=False, invalid_row_handler=invalid
            ),
            convert_options=pcsv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                null_values=["", "null", "NULL"],
                strings_can_be_null=True,
                quoted_strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid as error:
        if not text.body.strip():
            raise UserError(tr("{path}: het bestand heeft een kop maar geen rijen", path=path)) from None
        told = tr("ergens begint een aanhalingsteken dat niet wordt gesloten, of is een regel veel te lang")
        raise UserError(tr("{path}: is geen leesbare CSV: {told}", path=path, told=told), file=str(path)) from error
    if wrong:
        before = text.header_line
        shown = "; ".join(
            tr(
                "regel {number} heeft er {actual_columns}",
                number=row.number + before,
                actual_columns=row.actual_columns,
            )
            for row in wrong[:_SHOWN]
        )
        more = tr(" en nog {wrong} andere", wrong=len(wrong) - _SHOWN) if len(wrong) > _SHOWN else ""
        raise UserError(
            tr(
                "{path}: de kop heeft {expected_columns} kolommen, maar {shown}{more}",
                path=path,
                expected_columns=wrong[0].expected_columns,
                shown=shown,
                more=more,
            ),
            file=str(path),
        )
    table = pa.table({name: _blank_is_empty(table.column(name).combine_chunks()) for name in names})
    filled = ~np.logical_and.reduce([column.is_null().to_numpy() for column in table.columns])
    lines = np.flatnonzero(filled) + 1 + text.header_line  # empty lines are no rows
    if len(lines) == 0:
        raise UserError(tr("{path}: het bestand heeft een kop maar geen rijen", path=path), file=str(path))
    table = table.filter(pa.array(filled))
    columns = {unshielded(name): _unshielded(table.column(name).combine_chunks()) for name in names}
    return Table(str(path), columns, table.num_rows, lines, text.separator, text.told)


def _check_names(path: Path, names: list[str]) -> None:
    double = sorted(name for name, count in Counter(names).items() if count > 1)
    if double:
        raise UserError(
            tr(
                "{path}: kolom {double} staat er meer dan een keer in",
                path=path,
                double=", ".join(repr(d) for d in double),
            ),
            file=str(path),
        )
    if "" in names:
        raise UserError(
            tr("{path}: kolom {index} heeft geen naam", path=path, index=names.index("") + 1), file=str(path)
        )


def _blank_is_empty(column: pa.Array) -> pa.Array:
    """A column of texts in which a cell with only spaces, or only its quotes, is empty: programs write it in all three ways."""
    blank = pc.equal(pc.utf8_trim_whitespace(column), "")
    return pc.if_else(blank, pa.scalar(None, pa.string()), column) if pc.any(blank).as_py() else column


def _unshielded(column: pa.Array) -> pa.Array:
    """A column of texts without the apostrophe that keeps a spreadsheet from carrying them out."""
    shields = pc.match_substring_regex(column, SHIELDED)
    if not pc.any(shields).as_py():
        return column
    return pc.if_else(shields, pc.utf8_slice_codeunits(column, 1), column)


def _shielded(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column of texts with an apostrophe before each that a spreadsheet would carry out."""
    risky = pc.and_not(pc.match_substring_regex(column, RISKY), pc.match_substring_regex(column, PLAIN))
    return pc.if_else(risky, pc.binary_join_element_wise(pa.scalar(SHIELD), column, ""), column)


def write_to(
    path: Path,
    suffix: str,
    columns: Mapping[str, pa.Array] | pa.Table,
    separator: str = ",",
    *,
    keep_formulas: bool = False,
) -> None:
    """Write columns to `path` as Parquet or as CSV by the suffix that is given; a CSV with semicolons gets decimal commas.

    In a CSV a text that a spreadsheet would carry out as a formula gets an apostrophe before it (`base/csv_cells.py`),
    unless `keep_formulas`.
    """
    table = columns if isinstance(columns, pa.Table) else pa.table(dict(columns))
    if suffix.lower() in (".parquet", ".pq"):
        pq.write_table(table, path)
        return
    if not keep_formulas:
        table = pa.table(
            {
                shielded(name): _shielded(column) if pa.types.is_string(column.type) else column
                for name, column in zip(table.column_names, table.columns, strict=True)
            }
        )
    if separator == ";":
        table = pa.table({name: _with_comma(table.column(name)) for name in table.column_names})
    texts = [column for column in table.columns if pa.types.is_string(column.type)]
    special = any(pc.any(pc.match_substring_regex(text, f'["\r\n{separator}]')).as_py() for text in texts)
    options = pcsv.WriteOptions(
        include_header=False, delimiter=separator, quoting_style="needed" if special else "none"
    )
    with path.open("wb") as file:
        file.write((separator.join(table.column_names) + "\n").encode())
        pcsv.write_csv(table, file, options)


def _with_comma(column: pa.ChunkedArray) -> pa.ChunkedArray | pa.Array:
    if not pa.types.is_floating(column.type):
        return column
    return pc.replace_substring(pc.cast(column, pa.string()), ".", ",")


def check_output(path: Path, inputs: Iterable[Path]) -> None:
    """Raises UserError when a result cannot be written to `path`, or would take the place of an input."""
    if path.suffix.lower() not in (".csv", ".tsv", ".txt", ".parquet", ".pq"):
        raise UserError(tr("{path}: geef de uitkomst een naam op .csv of .parquet", path=path), file=str(path))
    check_writable(path)
    if any(os.path.realpath(path) == os.path.realpath(given) for given in inputs):
        raise UserError(
            tr("{path}: is ook een bestand met gegevens; geef --out een andere naam", path=path), file=str(path)
        )
