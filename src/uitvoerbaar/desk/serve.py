"""Start the desk on this machine: tables up to date, a one-time address for the owner, a server that stops cleanly."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.extras import require
from uitvoerbaar.base.language import active, speak, tr
from uitvoerbaar.base.messages import system_words
from uitvoerbaar.desk import configuration

SETTINGS = "uitvoerbaar.desk.settings"
POPULATION = "UITVOERBAAR_POPULATION"
"""The folder of the people on whom everything is computed, as the environment names it."""
ANYWHERE = ("0.0.0.0", "::")
_WAITING = 128
Say = Callable[[str], None]


def serve(host: str, port: int, *, data: Path | None, browser: bool, say: Say, population: Path | None = None) -> None:
    """Serve until somebody stops it. `say` prints a line; `population` are the people of the workbench.

    Raises UserError for a port that is taken, a folder or key that cannot be used, and (ExtraMissing) without the extra.
    """
    require("desk")
    speak(active())  # the threads of the server speak what this one was asked, until a visitor chooses
    configure(host, data)
    with listen(host, port) as door, people(population, say):
        address = address_of(host, door.getsockname()[1])
        start(address)
        for line in warnings(host):
            say(line)
        run(door, ready=lambda: _welcome(address, browser, say))
    say(tr("Gestopt."))


def configure(host: str, data: Path | None) -> None:
    """Tell the settings, through the environment, what the command line said."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    if data is not None:
        os.environ["UITVOERBAAR_DESK"] = str(data.resolve())
    if host not in ANYWHERE:
        known = os.environ.get(configuration.HOSTS, "")
        os.environ[configuration.HOSTS] = ",".join(filter(None, (known, _bracketed(host))))


@contextmanager
def people(population: Path | None, say: Say) -> Iterator[None]:
    """Name the people on whom everything is computed; without a folder they are made beside the server, once."""
    from uitvoerbaar.desk import making
    from uitvoerbaar.face.population import cached_folder

    os.environ[POPULATION] = str((population or cached_folder()).resolve())
    maker = None if population else making.begin()
    if maker is not None:
        os.environ[making.MEANWHILE] = str(cached_folder(making.SMALL).resolve())
        say(tr("De bevolking wordt gemaakt in {folder}; de wetten staan er al.", folder=os.environ[POPULATION]))
    try:
        yield
    finally:
        if maker is not None and maker.poll() is None:
            maker.terminate()


def listen(host: str, port: int) -> socket.socket:
    """The door of the server, held before anything else is done. Raises UserError when it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.getaddrinfo(host, None)
        return socket.create_server((host, port), family=family, backlog=_WAITING)
    except socket.gaierror:
        raise UserError(tr("--host {host}: deze naam kent deze machine niet", host=host)) from None
    except OverflowError:
        raise UserError(tr("--port {port}: kies een getal van 0 tot en met 65535", port=port)) from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            told = tr(
                "Poort {port} van {host} is bezet. Kies een andere met --port {other}, of --port 0 voor een vrije.",
                port=port,
                host=host,
                other=port + 1,
            )
        elif error.errno == errno.EACCES:
            told = tr("Poort {port} mag alleen de beheerder openen; kies er een vanaf 1024", port=port)
        else:
            told = tr("{host}:{port}: dit lukt niet: {error}", host=host, port=port, error=system_words(error))
        raise UserError(told) from None


def start(address: str) -> None:
    """Load Django and bring the tables of the database up to date. Raises UserError for a database that does not answer."""
    import django
    from django.core.management import call_command
    from django.db import DatabaseError

    django.setup()
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        raise UserError(
            tr("De databank antwoordt niet zoals het hoort ({error}); kijk naar DATABASE_URL of --data", error=error)
        ) from None


def warnings(host: str) -> list[str]:
    """What to know of a host that others can reach."""
    if is_own(host):
        return []
    return [
        tr(
            "Let op: op {host} kunnen anderen in uw netwerk meelezen, want dit is http. Zet er een proxy met https voor "
            "(docs/desk.md).",
            host=host,
        )
    ]


def is_own(host: str) -> bool:
    """Whether only this machine can reach a host."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def address_of(host: str, port: int) -> str:
    """The address to open in a browser on this machine."""
    return f"http://{'127.0.0.1' if host in ANYWHERE else _bracketed(host)}:{port}"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _welcome(address: str, browser: bool, say: Say) -> None:
    """Print the one-time address, and open it."""
    from django.db import connections

    from uitvoerbaar.desk.accounts.service import LIFE, invite

    once = f"{address}/binnen/{invite()}"
    connections.close_all()  # no worker may inherit an open connection
    minutes = int(LIFE.total_seconds() // 60)
    say(tr("De wetten staan op {address}", address=address))
    say(tr("Open dit adres om binnen te komen (eenmaal, binnen {minutes} minuten):", minutes=minutes))
    say(f"  {once}")
    say(tr("Stoppen: Ctrl-C"))
    if browser:
        threading.Thread(target=webbrowser.open, args=(once,), daemon=True).start()


def run(door: socket.socket, ready: Callable[[], None]) -> None:
    """Answer requests until a signal stops it; `ready` is called once, when the first request can come."""
    from uitvoerbaar.desk.server import Server

    Server(door, ready).run_until_stopped()
