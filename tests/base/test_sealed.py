"""A cache that heals and cannot be poisoned: what is damaged, foreign or open to others is not used."""

from __future__ import annotations

import os
import random
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from uitvoerbaar.base import sealed

CONTENT = bytes(range(256)) * 4


@pytest.fixture(autouse=True)
def _own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UITVOERBAAR_CONFIG", str(tmp_path / "config"))


def kept(folder: Path, name: str = "a.o", content: bytes = CONTENT) -> Path:
    path = folder / "cache" / name
    assert sealed.write(path, content, most=10, days=10)
    return path


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    assert sealed.read(kept(tmp_path)) == CONTENT


def test_the_key_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    kept(tmp_path)
    assert (tmp_path / "config" / "zegel.key").stat().st_mode & 0o777 == 0o600


def test_any_flipped_bit_is_noticed_and_the_file_made_again(tmp_path: Path) -> None:
    rng = random.Random(1)
    for _ in range(200):
        path = kept(tmp_path)
        raw = bytearray(path.read_bytes())
        raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
        path.write_bytes(raw)
        assert sealed.read(path) is None
        assert not path.exists()


@pytest.mark.parametrize("damage", [b"", b"short", CONTENT])
def test_half_a_file_and_one_without_a_seal_are_not_used(tmp_path: Path, damage: bytes) -> None:
    path = kept(tmp_path)
    path.write_bytes(damage)
    assert sealed.read(path) is None


def test_a_file_under_another_name_is_not_used(tmp_path: Path) -> None:
    path = kept(tmp_path)
    other = path.with_name("b.o")
    path.rename(other)
    assert sealed.read(other) is None


def test_a_file_sealed_by_another_user_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = kept(tmp_path)
    monkeypatch.setenv("UITVOERBAAR_CONFIG", str(tmp_path / "config-of-another"))
    assert sealed.read(path) is None


def test_a_file_that_others_can_write_is_not_used(tmp_path: Path) -> None:
    path = kept(tmp_path)
    path.chmod(0o666)
    assert sealed.read(path) is None


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_of_another_owner_is_not_used(tmp_path: Path) -> None:
    path = kept(tmp_path)
    os.chown(path, 12345, 12345)
    assert sealed.read(path) is None


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    path = kept(tmp_path)
    elsewhere = tmp_path / "a.o"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    assert sealed.read(path) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_a_pipe_in_the_folder_is_not_waited_for(tmp_path: Path) -> None:
    path = kept(tmp_path)
    for name in ("b.o", ".b.tmp"):
        os.mkfifo(path.with_name(name))
        os.utime(path.with_name(name), (0, 0))
    assert sealed.read(path.with_name("b.o")) is None
    sealed.prune(path.parent, ".o", 10, 10)
    assert sealed.read(path) == CONTENT


def test_a_key_that_others_can_read_is_no_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = kept(tmp_path)
    (tmp_path / "config" / "zegel.key").chmod(0o644)
    sealed._key.cache_clear()
    assert sealed.read(path) is None
    assert not sealed.write(path, CONTENT, most=10, days=10)


def test_where_nothing_can_be_written_nothing_is_kept_and_nothing_fails(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert not sealed.write(tmp_path / "cache" / "a.o", CONTENT, most=10, days=10)


def test_the_folder_is_pruned_by_number_and_by_age(tmp_path: Path) -> None:
    for number in range(15):
        path = kept(tmp_path, f"{number}.o")
        os.utime(path, (path.stat().st_mtime - 1000 + number,) * 2)
    assert len(list((tmp_path / "cache").glob("*.o"))) <= 11
    old = kept(tmp_path, "old.o")
    os.utime(old, (0, 0))
    left = tmp_path / "cache" / ".x.tmp"
    left.write_bytes(b"")
    os.utime(left, (0, 0))
    kept(tmp_path, "new.o")
    assert not old.exists()
    assert not left.exists()


def test_the_folder_is_pruned_by_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "LARGEST", 5 * (len(CONTENT) + 32))
    for number in range(8):
        path = kept(tmp_path, f"{number}.o")
        os.utime(path, (path.stat().st_mtime - 1000 + number,) * 2)
    kept(tmp_path, "last.o")
    there = sorted(path.name for path in (tmp_path / "cache").glob("*.o"))
    assert there == ["4.o", "5.o", "6.o", "7.o", "last.o"]


def test_a_full_disk_leaves_no_file_of_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(sealed.os, "replace", full)
    assert not sealed.write(tmp_path / "cache" / "b.o", CONTENT, most=10, days=10)
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["a.o"]


def _write_and_read(folder: str) -> bool:
    path = Path(folder) / "cache" / "same.o"
    return all(sealed.write(path, CONTENT, most=10, days=10) and sealed.read(path) == CONTENT for _ in range(50))


def test_two_processes_share_one_key_and_one_file(tmp_path: Path) -> None:
    with ProcessPoolExecutor(2) as pool:
        assert all(pool.map(_write_and_read, [str(tmp_path)] * 2))
