"""Whole or nothing: a full disk, a killed process, two at once."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from uitvoerbaar.base import whole
from uitvoerbaar.base.errors import UserError


def test_all_files_of_a_result_are_replaced(tmp_path: Path) -> None:
    whole.put({tmp_path / "a": b"old a", tmp_path / "b": b"old b"})
    whole.put({tmp_path / "a": b"new a", tmp_path / "b": b"new b"})
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a": b"new a", "b": b"new b"}


def test_an_old_pdf_does_not_stay_beside_a_new_page(tmp_path: Path) -> None:
    whole.put({tmp_path / "r.html": b"A", tmp_path / "r.pdf": b"A"})
    whole.put({tmp_path / "r.html": b"B"}, gone=[tmp_path / "r.pdf"])
    assert [p.name for p in tmp_path.iterdir()] == ["r.html"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_leaves_the_earlier_result_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    whole.put({tmp_path / "a": b"old a", tmp_path / "b": b"old b"})
    written = 0

    def full(handle: int) -> None:
        nonlocal written
        written += 1
        if written == 2:
            raise OSError(number, "full")

    monkeypatch.setattr(whole.os, "fsync", full)
    with pytest.raises(UserError, match="vol"):
        whole.put({tmp_path / "a": b"new a", tmp_path / "b": b"new b"})
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a": b"old a", "b": b"old b"}


def test_a_second_process_in_one_folder_is_refused(tmp_path: Path) -> None:
    with (
        whole.reserved(tmp_path / "out"),
        pytest.raises(UserError, match="ander resultaat"),
        whole.reserved(tmp_path / "out"),
    ):
        pass


def test_a_folder_of_which_nothing_came_is_not_left_behind(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), whole.reserved(tmp_path / "a" / "b"):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(UserError, match="is een bestand"), whole.reserved(tmp_path / "out"):
        pass


_WRITER = """
import sys
from pathlib import Path
from uitvoerbaar.base import whole
folder, number = Path(sys.argv[1]), 0
while True:
    number += 1
    with whole.reserved(folder):
        text = str(number).encode() * 2000
        whole.put({folder / name: text for name in ("a", "b", "c")})
"""


def test_a_process_killed_at_any_moment_leaves_nothing_half_and_nothing_mixed(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    seen: set[Any] = set()
    for kill in range(12):
        process = subprocess.Popen([sys.executable, "-c", _WRITER, str(folder)])
        while not (folder / "a").exists() and process.poll() is None:
            time.sleep(0.005)
        time.sleep(0.013 * (kill % 5))
        process.send_signal(signal.SIGKILL)
        process.wait()
        found = {p.name: p.read_bytes() for p in folder.iterdir() if not p.name.startswith(".")}
        assert len(set(found.values())) <= 1  # never an old one beside a new one
        seen |= set(found.values())
        for content in found.values():
            assert len(content) % 2000 == 0
    assert seen
    with whole.reserved(folder):  # the next one tidies up
        assert not [p for p in os.listdir(folder) if p.startswith(".")]
