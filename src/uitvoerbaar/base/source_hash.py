"""Which code made something: a hash of the source files of a room."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path


def source_hash(room: Path, without: Collection[str] = ()) -> str:
    """SHA-256 over the names and bytes of every Python file in a folder, also in the folders inside it but those `without`."""
    digest = hashlib.sha256()
    for path in sorted(room.rglob("*.py")):
        if path.relative_to(room).parts[0] in without:
            continue
        digest.update(path.relative_to(room).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
