"""A proposal, a mapping and a manifest read regular files below their own folder, and tell nothing of others."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from uitvoerbaar.cli import run

SECRET = "db_password: hunter2\napi_token: abc\n"
PROPOSAL = """id: proef
titel: {{nl: Proef, en: Trial}}
soort: wetsvoorstel
samenvatting: {{nl: Een proef., en: A trial.}}
besluit_door: Ministerie
uitgevoerd_door: [Dienst]
ingangsdatum: "2026-01-01"
voor: {{datum: "2026-01-01"}}
na: {{datum: "2026-01-01", wetten: {laws}}}
bron_cijfers: {{nl: Verzonnen., en: Invented.}}
"""
MAPPING = """jaar: 2026
personen:
  bestand: {file}
  velden: {{geboortedatum: geboren}}
"""


def said(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    """What a command that must refuse says."""
    code = run(command)
    out = "".join(capsys.readouterr())
    assert code == 1, out
    assert not any(word in out for word in ("hunter2", "db_password", "api_token", "abc")), out
    return out


def plain(folder: Path, name: str) -> str:
    return name


def absolute(folder: Path, name: str) -> str:
    return str((folder / name).resolve())


def linked(folder: Path, name: str) -> str:
    (folder / "link.csv").symlink_to((folder / name).resolve())
    return "link.csv"


def link_to_link(folder: Path, name: str) -> str:
    linked(folder, name)
    (folder / "b.csv").symlink_to("link.csv")
    return "b.csv"


def below_a_linked_folder(folder: Path, name: str) -> str:
    (folder / "map").symlink_to((folder / name).resolve().parent)
    return f"map/{Path(name).name}"


WAYS = (plain, absolute, linked, link_to_link, below_a_linked_folder)
Way = Callable[[Path, str], str]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "geheim.yaml").write_text(SECRET, encoding="utf-8")
    (tmp_path / "geheim.csv").write_text("db_password,api_token\nhunter2,abc\n", encoding="utf-8")
    (tmp_path / "eigen").mkdir()
    return tmp_path / "eigen"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("verb", ["check", "assess"])
def test_laws_outside_the_folder_of_a_proposal(
    own: Path, way: Way, verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    named = way(own, "../geheim.yaml")
    (own / "proposal.yaml").write_text(PROPOSAL.format(laws=named), encoding="utf-8")
    assert "proposal.yaml:9: fout: dit pad leidt buiten de map" in said(capsys, verb, str(own))


@pytest.mark.parametrize("verb", ["check", "assess"])
def test_a_law_that_is_a_link_to_elsewhere(own: Path, verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    (own / "laws").mkdir()
    (own / "laws" / "wet.yaml").symlink_to("../../geheim.yaml")
    (own / "proposal.yaml").write_text(PROPOSAL.format(laws="laws"), encoding="utf-8")
    assert "wet.yaml:1: fout: dit pad leidt buiten de map" in said(capsys, verb, str(own))


@pytest.mark.parametrize("name", ["proposal.yaml", "mapping.yaml"])
def test_a_description_that_is_a_link_to_elsewhere(own: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (own / name).symlink_to("../geheim.yaml")
    command = ["check", str(own)] if name == "proposal.yaml" else ["population", "validate", str(own)]
    assert "leidt buiten de map" in said(capsys, *command)


@pytest.mark.parametrize("way", WAYS)
def test_a_table_outside_the_folder_of_a_mapping(own: Path, way: Way, capsys: pytest.CaptureFixture[str]) -> None:
    named = way(own, "../geheim.csv")
    (own / "mapping.yaml").write_text(MAPPING.format(file=named), encoding="utf-8")
    assert "mapping.yaml:3: fout: dit pad leidt buiten de map" in said(capsys, "population", "validate", str(own))


@pytest.mark.parametrize("where", ["wetten", "laws/wet.yaml", "check"])
def test_a_pipe_is_refused_at_once(own: Path, where: str, capsys: pytest.CaptureFixture[str]) -> None:
    (own / "laws").mkdir()
    pipe = own / "laws" / "wet.yaml"
    os.mkfifo(pipe)
    laws = "laws/wet.yaml" if where == "wetten" else "laws"
    (own / "proposal.yaml").write_text(PROPOSAL.format(laws=laws), encoding="utf-8")
    assert "geen gewoon bestand" in said(capsys, "check", str(pipe if where == "check" else own))


def test_a_law_may_be_a_link_within_the_proposal(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (own / "voor").mkdir()
    (own / "laws").mkdir()
    (own / "voor" / "wet.yaml").write_text("$id: [", encoding="utf-8")
    (own / "laws" / "wet.yaml").symlink_to("../voor/wet.yaml")
    (own / "proposal.yaml").write_text(PROPOSAL.format(laws="laws"), encoding="utf-8")
    assert "geen geldige YAML" in said(capsys, "check", str(own))
