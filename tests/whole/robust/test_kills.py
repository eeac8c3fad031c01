"""Runs killed at random moments, into used folders: nothing half, nothing mixed, nothing left.

UITVOERBAAR_KILLS says how many (`make kills`: 400); without it a few.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from pathlib import Path

from tests.whole.robust.workshop import ALL, QUICK, workshop

ASKED = os.environ.get("UITVOERBAAR_KILLS")
KILLS = int(ASKED or "4")
_SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGHUP)


def test_runs_killed_at_random_moments_leave_nothing_half_mixed_or_left(tmp_path: Path) -> None:
    w = workshop(tmp_path / "work", tmp_path / "out", ALL if ASKED else QUICK)
    rng, done, wrong = random.Random(KILLS), Counter[str](), list[str]()
    for number in range(KILLS):
        job = w.jobs[number % len(w.jobs)]
        chosen = rng.choice(_SIGNALS)
        process = w.start(job, number // len(w.jobs))
        if rng.random() < 0.5:  # any moment
            time.sleep(rng.random() * job.seconds)
        else:  # while it writes
            end = time.monotonic() + 20 * job.seconds
            while process.poll() is None and not w.half_there() and time.monotonic() < end:
                time.sleep(0.001)
            time.sleep(rng.random() * 0.05)
        ended = process.poll() is not None
        process.send_signal(chosen)
        process.communicate()
        done[f"{job.name}: {'ended before' if ended else chosen.name}"] += 1
        told = job.whole()
        if ASKED:
            print(f"{number + 1} {job.name} {'ended before' if ended else chosen.name}: {told or 'whole'}", flush=True)
        if told:
            wrong.append(f"{number} {job.name} {chosen.name}: {told}")
    for number, job in enumerate(w.jobs):  # the next run of each tidies up
        process = w.start(job, number)
        _, said = process.communicate()
        assert process.returncode == 0, said.decode()
    print(f"\n{KILLS} kills: {dict(sorted(done.items()))}; wrong: {wrong}; left: {w.litter()}")
    assert wrong == []
    assert w.litter() == []
