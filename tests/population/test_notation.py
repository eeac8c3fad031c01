"""Numbers as people write them: one notation for a whole column, told, and never a guess that is a thousand times off."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.engine.explain.needs import Need
from uitvoerbaar.population.own.columns import ColumnReader
from uitvoerbaar.population.own.notation import read_numbers
from uitvoerbaar.population.own.table_file import read_table

AMOUNT = Need("loon", "number", "eurocent per jaar", nullable=True)
HOURS = Need("uren", "number", None, nullable=True)


def column(texts: Sequence[str | None]) -> pa.Array:
    return pa.array(texts, pa.string())


@pytest.mark.parametrize(
    ("texts", "values", "decimal"),
    [
        (["31.250,50", "0"], [31250.5, 0], "komma"),
        (["2.500.000", "35.000"], [2_500_000, 35_000], "komma"),
        (["31,250.50", "1"], [31250.5, 1], "punt"),
        (["0.123", "31.250"], [0.123, 31.25], "punt"),
        (["1 234,5", "1\u00a0000"], [1234.5, 1000], "komma"),
        (["1\u202f234"], [1234], None),
        (["\u22125", "+7", "\u2013 3".replace(" ", "")], [-5, 7, -3], None),
        ([",5", "1,25"], [0.5, 1.25], "komma"),
        ([".5"], [0.5], "punt"),
        (["007"], [7], None),
        (["€ 35,-", "€ 3.500,00"], [35, 3500], "komma"),
        ([None, "12"], [0, 12], None),
    ],
)
def test_a_column_has_one_notation(texts: list[str | None], values: list[float], decimal: str | None) -> None:
    read = read_numbers(column(texts))
    assert not read.wrong.any(), read.why
    assert read.values.tolist() == values
    assert read.decimal == decimal


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        (["35.000", "350.000", "3500000"], "is dubbelzinnig: '35.000' kan 35000 zijn of 35,000"),
        (["31,250"], "is dubbelzinnig"),
        (["3.500,00", "35.5"], "schrijft getallen op twee manieren: '3.500,00' en '35.5'"),
        (["1,5", "1.5"], "schrijft getallen op twee manieren"),
        (["3,5E+04"], "wetenschappelijke notatie"),
        (["1e5"], "wetenschappelijke notatie"),
        (["12%"], "is een percentage ('12%')"),
        (["100-"], "zet een min ervoor: -100"),
        (["(100)"], "zet een min ervoor: -100"),
        (["1.2.3"], "is geen getal ('1.2.3')"),
        (["12.34.567"], "is geen getal"),
        (["1 23"], "is geen getal"),
        (["#N/B"], "is geen getal ('#N/B')"),
        (["nan"], "is geen getal ('nan')"),
        (["inf"], "is geen getal"),
        (["5€50"], "is geen getal"),
    ],
)
def test_what_can_be_read_in_two_ways_or_in_none_is_refused(texts: list[str], why: str) -> None:
    read = read_numbers(column(texts))
    assert read.wrong.any()
    assert why in read.why


def test_the_user_may_say_the_decimal_mark() -> None:
    assert read_numbers(column(["31.250"]), "komma").values.tolist() == [31250]
    assert read_numbers(column(["31.250"]), "punt").values.tolist() == [31.25]
    assert read_numbers(column(["31.25"]), "komma").wrong.tolist() == [True]


def amounts(tmp_path: Path, texts: Sequence[str], **said: object) -> tuple[list[float], list[str], list[str]]:
    path = tmp_path / "p.csv"
    path.write_text("loon\n" + "".join(f'"{text}"\n' for text in texts), encoding="utf-8")
    reader = ColumnReader(read_table(path), **said)  # type: ignore[arg-type]
    values, _ = reader.read("loon", AMOUNT)
    return values.tolist(), reader.problems, reader.told  # type: ignore[union-attr]


def test_amounts_with_cents_behind_a_comma_or_with_a_sign_are_euros_and_that_is_told(tmp_path: Path) -> None:
    values, problems, told = amounts(tmp_path, ["31.250,50", "19,00"])
    assert (values, problems) == ([3_125_050, 1900], [])
    assert "bedragen in euro, het hoogste bedrag is €\u00a031.250" in told[0]
    values, problems, _ = amounts(tmp_path, ["€ 250", "€ 12"])
    assert (values, problems) == ([25_000, 1200], [])


def test_whole_numbers_are_eurocents_and_that_is_told(tmp_path: Path) -> None:
    values, problems, told = amounts(tmp_path, ["25000", "100"])
    assert (values, problems) == ([25_000, 100], [])
    assert "hele eurocenten; het hoogste bedrag is €\u00a0250" in told[0]


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        (["€ 250", "250"], "bij een deel van de rijen een euroteken"),
        (["3500.00", "1.505"], "is geen heel aantal eurocenten"),
        (["3500.00", "19.00"], "staan hier euro's?"),
        (["1,5", "3"], "is geen heel aantal eurocenten"),
        (["1,125", "3,5"], "is geen heel aantal eurocenten"),
    ],
)
def test_amounts_that_may_be_euros_or_cents_are_refused(tmp_path: Path, texts: list[str], why: str) -> None:
    _, problems, _ = amounts(tmp_path, texts)
    assert any(why in problem for problem in problems), problems


def test_a_sign_in_a_column_that_the_user_calls_eurocent_is_refused(tmp_path: Path) -> None:
    _, problems, _ = amounts(tmp_path, ["€ 250"], unit_given=True)
    assert any("heeft een euroteken, maar de eenheid is eurocent" in problem for problem in problems)


def test_texts_in_parquet_are_read_by_the_same_rule(tmp_path: Path) -> None:
    pq.write_table(pa.table({"loon": ["35.000", "12"]}), tmp_path / "p.parquet")
    reader = ColumnReader(read_table(tmp_path / "p.parquet"))
    reader.read("loon", AMOUNT)
    assert "is dubbelzinnig: '35.000'" in reader.problems[0]
    assert "op rij 1" in reader.problems[0]


def test_infinity_and_not_a_number_in_parquet_are_refused_with_the_row(tmp_path: Path) -> None:
    pq.write_table(pa.table({"uren": [1.0, float("nan"), float("inf")]}), tmp_path / "p.parquet")
    reader = ColumnReader(read_table(tmp_path / "p.parquet"))
    reader.read("uren", HOURS)
    assert "is te groot of geen getal op rij 2, rij 3" in reader.problems[0]


@pytest.mark.parametrize(
    ("raw", "columns", "lines"),
    [
        (b"sep=;\r\nbsn;loon\r\n1;3\r\n", {"bsn": ["1"], "loon": ["3"]}, [3]),
        (b'"sep=,"\nbsn,loon\n1,3\n', {"bsn": ["1"], "loon": ["3"]}, [3]),
        (b"\xef\xbb\xbfbsn;loon\r1;3,5\r2;4\r", {"bsn": ["1", "2"], "loon": ["3,5", "4"]}, [2, 3]),
        ("bsn\tloon\n1\t2\n".encode("utf-16"), {"bsn": ["1"], "loon": ["2"]}, [2]),
        (b'bsn,loon\n1,"3.500,00"\n', {"bsn": ["1"], "loon": ["3.500,00"]}, [2]),
        (b'bsn;"a;b"\n1;2\n', {"bsn": ["1"], "a;b": ["2"]}, [2]),
        (b"naam, zoals in register;loon\nx;2\n", {"naam, zoals in register": ["x"], "loon": ["2"]}, [2]),
    ],
)
def test_files_of_spreadsheets(tmp_path: Path, raw: bytes, columns: dict[str, list[str]], lines: list[int]) -> None:
    path = tmp_path / "p.csv"
    path.write_bytes(raw)
    table = read_table(path)
    assert {name: found.to_pylist() for name, found in table.columns.items()} == columns
    assert table.lines is not None
    assert table.lines.tolist() == lines


def test_windows_1252_is_read_when_it_is_named_and_named_when_it_is_not(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_bytes("bsn;plaats\n1;Fryslân\n".encode("windows-1252"))
    with pytest.raises(UserError, match=r"geen UTF-8-tekst.*Windows-1252 is \(dan staat op regel 2 'Fryslân'\)"):
        read_table(path)
    table = read_table(path, "windows-1252")
    assert table.columns["plaats"].to_pylist() == ["Fryslân"]
    assert "gelezen als windows-1252" in table.told[0]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"a,b;c\n1,2;3\n", "niet te zien is of puntkomma of komma de kolommen scheidt"),
        (b"sep=x\na;b\n", "scheidingsteken 'x' kennen wij niet"),
        (b"a;b\n\0;1\n", "nul-bytes"),
    ],
)
def test_files_that_are_no_table(tmp_path: Path, raw: bytes, why: str) -> None:
    path = tmp_path / "p.csv"
    path.write_bytes(raw)
    with pytest.raises(UserError, match=why):
        read_table(path)


@pytest.mark.parametrize("texts", [["2.500.000", "350.000"], ["25 000", "350"], ["3500.0", "12.0"]])
def test_the_unit_is_told_with_the_notation(tmp_path: Path, texts: list[str]) -> None:
    _, problems, told = amounts(tmp_path, texts)
    assert problems == []
    assert "hele eurocenten; het hoogste bedrag is" in told[0]
    assert len(told) == 1


def test_a_sheet_of_what_has_no_sheets_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("bsn\n1\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"een blad \('Blad1'\) hoort bij een Excel-map"):
        read_table(path, sheet="Blad1")
