"""Feature files (Gherkin): features, backgrounds, scenarios and outlines with their steps and tables, with line numbers."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.files import read_text
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.base.typed import integer, json_value
from uitvoerbaar.engine.reference.case import plain
from uitvoerbaar.engine.reference.values import Unknown

_INT = re.compile(r"-?\d+\Z", re.ASCII)
_DECIMAL = re.compile(r"-?\d+\.\d+\Z", re.ASCII)
_STEP = re.compile(r"(?:Given|When|Then|And|But|\*)\s+(.*)\Z")
_CELL = re.compile(r"((?:\\.|[^|\\])*)\|")
_OUTLINE = ("Scenario Outline:", "Scenario Template:")
_SCENARIO = ("Scenario:", "Example:")
_LANGUAGE = re.compile(r"#\s*language\s*:\s*([A-Za-z-]+)")
_BLANK = re.compile(r"<([^<>]+)>")
_FREE = ("Feature:", "Rule:")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its sentence without the keyword, its table, and its line."""

    text: str
    line: int = 0
    table: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario with the steps of the background in front."""

    file: Path
    name: str
    tags: frozenset[str]
    steps: tuple[Step, ...]
    line: int = 0
    outline: bool = False
    """Whether it is one scenario of each row of its examples."""

    def __str__(self) -> str:
        return f"{self.file.stem}: {self.name}"


def literal(text: str, name: str = "") -> Any:
    """A quoted literal or a table cell by the inference rules of the grammar.

    true, false, null (absence), whole numbers, decimals, JSON lists and objects; empty is unknown for lack of `name`;
    anything else is text.
    """
    text = text.strip()
    if not text:
        return Unknown(frozenset((name,)))
    if text in ("true", "false"):
        return text == "true"
    if text == "null":
        return None
    if _INT.match(text):
        return integer(text)
    if _DECIMAL.match(text):
        return Decimal(text)
    if text[0] in "[{":
        try:
            return plain(json_value(text))
        except json.JSONDecodeError:
            return text
    return text


def read(path: Path) -> list[Scenario]:
    """All scenarios of a feature file. Raises LawFileError with every line that is no Gherkin."""
    return FeatureReader(path).read(read_text(path, str(path)))


@dataclass
class FeatureReader:
    """Reads one feature file line by line."""

    path: Path
    scenarios: list[Scenario] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    feature_tags: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    background: list[Step] = field(default_factory=list)
    target: list[Step] | None = None
    examples: list[tuple[str, ...]] | None = None
    outline: Scenario | None = None
    quoted: bool = False

    def read(self, text: str) -> list[Scenario]:
        """The scenarios. Raises LawFileError."""
        for number, raw in enumerate(text.splitlines(), 1):
            line = raw.strip()
            other = _LANGUAGE.match(line)
            if other and other[1] != "en":
                hint = tr("de zinnen van het formaat zijn Engels: Feature, Scenario, Given, When, Then")
                message = tr("scenario's in de taal '{language}' worden niet gelezen", language=other[1])
                self.problems.append(Problem(str(self.path), number, message, hint=hint))
                break
            if line.startswith(('"""', "```")):
                self.quoted = not self.quoted
            elif line and not line.startswith("#") and not self.quoted:
                self._line(line, number)
        self._close()
        if not self.scenarios and not self.problems:
            message = tr("hier staan geen scenario's")
            self.problems.append(Problem(str(self.path), 1, message, hint=tr("verwacht: Feature, Scenario en stappen")))
        if self.problems:
            raise LawFileError(self.problems)
        return self.scenarios

    def _line(self, line: str, number: int) -> None:
        step = _STEP.match(line)
        if line.startswith("@"):
            self.tags |= frozenset(line.split())
        elif line.startswith(_FREE):
            self._close()
            self.feature_tags, self.tags, self.target = self.feature_tags | self.tags, frozenset(), None
        elif line.startswith("Background:"):
            self._close()
            self.background = []
            self.target = self.background
        elif line.startswith((*_OUTLINE, *_SCENARIO)):
            self._close()
            name = line.split(":", 1)[1].strip()
            tags, outline = self.feature_tags | self.tags, line.startswith(_OUTLINE)
            made = Scenario(self.path, name, tags, (), number, outline)
            self.target, self.tags, self.outline = list(self.background), frozenset(), made
        elif line.startswith(("Examples:", "Scenarios:")):
            self.examples = []
        elif line.startswith("|"):
            self._row(line, number)
        elif step and self.target is not None:
            self.target.append(Step(step[1].strip(), number))
        elif self.target is not None and not (self.outline and len(self.target) == len(self.background)):
            hint = "begin een stap met Given, When, Then, And of But"
            self.problems.append(
                Problem(str(self.path), number, tr("dit is geen stap: '{line}'", line=line[:60]), hint=hint)
            )

    def _row(self, line: str, number: int) -> None:
        if not line.endswith("|"):
            self.problems.append(Problem(str(self.path), number, tr("een rij van een tabel eindigt op |")))
            return
        cells = tuple(c.strip().replace("\\|", "|").replace("\\n", "\n") for c in _CELL.findall(line[1:]))
        if self.examples is not None:
            self.examples.append(cells)
        elif self.target:
            last = self.target[-1]
            if last.table and len(last.table[0]) != len(cells):
                message = tr(
                    "de rij heeft {cells} cellen, de eerste {first}", cells=len(cells), first=len(last.table[0])
                )
                self.problems.append(Problem(str(self.path), number, message))
            self.target[-1] = replace(last, table=(*last.table, cells))
        else:
            self.problems.append(Problem(str(self.path), number, tr("een tabel zonder stap erboven")))

    def _close(self) -> None:
        """End the scenario that is being read: as it is, or once for every row of its examples."""
        found, steps, self.outline = self.outline, self.target, None
        rows, self.examples = self.examples, None
        if found is None or steps is None:
            return
        header, *values = rows or [()]
        if self._unfilled(found, steps, rows, header):
            return
        if rows is None:
            self.scenarios.append(replace(found, steps=tuple(steps)))
            return
        for row in values:
            given = dict(zip(header, row, strict=False))
            told = ", ".join(row)
            filled = tuple(replace(s, text=_fill(s.text, given), table=_fill_table(s, given)) for s in steps)
            self.scenarios.append(replace(found, name=f"{_fill(found.name, given)} ({told})", steps=filled))

    def _unfilled(
        self, found: Scenario, steps: list[Step], rows: list[tuple[str, ...]] | None, header: tuple[str, ...]
    ) -> bool:
        """Record what the examples of an outline do not fill in; a scenario that is no outline has nothing to fill in."""
        before = len(self.problems)
        if rows is None and not found.outline:
            return False
        if rows is None or len(rows) < 2:
            self._wrong(
                found.line, tr("dit scenario heeft geen voorbeelden"), tr("zet er 'Examples:' met een tabel onder")
            )
            return True
        for row in rows[1:]:
            if len(row) != len(header):
                message = tr("een rij van de voorbeelden is {n} breed en de kop {m}", n=len(row), m=len(header))
                self._wrong(found.line, f"{message}: {' | '.join(row)}")
        for step in steps:
            cells = [step.text, *(cell for row in step.table for cell in row)]
            for name in dict.fromkeys(name for cell in cells for name in _BLANK.findall(cell)):
                if name not in header:
                    hint = suggest(name, header) or tr("er zijn: {header}", header=", ".join(header))
                    self._wrong(step.line, tr("de voorbeelden hebben geen kolom '{name}'", name=name), hint)
        return len(self.problems) > before

    def _wrong(self, line: int, message: str, hint: str | None = None) -> None:
        self.problems.append(Problem(str(self.path), line, message, hint=hint))


def _fill(text: str, given: dict[str, str]) -> str:
    for name, value in given.items():
        text = text.replace(f"<{name}>", value)
    return text


def _fill_table(step: Step, given: dict[str, str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_fill(cell, given) for cell in row) for row in step.table)
