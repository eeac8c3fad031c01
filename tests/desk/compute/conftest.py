"""Clients of processes of their own, which are gone after each test with all that they left."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.places import DATA, ROOT
from uitvoerbaar.desk.compute import Compute

WORKS = ("tests.desk.compute.works_of_tests",)
Clients = Callable[..., Compute]
_LIMITS = {"UITVOERBAAR_MAX_COMPUTE_SECONDS": "1", "UITVOERBAAR_MAX_COMPUTE_MEGABYTES": "60"}


@pytest.fixture(autouse=True, scope="module")
def findable() -> Iterator[pytest.MonkeyPatch]:
    """A process that is started finds the program and the works of the tests, and has small limits."""
    with pytest.MonkeyPatch.context() as patch:
        paths = [str(ROOT), str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
        patch.setenv("PYTHONPATH", os.pathsep.join(paths))
        for name, most in _LIMITS.items():
            patch.setenv(name, most)
        yield patch


@pytest.fixture
def clients(tmp_path: Path) -> Iterator[Clients]:
    """Makes clients of one place, with the works of the tests."""
    made: list[Compute] = []

    def make(folder: Path = tmp_path, **options: Any) -> Compute:
        made.append(Compute(folder, works=WORKS, **{"idle": 20.0, **options}))
        return made[-1]

    yield make
    for client in made:
        client.end()
    for lock in tmp_path.rglob("compute/lock"):
        wait_gone(int(lock.read_text() or 0))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, findable: pytest.MonkeyPatch) -> Iterator[Compute]:
    """The client of one process for all tests of a module; each asks under names of its own."""
    folder = tmp_path_factory.mktemp("rekenen")
    made = Compute(folder, DATA / "population" / "voorbeeld", works=WORKS, idle=20.0)
    yield made
    pid = pid_of(made)
    made.end()
    wait_gone(pid)


def pid_of(client: Compute) -> int:
    """The process of a client."""
    return int(client.ask("about", {}, "pid", 0, patience=20.0).parts[0]["pid"])


def alive(pid: int) -> bool:
    """Whether a process is there, be it as a zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def wait_gone(pid: int, seconds: float = 10.0) -> None:
    """Wait until a process is gone; killed at last, and told."""
    end = time.monotonic() + seconds
    while pid and alive(pid):
        if time.monotonic() > end:
            os.kill(pid, signal.SIGKILL)
            raise AssertionError(f"process {pid} did not end")
        time.sleep(0.01)
