"""English of names of laws and registers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.yaml import Mapping as YamlMapping
from uitvoerbaar.base.yaml import load


def vocabulary() -> Mapping[str, str]:
    """English of names of laws and registers. Raises LawFileError for a malformed file."""
    return _read(data_dir() / "taal" / "engels.yaml")


@cache
def _read(path: Path) -> Mapping[str, str]:
    raw = load(path.read_text(encoding="utf-8"), str(path))
    if not isinstance(raw, YamlMapping):
        raise LawFileError([Problem(str(path), 1, tr("verwacht een object: naam: engels"))])
    return {str(name): str(english) for name, english in raw.items()}
