"""A proposal (voornemen) as data, and the corpus of law before and after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from uitvoerbaar.law.corpus import Corpus
from uitvoerbaar.law.errors import LawFileError
from uitvoerbaar.law.places import data_dir


class ProposalError(LawFileError):
    """A proposal folder cannot be read; carries every problem found in one run."""


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text in Dutch and, where it was written, in English."""

    nl: str
    en: str | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """One side of the comparison: the day on which law is applied, and what is laid over the corpus.

    `laws` are folders or files with changed law files; `pins` fixes laws to the version that starts on a date.
    """

    date: str
    laws: tuple[Path, ...] = ()
    pins: Mapping[str, str] = field(default_factory=dict)

    def corpus(self, base: Corpus) -> Corpus:
        """`base` as this situation sees it. Raises LawFileError and LawLookupError."""
        result = base.overlay(self.laws) if self.laws else base
        for law, version in self.pins.items():
            result = result.pin(law, version)
        return result


@dataclass(frozen=True, slots=True)
class LawChange:
    """One changed article, in plain words before and after."""

    law: str
    article: str
    before: Bilingual
    after: Bilingual
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal: who decides, who carries it out, from when, and the law before and after it."""

    id: str
    folder: Path
    title: Bilingual
    kind: str
    summary: Bilingual
    decides: str
    carries_out: tuple[str, ...]
    effective: str
    before: Situation
    after: Situation
    place: str = "Nederland"
    goal: Bilingual | None = None
    phase: str | None = None
    changes: tuple[LawChange, ...] = ()
    numbers_source: Bilingual | None = None

    @property
    def called(self) -> str:
        """What a command line calls it: the id of a shipped proposal, else its folder."""
        shipped = data_dir() / "proposals" / self.id
        return self.id if self.folder.resolve() == shipped.resolve() else str(self.folder)

    @property
    def changed_laws(self) -> frozenset[str]:
        """Ids of the laws that the proposal says it changes."""
        return frozenset(change.law for change in self.changes)
