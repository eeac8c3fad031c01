"""`uitvoerbaar organisations`: the list, one organisation, own figures, in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from uitvoerbaar.cli import run


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert run(["organisations", *words]) == code
    told = capsys.readouterr()
    return told.out + told.err


def test_the_list_has_every_provider_and_counts_the_layers(capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys)
    for name in ("dienst_toeslagen", "svb", "342 × gemeente", "12 × provincie", "21 × waterschap"):
        assert name in told
    assert "niet nagezocht" in told


def test_one_organisation_shows_value_source_confidence_and_what_is_not_known(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = said(capsys, "svb")
    assert "34 euro per jaar  (2016, gepubliceerd)" in told
    assert "https://www.svbkennisplatform.nl" in told
    assert "ICT-vensters per jaar: niet bekend" in told
    assert "termijn 8 weken, Awb 4:13" in told


def test_a_water_board_says_that_nothing_of_it_is_modelled_and_a_municipality_what_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert "regelingen die worden gerekend: geen, dus niet gemodelleerd" in said(capsys, "Waterschap Vallei en Veluwe")
    assert "regelingen die worden gerekend: Bijstand" in said(capsys, "GM0363")
    assert json.loads(said(capsys, "waterschappen", "--json"))["regelingen"] == []


def test_it_is_told_in_english(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UITVOERBAAR_LANG", "en")
    told = said(capsys, "Amsterdam")
    assert "925,094 inhabitants" in told
    assert "IT release slots a year: not known" in told


def test_own_figures_say_what_they_took_the_place_of(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    own = tmp_path / "eigen.csv"
    own.write_text(
        "organisatie,maat,waarde,eenheid,jaar,bron\nsvb,staf,3712,fte,2023,jaarverslag\nsvb,bezwaar.minuten,99,minuten,2025,x\n",
        encoding="utf-8",
    )
    told = said(capsys, "svb", "--own", str(own))
    assert "3.712 fte  (2023, eigen opgave)" in told
    assert "in plaats van 4.000 fte" in told
    assert "99 minuten" in told


def test_an_unknown_name_and_a_wrong_file_end_with_a_message(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert "bedoelde u 'Amsterdam'?" in said(capsys, "Amsterdm", code=1)
    own = tmp_path / "eigen.csv"
    own.write_text("organisatie,maat,waarde,eenheid,jaar,bron\nsvb,staf,-1,fte,2023,x\n", encoding="utf-8")
    told = said(capsys, "--own", str(own), code=1)
    assert "eigen.csv:2" in told
    assert "negatief" in told


def test_json_holds_every_figure_with_its_source(capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(said(capsys, "uwv", "--json"))
    assert told["soort"] == "zbo"
    assert all(figure["bron"] and figure["zekerheid"] for figure in told["cijfers"])
    assert {p["proces"] for p in told["processen"]} >= {"aanvraag", "bezwaar", "telefoon"}
    assert len(json.loads(said(capsys, "--json"))) == 26 + 342 + 12 + 21
