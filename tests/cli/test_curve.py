"""`uitvoerbaar curve`: any household drawn, with what `explain` says at its points."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.places import DATA
from uitvoerbaar.base.csv_cells import MARK, SEPARATORS
from uitvoerbaar.base.language import Lang
from uitvoerbaar.cli import run

CASES = DATA / "personas"
DAY = "2026-01-01"


def _rows(file: Path, lang: Lang = "nl") -> list[dict[str, str]]:
    assert file.read_bytes().startswith(MARK)  # a spreadsheet asks for it
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=SEPARATORS[lang]))


def _cents(euros: str) -> int:
    """An amount of the file in eurocent."""
    return round(100 * float(euros.replace(",", ".")))


def test_the_cliff_in_rent_stands_on_both_sides_of_the_proposal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["curve", "--on", DAY, "--along", "huur", "--case", str(CASES / "thomas.yaml"), "--out", str(tmp_path)]
    assert run([*asked, "--proposal", "huurtoeslag-2026"]) == 0
    said = capsys.readouterr().out
    assert "Wet op de huurtoeslag, artikel 13" in said
    page = (tmp_path / "lijn-huur.html").read_text(encoding="utf-8")
    assert "<svg" in page
    assert "Wet op de huurtoeslag, artikel 13" in page
    assert "Wet op de huurtoeslag (versie 1 januari 2025 naast 1 januari 2026)" in page
    assert "Wet op de huurtoeslag (version of 1 January 2025 beside 1 January 2026)" in page
    rows = _rows(tmp_path / "lijn-huur.csv")
    assert {row["Wet"] for row in rows} == {"Voor", "Na"}


def test_the_points_are_what_explain_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A household with a housemate and children, whose incomes a law computes first."""
    case = str(CASES / "els.yaml")
    assert run(["curve", "--on", DAY, "--case", case, "--out", str(tmp_path), "--lang", "en"]) == 0
    rows = _rows(tmp_path / "lijn-inkomen.csv", "en")
    assert len(rows) > 10
    capsys.readouterr()
    for row in (rows[0], rows[len(rows) // 2], rows[-1]):
        wage = f"loon_uit_dienstbetrekking={_cents(row['Gross income a year (euro a year)'])}"
        net = ["explain", "besteedbaar_inkomen", "besteedbaar_inkomen_huishouden", "--on", DAY, "--case", case]
        assert run([*net, "--with", wage, "--json"]) == 0
        assert int(json.loads(capsys.readouterr().out)["value"]) == _cents(row["Net a year (euro a year)"])


def test_a_fact_that_cannot_vary_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["curve", "--on", DAY, "--with", "loon_uit_dienstbetrekking=2500000", "--out", str(tmp_path)]
    assert run([*asked, "--along", "schoenmaat"]) == 1
    assert "kies uit inkomen, huur" in capsys.readouterr().err
    assert run([*asked, "--along", "opvanguren"]) == 1
    assert "precies een kind" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_each_jump_says_where_it_lies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Fourteen lines with one article and an amount told nobody at which income."""
    asked = ["curve", "--on", DAY, "--along", "huur", "--case", str(CASES / "thomas.yaml"), "--out", str(tmp_path)]
    assert run([*asked, "--proposal", "huurtoeslag-2026"]) == 0
    [told] = [line for line in capsys.readouterr().out.splitlines() if "artikel 13)" in line]
    assert told.replace("\u00a0", " ").startswith("  € 900,07 per maand, Voor: € ")
    assert run([*asked, "--proposal", "huurtoeslag-2026", "--lang", "en"]) == 0
    assert "  €900.07 per month, Before: €" in capsys.readouterr().out
