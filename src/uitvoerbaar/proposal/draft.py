"""A draft: law as it would be, with nobody's title yet, to look at its effects while it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from uitvoerbaar.base.text import Text
from uitvoerbaar.law.read.law_file import Dials
from uitvoerbaar.proposal.model import Proposal, Situation

DRAFT = "ontwerp"
_TITLE = Text("Ontwerp", "Draft")


def draft(date: str, laws: Iterable[Path] = (), dials: Mapping[str, Dials] | None = None) -> Proposal:
    """The law of a day beside that law with `laws` (changed files) laid over it, and with numbers that are dials."""
    return Proposal(
        DRAFT,
        Path(DRAFT),
        _TITLE,
        "denkoefening",
        _TITLE,
        "",
        (),
        date,
        Situation(date),
        Situation(date, tuple(laws), dials=dict(dials or {})),
    )


def with_dials(proposal: Proposal, dials: Mapping[str, Dials]) -> Proposal:
    """A proposal in which numbers of the law after are dials."""
    return replace(proposal, after=replace(proposal.after, dials=dict(dials)))
