"""Runs on a disk that fills: a message, the earlier result whole, nothing left.

UITVOERBAAR_FULL_DISK says how many (`make full-disk`: 50); without it a few. The disk is a small one in memory where that may
be mounted, else files may not grow beyond a limit (RLIMIT_FSIZE).
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.whole.robust.workshop import ALL, QUICK, workshop

ASKED = os.environ.get("UITVOERBAAR_FULL_DISK")
RUNS = int(ASKED or "4")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path | None]:
    """A disk of 16 MB in memory, or None where none can be mounted."""
    place = tmp_path / "schijf"
    place.mkdir()
    tried = shutil.which("mount") and os.geteuid() == 0
    mounted = tried and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "none", str(place)], capture_output=True, check=False
    ).returncode == 0  # fmt: skip
    yield place if mounted else None
    if mounted:
        subprocess.run(["umount", "-l", str(place)], check=False)


def test_runs_on_a_disk_that_fills_keep_the_earlier_result(tmp_path: Path, disk: Path | None) -> None:
    out = (disk or tmp_path) / "out"
    w = workshop(tmp_path / "work", out, ALL if ASKED else QUICK)
    rng, done, wrong = random.Random(RUNS), Counter[str](), list[str]()
    for number in range(RUNS):
        job = w.jobs[number % len(w.jobs)]
        filler = None if disk is None else _filled(disk, rng.choice((0, 4_096, 20_000, 60_000)))
        limit = 0 if disk else rng.randrange(200, 40_000)
        more = (
            {"preexec_fn": lambda most=limit: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))} if limit else {}
        )
        process = w.start(job, number // len(w.jobs) + 1, **more)
        _, said = process.communicate()
        if filler is not None:
            filler.unlink()
        done[f"{job.name}: {process.returncode}"] += 1
        told = job.whole() or (said.decode() if process.returncode not in (0, 1) else "")
        if ASKED:
            print(f"{number + 1} {job.name} {process.returncode}: {told or 'whole'}", flush=True)
        if told or w.litter():
            wrong.append(f"{number} {job.name} {process.returncode}: {told[-300:]} {w.litter()}")
    how = "a disk in memory" if disk else "a limit of file size"
    print(f"\n{RUNS} runs on {how}: {dict(sorted(done.items()))}; wrong: {wrong}")
    assert wrong == []
    assert any(name.endswith(": 1") for name in done)  # some did not fit, or nothing was tried


def _filled(disk: Path, free: int) -> Path:
    """Fill the disk but for so many bytes."""
    path = disk / "vol"
    with path.open("wb") as file:
        about = os.statvfs(disk)
        file.write(b"x" * max(0, about.f_bavail * about.f_frsize - free))
    return path
