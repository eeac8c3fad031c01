"""Web workers of the real server, and its compute process, killed at random moments: the next request is right.

UITVOERBAAR_WORKER_KILLS says how many (`make kills`: 200); without it ten.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import random
import signal
import threading
import time
import urllib.error
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.desk.test_serve import Running, workers
from tests.whole.journeys.assessed import DAY, Asker
from tests.whole.journeys.conftest import compute_pid, serving
from tests.whole.journeys.reference import Reference
from tests.whole.journeys.test_edits import HERE, shows

KILLS = int(os.environ.get("UITVOERBAAR_WORKER_KILLS", "10"))
_CUT = (OSError, http.client.HTTPException, urllib.error.URLError)
_SECONDS = 240

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="workers are found in /proc")


@pytest.fixture(scope="module")
def server(folk: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server of this module alone."""
    with serving(tmp_path_factory.mktemp("wegvallen"), folk) as made:
        yield made


def test_the_next_request_is_right(server: Running, folk: Path) -> None:
    rng, reference, asker = random.Random(KILLS), Reference(folk), Asker(server.address)
    killed, cut = {"worker": 0, "compute": 0}, 0
    for number in range(1, KILLS + 1):
        dial = reference.dials[0]
        values = {dial.id: dial.range.hi * Decimal(rng.randrange(5)) / 4}
        query = urlencode({"op": DAY, **reference.query(values), "wie": "proef", "nummer": str(number)})
        before = set(workers(server))
        victims = rng.sample(sorted(before), rng.choice([1, 1, 1, len(before)])) if before else []
        killed["worker"] += len(victims)
        if rng.random() < 0.1 and (compute := compute_pid(server.folder)):
            victims.append(compute)
            killed["compute"] += 1
        killer = threading.Timer(rng.random() * 0.15, _kill, (victims,))
        killer.start()
        while killer.is_alive():
            try:
                asker.text(f"{HERE}/cijfers?{query}")
            except _CUT:
                cut += 1
        killer.join()
        panel = _answered(asker, f"{HERE}/cijfers?{query}")
        reference.figures(values, panel)
        assert shows(panel)
    end = time.monotonic() + _SECONDS
    while len(workers(server)) != 2 and time.monotonic() < end:
        time.sleep(0.1)
    assert len(workers(server)) == 2
    print(f"\n{killed} killed at {KILLS} moments; {cut} requests that ran were cut off, every one after it was right")


def _answered(asker: Asker, address: str) -> str:
    """The whole answer to a request that begins after the kill; each poll must succeed."""
    end = time.monotonic() + _SECONDS
    while 'aria-busy="true"' in (panel := asker.text(address)):
        assert time.monotonic() < end, panel
        time.sleep(0.05)
    return panel


def _kill(pids: list[int]) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
