"""Jobs in a copy of the process: the same answers, the same errors, and nothing left behind when it ends."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from uitvoerbaar.assess import in_copy
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.outcome import Outcome
from uitvoerbaar.base import copied as base_copied
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.findings import TestRun, Text

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")
HERE = os.getpid()


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base_copied, "cores", lambda: 2)


def context() -> Context:
    return cast(Context, SimpleNamespace(_no_answer={}, behind={"eerder": 1}, untold=["eerder"]))


def told(ctx: Any) -> Outcome:
    """An outcome that says in which process it was made, and leaves notes as tests do."""
    ctx._no_answer["kolom"] = (3, Text("geen antwoord", "no answer"))
    ctx.behind["figuur"] = 12
    ctx.untold.append("verzwegen")
    where = Text("hier" if os.getpid() == HERE else "in een kopie", "")
    return Outcome(TestRun("een", where, where, "uitgevoerd", ()))


def test_answers_and_notes_come_back_from_the_copy() -> None:
    ctx = context()
    copy = in_copy.start(ctx, {"een": told})
    assert copy is not None
    assert copy.answers()["een"].run.title.nl == "in een kopie"
    assert ctx.behind == {"eerder": 1, "figuur": 12}
    found = cast(Any, ctx)
    assert found.untold == ["eerder", "verzwegen"]
    assert found._no_answer["kolom"][0] == 3
    copy.stop()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_what_fails_in_the_copy_fails_here_in_the_same_words() -> None:
    def fails(_: Any) -> Outcome:
        raise UserError("de gegevens ontbreken")

    copy = in_copy.start(context(), {"een": fails})
    assert copy is not None
    with pytest.raises(UserError, match="de gegevens ontbreken"):
        copy.answers()


def test_the_jobs_of_a_copy_that_was_killed_are_done_here() -> None:
    def waits(ctx: Any) -> Outcome:
        if os.getpid() != HERE:
            signal.pause()
        return told(ctx)

    copy = in_copy.start(context(), {"een": waits})
    assert copy is not None
    os.kill(copy.pid, signal.SIGKILL)
    assert copy.answers()["een"].run.title.nl == "hier"


def test_a_copy_that_nobody_waits_for_ends() -> None:
    copy = in_copy.start(context(), {"een": lambda _: cast(Outcome, signal.pause())})
    assert copy is not None
    pid = copy.pid
    copy.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_copy_ends_with_the_process_that_it_is_of() -> None:
    read, write = os.pipe()
    parent = os.fork()
    if not parent:
        copy = in_copy.start(context(), {"een": lambda _: cast(Outcome, signal.pause())})
        os.write(write, str(0 if copy is None else copy.pid).encode())
        signal.pause()
    pid = int(os.read(read, 20))
    time.sleep(0.3)  # until the copy has said that it wants to end
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    until = time.monotonic() + 20
    while time.monotonic() < until and _lives(pid):
        time.sleep(0.05)
    assert not _lives(pid)


def _lives(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_there_is_no_copy_without_a_core_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert in_copy.start(context(), {"een": told}, others=1) is None
    assert in_copy.start(context(), {}) is None
    monkeypatch.setattr(base_copied, "cores", lambda: 1)
    assert in_copy.start(context(), {"een": told}) is None
