"""What is kept of laws that were sent in: a folder for each, below one of the visitor's session, removed as assessments are.

A folder holds about.json (what came in, and what it is beside ours) and wetten/ (the law files that were unpacked).
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.http import HttpRequest

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.limits import CORPORA, CORPORA_EACH
from uitvoerbaar.base.whole import put
from uitvoerbaar.desk import configuration
from uitvoerbaar.desk.assessments.unpack import unpack_laws
from uitvoerbaar.face.exchange.comparison import SentIn, sent_in

_FOLDER, _SESSION, _ABOUT, _LAWS = "wetten", "wetten", "about.json", "wetten"
_LIFE = 14 * 86_400
"""Seconds: as long as a session."""
_NAME, _OWNER = re.compile(r"[0-9a-f]{16}\Z"), re.compile(r"[0-9a-f]{32}\Z")
_SHOWN = 100


@dataclass(frozen=True)
class Kept:
    """Laws that were sent in: their folder, and what they are beside ours (as `SentIn.as_json` has it)."""

    folder: Path
    about: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Its name in addresses."""
        return self.folder.name

    def laws(self) -> SentIn:
        """The laws, read again. Raises UserError."""
        return sent_in(self.folder / _LAWS)

    def remove(self) -> None:
        """Remove all of it."""
        shutil.rmtree(self.folder, ignore_errors=True)


def keep(request: HttpRequest, data: bytes, file: str) -> Kept:
    """Unpack, compare and keep laws that were sent in. Raises UserError (Refused, LawFileError); then nothing is kept."""
    folder = _fresh(request)
    try:
        place = folder / _LAWS
        place.mkdir(mode=0o700)
        others = unpack_laws(data, place)
        about = {
            "file": "".join(c for c in file if c.isprintable())[-_SHOWN:],
            "sha256": hashlib.sha256(data).hexdigest(),
            "made": datetime.now(UTC).isoformat(timespec="microseconds"),
            "others": list(others),
            **sent_in(place).as_json(),
        }
        put({folder / _ABOUT: json.dumps(about, ensure_ascii=False).encode()})
        return Kept(folder, about)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def kept_of(request: HttpRequest) -> list[Kept]:
    """What a visitor sent in, the newest first."""
    owner = _owner(request)
    found = [_read(each) for each in (_root() / owner).glob("*")] if owner else []
    return sorted((each for each in found if each), key=lambda each: str(each.about["made"]), reverse=True)


def kept(request: HttpRequest, name: str) -> Kept | None:
    """One of a visitor's own; None for a name that is none."""
    owner = _owner(request)
    return _read(_root() / owner / name) if owner and _NAME.match(name) else None


def _fresh(request: HttpRequest) -> Path:
    """A new folder of this visitor. Raises UserError when there are too many."""
    root = _root()
    _sweep(root)
    if len(kept_of(request)) >= CORPORA_EACH.most:
        raise UserError(tr("U heeft {most} mappen met wetten; haal er eerst een weg", most=CORPORA_EACH.most))
    if sum(1 for _ in root.glob("*/*")) >= CORPORA.most:
        raise UserError(tr("Deze website bewaart al {most} mappen met wetten; probeer het later", most=CORPORA.most))
    owner = _owner(request) or secrets.token_hex(16)
    request.session[_SESSION] = owner
    folder = root / owner / secrets.token_hex(8)
    folder.mkdir(parents=True, mode=0o700)
    return folder


def _root() -> Path:
    return configuration.data_folder() / _FOLDER


def _owner(request: HttpRequest) -> str:
    said = str(request.session.get(_SESSION, ""))
    return said if _OWNER.match(said) else ""


def _read(folder: Path) -> Kept | None:
    try:
        found = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return Kept(folder, found) if isinstance(found, dict) and _NAME.match(folder.name) else None


def _sweep(root: Path) -> None:
    """Remove what is older than a session, and folders of visitors that are empty."""
    for each in root.glob("*/*"):
        if time.time() - each.lstat().st_mtime > _LIFE:
            shutil.rmtree(each, ignore_errors=True)
    for owner in root.glob("*"):
        if not any(owner.iterdir()):
            owner.rmdir()
