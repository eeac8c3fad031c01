"""The laws of an alternative that is named by numbers of articles: each law as it is, with these numbers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.files import read_bytes
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.law.corpus import Corpus, LawLookupError
from uitvoerbaar.law.text.constants import LawText
from uitvoerbaar.proposal.alternative import Alternative
from uitvoerbaar.proposal.amend.change import amend
from uitvoerbaar.proposal.amend.value import AmendError
from uitvoerbaar.proposal.load import FILE
from uitvoerbaar.proposal.model import Proposal, ProposalError


def amended_laws(named: Alternative, before: Corpus, date: str, file: str) -> dict[str, LawText]:
    """By law its text with the numbers of an alternative, on the law `before` the proposal of a day.

    Raises ProposalError, with every problem and its line in `file`, for a law, version or number that does not exist.
    """
    made: dict[str, LawText] = {}
    problems: list[Problem] = []
    for law, version in named.pins.items():
        known = before.versions.get(law)
        if known is None:
            problems.append(
                _wrong(named, file, tr("de wet '{law}' bestaat niet", law=law), suggest(law, before.versions))
            )
        elif not any(entry.valid_from == version for entry in known):
            versions = ", ".join(entry.valid_from for entry in known)
            message = tr("de wet '{law}' heeft geen versie {version}", law=law, version=version)
            problems.append(_wrong(named, file, message, tr("kies uit: {known}", known=versions)))
    for law, numbers in named.numbers.items():
        try:
            found = before.select(law, date)
            text = LawText.of(read_bytes(Path(found.file), found.file), found.file)
            made[law] = amend(text, numbers).after
        except LawLookupError:
            problems.append(
                _wrong(named, file, tr("de wet '{law}' bestaat niet", law=law), suggest(law, before.versions))
            )
        except AmendError as error:
            problems.append(_wrong(named, file, str(error)))
    if problems:
        raise ProposalError(problems)
    return made


def alternative_problems(proposal: Proposal, before: Corpus, base: Corpus) -> list[Problem]:
    """What cannot be made of the alternative of a proposal: told before the work, for it is run after the proposal.

    Numbers are those of the law `before`; a version may be pinned of all that `base` has.
    """
    named, date, file = proposal.alternative, proposal.before.date, str(proposal.folder / FILE)
    if named is None:
        return []
    problems: list[Problem] = []
    for part, corpus in ((replace(named, numbers={}), base), (replace(named, pins={}), before)):
        try:
            amended_laws(part, corpus, date, file)
        except ProposalError as error:
            problems += error.problems
    return problems


def _wrong(named: Alternative, file: str, message: str, hint: str | None = None) -> Problem:
    return Problem(file, named.line, tr("'alternatief': {message}", message=message), hint=hint)
