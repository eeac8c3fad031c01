"""Whether a report.json was made by this program for this user, or came from somewhere else.

The file itself is the same on every machine, so it holds no mark. What was written here is remembered by its hash, under the
user's seal, in the cache; what is not remembered is foreign, and its commands are shown as such.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from uitvoerbaar.base import sealed
from uitvoerbaar.base.folders import cache_dir

_KEPT, _DAYS = 2_000, 730
"""Reports that are remembered, and days that one stays unused."""


def _place(content: bytes) -> Path:
    return cache_dir() / "reports" / f"{hashlib.sha256(content).hexdigest()}.made"


def remember(content: bytes) -> None:
    """Remember the content of a report.json that this program wrote; where that cannot be kept it counts as foreign."""
    sealed.write(_place(content), b"uitvoerbaar", most=_KEPT, days=_DAYS)


def made_here(file: Path) -> bool:
    """Whether the file is one that this program wrote for this user, byte for byte."""
    return sealed.read(_place(file.read_bytes())) is not None
