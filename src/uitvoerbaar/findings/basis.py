"""What was assessed and with what: the proposal, the laws, the people, the tests, the program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from uitvoerbaar.base.text import Text

TestStatus = Literal["uitgevoerd", "gedeeltelijk", "niet_uitgevoerd"]
LawRole = Literal["voor", "na", "beide"]
"""In which run a version of a law was used: before the proposal, after it, or both."""


@dataclass(frozen=True, slots=True)
class Change:
    """One changed article of law, in plain words before and after."""

    law: str
    article: str
    before: Text
    after: Text
    url: str | None = None


@dataclass(frozen=True, slots=True)
class ProposalSummary:
    """The proposal as the report shows it. ``kind`` is a word of the list of kinds of voornemen, such as
    wetsvoorstel or AMvB.
    """

    id: str
    title: Text
    kind: str
    summary: Text
    decides: str
    carries_out: tuple[str, ...]
    effective: str
    date_before: str
    date_after: str
    goal: Text | None = None
    phase: str | None = None
    changes: tuple[Change, ...] = ()
    numbers_source: Text | None = None


@dataclass(frozen=True, slots=True)
class LawUsed:
    """A version of a law that was run. ``derived`` is true when a table in it was derived and not published: the
    report warns for it.

    ``missing`` names outputs that could not be computed with this version.
    """

    id: str
    name: str
    version: str
    url: str
    role: LawRole
    derived: bool = False
    note: Text | None = None
    outputs: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    changed: bool = False
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class PopulationSummary:
    """The people the proposal was run on. ``households`` and ``persons`` are rows; ``represents`` is households in
    the country.
    """

    name: Text
    kind: Literal["synthetisch", "eigen"]
    households: int
    persons: int
    represents: int
    year: int
    manifest_sha256: str
    seed: int | None = None
    sources: tuple[str, ...] = ()
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class TestRun:
    """A test that was done, or was left out with the reason. The report has one chapter per test, in this order."""

    id: str
    title: Text
    intro: Text
    status: TestStatus = "uitgevoerd"
    missing: tuple[Text, ...] = ()

    __test__ = False  # pytest collects classes named Test*; this is not one of its tests


@dataclass(frozen=True, slots=True)
class Software:
    """The program that made the assessment."""

    name: str
    version: str
