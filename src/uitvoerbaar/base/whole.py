"""Whole or nothing: files of one result appear together, or the earlier result stays as it was.

Files are written beside their place and moved there in one step, so a full disk or a killed process leaves no half
file. A folder is reserved while a result is made for it; a second process is told so at once, before it does the work.
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import system_words

try:
    import fcntl
except ModuleNotFoundError:  # Windows: a second process is not seen
    fcntl = None  # type: ignore[assignment]

_ENDING = ".uitvoerbaar-half"
_MASK = os.umask(0o022)
os.umask(_MASK)
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextlib.contextmanager
def reserved(folder: Path) -> Iterator[Path]:
    """Keep `folder` for one result: made when it is not there (and removed again when nothing came of it).

    Raises UserError when it cannot be written, or when another process makes a result for it now.
    """
    made = _make(folder)
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            if fcntl is not None:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UserError(
                tr("{folder}: hier wordt al een ander resultaat gemaakt; wacht, of kies een andere map", folder=folder)
            ) from None
        if not os.access(folder, os.W_OK | os.X_OK):
            raise UserError(tr("{folder}: in deze map mag niet geschreven worden; kies een andere map", folder=folder))
        clean(folder)
        yield folder
    finally:
        os.close(handle)
        for path in reversed(made):
            with contextlib.suppress(OSError):
                path.rmdir()  # only when it is empty


def put(files: Mapping[Path, bytes], gone: Iterable[Path] = ()) -> None:
    """Write the files of one result: all of them new, or all of them as they were.

    `gone` are files of an earlier result that must not stay beside this one (a PDF when no PDF was asked now). First
    everything is written beside its place; then the old ones go and the new ones are moved in. A process
    killed in that last moment leaves fewer files, never an old one beside a new one. Raises UserError when the disk is
    full or a place cannot be written.
    """
    fresh: dict[Path, str] = {}
    try:
        for path, content in files.items():
            fresh[path] = _beside(path, content)
        old = {*files, *gone} if len(files) > 1 else set(gone) - set(files)
        for path in old:
            path.unlink(missing_ok=True)
        for path in list(files):
            os.replace(fresh.pop(path), path)
    except OSError as error:
        raise UserError(_told(error, next(iter(files)).parent)) from error
    finally:
        for name in fresh.values():
            with contextlib.suppress(OSError):
                os.unlink(name)


def clean(folder: Path) -> None:
    """Remove what a killed process left beside its results."""
    for path in folder.glob(f".*{_ENDING}"):
        with contextlib.suppress(OSError):
            path.unlink()


def _beside(path: Path, content: bytes) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", suffix=_ENDING, delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            os.unlink(file.name)
            raise
    os.chmod(file.name, 0o666 & ~_MASK)  # a temporary file is closed to others, a result is not
    return file.name


def _make(folder: Path) -> list[Path]:
    """Make the folder and its parents; the ones that were not there, the outermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()][::-1]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise UserError(tr("{folder}: is een bestand; geef een map", folder=folder)) from None
    except OSError as error:
        raise UserError(_told(error, folder)) from error
    return missing


def _told(error: OSError, where: Path) -> str:
    if error.errno in _FULL:
        return tr(
            "{where}: de schijf is vol of de grens van uw ruimte is bereikt; er is niets half geschreven", where=where
        )
    return tr("{where}: schrijven lukt niet ({reason}); kies een andere map", where=where, reason=system_words(error))
