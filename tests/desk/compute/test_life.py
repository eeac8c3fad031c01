"""A process from its begin to its end: one per place, none left, nothing left."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from tests.desk.compute.conftest import WORKS, Clients, alive, pid_of, wait_gone
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.desk.compute import Compute, ComputeDown, calls
from uitvoerbaar.desk.compute.lock import held
from uitvoerbaar.desk.compute.place import place_in
from uitvoerbaar.desk.compute.setting import Setting
from uitvoerbaar.desk.compute.states import DONE, FAILED, OLD, RUNS


def left_in(folder: Path) -> set[str]:
    return {path.name for path in (folder / "compute").iterdir()}


def test_many_clients_at_once_get_one_process(clients: Clients, tmp_path: Path) -> None:
    several = [clients() for _ in range(3)]
    with ThreadPoolExecutor(6) as pool:
        pids = set(pool.map(lambda number: pid_of(several[number % 3]), range(6)))
    assert len(pids) == 1
    with held(place_in(tmp_path)) as mine:
        assert not mine
    about = {path.name: stat.S_IMODE(path.lstat().st_mode) for path in (tmp_path / "compute").iterdir()}
    assert stat.S_IMODE((tmp_path / "compute").stat().st_mode) == 0o700
    assert (about["socket"], about["key"], about["lock"]) == (0o600, 0o600, 0o600)


def test_sigterm_ends_it_and_leaves_only_the_log_and_the_file_of_the_lock(clients: Clients, tmp_path: Path) -> None:
    client = clients()
    running = client.ask("total", {"upto": 5, "blocks": 500, "pause": 0.01}, "term", 1, patience=20.0)
    pid = pid_of(client)
    os.kill(pid, signal.SIGTERM)
    wait_gone(pid)
    assert left_in(tmp_path) == {"lock", "log"}
    log = (tmp_path / "compute" / "log").read_text()
    assert " te oud " in log  # what ran was asked to stop, and did
    assert "ERROR" not in log
    with held(place_in(tmp_path)) as mine:
        assert mine
    assert client.state(running.ticket, patience=20.0).name == RUNS
    assert pid_of(client) != pid


def test_after_a_kill_the_same_question_is_answered_and_no_zombie_is_left(clients: Clients) -> None:
    client = clients()
    ticket = client.ask("total", {"upto": 5, "blocks": 20, "pause": 0.02}, "kill", 1, patience=20.0).ticket
    pid = pid_of(client)
    os.kill(pid, signal.SIGKILL)
    state = client.wait(ticket, 30.0)
    assert (state.name, state.parts[-1]) == (DONE, {"depth": "exact", "sum": 10})
    wait_gone(pid)


def test_after_a_kill_an_older_question_is_still_too_old(clients: Clients) -> None:
    client = clients()
    old = client.ask("total", {"upto": 5, "blocks": 500, "pause": 0.01}, "old", 1)
    new = client.ask("total", {"upto": 6}, "old", 2)
    os.kill(pid_of(client), signal.SIGKILL)
    assert client.state(old.ticket, patience=20.0).name == OLD
    assert client.wait(new.ticket, 30.0).parts[-1]["sum"] == 15


def test_many_connections_with_a_killed_process_do_not_count_as_many_deaths(clients: Clients) -> None:
    client = clients()
    pid = pid_of(client)
    long = client.ask("total", {"upto": 5, "blocks": 60, "pause": 0.01}, "many", 1, patience=20.0)
    with ThreadPoolExecutor(8) as pool:
        list(
            pool.map(lambda n: client.wait(client.ask("total", {"upto": 2, "pause": 0.1}, f"{n}", 1).ticket), range(8))
        )
    assert len(client._calls._free) > 5
    os.kill(pid, signal.SIGKILL)
    wait_gone(pid)
    assert client.ask("ping", {}, "first", 1).name == DONE
    assert client.wait(long.ticket, 30.0).parts[-1]["sum"] == 10


def test_a_question_under_which_processes_keep_dying_is_given_up(clients: Clients) -> None:
    client = clients()
    state = client.wait(client.ask("wrong", {"how": "death"}, "deadly", 1).ticket, 60.0)
    assert state.name == FAILED
    assert "3 keer" in state.told
    assert client.ask("ping", {"still": 1}, "other", 1).parts == ({"still": 1},)


def test_a_work_that_does_not_end_ends_the_process_and_others_are_answered_by_the_next(clients: Clients) -> None:
    client = clients(grace=0.3)
    pid = pid_of(client)
    stuck = client.ask("stubborn", {"seconds": 30}, "stuck", 1)
    stopped = client.wait(stuck.ticket, 20.0)
    assert "UITVOERBAAR_MAX_COMPUTE_SECONDS" in stopped.told
    wait_gone(pid)
    assert client.wait(client.ask("total", {"upto": 5}, "other", 1).ticket, 20.0).parts[-1]["sum"] == 10


def test_a_process_that_says_nothing_is_told_and_not_waited_for_without_end(
    clients: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = clients()
    pid = pid_of(client)
    monkeypatch.setattr(calls, "SILENCE", 0.3)
    os.kill(pid, signal.SIGSTOP)
    try:
        with pytest.raises(ComputeDown, match="antwoordt niet"):
            client.ask("ping", {}, "stopped", 1)
    finally:
        os.kill(pid, signal.SIGCONT)
    monkeypatch.setattr(calls, "SILENCE", 30.0)
    assert client.ask("ping", {"a": 1}, "goes on", 1).parts == ({"a": 1},)


def test_it_ends_by_itself_when_nobody_is_left(clients: Clients, tmp_path: Path) -> None:
    code = f"""
from uitvoerbaar.desk.compute import Compute
print(Compute({str(tmp_path)!r}, works={WORKS!r}, idle=0.5).ask("about", {{}}, "gone", 1).parts[0]["pid"], flush=True)
import os, signal
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == -signal.SIGKILL, done.stderr
    wait_gone(int(done.stdout))
    assert left_in(tmp_path) == {"lock", "log"}


def test_it_stays_while_a_client_is_connected_and_takes_no_time(clients: Clients) -> None:
    client = clients(idle=0.2)
    pid = pid_of(client)
    before = _cpu(pid)
    time.sleep(1.5)
    assert alive(pid)
    assert _cpu(pid) - before < 0.15


def _cpu(pid: int) -> float:
    """Seconds of processor time of a process."""
    path = Path(f"/proc/{pid}/stat")
    if not path.exists():
        pytest.skip("no /proc here")
    fields = path.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_a_process_of_an_older_program_makes_place(clients: Clients) -> None:
    older = clients(idle=30.0)
    pid = pid_of(older)
    newer = clients(idle=20.0)
    assert pid_of(newer) != pid
    wait_gone(pid)
    with pytest.raises(ComputeDown, match="andere instellingen"):
        pid_of(older)


def test_what_a_killed_process_left_is_no_hindrance(clients: Clients, tmp_path: Path) -> None:
    place = place_in(tmp_path)
    place.socket.touch()
    place.key.write_bytes(b"old")
    place.lock.write_text("1")
    assert pid_of(clients()) > 1


def test_a_process_that_cannot_begin_is_told_with_its_log(tmp_path: Path) -> None:
    client = Compute(tmp_path, works=("no.such.module",), idle=1.0)
    with pytest.raises(ComputeDown, match="compute/log"):
        client.ask("ping", {}, "never", 1)
    assert "No module named" in (tmp_path / "compute" / "log").read_text()


def test_a_bound_that_is_no_number_is_told_before_a_process_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UITVOERBAAR_MAX_COMPUTE_SECONDS", "long")
    with pytest.raises(UserError, match="UITVOERBAAR_MAX_COMPUTE_SECONDS=long"):
        Compute(tmp_path)


def test_a_folder_that_others_may_enter_is_refused(tmp_path: Path) -> None:
    (tmp_path / "compute").mkdir(mode=0o755)
    (tmp_path / "compute").chmod(0o755)
    with pytest.raises(UserError, match="chmod 700"):
        Compute(tmp_path)


def test_a_path_that_is_too_long_for_a_socket_works_all_the_same(clients: Clients, tmp_path: Path) -> None:
    folder = tmp_path / ("x" * 100) / ("y" * 100)
    folder.mkdir(parents=True)
    assert clients(folder).ask("ping", {"far": 1}, "far", 1).parts == ({"far": 1},)


def test_a_forked_web_worker_has_connections_of_its_own(clients: Clients) -> None:
    client = clients()
    pid = pid_of(client)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(write, str(pid_of(client)).encode())
        finally:
            os._exit(0)
    os.close(write)
    assert client.ask("ping", {"in": "parent"}, "parent", 1).parts == ({"in": "parent"},)
    told = os.read(read, 100)
    os.close(read)
    os.waitpid(child, 0)
    assert int(told) == pid


def test_the_stamp_follows_the_setting_and_our_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Setting(Path("/a"), ("m",), 5)
    assert one.stamp == Setting(Path("/a"), ("m",), 5.0).stamp
    assert one.stamp not in {
        replace(one, population=None).stamp,
        replace(one, works=()).stamp,
        replace(one, idle=6).stamp,
    }
    monkeypatch.setenv("UITVOERBAAR_LANG", "en")
    assert replace(one).stamp == one.stamp
    monkeypatch.setenv("UITVOERBAAR_DATA", "/elsewhere")
    assert replace(one).stamp != one.stamp
