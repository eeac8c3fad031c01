"""Two reports are compared to the last letter, but for what belongs to the run."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "tools" / "compare_reports.py"
REPORT: dict[str, Any] = {
    "date": "2026-01-01",
    "duration_s": 3.2,
    "software": {"name": "uitvoerbaar", "version": "1"},
    "findings": [
        {"id": "a", "file": "/home/jan/land/data/laws/wet.yaml", "command": "uitvoerbaar assess x --out 'o 1'"}
    ],
    "figures": [{"id": "f", "rows": [{"voor": 1}, {"voor": 2.0}]}],
}


def compared(tmp_path: Path, other: Any) -> tuple[int, str]:
    for name, report in (("one", REPORT), ("other", other)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "report.json").write_text(json.dumps(report), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(tmp_path / "one"), str(tmp_path / "other" / "report.json")],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def changed(*path: str | int, value: Any) -> dict[str, Any]:
    report = copy.deepcopy(REPORT)
    place: Any = report
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return report


@pytest.mark.parametrize(
    "other",
    [
        REPORT,
        changed("date", value="2027-01-01"),
        changed("duration_s", value=9.9),
        changed("software", "version", value="2"),
        changed("findings", 0, "file", value="/elders/data/laws/wet.yaml"),
        changed("findings", 0, "command", value="uitvoerbaar assess x --out out/2"),
    ],
)
def test_what_belongs_to_the_run_does_not_count(tmp_path: Path, other: Any) -> None:
    assert compared(tmp_path, other) == (0, "no difference\n")


@pytest.mark.parametrize(
    ("other", "place"),
    [
        (changed("figures", 0, "rows", 1, "voor", value=2), "/figures/f/rows/1/voor"),
        (changed("figures", 0, "rows", value=[{"voor": 1}]), "/figures/f/rows: 2 entries before, 1 after"),
        (changed("findings", 0, "file", value="/elders/data/laws/andere.yaml"), "/findings/a/file"),
        (changed("findings", 0, "date", value="x"), "/findings/a/date: only after"),
        (changed("software", "name", value="x"), "/software/name"),
    ],
)
def test_everything_else_counts_and_is_named(tmp_path: Path, other: Any, place: str) -> None:
    code, told = compared(tmp_path, other)
    assert code == 1
    assert place in told


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(tmp_path), str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "cannot be read" in done.stderr
