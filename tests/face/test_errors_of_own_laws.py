"""Errors that `check` finds in own laws do not stop a run: whoever runs them is told, at every door."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import uitvoerbaar as uv
from tests.law.build import ABSENCE, law
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.cli import run
from uitvoerbaar.face.proofs import doubts_of
from uitvoerbaar.law.check.law_files import law_errors

ARTICLE = """
execution:
  parameters: [{name: bsn, type: number, required: true}]
  input: [{name: loon_uit_dienstbetrekking, type: amount, type_spec: {unit: eurocent}, source: {}}]
  output: [{name: x, type: amount, type_spec: {unit: eurocent}}]
  actions: [{output: x, value: $loon_uit_dienstbetrekking}]
"""
WRONG = "valid_until: '2026-03-01'"
TOLD = "een wet kent geen 'valid_until'"


def own_laws(folder: Path, head: str = WRONG) -> Path:
    (folder / "laws").mkdir()
    (folder / "laws" / "wet.yaml").write_text(law("wet", ARTICLE, schema=ABSENCE, head=head), encoding="utf-8")
    return folder / "laws"


def own_proposal(folder: Path) -> Path:
    made = folder / "voornemen"
    shutil.copytree(data_dir() / "proposals" / "alles-of-niets-2026", made)
    for file, old, new in (
        ("proposal.yaml", "id: alles-of-niets-2026", "id: eigen"),
        ("laws/wet_kinderopvang.yaml", 'valid_from: "2026-01-01"', f'valid_from: "2026-01-01"\n{WRONG}'),
    ):
        text = (made / file).read_text(encoding="utf-8")
        assert old in text
        (made / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return made


def test_explain_and_run_of_own_laws(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    laws = str(own_laws(tmp_path))
    assert run(["explain", "wet", "x", "--on", "2026-06-01", "--laws", laws]) == 0
    assert TOLD in capsys.readouterr().err
    (tmp_path / "p.csv").write_text("bsn,loon_uit_dienstbetrekking\n1,100\n", encoding="utf-8")
    files = ["--data", str(tmp_path / "p.csv"), "--out", str(tmp_path / "uit.csv")]
    assert run(["run", "wet:x", "--on", "2026-06-01", "--laws", laws, *files]) == 0
    assert TOLD in capsys.readouterr().err


def test_in_python_without_the_command_line(tmp_path: Path) -> None:
    laws = uv.laws(on="2026-06-01", folders=[own_laws(tmp_path)])
    assert TOLD in "".join(laws.explain("wet:x", uv.case(loon_uit_dienstbetrekking=5)).notes)
    made = laws.run("wet:x", {"bsn": [1], "loon_uit_dienstbetrekking": [5]})
    assert TOLD in "".join(made.warnings)
    assert TOLD in "".join(made.attrs["warnings"])


def test_a_run_tells_an_error_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    laws = str(own_laws(tmp_path))
    (tmp_path / "p.csv").write_text("bsn,loon_uit_dienstbetrekking\n1,100\n", encoding="utf-8")
    files = ["--data", str(tmp_path / "p.csv"), "--out", str(tmp_path / "uit.csv")]
    assert run(["run", "wet:x", "--on", "2026-06-01", "--laws", laws, *files]) == 0
    told = capsys.readouterr()
    assert (told.out + told.err).count(TOLD) == 1


def test_what_is_right_gets_no_word(tmp_path: Path) -> None:
    assert law_errors([own_laws(tmp_path, head="")]) == []
    assert law_errors([data_dir() / "laws"]) == []


def test_every_door_under_a_proposal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = own_proposal(tmp_path)
    [told] = doubts_of(str(made))
    assert TOLD in told
    assert TOLD in "".join(uv.laws(proposal=str(made)).doubts)
    case = uv.case(loon_uit_dienstbetrekking=uv.euro(20_000))
    assert TOLD in "".join(uv.curve(case, along="huur", on="2026-01-01", proposal=str(made)).notes)
    what = ["explain", "wet_kinderopvang", "hoogte_kinderopvangtoeslag", "--on", "2026-01-01"]
    assert run([*what, "--proposal", str(made)]) == 0
    assert TOLD in capsys.readouterr().err


def test_a_law_that_neither_side_names_is_told(tmp_path: Path) -> None:
    made = own_proposal(tmp_path)
    shutil.move(made / "laws" / "wet_kinderopvang.yaml", made / "wet_kinderopvang.yaml")
    assert "deze wet staat in geen map of bestand van 'wetten'" in "".join(doubts_of(str(made)))
