"""Tables of any size and type: read as one of the types that we know, or refused before the work with the bound."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.population.own.table_file import read_table


def written(path: Path, **columns: Any) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        (pa.array(["a", None], pa.string_view()), pa.string()),
        (pa.array(["a", None], pa.large_string()), pa.string()),
        (pa.array(["a", None]).dictionary_encode(), pa.string()),
        (pa.array([1, 2]).dictionary_encode(), pa.int64()),
        (pa.nulls(2), pa.string()),
        (pa.array(np.array([1, 2], np.float16)), pa.float64()),
        (pa.array([1, 2], pa.uint64()), pa.uint64()),
        (pa.array([True, None]), pa.bool_()),
        (pa.array([1, 2], pa.date32()), pa.date32()),
    ],
)
def test_a_column_is_read_in_a_type_that_we_know(tmp_path: Path, column: pa.Array, kind: pa.DataType) -> None:
    table = read_table(written(tmp_path / "p.parquet", a=column))
    assert table.columns["a"].type == kind


@pytest.mark.parametrize(
    "column",
    [
        pa.array([[1], [2]]),
        pa.array([b"1", b"2"]),
        pa.array([b"1", b"2"], pa.binary_view()),
        pa.array([1, 2], pa.duration("s")),
        pa.array([1, 2], pa.time32("s")),
        pa.array([{"a": 1}, {"a": 2}]),
        pa.array([[("a", 1)], [("b", 2)]], pa.map_(pa.string(), pa.int64())),
    ],
)
def test_a_column_of_another_type_is_refused_where_it_is_used(tmp_path: Path, column: pa.Array) -> None:
    table = read_table(written(tmp_path / "p.parquet", a=column, b=pa.array([1, 2])))
    assert table.columns["b"].to_pylist() == [1, 2]
    with pytest.raises(UserError, match=r"kolom 'a' heeft het type .*; verwacht: tekst, getal"):
        table.columns["a"]


def test_rows_are_counted_before_they_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = 30_000_000
    column = pa.DictionaryArray.from_arrays(pa.array(np.zeros(rows, np.int8)), pa.array(["1"]))
    path = written(tmp_path / "p.parquet", bsn=column)
    assert path.stat().st_size < 200_000
    monkeypatch.setattr(pq.ParquetFile, "read", lambda *a, **k: pytest.fail("read"))
    with pytest.raises(UserError, match="30000000 rijen in een tabel, meer dan de grens van 25000000"):
        read_table(path)


@pytest.mark.parametrize(
    ("name", "most", "told"),
    [("ROWS", 2, "3 rijen"), ("COLUMNS", 1, "2 kolommen"), ("CELLS", 5, "6 cellen"), ("BYTES", 5, "meer dan 5 bytes")],
)
def test_each_bound_of_a_csv_is_told_with_how_to_lift_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, most: int, told: str
) -> None:
    path = tmp_path / "p.csv"
    path.write_text("a,b\n1,2\n3,4\n5,6\n", encoding="utf-8")
    monkeypatch.setenv(f"UITVOERBAAR_MAX_TABLE_{name}", str(most))
    with pytest.raises(UserError, match=rf"{told}.*UITVOERBAAR_MAX_TABLE_{name}"):
        read_table(path)
    monkeypatch.setenv(f"UITVOERBAAR_MAX_TABLE_{name}", "100")
    assert read_table(path).n == 3


def test_a_broken_file_is_told_in_a_short_line(tmp_path: Path) -> None:
    (tmp_path / "p.parquet").write_bytes(b"PAR1" + b"x" * 5_000 + b"PAR1")
    with pytest.raises(UserError) as caught:
        read_table(tmp_path / "p.parquet")
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize("text", ["bsn,x\n1," + "a" * 200_000 + "\n", "bsn," + "x" * 200_000 + "\n1,2\n"])
def test_a_cell_that_no_reader_takes_is_told_with_its_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "p.csv").write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=r"p\.csv: een cel heeft meer dan 131072 tekens"):
        read_table(tmp_path / "p.csv")
