"""Put each stated fault in a copy of the source, run a short choice of tests, and write which were seen.

    python -m tools.mutants.run [--only ID ...] [--jobs 2] [--table docs/mutants.md]

A fault is a text that stands exactly once in a file and what comes in its place (`faults.yaml`). It is seen when a test
fails with it that passes without it. Nothing is written in the source tree but the table.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from uitvoerbaar.base.yaml import load

ROOT = Path(__file__).resolve().parents[2]
FAULTS = Path(__file__).parent / "faults.yaml"
TABLE = ROOT / "docs" / "mutants.md"
_ROW = re.compile(r"^\| (?P<id>[a-z0-9-]+) \|.*\| (?:`(?P<by>[^`]*)`|\*\*not seen\*\*) \|$", re.MULTILINE)
PACKAGE = Path("src") / "uitvoerbaar"
SECONDS, EVERY_SECONDS = 120, 3_600
_TOO_LONG = -1
_SEEN = (1, 2)
"""Exit codes of pytest when a test fails, and when a test file can no longer be read; others say that nothing was tested."""


@dataclass(frozen=True)
class Fault:
    """A fault: the file below src/uitvoerbaar, the text before and after, what goes wrong, and the tests that are run."""

    id: str
    file: str
    before: str
    after: str
    wrong: str
    tests: tuple[str, ...]

    @property
    def path(self) -> Path:
        """The file in the source tree."""
        return ROOT / PACKAGE / self.file

    @property
    def found(self) -> int:
        """How often the text before stands in the file: it must be once."""
        return self.path.read_text(encoding="utf-8").count(self.before)

    def put(self, source: Path) -> None:
        """Put the fault in a copy of the package."""
        file = source / self.file
        file.write_text(file.read_text(encoding="utf-8").replace(self.before, self.after), encoding="utf-8")
        for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*.pyc"):
            compiled.unlink()


def faults(file: Path = FAULTS) -> list[Fault]:
    """The faults, in the order of the file."""
    return [
        Fault(row["id"], row["file"], row["before"], row["after"], row["wrong"], tuple(row["tests"].split()))
        for row in load(file.read_text(encoding="utf-8"), str(file))
    ]


def ran(tests: Sequence[str], fault: Fault | None, seconds: float = SECONDS) -> tuple[int, str]:
    """The exit code and last lines of the tests, with a fault or without."""
    with tempfile.TemporaryDirectory(prefix="fout-") as name:
        scratch = Path(name)
        source = scratch / PACKAGE
        shutil.copytree(ROOT / PACKAGE, source)  # with the bytecode, so that only the file of the fault is compiled
        (scratch / "data").symlink_to(ROOT / "data")
        if fault is not None:
            fault.put(source)
        environment = {
            **os.environ, "PYTHONPATH": f"{source.parent}{os.pathsep}{ROOT}",
            "UITVOERBAAR_CACHE": str(scratch / "cache"), "UITVOERBAAR_CONFIG": str(scratch / "config"), "TMPDIR": name,
            "UITVOERBAAR_AGREE": "3000",
        }  # fmt: skip
        quiet = ("-x", "-q", "--tb=line", "-p", "no:cacheprovider")
        command = [sys.executable, "-m", "pytest", *quiet, *tests]
        try:
            made = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=seconds)
        except subprocess.TimeoutExpired:
            return _TOO_LONG, "took too long"
        return made.returncode, made.stdout[-4000:] + made.stderr[-300:]


def outcome(fault: Fault) -> tuple[bool, str]:
    """Whether a fault is seen, and by which test. Raises RuntimeError when the tests did not run."""
    code, told = ran(fault.tests, fault)
    if code in _SEEN:
        named = [
            line.removeprefix("FAILED ").split(" - ")[0] for line in told.splitlines() if line.startswith("FAILED")
        ]
        return True, named[0] if named else told.strip().splitlines()[-1][:100]
    if code not in (0, _TOO_LONG):
        raise RuntimeError(f"{fault.id}: pytest ended with {code}: {told}")
    return False, told if code == _TOO_LONG else ""


def table(found: Iterable[tuple[Fault, bool, str]], left: int = 0) -> str:
    """The outcome as a page; `left` is how many faults of the list were not run."""
    rows = list(found)
    seen = sum(was for _, was, _ in rows)
    lines = [
        "# Faults put in on purpose", "",
        "Made by `make mutants` ([`tools/mutants`](../tools/mutants)): each fault is put in a copy of the source, and a short",
        "choice of the tests of `make test` is run. A fault that no test sees asks for a test, or for a reason why it is none.", "",
        f"**{seen} of {len(rows)} seen.**" + (f" Not run yet: {left} more of the list." if left else ""), "",
        "| Fault | File | What goes wrong | Seen by |", "|---|---|---|---|",
        *(f"| {f.id} | {f.file} | {f.wrong} | {f'`{_short(by)}`' if was else '**not seen**'} |" for f, was, by in rows),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def told_before(page: Path) -> dict[str, tuple[bool, str]]:
    """What the page says of each fault: with --only the others stay as they were. Empty when it is not there."""
    if not page.is_file():
        return {}
    return {row["id"]: (row["by"] is not None, row["by"] or "") for row in _ROW.finditer(page.read_text("utf-8"))}


def _short(test: str) -> str:
    return test.replace("|", "/").removeprefix("tests/")


def _confirmed(made: Sequence[tuple[Fault, bool, str]]) -> list[tuple[Fault, bool, str]]:
    """The outcomes, of which only those count as seen whose test passes without a fault."""
    named = sorted({by for _, was, by in made if was})
    if not named or ran(named, None, EVERY_SECONDS)[0] == 0:
        return list(made)
    failing = {by for by in named if ran([by], None)[0] != 0}
    return [(fault, was and by not in failing, by) for fault, was, by in made]


def main(arguments: Sequence[str]) -> int:
    """Run them and write the table; 0, whatever was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", default=[], help="ids of faults")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--table", type=Path, default=TABLE)
    asked = parser.parse_args(arguments)
    chosen = [fault for fault in faults() if not asked.only or fault.id in asked.only]

    def run(fault: Fault) -> tuple[Fault, bool, str]:
        was, by = outcome(fault)
        print(f"{'gezien     ' if was else 'NIET GEZIEN'} {fault.id}: {by}", flush=True)
        return fault, was, by

    with ThreadPoolExecutor(asked.jobs) as pool:
        made = list(pool.map(run, chosen))
    made = _confirmed(made)
    known = told_before(asked.table) if asked.only else {}
    known |= {fault.id: (was, by) for fault, was, by in made}
    every = faults()
    rows = [(fault, *known[fault.id]) for fault in every if fault.id in known]
    asked.table.write_text(table(rows, len(every) - len(rows)), encoding="utf-8")
    print(f"{sum(was for _, was, _ in made)} van {len(made)} gezien")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
