"""Reading a file of data/assess that belongs to one test: its questions, events and word lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.yaml import Mapping as YamlMapping
from uitvoerbaar.base.yaml import load
from uitvoerbaar.findings import Text


def read_data(name: str) -> YamlMapping:
    """The object in data/assess/`name`. Raises LawFileError when it is not one."""
    path = data_dir() / "assess" / name
    raw = load(path.read_text(encoding="utf-8"), str(path))
    if not isinstance(raw, YamlMapping):
        raise LawFileError([Problem(str(path), 1, tr("verwacht een object"))])
    return raw


def text(raw: Mapping[str, Any]) -> Text:
    """A text in both languages."""
    return Text(str(raw["nl"]), str(raw["en"]))
