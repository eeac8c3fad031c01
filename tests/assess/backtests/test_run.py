"""The backtests on a small sample: they come to what was recorded, and a row that moves is seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fixtures.people import HOUSEHOLDS, SEED, YEAR
from uitvoerbaar.assess.backtests.cases import load_cases
from uitvoerbaar.assess.backtests.record import Sample, explained_of, load_records, moved, recorded_text
from uitvoerbaar.assess.backtests.run import Row, run_cases
from uitvoerbaar.base.language import language
from uitvoerbaar.base.text import Text
from uitvoerbaar.face.backtest import PolicyBacktests

CHOSEN = ("sleutel-2026-eerste-schijf", "sleutel-2026-ouderenkorting", "kindgebonden-budget-2024")
"""Tax, a credit on the same side before, and an allowance of which an earlier version is pinned and has other numbers."""


@pytest.fixture(scope="module")
def rows(populations: Callable[[int, int], Path]) -> tuple[Row, ...]:
    return run_cases(load_cases(), populations(HOUSEHOLDS, SEED), CHOSEN)


@pytest.fixture(scope="module")
def recorded() -> dict[str, float]:
    ids = [row.id for case in load_cases().cases for row in case.comparisons]
    return load_records(ids)[Sample(HOUSEHOLDS, YEAR, SEED)]


def test_no_row_moved_since_it_was_recorded(rows: tuple[Row, ...], recorded: dict[str, float]) -> None:
    """Fails when law or population changed what a row comes to: look at the rows, then record them anew with
    `uitvoerbaar backtest --population MAP --record`.
    """
    assert len(rows) == len(CHOSEN)
    assert moved(rows, recorded) == ()


def test_a_row_that_moves_by_one_percent_is_seen(rows: tuple[Row, ...], recorded: dict[str, float]) -> None:
    first = rows[0]
    other = replace(first, ours=replace(first.ours, value=first.ours.value * 1.01))
    (found,) = moved([other, *rows[1:]], recorded)
    assert found.id == first.of.id


def test_a_row_that_was_never_recorded_is_seen(rows: tuple[Row, ...]) -> None:
    assert [each.was for each in moved(rows, {})] == [None] * len(rows)


def test_one_point_of_the_first_bracket_is_one_percent_of_its_base(rows: tuple[Row, ...]) -> None:
    """The tax base of the first bracket is between 250 and 550 billion euros: everybody's income to 38,883 euros."""
    found = next(row for row in rows if row.of.id == "sleutel-2026-eerste-schijf")
    assert 2_500 < found.ours.value < 5_500
    assert found.counts


def test_an_explanation_says_of_which_population_its_figures_are(rows: tuple[Row, ...], tmp_path: Path) -> None:
    """The figures of an explanation are of the largest sample that is recorded; beside those of another they were not true."""
    cases, of = load_cases(), rows[0]
    missed = replace(of, ours=replace(of.ours, value=of.ours.value * 9), of=replace(of.of, why=Text("hier 86 miljard")))
    theirs = explained_of(load_records(row.id for case in cases.cases for row in case.comparisons))
    assert theirs == Sample(100_000, 2026, 1)
    made = PolicyBacktests(cases, (missed,), Sample(HOUSEHOLDS, YEAR, SEED), (), "x", explained=theirs)
    with language("nl"):
        assert (
            "    waarom, met de getallen van een andere bevolking dan deze (100.000 huishoudens, 2026, zaad 1): hier"
            in "\n".join(made.lines())
        )
        assert "    waarom: hier 86 miljard" in list(replace(made, explained=None).lines())
    page, data = made.write(tmp_path, lang="nl")
    assert "getallen van een andere bevolking dan deze" in page.read_text(encoding="utf-8")
    assert '"explained_of": {' in data.read_text(encoding="utf-8")


def test_recording_replaces_the_rows_of_this_population_only(rows: tuple[Row, ...]) -> None:
    text = "huishoudens,jaar,seed,id,waarde,marge\n1,2026,1,x,5,0\n4000,2026,5,sleutel-2026-ouderenkorting,1,0\n"
    made = recorded_text(rows, Sample(4000, 2026, 5), text).splitlines()
    assert "1,2026,1,x,5,0" in made
    assert "4000,2026,5,sleutel-2026-ouderenkorting,1,0" not in made
    assert len(made) == 1 + 1 + len(rows)


def test_an_input_of_the_population_is_no_test(rows: tuple[Row, ...]) -> None:
    row = rows[0]
    assert not replace(row, of=replace(row.of, origin="invoer")).counts
