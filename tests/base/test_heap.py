"""Memory that is freed stays with the process, where the C library can be told so."""

from __future__ import annotations

import subprocess
import sys

import pytest

from uitvoerbaar.base import heap

MEASURE = """
import resource, sys
from uitvoerbaar.base.heap import keep_freed
if sys.argv[1] == "kept" and not keep_freed():
    sys.exit("not told")
def fill():
    bytearray(b"x") * 50_000_000
fill()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(10):
    fill()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def faults(how: str) -> int:
    done = subprocess.run([sys.executable, "-c", MEASURE, how], capture_output=True, text=True, check=True)
    return int(done.stdout)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="of the C library of GNU")
def test_a_large_array_is_made_in_the_pages_of_the_one_before() -> None:
    assert faults("kept") < faults("given back") / 5


def test_elsewhere_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heap.sys, "platform", "darwin")
    assert not heap.keep_freed()
