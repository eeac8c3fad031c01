"""What a spreadsheet would carry out is written with an apostrophe, and read back as it was."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from uitvoerbaar.base.csv_cells import shielded, unshielded
from uitvoerbaar.population.own.table_file import read_table, write_to

FORMULAS = ["=1+1", '=HYPERLINK("http://evil","x")', "+1+cmd|x", "-2+3", "@SUM(1)", "\tx", "'=1", "''@x", "-", "+"]
FORMULAS += ["＝1+1", "＋1", "－1", "＠SUM(1)", "\n=1+1"]
PLAIN = ["-5", "+3,50", "-12345678901234567890123456.5", "1", "a=b", "'t Hof", "''", "jan-piet"]


@pytest.mark.parametrize("cell", [*FORMULAS, *PLAIN])
def test_a_cell_comes_back_as_it_was(cell: str) -> None:
    written = shielded(cell)
    assert unshielded(written) == cell
    assert (written == cell) is (cell in PLAIN)
    assert written[0] not in "=+-@\t\r" or cell in PLAIN


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_comes_back_as_it_was(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "o.csv"
    cells = [cell for cell in [*FORMULAS, *PLAIN] if cell.strip() == cell]
    columns = {"bsn": pa.array(cells), "=naam": pa.array(["x"] * len(cells))}
    write_to(path, path.suffix, columns, separator)
    text = path.read_text(encoding="utf-8")
    assert not any(
        cell.strip('"').startswith(("=", "@")) for line in text.splitlines() for cell in line.split(separator)
    )
    read = read_table(path)
    assert {name: column.to_pylist() for name, column in read.columns.items()} == {
        name: column.to_pylist() for name, column in columns.items()
    }


def test_formulas_are_kept_when_asked(tmp_path: Path) -> None:
    write_to(tmp_path / "o.csv", ".csv", {"bsn": pa.array(["=1+1"])}, keep_formulas=True)
    assert (tmp_path / "o.csv").read_text(encoding="utf-8") == "bsn\n=1+1\n"
