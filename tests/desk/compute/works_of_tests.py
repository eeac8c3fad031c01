"""Works that the tests register in a process of their own: slow ones, wrong ones, greedy ones."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Mapping
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.desk.compute import Tools, register

_CALLS: dict[str, int] = {}


def total(arguments: Mapping[str, Any], tools: Tools) -> Iterator[Any]:
    """A sample and then the sum of the whole numbers below `upto`, in `blocks` blocks of `pause` seconds."""
    upto, blocks, pause = arguments["upto"], arguments.get("blocks", 4), arguments.get("pause", 0.0)
    yield {"depth": "sample", "upto": upto}
    found = 0
    for block in range(blocks):
        time.sleep(pause)
        found += sum(range(upto * block // blocks, upto * (block + 1) // blocks))
        tools.progress(block + 1, blocks)
    yield {"depth": "exact", "sum": found}


def called(arguments: Mapping[str, Any], tools: Tools) -> Iterator[Any]:
    """How often this process was asked this by name, after a while."""
    name = arguments["name"]
    _CALLS[name] = _CALLS.get(name, 0) + 1
    time.sleep(arguments.get("pause", 0.0))
    tools.check()
    yield _CALLS[name]


def compiled(arguments: Mapping[str, Any], tools: Tools) -> Iterator[Any]:
    """Compiles for a while."""
    tools.compiling()
    time.sleep(arguments["pause"])
    tools.progress(0, 1)
    time.sleep(arguments["pause"])
    yield "done"


def greedy(arguments: Mapping[str, Any], tools: Tools) -> Iterator[Any]:
    """Takes megabytes, one block after another."""
    held = []
    for block in range(arguments["megabytes"]):
        held.append(bytearray(os.urandom(1_000_000)))
        tools.progress(block + 1, arguments["megabytes"])
    yield len(held)


def stubborn(arguments: Mapping[str, Any], tools: Tools) -> Iterator[Any]:
    """Never asks whether to stop."""
    time.sleep(arguments["seconds"])
    yield "late"


def wrong(arguments: Mapping[str, Any], tools: Tools) -> Iterator[Any]:
    """Goes wrong in the way that is asked."""
    match arguments["how"]:
        case "user":
            raise UserError(tr("lege waarde"), hint="x")
        case "defect":
            raise KeyError("Jansen")
        case "exit":
            raise SystemExit(1)
        case "no JSON":
            yield {1, 2}
        case "NaN":
            yield float("nan")
        case "large":
            yield "x" * 9_000_000
        case "death":
            os.kill(os.getpid(), signal.SIGKILL)


def held(arguments: Mapping[str, Any], tools: Tools) -> Iterator[Any]:
    """Loads something for a while, and says how often that was done."""

    def load() -> int:
        time.sleep(arguments["pause"])
        _CALLS["load"] = _CALLS.get("load", 0) + 1
        return _CALLS["load"]

    yield tools.kept("held", load, lambda value: {"loads": value})


for _work in (total, compiled, greedy, stubborn, wrong, held):
    register(_work.__name__, _work)
register("called", called)
