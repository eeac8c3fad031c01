"""The files of data/assess, each read once into records."""

from __future__ import annotations

from uitvoerbaar.base.entries import ITEMS, Entries, read_entries
from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe
from uitvoerbaar.base.yaml import Mapping, Sequence, load


def read_assess_list(name: str) -> Entries:
    """The list in data/assess/`name`, as the `ITEMS` of an object. Raises LawFileError when it is not one."""
    path = data_dir() / "assess" / name
    raw = load(path.read_text(encoding="utf-8"), str(path))
    if not isinstance(raw, Sequence):
        raise LawFileError([Problem(str(path), 1, tr("{raw}; verwacht: een lijst", raw=describe(raw)))])
    whole = Mapping(1)
    whole[ITEMS] = raw
    return Entries(str(path), whole)


def read_assess(name: str) -> Entries:
    """The object in data/assess/`name`. Raises LawFileError when it is not one."""
    return read_entries(data_dir() / "assess" / name)
