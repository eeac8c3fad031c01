"""The resident process: it holds the population, listens on a local socket and computes what is asked."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import secrets
import select
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler

from uitvoerbaar.base.limits import (
    COMPUTE_CONNECTIONS,
    COMPUTE_QUESTIONS,
    COMPUTE_QUESTIONS_EACH,
    COMPUTE_RESULT_BYTES,
    COMPUTE_RESULTS,
)
from uitvoerbaar.desk.compute.book import Book
from uitvoerbaar.desk.compute.facts import Facts
from uitvoerbaar.desk.compute.front import Front
from uitvoerbaar.desk.compute.jobs import Job
from uitvoerbaar.desk.compute.lock import held
from uitvoerbaar.desk.compute.place import Place
from uitvoerbaar.desk.compute.refusals import both_of, over
from uitvoerbaar.desk.compute.results import Results
from uitvoerbaar.desk.compute.runs import LOG
from uitvoerbaar.desk.compute.setting import Setting
from uitvoerbaar.desk.compute.tools import JobTools, Surroundings
from uitvoerbaar.desk.compute.turns import Turns
from uitvoerbaar.desk.compute.wire import KEY, SERVER, Link, NoMessage, written

ENDED, TAKEN, HUNG = 0, 3, 4
"""How the process ends: as asked, at once because another one lives there, or because a work did not end."""
_ENDING = 2.0
"""Seconds in which works can end when the process is asked to."""
_SWITCH = 0.0005
"""Seconds after which a thread that reckons in Python makes place for one that wants to: an answer of some hundred short runs
waits for it at the end of each, which with the 0.005 of Python itself takes longer than the runs."""
_TICK = 5.0
"""Seconds between two looks at whether anybody is there."""
_LOG_BYTES, _LOGS = 1_000_000, 2


def serve(place: Place, setting: Setting) -> int:
    """Hold the place and answer until asked to end or until nobody is there; gives one of the codes above."""
    with held(place) as mine:
        if not mine:
            return TAKEN
        sys.setswitchinterval(_SWITCH)
        with _logged(place):
            return _Process(place, setting).work()


class _Process:
    """One process in its place."""

    def __init__(self, place: Place, setting: Setting) -> None:
        self.place, self.setting = place, setting
        self.lock = threading.Condition()
        results = Results(COMPUTE_RESULTS.most, COMPUTE_RESULT_BYTES.most)
        self.book = Book(results, COMPUTE_QUESTIONS, COMPUTE_QUESTIONS_EACH)
        around = Surroundings(setting.population, Facts(setting, self.book).told)
        self.turns = Turns(self.book, self.lock, around, self._hung, setting.grace)
        self.front = Front(self.book, self.turns, self.lock, self._asker(around), self._end)
        self.links: set[Link] = set()
        self.left = time.monotonic()
        self.secret = secrets.token_bytes(KEY)
        self.hello = {"instance": secrets.token_hex(8), "born": time.time(), "stamp": setting.stamp, "pid": os.getpid()}
        self._woken, self._bell = os.pipe()

    def work(self) -> int:
        """Answer until the end."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: self._end())
        with self._listening() as door:
            LOG.info("begin %d", os.getpid())
            self.turns.start()
            threading.Thread(target=self._welcome, args=(door,), name="door", daemon=True).start()
            while not select.select([self._woken], [], [], min(self.setting.idle / 4, _TICK))[0]:
                if not self.links and time.monotonic() - self.left > self.setting.idle:
                    break
        with self.lock:
            self.turns.end()
            self.lock.wait_for(lambda: not self.book.jobs, _ENDING)
        LOG.info("end %d", os.getpid())
        return ENDED

    def _end(self) -> None:
        """Ring the bell: all that a handler of a signal may do."""
        os.write(self._bell, b".")

    def _hung(self, what: str) -> None:
        """A work does not end and no thread can be killed, so the process ends; whoever asks something starts a new one."""
        LOG.error("hung %s", what)
        self._leave()
        os._exit(HUNG)

    def _asker(self, around: Surroundings) -> JobTools:
        """What the `content` of a work is handed: that is no job, so it has no turn to wait for."""
        turn = threading.Event()
        turn.set()
        return JobTools(Job("", "", {}, 0), around, self.lock, turn, lambda _: None)

    @contextlib.contextmanager
    def _listening(self) -> Iterator[socket.socket]:
        """The socket within the block, in place of what a killed process left."""
        self._leave()
        key = os.open(self.place.key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.write(key, self.secret)
        os.close(key)
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door, self.place.address() as address:
            mask = os.umask(0o177)
            try:
                door.bind(address)
            finally:
                os.umask(mask)
            door.listen(COMPUTE_CONNECTIONS.most)
            try:
                yield door
            finally:
                self._leave()

    def _leave(self) -> None:
        for path in (self.place.socket, self.place.key):
            path.unlink(missing_ok=True)

    def _welcome(self, door: socket.socket) -> None:
        while True:
            try:
                end, _ = door.accept()
            except OSError as error:
                if error.errno == errno.EBADF:  # the door is closed: the process ends
                    return
                LOG.error("accept: %s", error.strerror)
                time.sleep(_TICK / 10)
                continue
            link = Link(end)
            self.links.add(link)
            threading.Thread(target=self._talk, args=(link,), name="talk", daemon=True).start()

    def _talk(self, link: Link) -> None:
        """Answer one client until it is gone."""
        try:
            link.prove(self.secret, SERVER)
            if len(self.links) > COMPUTE_CONNECTIONS.most:
                link.send(written({"error": both_of(over(COMPUTE_CONNECTIONS)), "fields": {}}))
                return
            link.send(written(self.hello))
            while True:
                link.send(self.front.answer(link.receive()))
        except NoMessage:
            pass  # the client is gone, or does not speak as it should: nothing is owed to it
        finally:
            self.left = time.monotonic()
            self.links.discard(link)
            link.close()


@contextlib.contextmanager
def _logged(place: Place) -> Iterator[None]:
    """The log within the block."""
    handler = RotatingFileHandler(place.log, maxBytes=_LOG_BYTES, backupCount=_LOGS, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
    try:
        yield
    finally:
        LOG.removeHandler(handler)
        handler.close()
