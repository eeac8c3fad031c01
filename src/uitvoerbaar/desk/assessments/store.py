"""What is kept of assessments: a folder for each, below one of the visitor's session. The only module that writes there.

A folder holds about.json (what was asked), voorstel/ (what was sent in), rapport/nl and rapport/en, and einde.json when it
ended without a report. Folders older than a session are removed when a new one is made.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.http import HttpRequest

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import Lang, active, tr
from uitvoerbaar.base.limits import ASSESSMENTS, ASSESSMENTS_EACH
from uitvoerbaar.base.whole import put
from uitvoerbaar.desk import configuration
from uitvoerbaar.desk.assessments.unpack import unpack
from uitvoerbaar.face.proposals import ShippedProposal, read_proposal

_FOLDER, _SESSION = "toetsen", "toetsen"
_ABOUT, _END, _INPUT, _REPORTS = "about.json", "einde.json", "voorstel", "rapport"
_LIFE = 14 * 86_400
"""Seconds: as long as a session."""
NAME = re.compile(r"[0-9a-f]{16}\Z")
_OWNER = re.compile(r"[0-9a-f]{32}\Z")
_SHOWN = 100


@dataclass(frozen=True)
class Kept:
    """One assessment that was asked: its folder and what it is about."""

    folder: Path
    about: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Its name in addresses."""
        return self.folder.name

    @property
    def uploaded(self) -> bool:
        """Whether the proposal was sent in."""
        return bool(self.about["uploaded"])

    @property
    def proposal(self) -> str:
        """What an assessment takes: the id of a shipped proposal, or the folder that was unpacked."""
        return str(self.folder / _INPUT / self.about["within"]) if self.uploaded else str(self.about["proposal"])

    @property
    def reports(self) -> Path:
        """Where its reports come."""
        return self.folder / _REPORTS

    def report(self, lang: Lang, suffix: str = "html") -> Path | None:
        """The report in a language, else the one that was asked in the other: its page holds both. None when there is none."""
        found = self.reports / lang / f"report.{suffix}"
        other = self.reports / ("en" if lang == "nl" else "nl") / f"report.{suffix}"
        return found if found.is_file() else other if other.is_file() else None

    @property
    def end(self) -> Mapping[str, Any] | None:
        """How it ended without a report: its state, a message in both languages, and what the check said; None when it did not."""
        return _read(self.folder / _END)

    def ended(self, end: Mapping[str, Any] | None) -> None:
        """Keep how it ended; None to forget it."""
        if end is None:
            (self.folder / _END).unlink(missing_ok=True)
        else:
            put({self.folder / _END: json.dumps(end, ensure_ascii=False).encode()})

    def again(self) -> None:
        """Let it be asked once more."""
        self.ended(None)
        about = {**self.about, "tries": int(self.about.get("tries", 0)) + 1}
        put({self.folder / _ABOUT: json.dumps(about, ensure_ascii=False, indent=2).encode()})

    def remove(self) -> None:
        """Remove it with all that was sent in."""
        shutil.rmtree(self.folder, ignore_errors=True)


def kept_of(request: HttpRequest) -> list[Kept]:
    """The assessments of a visitor, the newest first."""
    owner = _owner(request)
    found = list(_below(_root() / owner)) if owner else []
    return sorted(found, key=lambda each: str(each.about["made"]), reverse=True)


def kept(request: HttpRequest, name: str) -> Kept | None:
    """One of a visitor's own assessments; None for a name that is none."""
    owner = _owner(request)
    if not owner or not NAME.match(name):
        return None
    about = _read(_root() / owner / name / _ABOUT)
    return None if about is None else Kept(_root() / owner / name, about)


def keep_shipped(request: HttpRequest, proposal: ShippedProposal) -> Kept:
    """Keep that a shipped proposal is assessed; a second press of the button gives the one that is not ready yet.

    Raises UserError when there are too many.
    """
    about = {"uploaded": False, "proposal": proposal.id}
    return _unfinished(request, about) or _written(_fresh(request), proposal, about)


def keep_upload(request: HttpRequest, data: bytes, file: str) -> Kept:
    """Unpack and keep a proposal that was sent in; the same bytes again give the one that is not ready yet.

    Raises UserError (Refused, ProposalError); then nothing is kept.
    """
    asked = _unfinished(request, {"uploaded": True, "sha256": _sum(data)})
    if asked is not None:
        return asked
    folder = _fresh(request)
    try:
        place = folder / _INPUT
        place.mkdir(mode=0o700)
        found = unpack(data, place)
        try:
            proposal = read_proposal(str(found))
        except UserError as error:
            raise UserError(str(error).replace(f"{found}/", "")) from None
        within = found.relative_to(place).as_posix()
        shown = "".join(c for c in file if c.isprintable())[-_SHOWN:]
        about = {"uploaded": True, "within": within, "proposal": proposal.id, "file": shown, "sha256": _sum(data)}
        return _written(folder, proposal, about)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _unfinished(request: HttpRequest, about: Mapping[str, Any]) -> Kept | None:
    """The visitor's assessment of the same thing that has neither a report nor another end."""
    same = (each for each in kept_of(request) if about.items() <= each.about.items())
    return next((each for each in same if each.end is None and each.report(active()) is None), None)


def _written(folder: Path, proposal: ShippedProposal, about: Mapping[str, Any]) -> Kept:
    title = {"nl": proposal.title.nl, "en": proposal.title.en or proposal.title.nl}
    made = {**about, "title": title, "lang": active(), "made": datetime.now(UTC).isoformat(timespec="microseconds")}
    put({folder / _ABOUT: json.dumps(made, ensure_ascii=False, indent=2).encode()})
    return Kept(folder, made)


def _fresh(request: HttpRequest) -> Path:
    """A new folder of this visitor. Raises UserError when there are too many."""
    root = _root()
    _sweep(root)
    if len(kept_of(request)) >= ASSESSMENTS_EACH.most:
        raise UserError(tr("U heeft {told}; haal er eerst een weg", told=_full(ASSESSMENTS_EACH.most)))
    if sum(1 for owner in root.glob("*") for _ in owner.glob("*")) >= ASSESSMENTS.most:
        raise UserError(tr("Deze website bewaart al {told}; probeer het later", told=_full(ASSESSMENTS.most)))
    owner = _owner(request) or secrets.token_hex(16)
    request.session[_SESSION] = owner
    folder = root / owner / secrets.token_hex(8)
    folder.mkdir(parents=True, mode=0o700)
    return folder


def _full(most: int) -> str:
    return tr("{most} toetsen", most=most)


def _root() -> Path:
    return configuration.data_folder() / _FOLDER


def _owner(request: HttpRequest) -> str:
    said = str(request.session.get(_SESSION, ""))
    return said if _OWNER.match(said) else ""


def _below(folder: Path) -> Iterator[Kept]:
    for each in folder.glob("*"):
        about = _read(each / _ABOUT)
        if about is not None and NAME.match(each.name):
            yield Kept(each, about)


def _read(path: Path) -> Mapping[str, Any] | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _sweep(root: Path) -> None:
    """Remove what is older than a session, and folders of visitors that are empty."""
    for owner in root.glob("*"):
        for each in owner.glob("*"):
            if time.time() - each.lstat().st_mtime > _LIFE:
                shutil.rmtree(each, ignore_errors=True)
        if not any(owner.iterdir()):
            owner.rmdir()


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
