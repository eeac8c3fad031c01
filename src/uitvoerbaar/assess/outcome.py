"""What a test of an assessment is, and what it gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from uitvoerbaar.assess.context import Context, Undecided
from uitvoerbaar.findings import Figure, Finding, KaderRow, TestRun, Text


@dataclass(slots=True)
class Outcome:
    """What a test gives: how it ran, its findings and figures, which figures belong on the first screen, the rows of
    the kader that it can fill, and for whom the law gave it no answer.

    A row is filled by one test. `kader_parts` is what a test adds to a row that another fills (see `assess/kader.py`).
    """

    run: TestRun
    findings: list[Finding] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    key_figures: list[str] = field(default_factory=list)
    kader: list[KaderRow] = field(default_factory=list)
    kader_parts: list[KaderRow] = field(default_factory=list)
    undecided: list[Undecided] = field(default_factory=list)


def not_done(test: str, title: Text, intro: Text, *why: Text) -> Outcome:
    """A test that could not run, and why."""
    return Outcome(TestRun(test, title, intro, "niet_uitgevoerd", why))


@dataclass(frozen=True, slots=True)
class Test:
    """A test: its id and the function that runs it; a late one runs after all others, one on cases follows households that
    it thinks of through the law, step by step, more than it runs the people; of one apart hardly another uses what it finds on
    the way, so that with many people it can run beside the others."""

    id: str
    run: Callable[[Context], Outcome]
    late: bool = False
    cases: bool = False
    apart: bool = False

    __test__ = False  # pytest collects classes named Test*; this is not one of its tests
