"""What came of scenarios: one verdict each, with the steps of the law where one failed; as text, JSON and JUnit XML."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree

from uitvoerbaar.base.errors import LawFileError, UserError
from uitvoerbaar.base.files import below, leads_out, outside
from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.engine.explain.glossary import Glossary
from uitvoerbaar.engine.explain.trace import Tracer
from uitvoerbaar.engine.explain.tree import Teller, draw
from uitvoerbaar.engine.reference.case import Result
from uitvoerbaar.engine.scenarios.feature import Scenario, read
from uitvoerbaar.engine.scenarios.run import NOT_OURS, StepFailedError, StepUnknownError, World
from uitvoerbaar.law import Corpus

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even written as a number: it is shown, as on a terminal."""
Outcome = Literal["passed", "failed", "skipped", "invalid"]
WORDS = {
    "passed": mark("geslaagd"), "failed": mark("gezakt"), "skipped": mark("overgeslagen"),
    "invalid": mark("niet te lezen"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """One scenario: what came of it, why, at which line, and how the law came to the outcome that was asked about."""

    file: str
    name: str
    line: int
    outcome: Outcome
    seconds: float = 0.0
    message: str = ""
    trace: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The verdict as JSON."""
        return {
            "file": self.file,
            "name": self.name,
            "line": self.line,
            "outcome": self.outcome,
            "message": self.message,
            "seconds": round(self.seconds, 3),
            "trace": list(self.trace),
        }


def feature_files(paths: Iterable[Path]) -> list[Path]:
    """The feature files that are named, and those in folders. Raises UserError when there are none."""
    found: list[Path] = []
    for path in paths:
        if os.path.isdir(path):
            inside = [file for file in below(path) if file.suffix.lower() == ".feature"]
            if strays := [file for file in inside if leads_out(file, path)]:
                raise LawFileError([outside(str(file), path) for file in strays])
            found += inside
        elif os.path.exists(path):
            found.append(path)
        else:
            raise UserError(
                tr("{path}: bestaat niet; geef een .feature-bestand of een map met zulke bestanden", path=path)
            )
    if not found:
        raise UserError(tr("hier staan geen .feature-bestanden"))
    return found


def run_files(corpus: Corpus, files: Iterable[Path]) -> Iterator[Verdict]:
    """The verdict of every scenario of the files, in order; a file that is no Gherkin gives one that says where."""
    for file in files:
        try:
            scenarios = read(file)
        except LawFileError as error:
            for problem in error.problems:
                hint = f" ({problem.hint})" if problem.hint else ""
                yield Verdict(problem.file, "", problem.line, "invalid", message=problem.message + hint)
            continue
        for scenario in scenarios:
            yield run_one(corpus, scenario)


def run_one(corpus: Corpus, scenario: Scenario) -> Verdict:
    """The verdict of one scenario."""
    file, name = str(scenario.file), scenario.name
    skipped = next((t for t in scenario.tags if t == "@wip" or t.removeprefix("@tier:") in NOT_OURS), None)
    if skipped is not None:
        return Verdict(file, name, scenario.line, "skipped", message=skipped)
    world, started = World(corpus), time.perf_counter()
    outcome: Outcome = "passed"
    message, trace = "", tuple[str, ...]()
    try:
        world.run(scenario)
    except StepFailedError as failed:
        outcome, message, trace = "failed", str(failed), tuple(_trace(world.result, failed.output))
    except StepUnknownError as unknown:
        outcome, message = "invalid", str(unknown)
    line = scenario.line if outcome == "passed" or world.at is None else world.at.line
    return Verdict(file, name, line, outcome, time.perf_counter() - started, message, trace)


def _trace(result: Result | None, output: str | None) -> Iterator[str]:
    """How the law came to an output, as a tree; nothing when there is no outcome to tell of."""
    if result is None or output is None or output not in result.outputs:
        return
    glossary = Glossary({(law.id, law.version): law for law in result.linked.laws})
    tracer = Tracer(result.walk, {}, lambda item: None, glossary)
    yield from draw(Teller(glossary, 1).branch(tracer.trace(result.linked.outputs[output])))


def junit(verdicts: Iterable[Verdict]) -> str:
    """The verdicts as JUnit XML, which build servers read: a suite per file, a case per scenario."""
    by_file: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        by_file.setdefault(verdict.file, []).append(verdict)
    root = ElementTree.Element("testsuites")
    for file, found in by_file.items():
        suite = ElementTree.SubElement(
            root,
            "testsuite",
            name=file,
            tests=str(len(found)),
            failures=_count(found, "failed"),
            errors=_count(found, "invalid"),
            skipped=_count(found, "skipped"),
            time=f"{sum(v.seconds for v in found):.3f}",
        )
        for verdict in found:
            case = ElementTree.SubElement(
                suite,
                "testcase",
                classname=Path(file).stem,
                name=verdict.name or f"regel {verdict.line}",
                file=file,
                line=str(verdict.line),
                time=f"{verdict.seconds:.3f}",
            )
            tag = {"failed": "failure", "invalid": "error", "skipped": "skipped"}.get(verdict.outcome)
            if tag is not None:
                told = ElementTree.SubElement(case, tag, message=verdict.message)
                told.text = "\n".join((f"{file}:{verdict.line}", *verdict.trace))
    ElementTree.indent(root)
    made = ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"
    return _NO_XML.sub(lambda found: f"\\x{ord(found.group()):02x}", made)


def _count(found: list[Verdict], outcome: Outcome) -> str:
    return str(sum(v.outcome == outcome for v in found))
