"""Whole or nothing: files of one result appear together, or the earlier result stays as it was.

Files are written beside their place and moved there in one step, so a full disk or a killed process leaves no half
file. A folder is reserved while a result is made for it; a second process is told so at once, before it does the work.
What a killed process left beside its results (names that end in `.uitvoerbaar-half`) is removed by the next one that writes
in that folder, when no living process holds it.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import stat
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

ENDING = ".uitvoerbaar-half"
_MASK = os.umask(0o022)
os.umask(_MASK)
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FRESH = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of renameat2(2), Linux."""


@contextlib.contextmanager
def reserved(folder: Path) -> Iterator[Path]:
    """Keep `folder` for one result: made when it is not there (and removed again when nothing came of it).

    Raises UserError when it cannot be written, or when another process makes a result for it now.
    """
    made = _make(folder)
    try:
        handle = _held(folder)
    except OSError as error:
        raise UserError(_told(error, folder)) from error
    try:
        if handle is None:
            raise UserError(
                tr("{folder}: hier wordt al een ander resultaat gemaakt; wacht, of kies een andere map", folder=folder)
            )
        if not os.access(folder, os.W_OK | os.X_OK):
            raise UserError(tr("{folder}: in deze map mag niet geschreven worden; kies een andere map", folder=folder))
        clean(folder)
        yield folder
    finally:
        if handle is not None:
            os.close(handle)
        for path in reversed(made):
            with contextlib.suppress(OSError):
                path.rmdir()  # only when it is empty


def check_writable(path: Path) -> None:
    """Say before the work that a file cannot be written: a folder stands in its place, or its folder is not ours to write.

    Raises UserError. Nothing is made; a disk that is full is only known when it is written.
    """
    if path.is_dir():
        raise UserError(tr("{path}: is een map, geen bestand", path=path), file=str(path))
    _check_place(path)
    there = next((folder for folder in path.absolute().parents if folder.exists()), Path("/"))
    if not there.is_dir():
        raise UserError(tr("{folder}: is een bestand; geef een map", folder=there), file=str(path))
    if not os.access(there, os.W_OK | os.X_OK):
        raise UserError(
            tr("{folder}: in deze map mag niet geschreven worden; kies een andere map", folder=there), file=str(path)
        )


def _check_place(path: Path) -> None:
    """A device or a pipe stays what it is: what is made would take its place. Raises UserError."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise UserError(tr("{path}: dit is geen gewoon bestand; kies een andere naam", path=path), file=str(path))


@contextlib.contextmanager
def target(path: Path) -> Iterator[Path]:
    """Keep the place of one file while what goes there is made; a second process that wants it is told so.

    Gives a place beside it to write to; when the block ends well that takes the place of `path` in one step, else it goes.
    Raises UserError when it cannot be written, or when another process makes this file now.
    """
    check_writable(path)
    made = _make(path.parent)
    fresh = path.parent / f".{path.name}{ENDING}"
    try:
        _own_place(fresh)
        handle = _held(fresh, _FRESH)
    except OSError as error:
        raise UserError(_told(error, path)) from error
    if handle is None:
        raise UserError(tr("{path}: dit bestand wordt al gemaakt; wacht, of kies een andere naam", path=path))
    done = False
    try:
        clean(path.parent)
        yield fresh
        os.chmod(fresh, 0o666 & ~_MASK)
        with fresh.open("rb") as file:
            os.fsync(file.fileno())
        os.replace(fresh, path)
        done = True
    except OSError as error:
        if not _about(error, fresh):
            raise
        raise UserError(_told(error, path)) from error
    finally:
        if not done:
            fresh.unlink(missing_ok=True)
        os.close(handle)
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()  # only when it is empty


@contextlib.contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """Make all that a folder holds anew: gives an empty folder beside it, which takes its place in one step at the end.

    The caller has reserved `folder`. Until that step the earlier content stays as it was; after it, it is gone. Raises
    UserError when it cannot be written.
    """
    place = folder.resolve()
    inside = not os.access(place.parent, os.W_OK | os.X_OK)
    fresh = (place if inside else place.parent) / f".{place.name}{ENDING}"
    handle: int | None = None
    try:
        _remove(fresh)
        while handle is None:
            fresh.mkdir(exist_ok=True)
            with contextlib.suppress(FileNotFoundError):  # another process tidied it up before it was held
                handle = _held(fresh)
        yield fresh
        if inside:
            _move_in(fresh, place)
        else:
            _exchange(fresh, place)
    except OSError as error:
        if not _about(error, fresh):
            raise
        raise UserError(_told(error, folder)) from error
    finally:
        _remove(fresh)
        if handle is not None:
            os.close(handle)


def put(files: Mapping[Path, bytes], gone: Iterable[Path] = ()) -> None:
    """Write the files of one result: all of them new, or all of them as they were.

    `gone` are files of an earlier result that must not stay beside this one (a PDF when no PDF was asked now). First
    everything is written beside its place; then the old ones go and the new ones are moved in. A process
    killed in that last moment leaves fewer files, never an old one beside a new one. Raises UserError when the disk is
    full or a place cannot be written.
    """
    for path in {*files, *gone}:
        _check_place(path)
    fresh: dict[Path, tuple[str, int]] = {}
    held: list[int] = []
    try:
        for path, content in files.items():
            fresh[path] = _beside(path, content)
            held.append(fresh[path][1])
        old = {*files, *gone} if len(files) > 1 else set(gone) - set(files)
        for path in old:
            path.unlink(missing_ok=True)
        for path in list(files):
            os.replace(fresh[path][0], path)
            del fresh[path]
    except OSError as error:
        raise UserError(_told(error, next(iter(files)).parent)) from error
    finally:
        for name, _ in fresh.values():
            with contextlib.suppress(OSError):
                os.unlink(name)
        for handle in held:
            os.close(handle)


def clean(folder: Path) -> None:
    """Remove what a killed process left in a folder; what a living process holds stays."""
    for path in folder.glob(f".*{ENDING}"):
        with contextlib.suppress(OSError):
            handle = _held(path)
            if handle is None:
                continue
            try:
                _remove(path)
            finally:
                os.close(handle)


def _own_place(fresh: Path) -> None:
    """Take away what is no plain file of this user there: a link would be written through. Raises OSError."""
    with contextlib.suppress(FileNotFoundError):
        about = fresh.lstat()
        if not stat.S_ISREG(about.st_mode) or (hasattr(os, "geteuid") and about.st_uid != os.geteuid()):
            _remove(fresh)


def _held(path: Path, flags: int = os.O_RDONLY) -> int | None:
    """A handle on a file or folder that this process alone holds; None when another one does. Death lets go of it."""
    while True:
        handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0), 0o600)  # a pipe is not waited for
        try:
            if fcntl is not None:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(handle), os.stat(path)):
                return handle
        except BlockingIOError:
            os.close(handle)
            return None
        except FileNotFoundError:
            pass
        os.close(handle)  # it was moved to its place or removed in between: look again


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _exchange(fresh: Path, place: Path) -> None:
    """Let two folders change places in one step where the system can, else in two."""
    try:
        swap = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        swap = None
    if swap is None or swap(_HERE, os.fsencode(fresh), _HERE, os.fsencode(place), _EXCHANGE) != 0:
        old = fresh.with_name(fresh.name.replace(ENDING, f".old{ENDING}"))
        os.replace(place, old)
        os.replace(fresh, place)
        _remove(old)


def _move_in(fresh: Path, place: Path) -> None:
    """Where only the folder itself can be written: what is there goes, then what is new moves in."""
    for path in place.iterdir():
        if path != fresh:
            _remove(path)
    for path in list(fresh.iterdir()):
        os.replace(path, place / path.name)


def _beside(path: Path, content: bytes) -> tuple[str, int]:
    """A file beside its place, and the handle by which this process holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=ENDING)
    try:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX)
        with os.fdopen(os.dup(handle), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o666 & ~_MASK)  # a temporary file is closed to others, a result is not
    except BaseException:
        os.unlink(name)
        os.close(handle)
        raise
    return name, handle


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


def _about(error: OSError, fresh: Path) -> bool:
    """Whether an error of the work is about writing there, and not about a file that was read."""
    named = error.filename
    return error.errno in _FULL or named is None or str(named).startswith(str(fresh))


def _told(error: OSError, where: Path) -> str:
    if error.errno in _FULL:
        return tr(
            "{where}: de schijf is vol of de grens van uw ruimte is bereikt; er is niets half geschreven", where=where
        )
    return tr("{where}: schrijven lukt niet ({reason}); kies een andere map", where=where, reason=system_words(error))
