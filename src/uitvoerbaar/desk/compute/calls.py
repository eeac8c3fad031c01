"""Messages of a client and their answers: from the process that is there, or from a new one."""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
import weakref
from collections.abc import Callable, Mapping
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import said, tr
from uitvoerbaar.base.limits import COMPUTE_MESSAGE_BYTES
from uitvoerbaar.base.text import Text
from uitvoerbaar.desk.compute.errors import ComputeDown
from uitvoerbaar.desk.compute.starting import Starter
from uitvoerbaar.desk.compute.wire import Link, NoMessage, written

SILENCE = 30.0
"""Seconds after which a process that says nothing is given up, beside those that it was asked to wait."""
_TRIES = 5
"""Processes that may go down under one message."""
_FREE = 8
"""Connections that are kept open for the next message."""


class Calls:
    """A few connections with the process of one place. Threads may share them; a forked child makes its own."""

    def __init__(self, starter: Starter) -> None:
        self._starter = starter
        self._lock = threading.Lock()
        self._free: list[tuple[Link, str]] = []
        if hasattr(os, "register_at_fork"):
            forked = weakref.WeakMethod(self._in_child)
            os.register_at_fork(after_in_child=lambda: (forked() or _nothing)())

    def call(self, message: Mapping[str, Any], meet: Callable[[str], None] = lambda _: None) -> Mapping[str, Any]:
        """The answer to a message; asking twice is no harm, so it is asked again when the process goes down meanwhile.

        `meet` is told which process (a name that no other has) will be asked, and may refuse that by an exception. Raises UserError
        for what the process refuses, ComputeDown when no process can be had or it does not answer.
        """
        data = written(message)
        if len(data) > COMPUTE_MESSAGE_BYTES.most:
            limit = COMPUTE_MESSAGE_BYTES
            raise UserError(tr("{told} ({hint})", told=limit.told(len(data)), hint=limit.hint), hint=limit.hint)
        for _ in range(_TRIES):
            link, instance = self._take()
            try:
                meet(instance)
                reply = _answer(link, data, message.get("patience", 0.0) + SILENCE)
            except NoMessage:
                link.close()
                self._drop(instance)
                continue
            except BaseException:
                link.close()
                raise
            self._give(link, instance)
            if "error" in reply:
                raise UserError(said(Text(**reply["error"])), **reply["fields"])
            return reply
        raise ComputeDown(tr("het rekenproces valt steeds weg; zie {log}", log=self._starter.place.log))

    def end(self) -> None:
        """Ask the process to end, if there is one."""
        found = self._starter.present()
        if found is not None:
            link, _ = found
            with contextlib.suppress(NoMessage):  # it ended before it said so
                link.send(written({"do": "end"}))
                link.receive()
            link.close()
        self.close()

    def close(self) -> None:
        """Let go of the connections."""
        with self._lock:
            links, self._free = self._free, []
        for link, _ in links:
            link.close()

    def _take(self) -> tuple[Link, str]:
        with self._lock:
            if self._free:
                return self._free.pop()
        link, hello = self._starter.connect()
        return link, str(hello["instance"])

    def _give(self, link: Link, instance: str) -> None:
        with self._lock:
            if len(self._free) < _FREE:
                self._free.append((link, instance))
                return
        link.close()

    def _drop(self, instance: str) -> None:
        """A process went down: the other connections with it are of no use either."""
        with self._lock:
            gone = [link for link, of in self._free if of == instance]
            self._free = [(link, of) for link, of in self._free if of != instance]
        for link in gone:
            link.close()

    def _in_child(self) -> None:
        """After a fork: the connections are the parent's, and a lock may be held by a thread that is not here."""
        self._lock = threading.Lock()
        self._starter = Starter(self._starter.place, self._starter.setting)
        self.close()


def _nothing() -> None:
    """For calls that are gone."""


def _answer(link: Link, data: bytes, seconds: float) -> Mapping[str, Any]:
    """The answer to a message. Raises NoMessage when the process went down, ComputeDown when it says nothing for so long."""
    end = time.monotonic() + seconds
    link.patient(seconds)
    try:
        link.send(data)
        reply: Mapping[str, Any] = json.loads(link.receive())
    except NoMessage:
        if time.monotonic() >= end:
            raise ComputeDown(tr("het rekenproces antwoordt niet")) from None
        raise
    return reply
