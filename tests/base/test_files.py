"""Only regular files are read, and only so much of them."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from uitvoerbaar.base.errors import LawFileError, UserError
from uitvoerbaar.base.files import leads_out, read_own_text, read_text
from uitvoerbaar.base.limits import Limit

SMALL = Limit("FILE_BYTES", 100, "bytes")


def refused(path: Path, most: Limit = SMALL) -> str:
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


def test_a_device_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "open", lambda *a: pytest.fail("opened"))
    assert "geen gewoon bestand" in refused(Path("/dev/zero"))


def test_a_file_that_has_nothing_to_give_yet_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Waiting(io.BytesIO):
        def read(self, most: int | None = -1, /) -> bytes:
            return None  # type: ignore[return-value]  # what a file below /proc gives when it is not waited for

    (tmp_path / "kmsg").write_text("a", encoding="utf-8")
    monkeypatch.setattr(os, "fdopen", lambda handle, mode: (os.close(handle), Waiting())[1])
    monkeypatch.setattr(os, "fstat", lambda handle: os.stat(tmp_path / "kmsg"))
    assert "geen gewoon bestand" in refused(tmp_path / "kmsg")


@pytest.mark.parametrize("name", ["a\0b", "x" * 5_000])
def test_a_name_that_no_file_can_have_is_told(tmp_path: Path, name: str) -> None:
    assert "kan niet worden gelezen" in refused(tmp_path / name)


@pytest.mark.parametrize("most", ["0", "-1", "veel", "1.5", "9" * 5_000])
def test_a_limit_of_the_environment_is_a_whole_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: str
) -> None:
    monkeypatch.setenv(SMALL.variable, most)
    (tmp_path / "a").write_text("a", encoding="utf-8")
    with pytest.raises(UserError, match="UITVOERBAAR_MAX_FILE_BYTES"):
        read_text(tmp_path / "a", "a", SMALL)


def test_the_environment_lifts_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("x" * 200, encoding="utf-8")
    assert "UITVOERBAAR_MAX_FILE_BYTES" in refused(path)
    monkeypatch.setenv(SMALL.variable, "200")
    assert len(read_text(path, "a", SMALL)) == 200


def test_links_and_dots_that_lead_out_of_a_folder_are_seen(tmp_path: Path) -> None:
    own, other = tmp_path / "eigen", tmp_path / "eigenwijs"
    own.mkdir()
    other.mkdir()
    (other / "geheim").write_text("geheim", encoding="utf-8")
    (own / "wet").write_text("wet", encoding="utf-8")
    (own / "binnen").symlink_to("wet")
    (own / "buiten").symlink_to(other / "geheim")
    (own / "kring").symlink_to("kring")
    assert [leads_out(own / name, own) for name in ("wet", "binnen", "../eigen/wet")] == [False] * 3
    assert [leads_out(own / n, own) for n in ("buiten", "../eigenwijs/geheim", "/etc/passwd", "..", "a\0b")] == [
        True
    ] * 5
    assert read_own_text(own / "wet", "wet") == "wet"
    with pytest.raises(LawFileError) as caught:
        read_own_text(own / "buiten", "buiten")
    assert "leidt buiten de map" in str(caught.value)
