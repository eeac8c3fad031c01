"""What figures follow from, as hashes: the program with its data files, and the people. Other hashes are other figures."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import uitvoerbaar
from uitvoerbaar.assess.context import Context
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.folders import data_dir, registers_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.source_hash import source_hash
from uitvoerbaar.base.version import __version__


def digest(value: Any) -> str:
    """SHA-256 of JSON values."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def program_hash() -> str:
    """The code and the files beside laws that figures follow from."""
    made = hashlib.sha256(f"{__version__} {source_hash(Path(uitvoerbaar.__file__).parent)}".encode())
    for folder in (registers_dir(), data_dir() / "assess"):
        for path in sorted(folder.rglob("*.yaml")):
            made.update(path.name.encode() + b"\0" + path.read_bytes())
    return made.hexdigest()


def data_hash(ctx: Context) -> str:
    """The files that the people were read from, by their sums, and the years to which they were brought."""
    manifest = ctx.base.manifest
    files = manifest.get("uitvoer") or manifest.get("invoer")
    if not files:
        raise UserError(tr("de bevolking heeft geen lijst van bestanden met hun sha256; maak haar opnieuw"))
    return digest([[[entry["bestand"], entry["sha256"]] for entry in files], sorted(ctx.population)])
