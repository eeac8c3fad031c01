"""The proposals that are shipped with the program."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.text import Text
from uitvoerbaar.proposal import load_proposal
from uitvoerbaar.proposal.load import shipped_proposals


@dataclass(frozen=True, slots=True)
class ShippedProposal:
    """A proposal by its id, with its title, what it is in short, its kind and the day on which it takes effect."""

    id: str
    title: Text
    summary: Text
    kind: str
    effective: str
    day: str
    """The day on which both sides are computed."""
    folder: Path


def proposals() -> tuple[ShippedProposal, ...]:
    """Every shipped proposal, by id. Raises ProposalError for one that cannot be read."""
    return _proposals(data_dir())


@lru_cache(maxsize=2)
def _proposals(_: Path) -> tuple[ShippedProposal, ...]:
    return tuple(read_proposal(name) for name in shipped_proposals())


def read_proposal(name: str) -> ShippedProposal:
    """A proposal by its id, or in a folder. Raises ProposalError with every problem."""
    found = load_proposal(name)
    return ShippedProposal(
        found.id, found.title, found.summary, found.kind, found.effective, found.after.date, found.folder
    )
