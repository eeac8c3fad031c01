"""The CSV files beside a report: one per figure, readable by a spreadsheet, shielded, the same on every day."""

from __future__ import annotations

import csv
import dataclasses
import io
import zipfile
from pathlib import Path

import pytest

from tests.report.sample import sample
from uitvoerbaar.base.csv_cells import SEPARATORS
from uitvoerbaar.cli import run
from uitvoerbaar.findings import Assessment, Text
from uitvoerbaar.report import write_report, zip_name
from uitvoerbaar.report.csv_files import csv_zip
from uitvoerbaar.report.view import build
from uitvoerbaar.report.words import LANGS, Lang, catalogue


def _read(a: Assessment, lang: Lang = "nl") -> dict[str, list[list[str]]]:
    with zipfile.ZipFile(io.BytesIO(csv_zip(a, build(a), lang))) as archive:
        return {
            name: list(
                csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline=""), delimiter=SEPARATORS[lang])
            )
            for name in archive.namelist()
        }


@pytest.mark.parametrize("lang", LANGS)
def test_every_figure_has_a_file_with_its_number_and_all_its_rows(lang: Lang) -> None:
    a = sample()
    view, files = build(a), _read(a, lang)
    for figure in a.figures:
        lines = files[f"{view.numbers[figure.id]}-{figure.id}.csv"]
        assert len(lines) == 1 + (1 if figure.value is not None else len(figure.rows))
        assert len({len(line) for line in lines}) == 1
    assert len(files[catalogue(lang)["csv"]["findings"]]) == 1 + len(a.findings)
    assert len(files[catalogue(lang)["csv"]["assumptions"]]) == 1 + len(a.assumptions)


def test_money_is_in_euros_and_the_heading_says_so() -> None:
    a = sample()
    figure = next(f for f in a.figures if any(c.unit == "eurocent_per_jaar" for c in f.columns) and f.rows)
    at = next(number for number, c in enumerate(figure.columns) if c.unit == "eurocent_per_jaar")
    lines = _read(a)[f"{build(a).numbers[figure.id]}-{figure.id}.csv"]
    cents = next(row[figure.columns[at].key] for row in figure.rows)
    assert lines[0][at].endswith("(euro per jaar)")
    assert float(lines[1][at].replace(",", ".")) * 100 == pytest.approx(float(str(cents)))
    assert "." not in lines[1][at]
    in_english = _read(a, "en")[f"{build(a).numbers[figure.id]}-{figure.id}.csv"]
    assert in_english[1][at] == lines[1][at].replace(",", ".")


def test_both_intervals_of_a_number_stand_in_its_file() -> None:
    """The page shows the wider one: a file with the narrow one alone would tell another uncertainty."""
    a = sample()
    number = next(f for f in a.figures if f.value is not None and f.range is not None and f.range.low is not None)
    assert number.range is not None
    wide = dataclasses.replace(number, wider=dataclasses.replace(number.range, low=-7.0, high=99_999_999.0))
    changed = dataclasses.replace(a, figures=tuple(wide if f.id == number.id else f for f in a.figures))
    headings, row = _read(changed)[f"{build(changed).numbers[number.id]}-{number.id}.csv"]
    assert len(headings) == len(set(headings)) == 5
    numbers = [float(cell.replace(",", ".")) for cell in row]
    assert numbers[1] > numbers[3]
    assert numbers[2] < numbers[4]


def test_a_text_that_a_spreadsheet_would_carry_out_is_shielded() -> None:
    a = sample()
    nasty = dataclasses.replace(a.findings[0], title=Text("=1+1", "=1+1"))
    told = _read(dataclasses.replace(a, findings=(nasty, *a.findings[1:])))[catalogue("nl")["csv"]["findings"]]
    assert told[1][2] == "'=1+1"


def test_it_stands_beside_the_report_and_the_command_makes_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report, page = write_report(sample(), tmp_path)
    beside = tmp_path / zip_name("nl")
    first = beside.read_bytes()
    beside.unlink()
    assert run(["report", str(report), "--csv"]) == 0
    assert capsys.readouterr().out == f"{beside}\n"
    assert beside.read_bytes() == first
    assert zip_name("nl") in page.read_text(encoding="utf-8")


def test_files_in_another_language_do_not_stay_beside_a_new_report(tmp_path: Path) -> None:
    write_report(sample(), tmp_path, "en")
    write_report(sample(), tmp_path, "nl")
    assert [path.name for path in tmp_path.glob("*.zip")] == [zip_name("nl")]
