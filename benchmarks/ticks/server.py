"""A server of the desk with folders of its own, that stops with all that it started."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from uitvoerbaar.desk.serve import POPULATION, configure
from uitvoerbaar.face.population import cached_folder

BROWSER = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")


@dataclass(frozen=True)
class Served:
    """A server: where it is, and its data folder."""

    address: str
    data: Path


@contextlib.contextmanager
def served(folder: Path, population: Path | None) -> Iterator[Served]:
    """Serve the desk on a population, else on the one that it makes. The environment becomes that of the server: its compute
    process answers no other."""
    os.environ.update({"UITVOERBAAR_CONFIG": str(folder / "config"), "PYTHONUNBUFFERED": "1"})
    words = ["--no-browser", "--port", "0", "--data", str(folder / "data")]
    command = [sys.executable, "-m", "uitvoerbaar", "serve", *words]
    if population is not None:
        command += ["--population", str(population)]
    environ = {**os.environ}
    os.environ[POPULATION] = str(population or cached_folder())
    configure("127.0.0.1", folder / "data")
    process = subprocess.Popen(command, cwd=folder, env=environ, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield Served(_address(process), folder / "data")
    finally:
        begun = re.findall(r"begin (\d+)", _read(folder / "data" / "compute" / "log"))
        process.terminate()
        process.wait()
        if begun:
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(begun[-1]), signal.SIGTERM)
        process.stdout.close()


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        if found:
            return found[0]
    raise RuntimeError("the server did not start")


def _read(log: Path) -> str:
    return log.read_text() if log.is_file() else ""
