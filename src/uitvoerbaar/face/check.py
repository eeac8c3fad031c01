"""Checking law files and proposals: everything that is wrong with them in one go."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from uitvoerbaar.base.errors import LawFileError, Problem, UserError
from uitvoerbaar.base.files import below
from uitvoerbaar.base.folders import laws_dir, named_file
from uitvoerbaar.base.language import tr, trn
from uitvoerbaar.delivery.burden.read import BESIDE
from uitvoerbaar.delivery.digital.entry import load_entry
from uitvoerbaar.delivery.digital.words import load_words
from uitvoerbaar.face.check_days import day_problems
from uitvoerbaar.face.given import PATH, takes
from uitvoerbaar.face.organisations import place_problems
from uitvoerbaar.law.check.law_files import check_paths
from uitvoerbaar.law.corpus import PERSONAS, Corpus, law_files, load_corpus
from uitvoerbaar.law.registers import load_registers
from uitvoerbaar.proposal.doubts import doubts
from uitvoerbaar.proposal.load import FILE, load_proposal
from uitvoerbaar.proposal.model import Proposal, ProposalError


@dataclass(frozen=True, repr=False)
class Checked:
    """What is wrong with law files and proposals; each problem has file, line, article, column, message and hint."""

    problems: tuple[Problem, ...]
    files: int

    @property
    def errors(self) -> int:
        """How many problems are errors: with one of them a law cannot be trusted."""
        return sum(problem.level == "error" for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many problems are warnings."""
        return len(self.problems) - self.errors

    def told(self, most: int) -> list[Problem]:
        """The problems in their order; when there are more than `most`, the errors come before the warnings."""
        if len(self.problems) <= most:
            return list(self.problems)
        return sorted(self.problems, key=lambda problem: problem.level != "error")

    def as_json(self) -> dict[str, Any]:
        """Counts and problems as JSON values."""
        rows = [asdict(problem) for problem in self.problems]
        return {"errors": self.errors, "warnings": self.warnings, "files": self.files, "problems": rows}

    def __str__(self) -> str:
        errors, warnings, files = self.errors, self.warnings, self.files
        return tr(
            "{errors}, {warnings} in {files}",
            errors=trn(errors, "{n} fout", "{n} fouten"),
            warnings=trn(warnings, "{n} waarschuwing", "{n} waarschuwingen"),
            files=trn(files, "{n} bestand", "{n} bestanden"),
        )

    def __repr__(self) -> str:
        return f"<{self}>"

    def _repr_html_(self) -> str:
        from uitvoerbaar.face.html import page, records

        rows = [(p.file, p.line, p.article or "", p.message, p.hint or "") for p in self.problems]
        table = records((tr("Bestand"), tr("Regel"), tr("Artikel"), tr("Wat"), tr("Wat te doen")), rows) if rows else ""
        return page(f"{self}.", table)


@takes(paths=PATH.like("'mijn/wetten'"), registers=PATH.like("'mijn/registers'"))
def check(*paths: str | Path, registers: str | Path | None = None) -> Checked:
    """Read law files and proposals, and tell everything that is wrong with them.

    >>> check()
    <0 fouten, ... in ... bestanden>

    Without paths the shipped laws are checked. `registers` is a folder with a register catalogue in place of the
    shipped one. Raises UserError for a path that does not exist or has no law files.
    """
    given = [named_file(Path(path)) for path in paths]
    catalogue = None if registers is None else Path(registers)
    for _, refused in _unusable([*given, *([catalogue] if catalogue else [])], catalogue):
        raise refused
    return _checked(given or [laws_dir()], catalogue)


def check_all(*paths: str | Path, registers: str | Path | None = None) -> Checked:
    """As `check`, but a path that cannot be looked at is a problem among the others: for who reads the outcome as data."""
    given = [named_file(Path(path)) for path in paths]
    catalogue = None if registers is None else Path(registers)
    refused = dict(_unusable([*given, *([catalogue] if catalogue else [])], catalogue))
    problems = tuple(_told(error, path) for path, error in refused.items())
    usable = [path for path in given if path not in refused]
    if catalogue in refused or (given and not usable):
        return Checked(problems, 0)
    try:
        checked = _checked(usable or [laws_dir()], catalogue)
    except UserError as error:
        return Checked((*problems, _told(error, Path(error.file or ""))), 0)
    return Checked((*problems, *checked.problems), checked.files)


def _told(error: UserError, path: Path) -> Problem:
    """What stands in the way as a problem of a file."""
    return Problem(str(path) if path.name else "", error.line or 1, str(error), hint=error.hint)


def _unusable(paths: Sequence[Path], catalogue: Path | None) -> Iterator[tuple[Path, UserError]]:
    """The paths that are not there or hold no law files, each with what to tell of it."""
    for path in paths:
        if not os.path.exists(path):
            yield path, UserError(tr("{path}: bestaat niet; geef een bestand of map", path=path), file=str(path))
        elif path != catalogue and path.name != FILE and not _has_laws(path):
            yield path, UserError(tr("{path}: hier staan geen wetsbestanden (.yaml)", path=path), file=str(path))


def _has_laws(path: Path) -> bool:
    """Whether there is a law or a proposal."""
    try:
        return any(law_files([path])) or any(_proposals(path))
    except LawFileError:  # told when it is checked
        return True


def _checked(chosen: Sequence[Path], catalogue: Path | None) -> Checked:
    """Everything that is wrong in paths that are there."""
    try:
        proposals = sorted({found for path in chosen for found in _proposals(path)})
    except LawFileError as error:  # too much, or a folder that cannot be looked into
        return Checked(tuple(error.problems), 0)
    laws = [path for path in chosen if path.name != FILE]
    found, count = list(_proposal_problems(proposals)), len(proposals)
    try:
        count += len(list(law_files(laws)))
        found += check_paths(laws, catalogue)
    except LawFileError as error:  # a link that leads out of the folder
        found += error.problems
    return Checked(tuple(dict.fromkeys(found)), count)


def _proposals(path: Path) -> list[Path]:
    """The descriptions of proposals that are named, or lie in a folder. Raises LawFileError."""
    if os.path.isdir(path):
        return [found for found in below(path) if found.name == FILE]
    return [path] if path.name == FILE else []


def _proposal_problems(files: Sequence[Path]) -> Iterator[Problem]:
    """What is wrong in the descriptions of proposals, and in the laws and versions that they pin."""
    for file in files:
        try:
            proposal = load_proposal(str(file.parent))
        except ProposalError as error:
            yield from error.problems
            continue
        yield from place_problems(proposal)
        yield from _persona_problems(proposal)
        yield from _digital_problems(proposal)
        yield from _duty_problems(proposal)
        shipped = load_corpus()
        sound = True
        for side in (proposal.before, proposal.after):
            try:
                side.corpus(shipped)
            except ProposalError as error:
                sound = False
                yield from error.problems
            except LawFileError:  # a law file that is wrong gets its own messages
                sound = False
        if sound:
            yield from _linked_problems(file, proposal, shipped)


def _persona_problems(proposal: Proposal) -> Iterator[Problem]:
    """What is wrong with the personas that a proposal brings."""
    from uitvoerbaar.assess.aspects.personas.persona import brought_personas  # stands on populations

    try:
        brought_personas(proposal.folder, load_registers())
    except LawFileError as error:
        yield from error.problems
    except UserError as error:
        yield Problem(error.file or str(proposal.folder / PERSONAS), error.line or 1, str(error), hint=error.hint)


def _digital_problems(proposal: Proposal) -> Iterator[Problem]:
    """What is wrong with the entry of a proposal on its digital side."""
    try:
        load_entry(proposal.folder, load_words())
    except LawFileError as error:
        yield from error.problems


def _duty_problems(proposal: Proposal) -> Iterator[Problem]:
    """What is wrong with the duties that a proposal brings."""
    from uitvoerbaar.assess.duties.target import read_duties  # stands on businesses

    if os.path.isfile(proposal.folder / BESIDE):
        try:
            read_duties(str(proposal.folder))
        except LawFileError as error:
            yield from error.problems


def _linked_problems(file: Path, proposal: Proposal, shipped: Corpus) -> Iterator[Problem]:
    """What is odd in a proposal of which both sides can be read: what it changes, and its days."""
    from uitvoerbaar.assess.effect import linked_doubts  # stands on populations; law files are checked without

    try:
        yield from doubts(proposal, shipped)
        yield from linked_doubts(proposal)
        yield from day_problems(file, proposal, shipped)
    except ProposalError as error:
        yield from error.problems
    except LawFileError:  # a law that cannot be read in full gets its own messages
        return
