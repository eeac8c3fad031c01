"""`uitvoerbaar burden` and `uitvoerbaar businesses`: what they say, write and refuse."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.places import DATA
from uitvoerbaar.cli import run

WPM = "werkgebonden-personenmobiliteit"


def test_burden_tells_both_sides_the_questions_and_that_rates_are_unsure(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["burden", WPM]) == 0
    told = capsys.readouterr().out
    assert "voor: " in told
    assert "na: " in told
    assert "per jaar; eenmalig: " in told
    assert "Raakt het voornemen het mkb?" in told
    assert "niet nagezocht" in told


def test_burden_says_what_only_an_assessment_can_count(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["burden", WPM, "toeslagen"]) == 0
    assert "Een toeslag aanvragen: niet te berekenen" in capsys.readouterr().out


def test_burden_as_json_holds_the_figures_of_several_together(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["burden", WPM, "toeslagen", "--json"]) == 0
    ids = [figure["id"] for figure in json.loads(capsys.readouterr().out)["figures"]]
    assert {
        "regeldruk-plichten",
        "regeldruk-grootte",
        "regeldruk-sector",
        "regeldruk-samen",
        "regeldruk-bronnen",
    } <= set(ids)
    assert len(ids) == len(set(ids))


def test_burden_with_other_rates_costs_otherwise(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from uitvoerbaar.delivery.burden.read import duties_dir

    text = (duties_dir() / "tarieven.yaml").read_text(encoding="utf-8")
    mine = tmp_path / "mijn.yaml"
    mine.write_text(text.replace("waarde: 39, laag: 33, hoog: 45", "waarde: 78, laag: 66, hoog: 90"), encoding="utf-8")
    run(["burden", WPM])
    ours = capsys.readouterr().out
    assert run(["burden", WPM, "--rates", str(mine)]) == 0
    assert capsys.readouterr().out != ours


def test_burden_refuses_a_copy_of_the_same_duties(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = Path(shutil.copy(DATA / "duties" / f"{WPM}.yaml", tmp_path / "kopie.yaml"))
    assert run(["burden", WPM, str(copy)]) == 1
    assert "is twee keer genoemd; de plichten zouden dubbel tellen" in capsys.readouterr().err


def test_burden_refuses_a_name_without_duties(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["burden", "bestaat-niet"]) == 1
    assert "geen plichten gevonden bij 'bestaat-niet'" in capsys.readouterr().err


def test_businesses_tells_sectors_and_sizes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["businesses", "--year", "2025"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("2.385.010 bedrijven in 2025")
    assert "Horeca" in told


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["businesses", "--year", "1999"], 1, "bedrijven zijn er van 2020, 2025, niet van 1999"),
        (["businesses", "NOW-9"], 2, "de regeling 'NOW-9' is er niet; kies NOW-1"),
        (["businesses", "--json"], 2, "horen bij een regeling"),
    ],
)
def test_businesses_refuses(arguments: list[str], code: int, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == code
    assert told in capsys.readouterr().err


def test_a_page_holds_the_figures_and_no_variants(tmp_path: Path) -> None:
    assert run(["burden", WPM, "--out", str(tmp_path)]) == 0
    page = (tmp_path / "regeldruk.html").read_text(encoding="utf-8")
    assert "Bedrijven · gemaakt door de machine" in page
    assert "De MKB-toets" in page
    assert "Varianten op dezelfde mensen" not in page


def test_check_reads_the_duties_beside_a_proposal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from uitvoerbaar.delivery.burden.read import duties_dir

    mine = tmp_path / "voornemen"
    shutil.copytree(DATA / "proposals" / "huurtoeslag-2026", mine)
    text = (duties_dir() / f"{WPM}.yaml").read_text(encoding="utf-8")
    (mine / "plichten.yaml").write_text(text, encoding="utf-8")
    assert run(["check", str(mine)]) == 0
    (mine / "plichten.yaml").write_text(text.replace("soort: informatie", "soort: iets"), encoding="utf-8")
    capsys.readouterr()
    assert run(["check", str(mine)]) == 1
    assert "plichten.yaml:11: fout: 'soort' noemt 'iets'" in capsys.readouterr().out
