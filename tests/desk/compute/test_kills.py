"""The compute process and its clients killed at random moments: the next request is right, and nothing is left.

UITVOERBAAR_COMPUTE_KILLS says how many (`make kills`: 200 of each); without it twenty.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.desk.compute.conftest import WORKS, Clients, pid_of, wait_gone
from uitvoerbaar.desk.compute.lock import held
from uitvoerbaar.desk.compute.place import place_in
from uitvoerbaar.desk.compute.states import DONE

KILLS = int(os.environ.get("UITVOERBAAR_COMPUTE_KILLS", "20"))
_AT_ONCE = 4
_ASKING = """
import random, sys
from uitvoerbaar.desk.compute import Compute
folder, works, seed = sys.argv[1:]
client, rng = Compute(folder, works=(works,), idle=20.0), random.Random(seed)
for number in range(1, 10_000):
    state = client.ask("total", {"upto": rng.randint(1, 9), "blocks": 5, "pause": 0.01}, seed, number)
    if rng.random() < 0.5:
        client.wait(state.ticket, 0.05)
    if number == 3:
        print("asking", flush=True)
"""


def left(folder: Path) -> set[str]:
    return {path.name for path in (folder / "compute").iterdir()}


def children() -> set[int]:
    """Processes that this one started and that are there, zombies too."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(os.getpid())], capture_output=True, text=True).stdout
    return {int(pid) for pid in found.split()}


def test_a_process_killed_at_random_moments_answers_the_next_request_right(clients: Clients, tmp_path: Path) -> None:
    client, rng, pids = clients(), random.Random(KILLS), set()
    for number in range(1, KILLS + 1):
        pid = pid_of(client)
        pids.add(pid)
        killer = threading.Timer(rng.random() * 0.15, _kill, (pid,))
        killer.start()
        upto = rng.randint(1, 1_000)
        ticket = client.ask("total", {"upto": upto, "blocks": 10, "pause": 0.01}, "kills", number).ticket
        state = client.wait(ticket, 60.0)
        assert (state.name, state.number) == (DONE, number), state
        assert state.parts[-1] == {"depth": "exact", "sum": upto * (upto - 1) // 2}
        assert len(state.parts) == 2
        killer.join()
    pids.add(pid_of(client))
    client.end()
    for pid in pids:
        wait_gone(pid)
    assert left(tmp_path) == {"lock", "log"}
    assert not pids & children()
    with held(place_in(tmp_path)) as mine:
        assert mine
    print(f"\n{KILLS} kills of the process, {len(pids)} processes; left: {sorted(left(tmp_path))}")


def test_clients_killed_at_random_moments_hinder_nobody(clients: Clients, tmp_path: Path) -> None:
    client, rng = clients(), random.Random(KILLS)
    pid = pid_of(client)
    for number in range(0, KILLS, _AT_ONCE):
        others = [_asker(tmp_path, number + other) for other in range(_AT_ONCE)]
        for other in others:
            if rng.random() < 0.8:  # else while it begins
                assert other.stdout is not None
                assert other.stdout.readline() == b"asking\n"
            time.sleep(rng.random() * 0.05)
            assert other.poll() is None
            other.kill()
        for other in others:
            other.communicate()
        upto = rng.randint(1, 1_000)
        state = client.wait(client.ask("total", {"upto": upto}, "mine", number).ticket, 60.0)
        assert (state.name, state.parts[-1]["sum"]) == (DONE, upto * (upto - 1) // 2)
    assert pid_of(client) == pid
    assert _links(pid) <= 3
    print(f"\n{KILLS} kills of a client; connections left: {_links(pid)}")


def _asker(folder: Path, number: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", _ASKING, str(folder), WORKS[0], str(number)]
    return subprocess.Popen(command, stdout=subprocess.PIPE)


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _links(pid: int) -> int:
    """Connections that a process has open, beside the socket where it listens."""
    end = time.monotonic() + 5
    while True:
        with contextlib.suppress(FileNotFoundError):
            names = [os.readlink(path) for path in Path(f"/proc/{pid}/fd").iterdir()]
            count = sum(name.startswith("socket:") for name in names) - 1
            if count <= 3 or time.monotonic() > end:
                return count
        if not Path("/proc").is_dir():
            return 0
