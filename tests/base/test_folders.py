"""What a report calls a file: the same words on every machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from uitvoerbaar.base import folders
from uitvoerbaar.base.errors import UserError
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


def test_data_is_that_of_the_environment_then_of_the_package_then_of_the_source_tree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "boom" / "src" / "uitvoerbaar"
    (package / "base").mkdir(parents=True)
    monkeypatch.setattr(folders, "__file__", str(package / "base" / "folders.py"))
    assert folders.data_dir() == tmp_path / "gegevens"
    monkeypatch.delenv("UITVOERBAAR_DATA")
    with pytest.raises(UserError, match="UITVOERBAAR_DATA"):
        folders.data_dir()
    for place in (tmp_path / "boom" / "data", package / "data"):
        place.mkdir()
        assert folders.data_dir() == place


def test_the_environment_is_believed_also_when_it_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No other laws than those that were asked for."""
    monkeypatch.setenv("UITVOERBAAR_DATA", str(tmp_path / "nergens"))
    with pytest.raises(UserError, match="nergens"):
        folders.data_dir()


def test_shipped_files_and_folders_are_found_by_name_from_any_folder(somewhere: Path) -> None:
    data = somewhere / "gegevens"
    (data / "personas").mkdir()
    (data / "personas" / "els.yaml").write_text("", encoding="utf-8")
    assert folders.named_file(Path("data/personas/els.yaml")) == data / "personas" / "els.yaml"
    assert folders.named_file(Path("data/personas")) == data / "personas"
    assert folders.named_persona(Path("els")) == data / "personas" / "els.yaml"
    assert folders.named_persona(Path("els.yaml")) == data / "personas" / "els.yaml"
    assert folders.named_persona(Path("niemand")) == Path("niemand")
    assert folders.named_file(Path("els.yaml")) == Path("els.yaml")


def test_a_file_of_the_user_goes_before_a_shipped_one(somewhere: Path) -> None:
    (somewhere / "gegevens" / "personas").mkdir()
    (somewhere / "gegevens" / "personas" / "els.yaml").write_text("", encoding="utf-8")
    (somewhere / "werk" / "els.yaml").write_text("", encoding="utf-8")
    assert folders.named_persona(Path("els.yaml")) == Path("els.yaml")
