"""`uitvoerbaar queue` and `backtest-delivery`: what they print and write, and how a broken file ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.places import DATA
from uitvoerbaar.cli import run

EXAMPLE = DATA / "queues" / "voorbeelden" / "toeslag_aanvraag.yaml"


def test_a_process_is_followed_told_and_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["queue", str(EXAMPLE), "--out", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "zaken op wie beslist (tussen" in said.partition("Aanvragen: na 36 maanden wachten")[2]
    assert "te laat in de hele periode: " in said
    assert "zaken eindigt de termijn daarna: of die te laat zijn, is niet bekend" in said
    assert "Nodig om 95 procent op tijd te beslissen" in said
    page = (tmp_path / "wachtrij.html").read_text(encoding="utf-8")
    assert page.count("<svg class=") >= 8
    assert "fill-opacity" in page
    # A case takes 18 days of papers besides its wait: some hundreds have no decision when nobody waits for staff.
    assert "Zonder besluit zijn er meer: een zaak die op stukken of antwoorden wacht, staat hier niet." in page
    assert run(["queue", str(EXAMPLE), "--out", str(tmp_path)]) == 0
    assert capsys.readouterr().out == said
    assert run(["queue", str(EXAMPLE), "--seed", "2", "--out", str(tmp_path)]) == 0
    assert capsys.readouterr().out != said


def test_a_broken_file_ends_in_a_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "proces.yaml"
    path.write_text(EXAMPLE.read_text(encoding="utf-8").replace("minuten: 240", "minuten: veel"), encoding="utf-8")
    assert run(["queue", str(path), "--out", str(tmp_path / "uit")]) == 1
    assert "proces.yaml:21: fout: 'minuten' is 'veel'" in capsys.readouterr().err
    assert not (tmp_path / "uit").exists()
