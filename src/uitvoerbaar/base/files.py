"""Reading files that others made: only regular ones, only so much, and only where they belong."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.limits import FILE_BYTES, FOLDER_ENTRIES, Limit
from uitvoerbaar.base.messages import system_words


def read_text(path: Path, shown: str, most: Limit = FILE_BYTES) -> str:
    """The text of a file. Raises LawFileError when it is no regular file, too large, unreadable or no UTF-8."""
    return decoded(read_bytes(path, shown, most), shown)


def read_bytes(path: Path, shown: str, most: Limit = FILE_BYTES) -> bytes:
    """The bytes of a file, its size looked at before it is read. Raises LawFileError as `read_text` does."""
    try:
        # Looked at before it is opened: opening a device or a pipe can do something by itself.
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise _no_file(shown)
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            about = os.fstat(handle)  # it may have been exchanged meanwhile
            if not stat.S_ISREG(about.st_mode):
                raise _no_file(shown)
            raw = b"" if about.st_size > most.most else _at_once(file, most.most + 1, shown)
    except (OSError, ValueError) as error:
        raise LawFileError([Problem(shown, 1, unreadable(error))]) from None
    if about.st_size > most.most or len(raw) > most.most:
        message = tr("het bestand is groter dan {most} bytes", most=most.most)
        raise LawFileError([Problem(shown, 1, message, hint=tr("splits het op, of {hint}", hint=most.hint))])
    return raw


def _at_once(file: BinaryIO, most: int, shown: str) -> bytes:
    """What a file holds. Raises LawFileError for one that has nothing to give yet, as some below /proc do."""
    found: bytes | None = file.read(most)
    if found is None:
        raise _no_file(shown)
    return found


def decoded(raw: bytes, shown: str) -> str:
    """UTF-8 as text with LF. Raises LawFileError with the line of what is not."""
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem = Problem(shown, line, tr("het bestand is geen UTF-8-tekst"), hint=tr("sla het op als UTF-8"))
    raise LawFileError([problem])


def unreadable(error: OSError | ValueError) -> str:
    """Why a file could not be opened; a ValueError is a name that no file can have."""
    reason = system_words(error) if isinstance(error, OSError) else tr("dit kan geen bestandsnaam zijn")
    return tr("het bestand kan niet worden gelezen: {reason}", reason=reason)


def _no_file(shown: str) -> LawFileError:
    return LawFileError([Problem(shown, 1, tr("dit is geen gewoon bestand"), hint=tr("geef een tekstbestand"))])


def below(folder: Path) -> list[Path]:
    """All files and folders below a folder, in a fixed order; links to folders are named and not followed.

    Raises LawFileError when there are too many, or when one cannot be looked into: it would hide what it holds.
    """

    def refuse(error: OSError) -> None:
        raise LawFileError([Problem(str(error.filename or folder), 1, unreadable(error))])

    found: list[Path] = []
    for place, folders, files in os.walk(folder, onerror=refuse):
        found += [Path(place, name) for name in (*folders, *files)]
        if len(found) > FOLDER_ENTRIES.most:
            hint = tr("geef de map met alleen wetten, of {hint}", hint=FOLDER_ENTRIES.hint)
            raise LawFileError([Problem(str(folder), 1, FOLDER_ENTRIES.told(), hint=hint)])
    return sorted(found)


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path, its links and dots resolved, lies outside a folder.

    Files of the shipped data may be links: an installer makes them. What cannot be resolved lies outside.
    """
    try:
        if path.resolve().is_relative_to(folder.resolve()):
            return False
        return not folder.resolve().is_relative_to(data_dir().resolve())
    except (OSError, RuntimeError, ValueError):
        return True


def outside(shown: str, folder: Path, line: int = 1) -> Problem:
    """What to tell of a path that leads out of a folder: nothing of what lies there."""
    return Problem(
        shown,
        line,
        tr("dit pad leidt buiten de map {folder}", folder=folder),
        hint=tr("zet het bestand zelf in die map; een verwijzing naar elders wordt niet gevolgd"),
    )


def read_own_text(path: Path, shown: str, most: Limit = FILE_BYTES) -> str:
    """The text of a file that must lie in its own folder, not behind a link. Raises LawFileError."""
    if leads_out(path, path.parent):
        raise LawFileError([outside(shown, path.parent)])
    return read_text(path, shown, most)
