"""What the process does with a message: it writes questions down and tells what there is of them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import both, tr
from uitvoerbaar.base.limits import COMPUTE_MESSAGE_BYTES
from uitvoerbaar.base.messages import describe
from uitvoerbaar.desk.compute.book import Book
from uitvoerbaar.desk.compute.questions import digest, question_of
from uitvoerbaar.desk.compute.refusals import both_of
from uitvoerbaar.desk.compute.registry import Work, work_of
from uitvoerbaar.desk.compute.runs import LOG, where, words_of
from uitvoerbaar.desk.compute.states import FINAL
from uitvoerbaar.desk.compute.tools import JobTools
from uitvoerbaar.desk.compute.turns import Turns
from uitvoerbaar.desk.compute.wire import read, written

PATIENCE = 20.0
"""Seconds that a message waits for news at most."""
_UNKNOWN = b'{"unknown": true}'


class Front:
    """Answers messages; each connection has a thread that calls it."""

    def __init__(
        self, book: Book, turns: Turns, lock: threading.Condition, asker: JobTools, end: Callable[[], None]
    ) -> None:
        self.book, self.turns, self.lock, self.asker, self._end = book, turns, lock, asker, end

    def answer(self, data: bytes) -> bytes:
        """The answer to a message; what is wrong with it is the answer as well."""
        try:
            return self._answer(read(data))
        except UserError as error:
            return written({"error": both_of(words_of(error)), "fields": error.fields})
        except Exception as error:
            kind = type(error).__name__
            LOG.error("defect in a message: %s at %s", kind, where(error))
            told = tr("het rekenproces maakte een fout ({kind}); zie het logboek ervan", kind=kind)
            return written({"error": both_of(both(told)), "fields": {}})

    def _answer(self, message: Mapping[str, Any]) -> bytes:
        match message.get("do"):
            case "ask":
                return self._ask(message)
            case "state":
                return self._state(_text(message, "ticket"), message)
            case "leave":
                who = _text(message, "who")
                with self.lock:
                    self.book.leave(who)
                    self.lock.notify_all()
            case "end":
                self._end()
            case other:
                raise UserError(tr("bericht aan het rekenproces: onbekend verzoek {other}", other=describe(other)))
        return b"{}"

    def _ask(self, message: Mapping[str, Any]) -> bytes:
        question = question_of(message)
        work = work_of(question.kind)
        with self.lock:
            known = self.book.knows(question.ticket)
        key = None if known else self._key(work, question.arguments)
        with self.lock:
            job = self.book.ask(question, key, work, time.monotonic())
            fresh = job is not None and work.light and not job.final and not job.open
            if job is not None and fresh:
                job.open = True
            self.lock.notify_all()
        if job is not None and fresh:
            self.turns.at_once(job)
        return self._state(question.ticket, message)

    def _key(self, work: Work, arguments: Mapping[str, Any]) -> str | None:
        """What an answer depends on; None when it is never the same twice."""
        if not work.keep:
            return None
        return digest([work.name, arguments if work.content is None else work.content(arguments, self.asker)])

    def _state(self, ticket: str, message: Mapping[str, Any]) -> bytes:
        """What there is of a ticket; with `patience` it waits so many seconds for something new."""
        seen, version = _whole(message, "seen"), message.get("version")
        end = time.monotonic() + min(_seconds(message, "patience"), PATIENCE)
        with self.lock:
            self.book.look(ticket, time.monotonic())
            while self._as_known(ticket, seen, version) and not self.turns.ended:
                left = end - time.monotonic()
                if left <= 0:
                    break
                self.lock.wait(left)
            self.book.look(ticket, time.monotonic())
            found = self.book.told(ticket, seen, COMPUTE_MESSAGE_BYTES.most)
        return _UNKNOWN if found is None else b'{"state": ' + found + b"}"

    def _as_known(self, ticket: str, seen: int, version: object) -> bool:
        """Whether there is nothing new; without `version` only a part more or the end is new."""
        found = self.book.ticket(ticket)
        if found is None or found.job is None or found.job.said in FINAL:
            return False
        return len(found.job.parts) <= seen if version is None else found.job.version == version


def _text(message: Mapping[str, Any], name: str) -> str:
    value = message.get(name)
    if not isinstance(value, str):
        raise UserError(tr("bericht aan het rekenproces: '{name}' ontbreekt", name=name))
    return value


def _whole(message: Mapping[str, Any], name: str) -> int:
    value = message.get(name, 0)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _no_number(name, value)
    return value


def _seconds(message: Mapping[str, Any], name: str) -> float:
    value = message.get(name, 0)
    if not isinstance(value, int | float) or isinstance(value, bool) or value < 0:
        raise _no_number(name, value)
    return float(value)


def _no_number(name: str, value: object) -> UserError:
    return UserError(
        tr(
            "bericht aan het rekenproces: '{name}' is {given}; verwacht: een getal vanaf 0",
            name=name,
            given=describe(value),
        )
    )
