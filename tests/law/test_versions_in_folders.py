"""No version of a law falls away in silence: not by how its first day is written, nor by how its file is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.law.build import law
from uitvoerbaar.base.errors import LawFileError
from uitvoerbaar.law import load_corpus

ARTICLE = "execution:\n  output: [{name: x, type: number}]\n  actions: [{output: x, value: 1}]\n"


def two(folder: Path, day: str = "2026-02-01", name: str = "nieuw.yaml") -> Path:
    (folder / "oud.yaml").write_text(law("wet", ARTICLE, valid_from="2026-01-01"), encoding="utf-8")
    (folder / name).write_text(law("wet", ARTICLE, valid_from=day), encoding="utf-8")
    return folder


@pytest.mark.parametrize("day", ["2026-2-1", " 2026-02-01", "2026-02-01 ", "20260201", "2026-02-30", ""])
def test_a_first_day_that_is_no_date_is_refused_and_never_sorted_behind_an_older_version(
    tmp_path: Path, day: str
) -> None:
    with pytest.raises(LawFileError, match="'valid_from' is geen datum"):
        load_corpus([two(tmp_path, day)])


@pytest.mark.parametrize("name", ["nieuw.yml", "nieuw.YAML", "nieuw.Yml"])
def test_the_ending_of_a_law_file_may_be_in_capitals(tmp_path: Path, name: str) -> None:
    assert load_corpus([two(tmp_path, name=name)]).select("wet", "2026-12-01").valid_from == "2026-02-01"


@pytest.mark.parametrize("name", ["nieuw.yaml.txt", "nieuw.YML.TXT"])
def test_a_law_file_that_an_editor_called_txt_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(LawFileError, match="wordt dus niet als wet gelezen"):
        load_corpus([two(tmp_path, name=name)])


def test_notes_beside_laws_are_left_alone(tmp_path: Path) -> None:
    (two(tmp_path) / "leesmij.txt").write_text("Bij deze wetten.", encoding="utf-8")
    assert load_corpus([tmp_path]).select("wet", "2026-12-01").valid_from == "2026-02-01"
