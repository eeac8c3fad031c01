"""data/assess/meldingen.yaml: changes that citizens must report, and how late they may do so."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.base.entries import read_entries
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.text import Text


@dataclass(frozen=True, slots=True)
class Change:
    """A change that must be reported: in a register field (by how much), or a partner who moves in."""

    id: str
    name: Text
    field: str
    amount: int
    whole_year: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes, the months of the year before each, and how many months late it is reported."""

    changes: tuple[Change, ...]
    start: int
    late: tuple[int, ...]


def load_changes() -> Changes:
    """The changes of data/assess. Raises LawFileError for a malformed file."""
    file = read_entries(data_dir() / "assess" / "meldingen.yaml")
    changes = tuple(
        Change(e.word("id"), e.text("naam"), e.word("veld"), e.number("erbij", 0), e.truth("heel_jaar"))
        for e in file.objects("wijzigingen")
    )
    read = Changes(changes, file.number("maanden_tot_wijziging"), file.numbers("te_laat"))
    file.check()
    return read
