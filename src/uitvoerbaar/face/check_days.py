"""What `check` says of the day of a proposal: whether the laws are known then."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from uitvoerbaar.base.errors import Level, Problem
from uitvoerbaar.base.files import read_own_text
from uitvoerbaar.base.language import said, tr
from uitvoerbaar.base.yaml import Mapping, load

if TYPE_CHECKING:
    from uitvoerbaar.law.corpus import Corpus
    from uitvoerbaar.proposal.model import Proposal, Situation


def day_problems(file: Path, proposal: Proposal, shipped: Corpus) -> Iterator[Problem]:
    """Warnings about the days of both sides: laws that are carried forward.

    A law that is too long known for the day is an error: an assessment would refuse it. Raises ProposalError and
    LawFileError for laws of the proposal that cannot be read.
    """
    raw = load(read_own_text(file, str(file)), str(file))
    told: set[str] = set()
    for name, side in (("voor", proposal.before), ("na", proposal.after)):
        line = _line(raw, name)
        found = _laws(proposal, side, side.corpus(shipped))
        for level, message, hint in found:
            if message not in told:
                told.add(message)
                yield Problem(str(file), line, message, level=level, hint=hint)


def _laws(proposal: Proposal, side: Situation, corpus: Corpus) -> Iterator[tuple[Level, str, str]]:
    from uitvoerbaar.law import LawLookupError
    from uitvoerbaar.law.horizon import carried_laws

    known = [law for law in sorted(proposal.changed_laws) if law in corpus.versions]
    for law in known:
        try:
            found = carried_laws(corpus, law, side.date)
        except LawLookupError:
            continue  # a law that is not in force on the day gets its own message
        for one in found:
            yield (
                "error" if one.refused else "warning",
                said(one.told),
                tr("kies een eerdere dag, of lever de wet van die dag mee in de map van deze kant"),
            )


def _line(raw: object, side: str) -> int:
    """The line of the day of a side, or of the side."""
    if not isinstance(raw, Mapping):
        return 1
    inner = raw.get(side)
    return inner.line_of("datum") if isinstance(inner, Mapping) else raw.line_of(side)
