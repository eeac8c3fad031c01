"""Only regular files are read, and only so much of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from uitvoerbaar.base.errors import LawFileError
from uitvoerbaar.base.files import read_text


def refused(path: Path, most: int = 100) -> str:
    with pytest.raises(LawFileError) as caught:
        read_text(path, path.name, most)
    return str(caught.value)


def test_a_text_with_its_marks_and_ends_of_line(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("\ufeffa: één\r\nb: 2\rc: 3\n".encode())
    assert read_text(path, "a") == "a: één\nb: 2\nc: 3\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp")
    assert "geen gewoon bestand" in refused(tmp_path / "pijp")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_a_device_is_refused() -> None:
    assert "geen gewoon bestand" in refused(Path("/dev/zero"))


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "geen gewoon bestand" in refused(tmp_path)


def test_a_large_file_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "groot.yaml"
    with path.open("wb") as file:
        file.truncate(10**9)
    assert "groter dan 100 bytes" in refused(path)


def test_what_is_no_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 1\nb: \xeb\n")
    assert "a.yaml:2" in refused(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "kan niet worden gelezen" in refused(tmp_path / "weg.yaml")
