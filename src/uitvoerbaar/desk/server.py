"""The server: gunicorn with threads, given a door that is open already."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication

from uitvoerbaar.base.garbage import settle

WORKERS, THREADS = 2, 8
"""Processes that answer pages, and threads in each. No worker holds a population: that is the work of one process beside them."""
ADDRESS_LETTERS = 8190
"""Letters of an address with its method: the most that gunicorn can be told."""
_PATIENCE = 5
"""Seconds that a request may take to end after a stop."""


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn without a command line or a file of settings of its own."""

    def __init__(self, door: socket.socket, ready: Callable[[], None]) -> None:
        self._door, self._ready = door, ready
        super().__init__()

    def load_config(self) -> None:
        """The settings of gunicorn."""
        settings: dict[str, Any] = {
            # Gunicorn closes what it is given.
            "bind": f"fd://{os.dup(self._door.fileno())}",
            "worker_class": "gthread",
            "workers": WORKERS,
            "threads": THREADS,
            "graceful_timeout": _PATIENCE,
            # What was chosen stands in the address: gunicorn takes 4,094 letters of one unless told otherwise.
            "limit_request_line": ADDRESS_LETTERS,
            "timeout": 60,
            "loglevel": "warning",
            # The laws are read once, before the workers are made: they share that memory.
            "preload_app": True,
            "control_socket_disable": True,
            "when_ready": lambda _: self._ready(),
        }
        for name, value in settings.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, with the laws read."""
        from uitvoerbaar.desk.wsgi import application

        warm()
        return application

    def run_until_stopped(self) -> None:
        """Run; a stop by a signal is an end in order. Raises SystemExit when the workers cannot start.

        A worker is a fork of this process: it ends where gunicorn ends it.
        """
        own = os.getpid()
        try:
            self.run()
        except SystemExit as stopped:
            if stopped.code or os.getpid() != own:
                raise


def warm() -> None:
    """Read the laws before the first visitor asks for them."""
    from uitvoerbaar.desk.laws.corpus import warm as warm_laws

    warm_laws()
    settle()
