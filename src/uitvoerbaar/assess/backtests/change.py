"""A case as a proposal: both sides of the law, with its versions and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from uitvoerbaar.assess.backtests.cases import Case, CaseSide
from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.files import read_bytes
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.law import Corpus, LawLookupError
from uitvoerbaar.law.text.constants import LawText
from uitvoerbaar.proposal import Proposal, Situation, load_proposal
from uitvoerbaar.proposal.amend.change import amend
from uitvoerbaar.proposal.amend.value import AmendError
from uitvoerbaar.proposal.draft import draft


@contextmanager
def proposal_of(case: Case, file: Path, base: Corpus) -> Iterator[Proposal]:
    """The proposal of a case on the laws of `base`, for as long as its changed law files are there.

    Raises LawFileError, with the line of the case in `file`, for a law, version or number that does not exist.
    """
    if case.proposal:
        yield load_proposal(case.proposal)
        return
    with TemporaryDirectory(prefix="uitvoerbaar-backtest-") as place:
        sides = []
        for name, side in (("voor", case.before), ("na", case.after)):
            folder = Path(place) / name
            folder.mkdir()
            sides.append(_situation(case, side, base, folder, file))
        yield replace(draft(case.day), before=sides[0], after=sides[1])


def _situation(case: Case, side: CaseSide, base: Corpus, folder: Path, file: Path) -> Situation:
    """A side of the law, its changed files written to `folder`."""
    pinned, made = base, []
    for law, version in side.pins.items():
        try:
            pinned = pinned.pin(law, version)
        except LawLookupError as error:
            raise _wrong(case, file, str(error), suggest(law, base.versions)) from None
    for number, (law, numbers) in enumerate(sorted(side.numbers.items())):
        try:
            found = pinned.select(law, case.day)
            text = LawText.of(read_bytes(Path(found.file), found.file), found.file)
            changed = amend(text, numbers).after
        except (LawLookupError, AmendError) as error:
            raise _wrong(case, file, str(error), suggest(law, base.versions)) from None
        made.append(folder / f"{number}.yaml")
        made[-1].write_bytes(changed.bytes)
    return Situation(case.day, tuple(made), dict(side.pins))


def _wrong(case: Case, file: Path, message: str, hint: str | None) -> LawFileError:
    told = tr("geval '{id_}': {message}", id_=case.id, message=message)
    return LawFileError([Problem(str(file), case.line, told, hint=hint)])
