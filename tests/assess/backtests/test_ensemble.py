"""With an ensemble every comparison has the interval with assumptions and with the other comparisons in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fixtures.once import once
from tests.fixtures.people import HOUSEHOLDS, SEED
from uitvoerbaar.assess.backtests.cases import load_cases
from uitvoerbaar.assess.backtests.run import run_cases
from uitvoerbaar.assess.uncertainty.track import track_of, track_record
from uitvoerbaar.population.ensemble.kept import open_ensemble
from uitvoerbaar.population.ensemble.make import Size, make_ensemble
from uitvoerbaar.population.ensemble.ranges import load_ranges

CASE = "kindgebonden-budget-2024"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ranges = tuple(r for r in load_ranges().varied if r.id == "tabel_niet_gebruik_kindgebonden_budget")
    size = Size(members=3, households=5000, seed=1, year=2026)
    return once(
        tmp_path_factory, "ensemble-terugblik", lambda place: make_ensemble(place, size, 2, lambda *_: None, ranges)
    )


def test_the_interval_grows_with_what_is_in_it(folder: Path, populations: Callable[[int, int], Path]) -> None:
    place = populations(HOUSEHOLDS, SEED)
    (alone,) = run_cases(load_cases(), place, (CASE,))
    (row,) = run_cases(load_cases(), place, (CASE,), ensemble=open_ensemble(folder))
    assert row.ours == alone.ours
    assert alone.ends is None
    assert (alone.low, alone.high) == (alone.ours.low, alone.ours.high)
    assert row.known is not None
    assert row.known[0] < row.ours.low
    assert row.known[1] > row.ours.high
    assert row.low <= row.known[0]
    assert row.high >= row.known[1]
    track = track_of(track_record(), ["kindgebonden_budget"], CASE)
    assert track is not None
    assert row.low <= row.ours.value / track.factor
    assert row.inside == (row.low <= row.of.published.value <= row.high)
