"""The client of the compute process: what a web worker holds in its place."""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
import weakref
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import both, mark, said, tr
from uitvoerbaar.base.limits import COMPUTE_MESSAGE_BYTES
from uitvoerbaar.base.text import Text
from uitvoerbaar.desk.compute.errors import ComputeDown
from uitvoerbaar.desk.compute.place import place_in
from uitvoerbaar.desk.compute.questions import Question, question_of
from uitvoerbaar.desk.compute.setting import IDLE, Setting
from uitvoerbaar.desk.compute.starting import Starter
from uitvoerbaar.desk.compute.states import FAILED, FINAL, OLD, State, state_of
from uitvoerbaar.desk.compute.turns import GRACE
from uitvoerbaar.desk.compute.wire import Link, NoMessage, written

DEATHS = 3
"""Processes that may die under one question before it is given up: it may be what kills them."""
_ASKED = 2_000
"""Questions of this client that are remembered, to be asked again of a new process."""
_PATIENCE = 10.0
"""Seconds that a message waits for news at a time."""
_SILENCE = 30.0
"""Seconds beyond that after which a process that says nothing is given up."""
_TRIES = 10
_FREE = 8
"""Connections that are kept open for the next message."""
_GONE = mark("deze vraag is niet meer bekend; stel haar opnieuw")
_DEADLY = mark(
    "het rekenproces viel {deaths} keer weg terwijl deze vraag liep; stel haar anders, of kijk in het logboek"
)


class _Deadly(Exception):
    """A question under which too many processes died."""


@dataclass(slots=True)
class _Asked:
    """A question with the process that has it and how many died under it."""

    question: Question
    instance: str = ""
    deaths: int = 0
    over: bool = False


class Compute:
    """Asks the compute process of a data folder; starts it when there is none and again when it died.

    Threads may share one. `population` and `works`: what the process is started with (see `Setting`). It ends by itself
    `idle` seconds after its last client is gone.
    """

    def __init__(
        self,
        folder: str | Path,
        population: str | Path | None = None,
        *,
        works: tuple[str, ...] = (),
        idle: float = IDLE,
        grace: float = GRACE,
    ) -> None:
        place = place_in(Path(folder))
        held = None if population is None else Path(population).resolve()
        self._starter = Starter(place, Setting(held, works, idle, grace))
        self._lock = threading.Lock()
        self._free: list[tuple[Link, str]] = []
        self._asked: OrderedDict[str, _Asked] = OrderedDict()
        self._newest: OrderedDict[str, int] = OrderedDict()

        if hasattr(os, "register_at_fork"):
            forked = weakref.WeakMethod(self._in_child)
            os.register_at_fork(after_in_child=lambda: (forked() or _nothing)())

    def ask(
        self, kind: str, arguments: Mapping[str, Any], who: str, number: int, *, seen: int = 0, patience: float = 0.0
    ) -> State:
        """Ask, and get what there is of the answer, with its parts from `seen` on.

        At once, or within `patience` seconds as soon as there is such a part or the end. The same question again is no
        new one, so a page that polls may ask each time: that also works from another web worker and after the process was
        started again. Raises UserError for what is no question, ComputeDown when no process can be had.
        """
        question = question_of({"kind": kind, "arguments": dict(arguments), "who": who, "number": number})
        with self._lock:
            asked = self._asked.setdefault(question.ticket, _Asked(question))
            self._asked.move_to_end(question.ticket)
            self._newest[question.who] = max(question.number, self._newest.get(question.who, 0))
            self._newest.move_to_end(question.who)
            for remembered in (self._asked, self._newest):
                while len(remembered) > _ASKED:
                    remembered.popitem(last=False)
        return self._told(asked, {"seen": seen, "patience": patience})

    def state(self, ticket: str, *, seen: int = 0, version: int | None = None, patience: float = 0.0) -> State:
        """What there is now of a question that was asked, as `ask` gives it; with `version` once it is another.

        A ticket that neither this client nor the process knows has 'mislukt'. Raises ComputeDown as `ask` does.
        """
        about = {"seen": seen, "version": version, "patience": patience}
        with self._lock:
            asked = self._asked.get(ticket)
        if asked is not None:
            return self._told(asked, about)
        reply = self._call({"do": "state", "ticket": ticket, **about})
        return state_of(reply["state"]) if "state" in reply else _lost(ticket, "", 0, tr(_GONE))

    def states(self, ticket: str, seconds: float | None = None) -> Iterator[State]:
        """Every change of a question until its end, or for so many seconds; each part comes once."""
        end = None if seconds is None else time.monotonic() + seconds
        state = self.state(ticket)
        yield state
        while not state.final:
            left = _PATIENCE if end is None else min(_PATIENCE, end - time.monotonic())
            if left <= 0:
                return
            before, state = state, self.state(ticket, seen=state.seen, version=state.version, patience=left)
            if state.version != before.version or state.parts or state.final:
                yield state

    def wait(self, ticket: str, seconds: float | None = None) -> State:
        """The state at the end of a question, with all parts; after `seconds` what there is of it then."""
        parts: list[Any] = []
        state = None
        for state in self.states(ticket, seconds):
            parts += state.parts
        assert state is not None
        return replace(state, parts=() if state.name == OLD else tuple(parts))

    def leave(self, who: str) -> None:
        """Somebody wants nothing more, ever: a tab was closed."""
        with self._lock:
            for name in [name for name, asked in self._asked.items() if asked.question.who == who]:
                del self._asked[name]
        self._call({"do": "leave", "who": who})

    def end(self) -> None:
        """Ask the process to end, if there is one; the next question starts another."""
        found = self._starter.present()
        if found is not None:
            link, _ = found
            with contextlib.suppress(NoMessage):  # it ended before it said so
                link.send(written({"do": "end"}))
                link.receive()
            link.close()
        self.close()

    def close(self) -> None:
        """Let go of the connections; the process ends when nobody is left and its time has passed."""
        with self._lock:
            links, self._free = self._free, []
        for link, _ in links:
            link.close()

    def _told(self, asked: _Asked, about: Mapping[str, Any]) -> State:
        """Ask a question, once more or for the first time."""
        question = asked.question
        if asked.deaths >= DEATHS:
            return _lost(question.ticket, question.who, question.number, tr(_DEADLY, deaths=DEATHS))
        if self._newer(question):
            return State(question.ticket, question.who, question.number, OLD)
        message = {"do": "ask", "kind": question.kind, "arguments": question.arguments, **about}
        try:
            reply = self._call({**message, "who": question.who, "number": question.number}, asked)
        except _Deadly:
            return self._told(asked, about)
        state = state_of(reply["state"])
        asked.over = asked.over or state.name in FINAL
        return state

    def _newer(self, question: Question) -> bool:
        """Whether this client asked something newer for the same person: a process that is new does not know."""
        with self._lock:
            return question.number < self._newest.get(question.who, -1)

    def _call(self, message: Mapping[str, Any], asked: _Asked | None = None) -> Mapping[str, Any]:
        """The answer to a message, from the process that is there or a new one: asking twice is no harm."""
        data = written(message)
        if len(data) > COMPUTE_MESSAGE_BYTES.most:
            limit = COMPUTE_MESSAGE_BYTES
            raise UserError(tr("{told} ({hint})", told=limit.told(len(data)), hint=limit.hint), hint=limit.hint)
        for _ in range(_TRIES):
            link, instance = self._take()
            if asked is not None:
                self._count(asked, link, instance)
            began = time.monotonic()
            try:
                link.patient(message.get("patience", 0.0) + _SILENCE)
                link.send(data)
                reply: Mapping[str, Any] = json.loads(link.receive())
            except NoMessage:
                link.close()
                if time.monotonic() - began >= _SILENCE:
                    raise ComputeDown(tr("het rekenproces antwoordt niet")) from None
                continue
            except BaseException:
                link.close()
                raise
            self._give(link, instance)
            if "error" in reply:
                raise UserError(said(Text(**reply["error"])), **reply["fields"])
            return reply
        raise ComputeDown(tr("het rekenproces valt steeds weg; zie {log}", log=self._starter.place.log))

    def _count(self, asked: _Asked, link: Link, instance: str) -> None:
        """Another process than the one that had the question: that one died under it, unless it had ended."""
        died = asked.instance not in ("", instance) and not asked.over
        asked.instance, asked.deaths = instance, asked.deaths + died
        if asked.deaths >= DEATHS:
            self._give(link, instance)
            raise _Deadly

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

    def _in_child(self) -> None:
        """After a fork: the connections are the parent's."""
        self._lock = threading.Lock()
        self._starter = Starter(self._starter.place, self._starter.setting)
        links, self._free = self._free, []
        for link, _ in links:
            link.close()


def _nothing() -> None:
    """For a client that is gone."""


def _lost(ticket: str, who: str, number: int, message: str) -> State:
    return State(ticket, who, number, FAILED, message=both(message))
