"""A corpus as a folder in the layout of RegelRecht, `nl/LAYER/LAW/DAY.yaml`: every file with the bytes that it has."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from uitvoerbaar.base.control import shown
from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.whole import put, replaced, reserved
from uitvoerbaar.face.laws import as_day
from uitvoerbaar.law import Corpus, load_corpus
from uitvoerbaar.law.corpus import Entry
from uitvoerbaar.proposal import load_proposal

COUNTRY = "nl"
"""The folder in which RegelRecht keeps Dutch regulations."""
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,150}")
_FILE = re.compile(r"\d{4}-\d{2}-\d{2}\.ya?ml")
"""RegelRecht names a file by the first day of its law, and by the day of publication where the law does not say that day."""
_LAYERS = (3, 4)
"""Folders above a file, from `nl`: the layer, whose it is where that is a body of its own, and the law."""
_DAY = (1980, 1, 1, 0, 0, 0)
_MODE = 0o644 << 16


def exported(corpus: Corpus, on: str | None = None) -> dict[str, bytes]:
    """Every version of every law by its place; with a day, of each law the version that is in force then.

    Raises UserError for a law that has no place: without a first day, or at the place of another.
    """
    entries = [entry for entry in corpus.entries() if on is None or _in_force(corpus, entry, on)]
    made: dict[str, bytes] = {}
    for entry in sorted(entries, key=lambda entry: (entry.id, entry.valid_from)):
        place = str(place_of(entry, corpus))
        if place in made:
            raise UserError(tr("{file}: op {place} ligt al een andere wet", file=entry.file, place=place))
        made[place] = Path(entry.file).read_bytes()
    return dict(sorted(made.items()))


def place_of(entry: Entry, corpus: Corpus) -> PurePosixPath:
    """Where a version of a law lies: where its file already does, else beside its other versions, else by its layer.

    Raises UserError for a law without a first day: RegelRecht names files by it.
    """
    lies = _below_country(entry)
    if lies is not None:
        return lies
    if not entry.valid_from:
        raise UserError(
            tr(
                "{file}: valid_from ontbreekt; in de indeling van RegelRecht heet een bestand naar die dag",
                file=entry.file,
            ),
            file=entry.file,
        )
    if not (_NAME.fullmatch(entry.id) and parse_date(entry.valid_from)):
        raise UserError(
            tr(
                "{file}: '{id}' van '{day}' kan geen naam van een bestand zijn; een wet heet met kleine letters, cijfers en _",
                file=entry.file,
                id=shown(entry.id),
                day=shown(entry.valid_from),
            ),
            file=entry.file,
        )
    beside = next((found for other in corpus.versions[entry.id] if (found := _below_country(other))), None)
    folder = beside.parent if beside else PurePosixPath(COUNTRY, entry.law.layer.lower(), entry.id)
    return folder / f"{entry.valid_from}.yaml"


def laws_out(on: str | None = None) -> dict[str, bytes]:
    """Our laws: all versions, or those in force on a day. Raises UserError for what is no day."""
    return exported(load_corpus(), None if on is None else as_day(on))


def proposal_out(name: str, *, after: bool = True, whole: bool = True) -> dict[str, bytes]:
    """The laws as a side of a proposal sees them; not `whole`: only the files that the proposal brings.

    Where a proposal fixes a law to a version (pins) the layout cannot say so: raises UserError, as for a folder that is none.
    """
    proposal = load_proposal(name)
    side = proposal.after if after else proposal.before
    if side.pins:
        raise UserError(
            tr(
                "het voornemen '{name}' zet wetten vast op een versie ({laws}); dat kan de indeling van RegelRecht niet zeggen",
                name=proposal.id,
                laws=", ".join(side.pins),
            )
        )
    base = load_corpus()
    corpus = side.corpus(base)
    files = exported(corpus)
    if whole:
        return files
    ours = exported(base)
    changed = {place: content for place, content in files.items() if ours.get(place) != content}
    if not changed:
        told = tr("het voornemen '{name}' brengt aan deze kant geen eigen wetsbestanden mee", name=proposal.id)
        raise UserError(told)
    return changed


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files as a zip: the same files give the same bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.external_attr, entry.compress_type = _MODE, zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return held.getvalue()


def write_files(files: Mapping[str, bytes], out: Path) -> Path:
    """Write files to a new folder, or as a zip where the name says so; whole or not at all. Raises UserError."""
    if out.suffix.lower() == ".zip":
        put({out: zipped(files)})
        return out
    if out.is_dir() and any(out.iterdir()):
        raise UserError(tr("{folder}: hier staat al iets anders; kies een andere map", folder=out))
    with reserved(out), replaced(out) as fresh:
        for name, content in files.items():
            (fresh / name).parent.mkdir(parents=True, exist_ok=True)
            (fresh / name).write_bytes(content)
    return out


def _below_country(entry: Entry) -> PurePosixPath | None:
    """The place of a file that lies in the layout, below a folder `nl`; None when it does not."""
    path = PurePosixPath(Path(entry.file).as_posix())
    folders = path.parts[:-1]
    if not _FILE.fullmatch(path.name):
        return None
    found = [PurePosixPath(*path.parts[-many - 1 :]) for many in _LAYERS if folders[-many : -many + 1] == (COUNTRY,)]
    return found[0] if found else None


def _in_force(corpus: Corpus, entry: Entry, day: str) -> bool:
    newest = next((each for each in corpus.versions[entry.id] if each.valid_from <= day), None)
    return newest is entry and not (entry.law.valid_to and entry.law.valid_to < day)
