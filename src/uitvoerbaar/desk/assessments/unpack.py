"""A proposal or a folder of laws that came as a zip, unpacked within bounds.

Nothing climbs out, nothing grows without end, nothing is a link. The zip is not believed: what it says of sizes is checked
against what comes out.
"""

from __future__ import annotations

import io
import stat
import unicodedata
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO

from uitvoerbaar.base.control import shown
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.limits import UPLOAD_BYTES, ZIP_BYTES, ZIP_ENTRIES
from uitvoerbaar.base.messages import describe

PROPOSAL = "proposal.yaml"
_TAKEN = (".yaml", ".yml", ".md", ".txt")
_LEFT = ("__MACOSX/", ".DS_Store")
"""What a system adds to a zip by itself: not taken along, and nobody misses it."""
_DEEP, _LONG, _BLOCK = 8, 200, 65_536
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_RESERVED = frozenset('<>:"|?*\\')
_ENCRYPTED = 0x1


class Refused(UserError):
    """A zip that is not taken; its text says what to do."""


def unpack(data: bytes, folder: Path) -> Path:
    """Unpack a zip below `folder` (which must be empty) and give the folder that holds proposal.yaml. Raises Refused."""
    _unpack(data, folder, None)
    return _proposal(folder)


def unpack_laws(data: bytes, folder: Path) -> tuple[str, ...]:
    """Unpack the law files of a zip below `folder` (which must be empty); gives the names of what is no text and was left out.

    A corpus also holds scenarios, licences and pictures: those are not read, and do not stand in the way. Raises Refused.
    """
    others: list[str] = []
    _unpack(data, folder, others)
    return tuple(others)


def _unpack(data: bytes, folder: Path, others: list[str] | None) -> None:
    if len(data) > UPLOAD_BYTES.most:
        raise Refused(_over(UPLOAD_BYTES.told(len(data)), UPLOAD_BYTES.hint))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _write(archive, _entries(archive, others), folder)
    except Refused:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError):
        wanted = PROPOSAL if others is None else tr("wetten")
        raise Refused(
            tr("Dit is geen zip die te lezen is. Maak hem opnieuw, van de map met {wanted}.", wanted=wanted)
        ) from None


def _entries(archive: zipfile.ZipFile, others: list[str] | None) -> list[tuple[zipfile.ZipInfo, PurePosixPath]]:
    """The files, each with where it goes; other kinds of files are named in `others`, or refused where that is None.

    Raises Refused for the first that may not be.
    """
    every = archive.infolist()
    if len(every) > ZIP_ENTRIES.most:
        raise Refused(_over(ZIP_ENTRIES.told(len(every)), ZIP_ENTRIES.hint))
    if sum(entry.file_size for entry in every) > ZIP_BYTES.most:
        raise Refused(_over(ZIP_BYTES.told(), ZIP_BYTES.hint))
    found: dict[str, tuple[zipfile.ZipInfo, PurePosixPath]] = {}
    for entry in every:
        if entry.filename.startswith(_LEFT[0]) or PurePosixPath(entry.filename).name == _LEFT[1]:
            continue
        path = _path(entry)
        if entry.is_dir():
            continue
        if path.suffix.lower() not in _TAKEN and others is not None:
            others.append(_shown(str(path)))
            continue
        if path.suffix.lower() not in _TAKEN:
            told = tr("{name}: in een voornemen horen alleen {kinds}", name=_shown(str(path)), kinds=", ".join(_TAKEN))
            raise Refused(told)
        same = unicodedata.normalize("NFC", str(path)).casefold()
        if same in found:
            raise Refused(tr("{name}: dit bestand zit er twee keer in", name=_shown(str(path))))
        found[same] = entry, path
    return list(found.values())


def _path(entry: zipfile.ZipInfo) -> PurePosixPath:
    """Where an entry goes, below the folder. Raises Refused for a name or kind that could lie elsewhere."""
    # orig_filename: zipfile cuts a name at its first NUL, and turns what the system divides with into a slash.
    raw = entry.orig_filename
    path = PurePosixPath(raw)
    told = _shown(raw)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise Refused(tr("{name}: deze naam wijst buiten de map; zip de map zelf", name=told))
    if any(not c.isprintable() or c in _RESERVED for c in raw):
        raise Refused(tr("{name}: deze naam heeft tekens die niet in een bestandsnaam horen", name=told))
    if len(raw) > _LONG or len(path.parts) > _DEEP:
        raise Refused(tr("{name}: deze naam is te lang of ligt te diep", name=told))
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise Refused(tr("{name}: dit is een koppeling of geen gewoon bestand; zet het bestand zelf erin", name=told))
    if entry.flag_bits & _ENCRYPTED:
        raise Refused(tr("{name}: dit bestand heeft een wachtwoord; zip het zonder", name=told))
    if entry.compress_type not in _METHODS:
        raise Refused(
            tr("{name}: dit bestand is ingepakt op een manier die hier niet kan; gebruik een gewone zip", name=told)
        )
    return path


def _write(archive: zipfile.ZipFile, entries: list[tuple[zipfile.ZipInfo, PurePosixPath]], folder: Path) -> None:
    left = ZIP_BYTES.most
    for entry, path in entries:
        place = folder / path
        try:
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with archive.open(entry) as source, place.open("xb") as target:
                left -= _copied(source, target, left)
        except (FileExistsError, NotADirectoryError, IsADirectoryError):
            raise Refused(tr("{name}: dit is zowel een bestand als een map", name=_shown(str(path)))) from None


def _copied(source: IO[bytes], target: IO[bytes], most: int) -> int:
    """How many bytes were copied. Raises Refused beyond `most`, whatever the zip said of its sizes."""
    done = 0
    while block := source.read(min(_BLOCK, most - done + 1)):
        done += len(block)
        if done > most:
            raise Refused(_over(ZIP_BYTES.told(), ZIP_BYTES.hint))
        target.write(block)
    return done


def _proposal(folder: Path) -> Path:
    found = sorted(path.parent for path in folder.rglob(PROPOSAL))
    if not found:
        raise Refused(tr("In deze zip zit geen {file}. Een voornemen is een map met dat bestand erin.", file=PROPOSAL))
    if len(found) > 1:
        names = ", ".join(_shown(str(each.relative_to(folder))) for each in found[:5])
        raise Refused(tr("In deze zip zitten meer voornemens ({names}); stuur er een tegelijk.", names=names))
    return found[0]


def _shown(name: str) -> str:
    """A name of the zip for a message: of a bounded length, and nothing in it commands what shows it."""
    return describe(shown(name[:_LONG]))


def _over(told: str, hint: str) -> str:
    return tr("Deze zip is te groot: {told} ({hint}).", told=told, hint=hint)
