"""`uitvoerbaar chain` and `uitvoerbaar digital` in the fictional country: what is told, what is refused, what is written."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.delivery.digital.test_prescan import PLAIN
from tests.fictional.country import households, population
from tests.fixtures.edited_law import MakeProposal
from uitvoerbaar.assess import make_context as making
from uitvoerbaar.cli import run
from uitvoerbaar.population import read

ON = ("--on", "2026-01-01")
EDIT = {"eigen_deel: {value: 20000": "eigen_deel: {value: 21000"}


@pytest.fixture
def people(polderland: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The option that counts on the country."""
    monkeypatch.setattr(making, "load", lambda _folder, year: population(households(), year))
    monkeypatch.setattr(read, "check_there", lambda _folder: None)
    return ["--population", "out/polder"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--fails", "Rekencentrm", *ON], "geen schakel 'Rekencentrm' in de keten; bedoelde u 'Rekencentrum'?"),
        (["--fails", "Maan", *ON], "geen schakel 'Maan' in de keten; er zijn: Basisregister, Loonregister"),
        (["--fails", "Bank", "--days", "0", *ON], "dagen is 0; verwacht: 1 tot en met 365"),
        (["--fails", "Bank", "--days", "366", *ON], "dagen is 366; verwacht: 1 tot en met 365"),
        (["wet_wontoeslag", *ON], "'wet_wontoeslag' is geen voornemen en geen wet; bedoelde u 'wet_woontoeslag'?"),
        (["alles-of-niets", *ON], "een voornemen heeft zijn eigen dag (in proposal.yaml); laat --on weg"),
        (["--on", "morgen"], "morgen"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_is_near(
    polderland: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    assert run(["chain", *words]) == 1
    assert told in capsys.readouterr().err


def test_a_failure_is_told_in_benefits_households_and_money(
    people: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["chain", "--fails", "bank", "--days", "10", *ON, *people]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Bank valt 10 dagen uit\n  Uitkeringen en toeslagen: ")
    assert "Huishoudens: " in said
    assert "wordt niet betaald" in said
    assert "Niet te berekenen is het aantal beslissingen bij opvangtoeslag" in said
    assert "niet bekend uit welke registratie ze komen, dus zij tellen niet mee: kind.opvangkosten." in said


def test_on_own_microdata_no_count_of_a_small_group_is_told(
    people: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The country has some twenty households: as records of a user none of its counts may be told, in words or as JSON."""
    own = replace(population(households(), 2026), manifest={"jaar": 2026})
    monkeypatch.setattr(making, "load", lambda _folder, year: own)
    assert run(["chain", "--fails", "bank", "--days", "10", *ON, *people]) == 0
    said = capsys.readouterr().out
    assert "Eigen gegevens: aantallen en bedragen staan alleen in de tabel" in said
    assert "Huishoudens: " not in said
    assert "staat werk stil bij: " in said
    assert run(["chain", "--fails", "bank", "--days", "10", *ON, *people, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert "outage" not in found
    assert list(found["figures"]) == ["keten-beeld"]
    assert run(["chain", *ON, *people, "--json"]) == 0
    bare = json.loads(capsys.readouterr().out)["figures"]
    assert not any("huishoudens" in row for rows in bare.values() for row in rows)


def test_the_command_that_makes_it_again_names_the_chain_of_the_user(
    people: list[str], polderland: Path, tmp_path: Path
) -> None:
    from uitvoerbaar.face.chain import chain_of

    mine = Path(shutil.copytree(polderland / "keten", tmp_path / "keten"))
    found = chain_of(None, fails="Bank", on=ON[1], population=Path("out/polder"), folder=mine)
    assert all(f"--chain {mine}" in figure.reproduce for figure in found.figures)


def test_the_same_for_a_program(people: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["chain", "--fails", "Rekencentrum", "--days", "10", *ON, *people, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["outage"]
    assert found["failed"] == "Rekencentrum"
    assert set(found["hit"]) == {"woontoeslag", "kindertoeslag", "heffing"}
    assert found["resting"] > 0
    assert found["unpaid"] == 0


def test_without_people_it_is_told_what_stands_still_and_how_to_count(
    polderland: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["chain", "wet_woontoeslag", "--fails", "Loonregister", *ON]) == 0
    said = capsys.readouterr().out
    assert "staat werk stil bij: woontoeslag" in said
    assert "Met --population wordt geteld" in said


def test_the_chain_of_a_law_is_a_page_with_its_picture(
    polderland: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["chain", "wet_woontoeslag", *ON, "--out", str(tmp_path / "keten")]) == 0
    said = capsys.readouterr().out
    assert "Registratie: Loonregister -> Polderdienst" in said
    assert "Leverancier: Rekencentrum (Verenigde Staten)" in said
    page = (tmp_path / "keten" / "keten.html").read_text(encoding="utf-8")
    assert '<svg class="chart wide"' in page
    assert "Loonregister" in page


def test_a_chain_of_ones_own_takes_the_place_of_ours(
    polderland: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (polderland / "keten").iterdir():
        text = path.read_text(encoding="utf-8").replace("Loonregister", "Loonboek")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    assert run(["chain", "wet_woontoeslag", *ON, "--chain", str(tmp_path)]) == 0
    assert "Loonboek" in capsys.readouterr().out


def test_a_record_for_the_register_is_written(
    polderland: Path, proposal: MakeProposal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = proposal("wet_woontoeslag", EDIT)
    (Path(folder) / "digitaal.yaml").write_text(PLAIN, encoding="utf-8")
    assert run(["digital", folder, "--out", str(tmp_path / "uit")]) == 0
    assert "DPIA (gegevensbescherming): verplicht" in capsys.readouterr().out
    made = json.loads((tmp_path / "uit" / "algoritmeregister.json").read_text(encoding="utf-8"))
    assert made["lawful_basis"] == "Wet woontoeslag"
    assert "kale huur" in made["source_data"]
    assert "impacttoetsen_grouping" not in made  # needed, and not carried out
    assert "nog niet uitgevoerd: Data Protection Impact Assessment (DPIA)" in made["impacttoetsen"]


def test_without_an_entry_there_is_no_record_to_write(
    polderland: Path, proposal: MakeProposal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["digital", proposal("wet_woontoeslag", EDIT), "--out", str(tmp_path / "uit")]) == 1
    assert "zonder digitaal.yaml is er geen registratie te schrijven" in capsys.readouterr().err
    assert not (tmp_path / "uit").exists()


def test_a_broken_entry_is_found_by_check_and_a_sound_one_is_no_law(
    polderland: Path, proposal: MakeProposal, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = proposal("wet_woontoeslag", EDIT)
    entry = Path(folder) / "digitaal.yaml"
    entry.write_text(PLAIN, encoding="utf-8")
    run(["check", folder])
    assert "digitaal.yaml" not in capsys.readouterr().out
    entry.write_text(PLAIN.replace("frequentie: Eenmalig", "frequentie: Soms"), encoding="utf-8")
    assert run(["check", folder]) == 1
    assert "digitaal.yaml:1: fout: 'frequentie' noemt 'Soms'" in capsys.readouterr().out


def test_a_chain_that_names_a_scheme_that_is_not_there_says_so(
    polderland: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "keten"
    shutil.copytree(polderland / "keten", own)
    path = own / "uitvoering.yaml"
    text = path.read_text(encoding="utf-8")
    assert "id: woontoeslag" in text
    path.write_text(text.replace("id: woontoeslag", "id: wontoeslag"), encoding="utf-8")
    assert run(["chain", *ON]) == 0
    assert "die er niet is" not in capsys.readouterr().out
    assert run(["chain", "--chain", str(own), *ON]) == 0
    assert "de keten noemt regeling 'wontoeslag', die er niet is (bedoeld: woontoeslag?)" in capsys.readouterr().out


HELD = "uitkomsten: [{wet: besteedbaar_inkomen, uitvoer: netto_inkomen_persoon, schakel: Opgave, speling_dagen: 0}]"


@pytest.mark.parametrize(
    ("file", "was", "becomes", "told"),
    [
        ("uitvoering.yaml", "naam: {name}", "naam: {name}x", "uitvoerder '{name}x', die er niet is (bedoeld: {name}?)"),
        ("bronnen.yaml", "register: {name}", "register: {name}x", "register en leverancier '{name}x, "),
        ("bronnen.yaml", "wet: {name}", "wet: {name}x", "wet '{name}x', die er niet is (bedoeld: {name}?)"),
        ("bronnen.yaml", "uitvoer: {name}", "uitvoer: {name}x", ":{name}x', die er niet is"),
    ],
)
def test_a_name_that_nothing_has_is_told(
    polderland: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], file: str, was: str, becomes: str, told: str
) -> None:
    """The chain only looked shorter: a provider with another name leant on nothing."""
    mine = Path(shutil.copytree(polderland / "keten", tmp_path / "keten"))
    path = mine / file
    text = path.read_text(encoding="utf-8").replace("uitkomsten: []", HELD)
    path.write_text(text, encoding="utf-8")
    head = was.format(name="")
    rest = text[text.index(head) + len(head) :]
    name = rest[: min(at for sign in ",}\n" if (at := rest.find(sign)) >= 0)]
    assert run(["chain", *ON, "--chain", str(mine)]) == 0
    assert "Let op: de keten" not in capsys.readouterr().out
    path.write_text(text.replace(was.format(name=name), becomes.format(name=name)), encoding="utf-8")
    assert run(["chain", *ON, "--chain", str(mine)]) == 0
    said = capsys.readouterr().out
    assert told.format(name=name) in said
    assert file == "bronnen.yaml" or f"de keten zegt niets van {name};" in said
    assert "register:" not in was or "niet bekend uit welke registratie" in said
