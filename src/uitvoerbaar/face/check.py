"""Checking law files and proposals: everything that is wrong with them in one go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from uitvoerbaar.assess.effect import linked_doubts
from uitvoerbaar.base.errors import LawFileError, Problem, UserError
from uitvoerbaar.base.folders import laws_dir
from uitvoerbaar.base.language import tr, trn
from uitvoerbaar.face.check_days import day_problems
from uitvoerbaar.law.check.law_files import check_paths
from uitvoerbaar.law.corpus import law_files, load_corpus
from uitvoerbaar.proposal.doubts import doubts
from uitvoerbaar.proposal.load import FILE, load_proposal
from uitvoerbaar.proposal.model import ProposalError


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
        table = records(("Bestand", "Regel", "Artikel", "Wat", tr("Wat te doen")), rows) if rows else ""
        return page(f"{self}.", table)


def check(*paths: str | Path, registers: str | Path | None = None) -> Checked:
    """Read law files and proposals, and tell everything that is wrong with them.

    >>> check()
    <0 fouten, ... in ... bestanden>

    Without paths the shipped laws are checked. `registers` is a folder with a register catalogue in place of the
    shipped one. Raises UserError for a path that does not exist or has no law files.
    """
    given = [Path(path) for path in paths]
    catalogue = None if registers is None else Path(registers)
    for path in (*given, *([catalogue] if catalogue else [])):
        if not path.exists():
            raise UserError(tr("{path}: bestaat niet; geef een bestand of map", path=path), file=str(path))
    chosen = given or [laws_dir()]
    proposals = sorted({found for path in chosen for found in ([path] if path.name == FILE else path.rglob(FILE))})
    laws = [path for path in chosen if path.name != FILE]
    for path in laws:
        if not any(law_files([path])) and not any(path in proposal.parents for proposal in proposals):
            raise UserError(tr("{path}: hier staan geen wetsbestanden (.yaml)", path=path), file=str(path))
    problems = (*_proposal_problems(proposals), *check_paths(laws, catalogue))
    return Checked(problems, len(proposals) + len(list(law_files(laws))))


def _proposal_problems(files: Sequence[Path]) -> Iterator[Problem]:
    """What is wrong in the descriptions of proposals, and in the laws and versions that they pin."""
    for file in files:
        try:
            proposal = load_proposal(str(file.parent))
        except ProposalError as error:
            yield from error.problems
            continue
        shipped = load_corpus()
        try:
            yield from doubts(proposal, shipped)
            yield from linked_doubts(proposal)
            yield from day_problems(file, proposal, shipped)
        except ProposalError as error:
            yield from error.problems
        except LawFileError:  # a law file that is wrong gets its own messages
            continue
