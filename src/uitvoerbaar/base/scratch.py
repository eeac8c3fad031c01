"""Folders for what is needed while a process works: gone when it ends, and by the next one when it was killed.

They lie in a folder of this user below the temporary folder. Each is held (flock) by the process that made it. Whoever makes
one first removes those that nobody holds: a killed process cannot hold anything.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ModuleNotFoundError:  # Windows: what a killed process left stays
    fcntl = None  # type: ignore[assignment]


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """An empty folder that is removed at the end, also when the block fails or the process is asked to end."""
    home = Path(tempfile.gettempdir()) / f"uitvoerbaar-{os.getuid() if hasattr(os, 'getuid') else 'werk'}"
    handle: int | None = None
    folder: Path | None = None
    try:
        handle, folder = _made(home)
        yield folder
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        if handle is not None:
            os.close(handle)
        with contextlib.suppress(OSError):
            if folder is None and fcntl is not None and _ours(home):  # asked to end while it was made
                with _door(home):
                    _clean(home)
            (folder.parent if folder else home).rmdir()  # only when it is empty, and never the temporary folder itself


def _made(home: Path) -> tuple[int | None, Path]:
    for _ in range(100):
        try:
            home.mkdir(mode=0o700, exist_ok=True)
            if fcntl is None or not _ours(home):
                break
            with _door(home):
                try:
                    _clean(home)
                    folder = Path(tempfile.mkdtemp(dir=home))
                    handle = os.open(folder, os.O_RDONLY)
                    fcntl.flock(handle, fcntl.LOCK_EX)
                    return handle, folder
                except FileNotFoundError:  # the last one that left took the folder away
                    continue
        except OSError:
            break
    inner = Path(tempfile.mkdtemp(prefix="uitvoerbaar-")) / "werk"
    inner.mkdir()
    return None, inner


def _ours(home: Path) -> bool:
    """Whether the folder is this user's own and closed to others: the temporary folder may be shared."""
    about = home.lstat()
    return stat.S_ISDIR(about.st_mode) and about.st_uid == os.geteuid() and not about.st_mode & 0o077


@contextlib.contextmanager
def _door(home: Path) -> Iterator[None]:
    """One process at a time makes and removes what lies there. Raises OSError."""
    door = os.open(home, os.O_RDONLY)
    try:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield
    finally:
        os.close(door)


def _clean(home: Path) -> None:
    """Remove the folders of processes that were killed."""
    for path in home.iterdir():
        with contextlib.suppress(OSError):
            handle = os.open(path, os.O_RDONLY)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(path, ignore_errors=True)
            finally:
                os.close(handle)
