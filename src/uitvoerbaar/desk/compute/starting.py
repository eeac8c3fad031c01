"""How a client gets a connection with the process of a place: it starts one when there is none."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import said, tr
from uitvoerbaar.base.text import Text
from uitvoerbaar.desk.compute.errors import ComputeDown
from uitvoerbaar.desk.compute.place import Place
from uitvoerbaar.desk.compute.setting import Setting
from uitvoerbaar.desk.compute.wire import CLIENT, KEY, Link, NoMessage, read, written

STARTING = 60.0
"""Seconds in which a process must listen: it imports the program, on a machine that may have other things to do."""
_TRIES = 5
"""Processes that may end while they begin before that is told."""


class Starter:
    """Connections with the process of one place. May be used by several threads: one starts, the others wait for it."""

    def __init__(self, place: Place, setting: Setting) -> None:
        self.place, self.setting = place, setting
        self.born = time.time()
        self._lock = threading.Lock()

    def connect(self) -> tuple[Link, Mapping[str, Any]]:
        """A connection, and what the process said of itself. Raises ComputeDown, or UserError for what the process refuses."""
        found = self._suiting()
        if found is not None:
            return found
        with self._lock:
            return self._started()

    def _started(self) -> tuple[Link, Mapping[str, Any]]:
        end, child, tries = time.monotonic() + STARTING, None, 0
        while time.monotonic() < end:
            found = self._suiting()
            if found is not None:
                return found
            if child is None or child.poll() is not None:
                tries += 1
                if tries > _TRIES:
                    break
                child = self._start()
            time.sleep(0.01)
        raise ComputeDown(tr("het rekenproces begint niet; zie {log}", log=self.place.log), file=str(self.place.log))

    def _start(self) -> subprocess.Popen[bytes]:
        if not hasattr(socket, "AF_UNIX"):
            raise ComputeDown(tr("het rekenproces werkt alleen op Linux, macOS en WSL"))
        command = [sys.executable, "-m", "uitvoerbaar.desk.compute", os.fspath(self.place.folder.parent)]
        try:
            with self.place.log.open("ab") as log:
                child = subprocess.Popen(
                    [*command, *self.setting.words()],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=log,
                    start_new_session=True,
                )
        except OSError as error:
            told = tr("het rekenproces is niet te starten ({reason})", reason=error.strerror)
            raise ComputeDown(told, file=str(self.place.log)) from error
        # Waits for its end, so that it never stays as a zombie; costs nothing meanwhile.
        threading.Thread(target=child.wait, name="reaper", daemon=True).start()
        return child

    def _suiting(self) -> tuple[Link, Mapping[str, Any]] | None:
        """A connection with a process that was started with this setting; None when there is none now.

        One with another setting (an older program) that began before this client is asked to end.
        """
        found = self.present()
        if found is None or found[1]["stamp"] == self.setting.stamp:
            return found
        link, hello = found
        try:
            if hello["born"] > self.born:
                raise ComputeDown(
                    tr(
                        "het rekenproces is van een nieuwere versie of heeft andere instellingen; start deze server opnieuw"
                    )
                )
            link.send(written({"do": "end"}))
            link.receive()
        except NoMessage:
            pass  # it ended before it said so
        finally:
            link.close()
        return None

    def present(self) -> tuple[Link, Mapping[str, Any]] | None:
        """A connection with whatever process is there now, and what it said of itself; None when there is none."""
        end = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            with self.place.address() as address:
                key = self.place.key.read_bytes()
                end.settimeout(5.0)
                end.connect(address)
        except OSError:
            end.close()
            return None
        link = Link(end)
        try:
            if len(key) != KEY:
                raise NoMessage
            link.prove(key, CLIENT)
            link.patient(5.0)
            hello = read(link.receive())
        except NoMessage:
            link.close()
            return None
        except BaseException:
            link.close()
            raise
        if "error" in hello:
            link.close()
            raise UserError(said(Text(**hello["error"])))
        return link, hello
