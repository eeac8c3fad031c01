"""What a report calls a file: the same words on every machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from uitvoerbaar.base.folders import shown_file


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with another name, and a working folder beside it."""
    for folder in ("gegevens", "werk"):
        (tmp_path / folder).mkdir()
    monkeypatch.setenv("UITVOERBAAR_DATA", str(tmp_path / "gegevens"))
    monkeypatch.chdir(tmp_path / "werk")
    return tmp_path


def test_a_shipped_file_is_named_from_the_data_folder_on(somewhere: Path) -> None:
    assert shown_file(str(somewhere / "gegevens/laws/nl/wet/x/2026-01-01.yaml")) == "data/laws/nl/wet/x/2026-01-01.yaml"


def test_a_file_of_the_user_is_named_as_the_user_would(somewhere: Path) -> None:
    assert shown_file(str(somewhere / "werk/mijn-voornemen/laws/x.yaml")) == "mijn-voornemen/laws/x.yaml"
    assert shown_file("mijn-voornemen/laws/x.yaml") == "mijn-voornemen/laws/x.yaml"


def test_a_file_elsewhere_tells_no_folders_of_this_machine(somewhere: Path) -> None:
    assert shown_file(str(somewhere / "laws/proposals/x.yaml")) == "x.yaml"
