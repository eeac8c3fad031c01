"""`uitvoerbaar serve`: the server as a user starts and stops it, in a process and folders of its own."""

from __future__ import annotations

import http.cookiejar
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.places import DATA
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.desk import configuration, serve

SECONDS = 120
"""A machine that is busy with other tests is slow to start."""


@dataclass
class Running:
    """A server, what it said so far, and its folders."""

    process: subprocess.Popen[str]
    address: str
    once: str
    folder: Path


def started(folder: Path, *words: str, lang: str = "nl") -> subprocess.Popen[str]:
    """A server process with a data and a configuration folder of its own."""
    environ = {**os.environ, "UITVOERBAAR_CONFIG": str(folder / "config"), "PYTHONUNBUFFERED": "1"}
    environ["UITVOERBAAR_LANG"] = lang
    people = str(DATA / "population" / "voorbeeld")  # else it makes a population first
    command = [sys.executable, "-m", "uitvoerbaar", "serve", "--no-browser", "--population", people, *words]
    command += ["--data", str(folder / "data")]
    return subprocess.Popen(
        command,
        cwd=folder,
        env={name: value for name, value in environ.items() if name not in ("DATABASE_URL", "UITVOERBAAR_SECRET_KEY")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def lines_until(process: subprocess.Popen[str], word: str) -> str:
    """What a process says until a word."""
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if word in line:
            return said
    raise AssertionError(said)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server that runs for the tests of this file."""
    folder = tmp_path_factory.mktemp("serve")
    process = started(folder, "--port", "0", lang="en")
    try:
        said = lines_until(process, "Ctrl-C")
        found = re.search(r"(http://127\.0\.0\.1:\d+)/binnen/\S+", said)
        assert found, said
        yield Running(process, found[1], found[0], folder)
    finally:
        process.terminate()  # killed, it would leave its workers
        process.wait(timeout=SECONDS)
        assert process.stdout is not None
        process.stdout.close()


def got(address: str, **headers: str) -> int:
    """The status of an answer."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=SECONDS) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_the_laws_are_there_and_the_one_time_address_lets_one_in(running: Running) -> None:
    assert got(f"{running.address}/wetten") == 200
    assert got(f"{running.address}/static/vendor/htmx.min.js") == 200
    assert got(f"{running.address}/wetten", Host="evil.example") == 400
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    with browser.open(running.once, timeout=SECONDS) as answer:
        assert answer.url == f"{running.address}/"
    assert "uitvoerbaar_sessie" in {cookie.name for cookie in jar}
    assert got(running.once) == 403


def test_it_speaks_what_was_asked_until_a_visitor_chooses(running: Running) -> None:
    for query, lang in (("", "en"), ("?taal=nl", "nl")):
        with urllib.request.urlopen(f"{running.address}/wetten{query}", timeout=SECONDS) as answer:
            assert answer.headers["Content-Language"] == lang
            assert f'<html lang="{lang}"' in answer.read().decode()


def test_what_it_keeps_is_for_this_user_alone(running: Running) -> None:
    key = running.folder / "config" / "desk.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE((running.folder / "data").stat().st_mode) == 0o700
    assert (running.folder / "data" / "desk.sqlite3").is_file()


def test_a_taken_port_is_told_with_what_to_do(running: Running, tmp_path: Path) -> None:
    port = running.address.rpartition(":")[2]
    other = started(tmp_path, "--port", port)
    said, _ = other.communicate(timeout=SECONDS)
    assert other.returncode == 1
    assert f"Poort {port} van 127.0.0.1 is bezet" in said
    assert "Traceback" not in said
    assert not (tmp_path / "data").exists()


def workers(running: Running) -> list[int]:
    """The processes that answer requests."""
    told = Path(f"/proc/{running.process.pid}/task/{running.process.pid}/children")
    return [int(number) for number in told.read_text().split()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children of a process are read from /proc")
def test_a_killed_worker_is_replaced_and_the_next_request_is_right(running: Running) -> None:
    before = workers(running)
    assert len(before) == 2
    for worker in before:
        os.kill(worker, signal.SIGKILL)
        assert got(f"{running.address}/wetten.json") == 200
    deadline = time.monotonic() + SECONDS
    while len(set(workers(running)) - set(before)) < 2 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert len(set(workers(running)) - set(before)) == 2


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_in_order(tmp_path: Path, number: signal.Signals) -> None:
    process = started(tmp_path, "--port", "0")
    lines_until(process, "Ctrl-C")
    process.send_signal(number)
    said, _ = process.communicate(timeout=SECONDS)
    assert process.returncode == 0
    assert said.strip().splitlines()[-1:] == ["Gestopt."]
    assert "Traceback" not in said


def test_only_a_host_of_this_machine_alone_goes_without_a_warning() -> None:
    for host in ("127.0.0.1", "127.0.0.2", "::1", "localhost"):
        assert serve.warnings(host) == []
    for host in ("0.0.0.0", "192.168.1.2", "mijn-machine"):
        assert len(serve.warnings(host)) == 1


@pytest.mark.parametrize(
    ("host", "port", "told"), [("bestaat.invalid", 0, "kent deze machine niet"), ("127.0.0.1", 70_000, "65535")]
)
def test_a_host_or_port_that_cannot_be_is_told(host: str, port: int, told: str) -> None:
    with pytest.raises(UserError, match=told):
        serve.listen(host, port)


def test_a_taken_port_is_known_before_anything_is_made() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door, pytest.raises(UserError, match="bezet"):
        serve.listen("127.0.0.1", door.getsockname()[1])


def test_a_key_that_others_can_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UITVOERBAAR_CONFIG", str(tmp_path))
    made = configuration.secret_key({})
    assert configuration.secret_key({}) == made
    (tmp_path / "desk.key").chmod(0o644)
    with pytest.raises(UserError, match="chmod 600"):
        configuration.secret_key({})
    (tmp_path / "desk.key").chmod(0o600)
    (tmp_path / "desk.key").write_text("kort")
    with pytest.raises(UserError, match="te kort"):
        configuration.secret_key({})


def test_settings_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert configuration.hosts({"UITVOERBAAR_HOSTS": "toets.example.org, b"})[-2:] == ["toets.example.org", "b"]
    assert configuration.truth({"UITVOERBAAR_HTTPS": "ja"}, "UITVOERBAAR_HTTPS")
    with pytest.raises(UserError, match="UITVOERBAAR_HTTPS=misschien"):
        configuration.truth({"UITVOERBAAR_HTTPS": "misschien"}, "UITVOERBAAR_HTTPS")
    monkeypatch.setenv("UITVOERBAAR_DESK", str(tmp_path / "een" / "map"))
    own = configuration.database({})
    assert own["NAME"] == tmp_path / "een" / "map" / "desk.sqlite3"
    options = own["OPTIONS"]
    assert isinstance(options, dict)
    assert options["transaction_mode"] == "IMMEDIATE"
    shared = configuration.database({"DATABASE_URL": "postgresql://a:b@db:5432/desk"})
    assert (shared["ENGINE"], shared["HOST"]) == ("django.db.backends.postgresql", "db")
    with pytest.raises(UserError, match="DATABASE_URL"):
        configuration.database({"DATABASE_URL": "geen adres"})
    (tmp_path / "bestand").write_text("")
    monkeypatch.setenv("UITVOERBAAR_DESK", str(tmp_path / "bestand"))
    with pytest.raises(UserError, match="bestand"):
        configuration.database({})


def test_django_finds_nothing_to_warn_of_behind_https() -> None:
    """`check --deploy` of Django, and that no change of a table waits to be written down."""
    environ = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": serve.SETTINGS,
        "DATABASE_URL": "sqlite://:memory:",
        "UITVOERBAAR_SECRET_KEY": "abcdefghij" * 7,
        "UITVOERBAAR_HTTPS": "1",
    }
    for words in (["check", "--deploy", "--fail-level", "WARNING"], ["makemigrations", "--check", "--dry-run"]):
        done = subprocess.run([sys.executable, "-m", "django", *words], env=environ, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
