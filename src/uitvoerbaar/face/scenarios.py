"""Scenarios on laws: feature files of the format, each scenario with a verdict."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from uitvoerbaar.base.language import tr, trn
from uitvoerbaar.base.whole import target
from uitvoerbaar.engine.scenarios.report import WORDS, Verdict, feature_files, junit, run_files
from uitvoerbaar.face.laws import SIDES, corpus_of
from uitvoerbaar.law import Corpus, load_corpus
from uitvoerbaar.proposal import load_proposal
from uitvoerbaar.proposal.load import FILE as PROPOSAL


@dataclass(frozen=True, repr=False)
class Verdicts:
    """What came of every scenario, in the order of the files."""

    verdicts: tuple[Verdict, ...]

    @property
    def counted(self) -> Counter[str]:
        """How many scenarios had each outcome: passed, failed, skipped or invalid (not to be read)."""
        return Counter(str(verdict.outcome) for verdict in self.verdicts)

    def lines(self, most: int) -> list[str]:
        """The verdicts as lines of text, with the steps of the law where a scenario failed.

        They stand in the order of the files; when there are more lines than `most`, what did not pass comes first.
        """
        told = [line for verdict in self.verdicts for line in _lines(verdict)]
        if len(told) <= most:
            return told
        worst = sorted(self.verdicts, key=lambda verdict: verdict.outcome in ("passed", "skipped"))
        return [line for verdict in worst for line in _lines(verdict)]

    def as_json(self) -> dict[str, Any]:
        """Counts and verdicts as JSON values."""
        return {**self.counted, "scenarios": [verdict.as_json() for verdict in self.verdicts]}

    def write_junit(self, path: Path) -> None:
        """Write the verdicts as JUnit XML, which build servers read. Raises UserError when that does not succeed."""
        with target(path) as fresh:
            fresh.write_text(junit(self.verdicts), encoding="utf-8")

    def __str__(self) -> str:
        counted = self.counted
        parts = [
            f"{counted[name]} {tr(word)}"
            for name, word in WORDS.items()
            if counted[name] or name in ("passed", "failed")
        ]
        return trn(len(self.verdicts), "{n} scenario: {parts}", "{n} scenario's: {parts}", parts=", ".join(parts))

    def __repr__(self) -> str:
        return f"<{self}>"


def _lines(verdict: Verdict) -> Iterator[str]:
    said = f": {verdict.message}" if verdict.message else ""
    named = f" {verdict.name}" if verdict.name else ""
    yield f"{tr(WORDS[verdict.outcome])}: {verdict.file}:{verdict.line}{named}{said}"
    yield from (f"    {line}" for line in verdict.trace)


def run_scenarios(laws: str | Path, scenarios: Iterable[str | Path]) -> Verdicts:
    """Run feature files (or folders of them) on a file or folder of laws, or on the law as it is after a proposal.

    A feature file that cannot be read has a verdict that says where. Raises UserError for a path that does not exist,
    and for laws that cannot be read.
    """
    return Verdicts(tuple(run_files(_corpus(Path(laws)), feature_files(map(Path, scenarios)))))


def _corpus(laws: Path) -> Corpus:
    """The laws in a folder; of the folder of a proposal all laws as they are after it."""
    if os.path.isfile(laws / PROPOSAL):
        return corpus_of(load_proposal(str(laws)), SIDES[1], load_corpus())
    return load_corpus([laws])
