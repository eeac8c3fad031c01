"""Where a compute process keeps its socket, key, lock and log: a folder of its user alone, below the data folder."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import system_words

_LONGEST = 100
"""Bytes of a path that every system takes as the address of a socket (sun_path, unix(7): 108; macOS: 104)."""
_HANDLES = Path("/proc/self/fd")


@dataclass(frozen=True, slots=True)
class Place:
    """The folder `compute` in a data folder; one process at a time lives there."""

    folder: Path

    @property
    def socket(self) -> Path:
        """Where the process listens."""
        return self.folder / "socket"

    @property
    def key(self) -> Path:
        """The secret of the process that listens now; readable by its user only."""
        return self.folder / "key"

    @property
    def lock(self) -> Path:
        """Held (flock) by the process as long as it lives; death lets go of it."""
        return self.folder / "lock"

    @property
    def log(self) -> Path:
        """What the process did: kinds of questions and how long they took, never what was in them."""
        return self.folder / "log"

    @contextlib.contextmanager
    def address(self) -> Iterator[str]:
        """The address of the socket within the block. Raises UserError where the path is too long for this system."""
        direct = os.fspath(self.socket)
        if len(os.fsencode(direct)) <= _LONGEST:
            yield direct
            return
        if not _HANDLES.is_dir():
            raise UserError(
                tr("{folder}: dit pad is te lang voor een socket; kies een kortere map", folder=self.folder)
            )
        handle = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            yield f"{_HANDLES}/{handle}/{self.socket.name}"
        finally:
            os.close(handle)


def place_in(data: Path) -> Place:
    """The place of the compute process of a data folder, made when it is not there.

    Raises UserError when it cannot be made, or when others than this user own or may enter it.
    """
    folder = data.absolute() / "compute"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        about = folder.lstat()
    except OSError as error:
        told = tr("{path}: deze map is niet te maken ({reason})", path=folder, reason=system_words(error))
        raise UserError(told, file=str(folder)) from error
    if not stat.S_ISDIR(about.st_mode) or about.st_uid != os.geteuid() or about.st_mode & 0o077:
        told = tr("{path}: deze map moet van u zijn en voor anderen dicht; doe: chmod 700 {path}", path=folder)
        raise UserError(told, file=str(folder))
    return Place(folder)
