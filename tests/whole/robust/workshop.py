"""Small real runs of the command line into used folders, and whether what is there afterwards is whole."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.places import ROOT
from tests.report.sample import sample
from uitvoerbaar.base.whole import ENDING
from uitvoerbaar.population.manifest import check_files, read_manifest
from uitvoerbaar.report import write_report

PEOPLE = "bsn,geboortedatum,loon_uit_dienstbetrekking\n" + "".join(f"{n},1990-05-01,{{wage}}\n" for n in range(300))
_ASSESS = """
import sys, json, pathlib
from uitvoerbaar.assess import run
from uitvoerbaar.findings import Assessment
made = Assessment.from_json(json.loads(pathlib.Path(sys.argv.pop(1)).read_text(encoding="utf-8")))
run.assess = lambda *_, **__: made  # the tests on people are left out: what is tried is what is written
from uitvoerbaar.cli import main
main()
"""
"""`assess` with the record of an assessment that was made before; the population is made and the report written as always."""


@dataclass
class Job:
    """A run that can be repeated with another outcome: its command by number, its places, and a check of what is there."""

    name: str
    command: Callable[[int], list[str]]
    whole: Callable[[], str]
    """Empty when what is there is whole, else what is wrong."""
    seconds: float = 2.0


@dataclass
class Workshop:
    """A folder with inputs, a cache, a temporary folder and the jobs."""

    home: Path
    out: Path
    jobs: list[Job] = field(default_factory=list)
    env: dict[str, str] = field(default_factory=dict)

    def start(self, job: Job, number: int, **more: Any) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, *job.command(number)], env=self.env, cwd=ROOT, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more,
        )  # fmt: skip

    def litter(self) -> list[str]:
        """What is left of runs that ended: half files, temporary folders."""
        places = (self.out, self.home / "cache", self.home / "tmp")
        found = [path for place in places for path in place.rglob("*") if path.name.endswith((ENDING, ".tmp"))]
        return [str(path) for path in (*found, *(self.home / "tmp").iterdir())]

    def half_there(self) -> bool:
        return any(path.name.endswith(ENDING) for path in self.out.rglob(f".*{ENDING}"))


ALL = ("population make", "run", "report", "prove", "assess")
QUICK = ("run", "report")


def workshop(home: Path, out: Path, names: Sequence[str] = ALL) -> Workshop:
    """The jobs of these names, each run once so that the folders are used."""
    for name in ("cache", "tmp"):
        (home / name).mkdir(parents=True)
    out.mkdir(parents=True, exist_ok=True)
    env = {k: v for k, v in os.environ.items() if k not in ("UITVOERBAAR_DATA", "UITVOERBAAR_LANG")}
    env |= {
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "UITVOERBAAR_CACHE": str(home / "cache"),
        "UITVOERBAAR_CONFIG": str(home / "config"), "TMPDIR": str(home / "tmp"),
    }  # fmt: skip
    made = Workshop(home, out, env=env)
    made.jobs = [
        job for job in (_population(made), _run(made), _report(made), _prove(made), _assess(made)) if job.name in names
    ]
    for job in made.jobs:
        start = time.monotonic()
        process = made.start(job, 0)
        _, told = process.communicate()
        assert process.returncode == 0, (job.name, told.decode())
        job.seconds = time.monotonic() - start
        assert job.whole() == "", job.name
    assert made.litter() == []
    return made


def _cli(*words: object) -> list[str]:
    return ["-m", "uitvoerbaar", *(str(word) for word in words)]


def _population(w: Workshop) -> Job:
    place = w.out / "bevolking"

    def whole() -> str:
        try:
            manifest = read_manifest(place)
            check_files(place, manifest, full=True)
        except Exception as error:
            return str(error)
        names = {path.name for path in place.iterdir()} - {"manifest.json", "huishoudens", "personen", "kinderen"}
        return f"strange: {names}" if names else ""

    def command(number: int) -> list[str]:
        return _cli("population", "make", "--households", 500, "--seed", 1 + number % 2, "--threads", 1, "--out", place)

    return Job("population make", command, whole)


def _run(w: Workshop) -> Job:
    for number, wage in enumerate((2_500_000, 3_100_000)):
        (w.home / f"p{number}.csv").write_text(PEOPLE.format(wage=wage), encoding="utf-8")
    out = w.out / "uitkomst.csv"

    def whole() -> str:
        text = out.read_bytes() if out.exists() else b""
        lines = text.decode().splitlines()
        amounts = {line.split(",")[1] for line in lines[1:]}
        right = len(lines) == 301 and len(amounts) == 1 and text.endswith(b"\n")
        return "" if right else f"{len(lines)} lines, amounts {amounts}"

    def command(number: int) -> list[str]:
        return _cli(
            "run", "wet_op_de_zorgtoeslag:hoogte_zorgtoeslag", "--on", "2026-01-01", "--data", w.home / f"p{number % 2}.csv",
            "--out", out,
        )  # fmt: skip

    return Job("run", command, whole)


def _records(w: Workshop) -> list[Path]:
    """Two assessments that differ in their date."""
    data = sample().to_json()
    made = []
    for number in range(2):
        path = w.home / f"record{number}.json"
        path.write_text(json.dumps({**data, "date": f"2026-0{number + 1}-01"}, ensure_ascii=False), encoding="utf-8")
        made.append(path)
    return made


def _report(w: Workshop) -> Job:
    records, page = _records(w), w.out / "parlement.html"
    seen: dict[str, bytes] = {}

    def whole() -> str:
        text = page.read_bytes() if page.exists() else b""
        day = next((d for d in ("1 januari 2026", "1 februari 2026") if d.encode() in text), "")
        seen.setdefault(day, text)
        return "" if text.rstrip().endswith(b"</html>") and seen[day] == text else f"{len(text)} bytes, day {day!r}"

    return Job(
        "report", lambda n: _cli("report", records[n % 2], "--parliament", "--out", page), whole
    )  # fmt: skip


def _prove(w: Workshop) -> Job:
    pin = w.out / "grens.feature"

    def whole() -> str:
        lines = pin.read_text(encoding="utf-8").split("\n") if pin.exists() else []
        text = "\n".join(line for line in lines if not line.strip().startswith("#"))  # remarks stand before a scenario
        head, *scenarios = text.split("\n  Scenario: ")
        first = [s.rstrip() for s in scenarios[:2]]
        right = (
            len(scenarios) % 2 == 0 and scenarios and all(s.rstrip() == first[n % 2] for n, s in enumerate(scenarios))
        )
        return "" if right and head.startswith("Feature") else f"{len(scenarios)} scenarios"

    words = ("prove", "wet_op_het_kindgebonden_budget", "--on", "2026-01-01", "--property", "a-vermogen", "--pin", pin)
    return Job("prove", lambda _: _cli(*words), whole)


def _assess(w: Workshop) -> Job:
    records, place = [w.home / f"record{n}.json" for n in range(2)], w.out / "toets"
    known: list[dict[str, bytes]] = []
    for number, record in enumerate(records):
        from uitvoerbaar.findings import Assessment

        folder = w.home / f"expected{number}"
        write_report(Assessment.from_json(json.loads(record.read_text(encoding="utf-8"))), folder, pdf=False)
        known.append({path.name: path.read_bytes() for path in folder.iterdir()})
        shutil.rmtree(folder)

    def whole() -> str:
        there = {path.name: path.read_bytes() for path in place.iterdir() if not path.name.endswith(ENDING)}
        paper = there.pop("report.pdf", b"%PDF" + b"%%EOF")
        if not (paper.startswith(b"%PDF") and paper.rstrip().endswith(b"%%EOF")):
            return "a half PDF"
        same = any(there.items() <= version.items() for version in known)
        return "" if same else f"mixed: {sorted(there)}"

    def command(number: int) -> list[str]:
        words = ("assess", "alles-of-niets-2026", "--households", 500, "--prove", 0, "--out", place)
        return ["-c", _ASSESS, str(records[number % 2]), *(str(word) for word in words)]

    return Job("assess", command, whole)
