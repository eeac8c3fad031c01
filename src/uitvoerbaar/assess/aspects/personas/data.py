"""data/assess/verhaal.yaml: why a scheme gives a household nothing, in words that everybody knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from uitvoerbaar.base.entries import read_entries
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.text import Text


@dataclass(frozen=True, slots=True)
class Lack:
    """What a household does not have: children, or something in a field ("persoon.x", "kind.x"); and how that is told."""

    what: str
    words: Text


@dataclass(frozen=True, slots=True)
class Reasons:
    """Per scheme what a household can lack, the first that holds is told; and per outcome of a law that it is not so."""

    lacks: Mapping[str, tuple[Lack, ...]]
    conditions: Mapping[str, Text]


def load_reasons() -> Reasons:
    """The reasons of data/assess. Raises LawFileError for a malformed file."""
    return _read(data_dir() / "assess" / "verhaal.yaml")


@cache
def _read(path: Path) -> Reasons:
    file = read_entries(path)
    schemes, conditions = file.object("regelingen"), file.object("voorwaarden")
    reasons = Reasons(
        {name: tuple(Lack(e.word("zonder"), e.both()) for e in schemes.objects(name)) for name in schemes.names()},
        {name: conditions.text(name) for name in conditions.names()},
    )
    file.check()
    return reasons
