"""Files that only this user's own program can have made: a cache that heals and cannot be poisoned.

A cached file holds machine code or a proof, so whoever can write it decides what runs or what is told. Each carries a
keyed checksum (HMAC-SHA256, RFC 2104) over its name and its content; the key lies in the user's own configuration
folder, readable by that user only. What does not fit its checksum, belongs to another user or may be written by others
is not used, and made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
import stat
import tempfile
import time
from functools import cache
from pathlib import Path

from uitvoerbaar.base.folders import config_dir

try:
    import fcntl
except ModuleNotFoundError:  # Windows: what a killed process left stays
    fcntl = None  # type: ignore[assignment]

_PLAIN = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""How to open what others may have put there: no link is followed, no pipe is waited for."""
_TAG = 32
_KEY = 32
_SECONDS, _DAY = 2, 86_400
LARGEST = 512 * 2**20
"""Bytes that one folder of the cache holds at most (512 MB); what was used longest ago goes first."""


def read(path: Path) -> bytes | None:
    """The content of a sealed file; None when there is none, or when it is damaged, foreign or open to others.

    A damaged file of our own is removed, so that it is made again.
    """
    key = _key(config_dir())
    if key is None:
        return None
    try:
        raw = _read_ours(path)
    except OSError:
        return None
    if raw is None:
        return None
    if hmac.compare_digest(raw[:_TAG], _seal(key, path.name, raw[_TAG:])):
        with contextlib.suppress(OSError):
            os.utime(path)  # used lately, so kept
        return raw[_TAG:]
    with contextlib.suppress(OSError):
        path.unlink()
    return None


def write(path: Path, content: bytes, *, most: int, days: int) -> bool:
    """Keep `content`, whole or not at all, and prune the folder: at most `most` files and `LARGEST` bytes, none unused for
    `days` days.

    False where it cannot be written: a cache that is not there costs time, nothing else.
    """
    key = _key(config_dir())
    if key is None:
        return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, fresh = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    except OSError:
        return False
    try:
        hold(handle)
        with os.fdopen(os.dup(handle), "wb") as file:
            file.write(_seal(key, path.name, content) + content)
        os.replace(fresh, path)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(fresh)
        return False
    finally:
        os.close(handle)
    prune(path.parent, path.suffix, most, days)
    return True


def prune(folder: Path, suffix: str, most: int, days: int) -> None:
    """Remove the files used longest ago, those that nobody used for `days` days, and what a killed process left.

    A killed process left what nobody holds.
    """
    oldest = time.time() - days * _DAY
    used: list[tuple[float, Path]] = []
    size = 0
    try:
        for path in folder.iterdir():
            about = path.lstat()
            at = about.st_mtime
            if path.name.startswith(".") and path.name.endswith(".tmp"):
                if at < time.time() - _SECONDS:  # younger ones may be held any moment
                    _tidy(path)
            elif path.suffix == suffix:
                used.append((at, path))
                size += about.st_size
        used.sort()
        over = len(used) - most
        for number, (at, path) in enumerate(used):
            if number < over or at < oldest or size > LARGEST:
                size -= path.lstat().st_size
                path.unlink(missing_ok=True)
    except OSError:
        return  # another process prunes at the same time, or the folder cannot be written


def hold(handle: int) -> bool:
    """Hold an open file for this process; False when another one does. Death lets go of it."""
    try:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read_ours(path: Path) -> bytes | None:
    """The content of a file that is ours, None for another one. It is looked at once open, so it cannot be changed in between.

    Raises OSError, also for a link.
    """
    handle = os.open(path, _PLAIN)
    with os.fdopen(handle, "rb") as file:
        return file.read() if _ours(os.fstat(handle)) else None


def _tidy(path: Path) -> None:
    handle = os.open(path, _PLAIN)
    try:
        if hold(handle):
            path.unlink(missing_ok=True)
    finally:
        os.close(handle)


def _seal(key: bytes, name: str, content: bytes) -> bytes:
    return hmac.new(key, name.encode() + b"\0" + content, hashlib.sha256).digest()


def _ours(about: os.stat_result) -> bool:
    """Whether a file is a regular one of this user that nobody else can write."""
    if not stat.S_ISREG(about.st_mode):
        return False
    return not hasattr(os, "geteuid") or (about.st_uid == os.geteuid() and not about.st_mode & 0o022)


@cache
def _key(folder: Path) -> bytes | None:
    """The key of this user, made when there is none; None where it cannot be kept, or others could have put it there."""
    path = folder / "zegel.key"
    try:
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Written beside and linked: of two processes that start at once the first one's key counts for both.
            fresh = folder / f".zegel.{os.getpid()}.{secrets.token_hex(4)}.tmp"
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(secrets.token_bytes(_KEY))
            try:
                os.link(fresh, path)
            except FileExistsError:
                pass
            finally:
                fresh.unlink(missing_ok=True)
        if path.lstat().st_mode & 0o077:
            return None
        found = _read_ours(path)
    except OSError:
        return None
    return found if found is not None and len(found) == _KEY else None
