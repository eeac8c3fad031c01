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

from uitvoerbaar.base import scratch, whole
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
from uitvoerbaar.base import scratch, whole
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


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_that_is_being_made_is_refused_to_a_second_process(tmp_path: Path) -> None:
    with (
        whole.target(tmp_path / "a.csv") as fresh,
        pytest.raises(UserError, match="wordt al gemaakt"),
        whole.target(tmp_path / "a.csv"),
    ):
        fresh.write_text("half")
    assert names(tmp_path) == ["a.csv"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "file of somebody else"])
def test_what_was_put_in_the_way_is_not_written_through(tmp_path: Path, kind: str) -> None:
    elsewhere, way = tmp_path / "geheim", tmp_path / f".uit.csv{whole.ENDING}"
    elsewhere.write_text("eigen", encoding="utf-8")
    if kind == "link":
        way.symlink_to(elsewhere)
    elif kind == "pipe":
        os.mkfifo(way)
    elif kind == "folder":
        (way / "diep").mkdir(parents=True)
    elif os.geteuid() == 0:
        way.write_text("van een ander", encoding="utf-8")
        os.chown(way, 12_345, 12_345)
    with whole.target(tmp_path / "uit.csv") as fresh:
        fresh.write_text("a", encoding="utf-8")
        assert fresh.stat().st_uid == os.geteuid()
    assert elsewhere.read_text(encoding="utf-8") == "eigen"
    assert (tmp_path / "uit.csv").read_text(encoding="utf-8") == "a"
    assert {path.name for path in tmp_path.iterdir()} == {"geheim", "uit.csv"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_a_pipe_that_looks_like_a_half_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / f".uit.csv{whole.ENDING}")
    whole.clean(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_file_that_does_not_fit_leaves_the_earlier_one(tmp_path: Path, number: int) -> None:
    (tmp_path / "a.csv").write_text("earlier")

    def full() -> None:
        with whole.target(tmp_path / "a.csv") as fresh:
            fresh.write_text("half")
            raise OSError(number, "full")

    with pytest.raises(UserError, match="vol"):
        full()
    assert names(tmp_path) == ["a.csv"]
    assert (tmp_path / "a.csv").read_text() == "earlier"


def test_an_error_of_the_work_is_not_told_as_one_of_writing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), whole.target(tmp_path / "a.csv"):
        (tmp_path / "input.csv").read_text()
    assert names(tmp_path) == []


def test_a_folder_takes_the_place_of_the_earlier_one_in_one_step(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for text in ("one", "two"):
        with whole.reserved(out), whole.replaced(out) as fresh:
            (fresh / "a").write_text(text)
            assert text == "one" or (out / "a").read_text() == "one"
        assert (out / "a").read_text() == text

    def failing() -> None:
        with whole.reserved(out), whole.replaced(out) as fresh:
            (fresh / "a").write_text("three")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert (out / "a").read_text() == "two"
    assert names(tmp_path) == ["out"]


def test_a_folder_whose_parent_is_closed_is_made_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "old").write_text("x")
    monkeypatch.setattr(whole.os, "access", lambda path, mode: Path(path) != tmp_path)
    with whole.reserved(out), whole.replaced(out) as fresh:
        (fresh / "a").write_text("new")
    assert names(out) == ["a"]


def test_where_it_cannot_be_written_is_said_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UserError, match="is een map"):
        whole.check_writable(tmp_path)
    with pytest.raises(UserError, match="is een bestand"):
        whole.check_writable(tmp_path / "file" / "a.html")
    monkeypatch.setattr(whole.os, "access", lambda path, mode: False)
    with pytest.raises(UserError, match="niet geschreven"):
        whole.check_writable(tmp_path / "new" / "a.html")
    assert names(tmp_path) == ["file"]


_HOLDER = """
import sys, time
from pathlib import Path
from uitvoerbaar.base import scratch, whole
kind, place = sys.argv[1], Path(sys.argv[2])
made = {"target": whole.target, "scratch": lambda _: scratch.scratch()}
with made[kind](place) as fresh:
    (fresh / "x" if fresh.is_dir() else fresh).write_text("half")
    print("ready", flush=True)
    time.sleep(60)
"""


def held(kind: str, place: Path) -> subprocess.Popen[bytes]:
    process = subprocess.Popen([sys.executable, "-c", _HOLDER, kind, str(place)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


def test_what_a_killed_process_left_goes_and_what_a_living_one_holds_stays(tmp_path: Path) -> None:
    dead, alive = held("target", tmp_path / "dead.csv"), held("target", tmp_path / "alive.csv")
    try:
        dead.kill()
        dead.wait()
        with whole.target(tmp_path / "other.csv") as fresh:
            fresh.write_text("x")
        assert names(tmp_path) == [".alive.csv.uitvoerbaar-half", "other.csv"]
    finally:
        alive.kill()
        alive.wait()


def test_a_scratch_folder_of_a_killed_process_goes_with_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(scratch.tempfile, "tempdir", str(tmp_path))
    dead, alive = held("scratch", tmp_path), held("scratch", tmp_path)
    (home,) = tmp_path.iterdir()
    try:
        assert len(names(home)) == 2
        dead.kill()
        dead.wait()
        with scratch.scratch() as mine:
            assert len(names(home)) == 2
            assert mine.parent == home
        assert len(names(home)) == 1
    finally:
        alive.kill()
        alive.wait()
    with scratch.scratch():
        pass
    assert names(tmp_path) == []
