"""Excel workbooks: what the sheet shows is read; what it does not show is asked."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import uitvoerbaar as uv
from uitvoerbaar.base import extras
from uitvoerbaar.cli import run

openpyxl = pytest.importorskip("openpyxl")

ON = "2026-01-01"
INCOME = "algemene_wet_inkomensafhankelijke_regelingen:toetsingsinkomen"
HEAD = ["bsn", "geboortedatum", "loon_uit_dienstbetrekking", "heeft_zorgverzekering"]
ROWS = [["a1", date(1990, 5, 1), 2_500_000, True], ["a2", date(1988, 2, 11), 3_100_000, False]]
Change = Callable[[Any], None]


@pytest.fixture(scope="module")
def law() -> uv.Laws:
    return uv.laws(on=ON)


def book(path: Path, rows: list[list[Any]] | None = None, change: Change = lambda sheet: None) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Blad1"
    for row in [HEAD, *(ROWS if rows is None else rows)]:
        sheet.append(row)
    change(sheet)
    made.save(path)
    return path


def incomes(law: uv.Laws, path: Path, **said: Any) -> list[Any]:
    return list(law.run(INCOME, uv.people(path, **said)).table["toetsingsinkomen"].to_pylist())


def test_a_sheet_is_a_table(law: uv.Laws, tmp_path: Path) -> None:
    path = book(tmp_path / "p.xlsx", [*ROWS, [None] * 4, ["", "", None, None]])
    assert incomes(law, path) == [2_500_000, 3_100_000]
    care = law.run("zorgtoeslag", uv.people(path)).table["zorgtoeslag"].to_pylist()
    assert care[0] > care[1] == 0


def formatted(form: str) -> Change:
    def change(sheet: Any) -> None:
        for row in (2, 3):
            sheet.cell(row, 3).number_format = form

    return change


@pytest.mark.parametrize("form", ["€ #,##0", "#,##0.00", '_ "€" * #,##0.00_ ', "[$€-413] #,##0.00"])
def test_what_is_shown_as_euros_is_euros(law: uv.Laws, tmp_path: Path, form: str) -> None:
    rows = [["a1", date(1990, 5, 1), 25_000, True], ["a2", date(1988, 2, 11), 31_000.5, False]]
    path = book(tmp_path / "p.xlsx", rows, formatted(form))
    made = law.run(INCOME, uv.people(path))
    assert made.table["toetsingsinkomen"].to_pylist() == [2_500_000, 3_100_000]  # the law rounds to whole euros
    assert any("zo toont het rekenblad ze" in line for line in made.read_as)
    with pytest.raises(uv.UserError, match="toont het rekenblad als euro's"):
        incomes(law, path, unit="eurocent")


def test_without_a_unit_in_sight_they_are_cents_as_in_a_csv(law: uv.Laws, tmp_path: Path) -> None:
    path = book(tmp_path / "p.xlsx", change=formatted("#,##0"))
    assert incomes(law, path) == [2_500_000, 3_100_000]
    euros = book(tmp_path / "q.xlsx", [["a1", date(1990, 5, 1), 25_000, True]])
    assert incomes(law, euros, unit="euro") == [25_000.0]


def with_cell(place: str, value: Any, form: str | None = None) -> Change:
    def change(sheet: Any) -> None:
        sheet[place] = value
        if form is not None:
            sheet[place].number_format = form

    return change


def error_cell(sheet: Any) -> None:
    sheet["C3"].value, sheet["C3"].data_type = "#DIV/0!", "e"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (error_cell, r"cellen met een fout: C3 \(#DIV/0!\)"),
        (with_cell("C3", "=C2*2"), r"formules zonder uitkomst: C3"),
        (lambda sheet: sheet.merge_cells("B2:B3"), r"samengevoegde cellen \(B2:B3\)"),
        (with_cell("C3", "3.100"), r"kan 3100 zijn of 3,100"),
        (with_cell("C3", "veel"), r"is geen getal \('veel'\)"),
        (with_cell("C3", date(2020, 1, 1)), r"meer dan een soort: C2 \(getal\), C3 \(datum\)"),
        (with_cell("C3", 0.12, "0%"), r"toont percentages"),
        (with_cell("B3", 32183, "General"), r"meer dan een soort: B2 \(datum\), B3 \(getal\)"),
        (with_cell("B3", datetime(1990, 5, 1, 13, 30)), r"tijd van de dag.* op regel 3"),
        (with_cell("C1", None), r"kolom C heeft geen naam in rij 1"),
        (with_cell("C1", "bsn"), r"'bsn' staat er meer dan een keer in"),
        (with_cell("C1", 2026), r"'2026' in C1 is geen naam"),
        (lambda sheet: sheet.delete_rows(2, 2), r"een kop maar geen rijen"),
        (lambda sheet: sheet.delete_rows(1, 3), r"geen zichtbaar blad"),
    ],
)
def test_cells_that_are_no_table_are_refused_by_their_place(
    law: uv.Laws, tmp_path: Path, change: Change, why: str
) -> None:
    path = book(tmp_path / "p.xlsx", change=change)
    with pytest.raises(uv.UserError, match=why):
        law.run([INCOME, "wet_op_de_zorgtoeslag:hoogte_zorgtoeslag"], uv.people(path))


def test_serial_numbers_in_a_column_of_days_are_refused_with_the_day(law: uv.Laws, tmp_path: Path) -> None:
    path = book(tmp_path / "p.xlsx", [["a1", 32994, 2_500_000, True]])
    with pytest.raises(uv.UserError, match="dagnummer van een rekenblad zou het 1990-05-01 zijn"):
        law.run("zorgtoeslag", uv.people(path))


def test_a_formula_gives_what_it_last_came_to(law: uv.Laws, tmp_path: Path) -> None:
    path = book(tmp_path / "p.xlsx", change=with_cell("C3", "=C2+600000"))
    parts = {}
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"<f>C2+600000</f><v></v>", b"<f>C2+600000</f><v>3100000</v>")
    parts[name] = parts[name].replace(b"<f>C2+600000</f><v />", b"<f>C2+600000</f><v>3100000</v>")
    with zipfile.ZipFile(path, "w") as file:
        for part, content in parts.items():
            file.writestr(part, content)
    made = law.run(INCOME, uv.people(path))
    assert made.table["toetsingsinkomen"].to_pylist() == [2_500_000, 3_100_000]
    assert any("1 cel is een formule" in line for line in made.read_as)


def test_sheets_are_chosen_by_name_and_hidden_ones_told(law: uv.Laws, tmp_path: Path) -> None:
    path = tmp_path / "p.xlsx"

    def sheets(*titles: str, hide: tuple[str, ...] = ()) -> Change:
        def change(first: Any) -> None:
            first.title = titles[0]
            for title in titles[1:]:
                other = first.parent.create_sheet(title)
                other.append(["ouder_bsn", "geboortedatum"])
                other.append(["a1", date(2020, 3, 1)])
            for title in hide:
                first.parent[title].sheet_state = "hidden"

        return change

    book(path, change=sheets("Data", "Meta"))
    with pytest.raises(uv.UserError, match="er zijn 2 bladen met gegevens: Data, Meta; kies er een met --sheet"):
        uv.people(path)
    with pytest.raises(uv.UserError, match=r"geen blad 'Dta' .bedoelde u 'Data'"):
        uv.people(path, sheet="Dta")
    assert incomes(law, path, sheet="Data") == [2_500_000, 3_100_000]
    book(path, change=sheets("Data", "Meta", hide=("Meta",)))
    assert any("verborgen blad niet gelezen: Meta" in line for line in law.run(INCOME, uv.people(path)).read_as)
    book(path, change=sheets("Personen", "Kinderen"))
    assert repr(uv.people(path, children=path)).startswith("<2 personen, 1 kind:")


def test_hidden_rows_are_read_and_told(law: uv.Laws, tmp_path: Path) -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True

    made = law.run(INCOME, uv.people(book(tmp_path / "p.xlsx", change=hide)))
    assert len(made) == 2
    assert any("1 verborgen rij is ook gelezen" in line for line in made.read_as)


def test_dates_of_1904_are_those_that_are_shown(law: uv.Laws, tmp_path: Path) -> None:
    def old(sheet: Any) -> None:
        sheet.parent.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    path = book(tmp_path / "p.xlsx", change=old)
    assert law.run("zorgtoeslag", uv.people(path)).table["zorgtoeslag"][0].as_py() > 0


@pytest.mark.parametrize(("name", "why"), [("p.xls", "sla het op als .xlsx"), ("p.ods", "sla het op als .xlsx")])
def test_other_spreadsheets_are_refused_with_what_to_do(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(uv.UserError, match=why):
        uv.people(tmp_path / name)


@pytest.mark.parametrize("raw", [b"bsn;loon\n1;2\n", b"PK\x03\x04 half"])
def test_what_is_no_workbook_is_told(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "p.xlsx").write_bytes(raw)
    with pytest.raises(uv.UserError, match="is geen Excel-map"):
        uv.people(tmp_path / "p.xlsx")


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(tmp_path / "p.xlsx")
    monkeypatch.setenv("UITVOERBAAR_MAX_TABLE_BYTES", "1000")
    with pytest.raises(uv.UserError, match="bytes in een tabel"):
        uv.people(path)


def test_without_the_reader_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(tmp_path / "p.xlsx")
    monkeypatch.setattr(extras, "_there", lambda module: module != "openpyxl")
    with pytest.raises(uv.ExtraMissing, match=r"uitvoerbaar\[excel\]"):
        uv.people(path)


def test_the_command_line_and_own_data_read_it_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = book(tmp_path / "p.xlsx"), tmp_path / "uit.csv"
    assert run(["run", INCOME, "--on", ON, "--data", str(path), "--sheet", "Blad1", "--out", str(out)]) == 0
    assert out.read_text().splitlines()[1].startswith("a1,2500000")
    (tmp_path / "mapping.yaml").write_text(
        "jaar: 2026\noverige_velden: standaard\npersonen:\n  bestand: p.xlsx\n  blad: Blad1\n  velden:\n"
        "    geboortedatum: geboortedatum\n    loon_uit_dienstbetrekking: loon_uit_dienstbetrekking\n"
    )
    assert uv.population(tmp_path).of_year(2026).people.columns["loon_uit_dienstbetrekking"].tolist() == [
        2_500_000, 3_100_000,
    ]  # fmt: skip
