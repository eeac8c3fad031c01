"""With many people some tests run in a copy of the process: the same assessment to the letter, but for the time it took."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from uitvoerbaar.assess import run
from uitvoerbaar.assess.registry import TESTS
from uitvoerbaar.base import copied
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.findings import Assessment
from uitvoerbaar.proposal import load_proposal

FOLK = data_dir() / "population" / "voorbeeld"


def made(*, in_copy: bool) -> Assessment:
    found = run.assess(load_proposal("huurtoeslag-2026"), FOLK, "opdracht", in_copy=in_copy)
    return replace(found, duration_s=0.0)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")
def test_the_same_assessment_comes_from_tests_that_run_beside_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copied, "cores", lambda: 2)
    monkeypatch.setattr(run, "_MANY", 1)
    kept: list[bool] = []  # not for real: it would hold for every test after this one
    monkeypatch.setattr(run, "keep_freed", lambda: kept.append(True))
    begun: list[str] = []
    start = run.start_copy
    monkeypatch.setattr(run, "start_copy", lambda ctx, jobs, others: begun.extend(jobs) or start(ctx, jobs, others))
    beside, alone = made(in_copy=True), made(in_copy=False)
    assert {test.id for test in TESTS if test.apart} < set(begun)
    assert beside.to_json() == alone.to_json()
    assert kept == [True], "a program of its own keeps what it frees, who calls from Python does not"
