"""Work in a copy of the process: its answer, and what happens when the copy does not end well."""

from __future__ import annotations

import os
import signal
import sys

import pytest

from uitvoerbaar.base import copied as module
from uitvoerbaar.base.copied import can_copy, copied
from uitvoerbaar.base.errors import UserError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")


def test_work_is_done_in_another_process() -> None:
    assert copied(os.getpid).answer() != os.getpid()


def test_what_fails_there_fails_here_in_the_same_words() -> None:
    def fails() -> None:
        raise UserError("dit past niet")

    with pytest.raises(UserError, match="dit past niet"):
        copied(fails).answer()


def test_the_work_of_a_copy_that_was_killed_is_done_here() -> None:
    here = os.getpid()

    def waits() -> int:
        if os.getpid() != here:
            signal.pause()
        return os.getpid()

    copy = copied(waits)
    os.kill(copy.pid, signal.SIGKILL)
    assert copy.answer() == here
    copy.stop()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_the_work_of_a_copy_that_stands_still_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LOOK", 0.01)
    here = os.getpid()

    def waits() -> int:
        if os.getpid() != here:
            signal.pause()
        return os.getpid()

    copy = copied(waits)
    assert copy.answer() == here
    assert (copy.pid, copy.pipe) == (0, -1)


def test_a_long_answer_comes_whole() -> None:
    assert copied(lambda: b"x" * 5_000_000).answer() == b"x" * 5_000_000


def test_a_copy_needs_a_core_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "cores", lambda: 2)
    assert can_copy()
    assert not can_copy(others=1)
    monkeypatch.setattr(module, "cores", lambda: 1)
    assert not can_copy()
