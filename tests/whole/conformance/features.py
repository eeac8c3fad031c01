"""A small reader of the third-party feature files: scenarios, steps, tables. The files are read in place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

_INT = re.compile(r"-?\d+\Z")
_DECIMAL = re.compile(r"-?\d+\.\d+\Z")


@dataclass
class Step:
    text: str
    table: list[list[str]] = field(default_factory=list)


@dataclass
class Scenario:
    file: Path
    name: str
    tags: set[str]
    steps: list[Step]

    def __str__(self) -> str:
        return f"{self.file.stem}: {self.name}"


def literal(text: str) -> Any:
    """A quoted literal or table cell by the inference rules of the grammar."""
    text = text.strip()
    if text in ("true", "false"):
        return text == "true"
    if text in ("null", ""):
        return None
    if _INT.match(text):
        return int(text)
    if _DECIMAL.match(text):
        return Decimal(text)
    return text


def read(path: Path) -> list[Scenario]:
    """All scenarios of a feature file, each with the steps of the background first."""
    scenarios: list[Scenario] = []
    background: list[Step] = []
    target: list[Step] = background
    tags: set[str] = set()
    for raw in path.read_text(encoding="utf-8").splitlines():
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("@"):
            tags |= set(line.split())
        elif line.startswith("Background:"):
            target = background
        elif line.startswith(("Scenario:", "Scenario Outline:")):
            scenario = Scenario(path, line.split(":", 1)[1].strip(), tags, list(background))
            scenarios.append(scenario)
            target, tags = scenario.steps, set()
        elif line.startswith("|"):
            target[-1].table.append([cell.strip() for cell in line.strip("|").split("|")])
        elif line.startswith(("Given ", "When ", "Then ", "And ", "But ")):
            target.append(Step(line.split(" ", 1)[1]))
        elif line.startswith("Feature:"):
            tags = set()
    return scenarios
