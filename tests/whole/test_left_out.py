"""The line at the end of a run counts what was left out, also under several workers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.fixtures.left_out import NEEDS_SHARED, summary
from tests.places import ROOT, TESTS


def test_the_line_adds_up_cases_by_reason() -> None:
    assert summary([]) == "Niets overgeslagen."
    line = summary([("niet gedaan: lang", 1), (NEEDS_SHARED, 39), (NEEDS_SHARED, 1)])
    assert line == f"Overgeslagen: 40 gevallen {NEEDS_SHARED}; 1 geval niet gedaan: lang"


def test_without_the_third_party_suite_its_cases_are_counted(tmp_path: Path) -> None:
    """A copy of the source tree that has nothing beside it."""
    tree = tmp_path / "boom"
    shutil.copytree(TESTS, tree / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("src", "data", "pyproject.toml"):
        (tree / name).symlink_to(ROOT / name)
    words = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-n", "1", "tests/whole/conformance"]
    outside = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment = {**outside, "PYTHONPATH": str(tree / "src")}
    done = subprocess.run(words, cwd=tree, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert f"Overgeslagen: 125 gevallen {NEEDS_SHARED}" in done.stdout.splitlines()
