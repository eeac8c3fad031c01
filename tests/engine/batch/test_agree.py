"""The three readers agree: random programs on random rows, reference walk against compiled and numpy kernels (of the compiled
ones those for many rows, `llvm`, and those for few, which `auto` takes here).

UITVOERBAAR_AGREE sets how many program-row pairs are compared (an output of one row is a pair).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.engine.programs import random_people, random_programs
from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.engine.batch.finisher import Finisher
from uitvoerbaar.engine.batch.people import People, date_code
from uitvoerbaar.engine.batch.results import Result
from uitvoerbaar.engine.reference.values import as_date
from uitvoerbaar.law.graph import Node

ROWS, OUTPUTS = 250, 4
PAIRS = int(os.environ.get("UITVOERBAAR_AGREE", "100000"))
BACKENDS = ("llvm", "numpy")


def as_column_value(value: Any) -> Any:
    """A value of the reference as a result column holds it."""
    day = as_date(value)
    if day is not None:
        return date_code(day.year, day.month, day.day)
    return value


def check(nodes: Mapping[str, Node], people: People, results: Mapping[str, Result], rows: range) -> int:
    """Compare every value, null and error with the reference; gives the number of pairs."""
    finisher = Finisher(nodes, people)
    for row in rows:
        values, errors = finisher.values(row, list(nodes))
        for backend, result in results.items():
            assert (row in result.errors) == bool(errors), (backend, row, errors, result.errors.get(row))
            for name, value in values.items():
                expected, found = as_column_value(value), at(result, name, row)
                assert same(expected, found), (backend, row, name, expected, found)
    return len(rows) * len(nodes)


def check_silent(batch: Batch, people: People, asked: Result) -> int:
    """Who does not ask why gets the same values and the same rows without answer; gives how many took no reference walk."""
    silent = batch.run(people, reasons=False)
    assert set(silent.errors) | set(silent.silent.tolist()) == set(asked.errors)
    for name in batch.nodes:
        for row in range(ROWS):
            expected, found = at(asked, name, row), at(silent, name, row)
            none = row in asked.errors and not expected and not found  # no text or 0: both are no value
            assert none or same(expected, found), (name, row, expected, found)
    return asked.explained - silent.explained


def at(result: Result, name: str, row: int) -> Any:
    mask = result.null[name]
    return None if mask is not None and mask[row] else result.values[name][row]


def same(expected: Any, found: Any) -> bool:
    """Whole numbers and short decimals to the bit; quotients that the law leaves unrounded to 15 digits."""
    if expected is None or found is None:
        return expected is None and found is None
    if isinstance(expected, Decimal) and len(expected.as_tuple().digits) > 17:
        return abs(float(expected) - float(found)) <= 1e-15 * max(1.0, abs(float(expected)))
    return bool(float(expected) == float(found)) if isinstance(expected, int | Decimal) else bool(expected == found)


def test_agree_on_random_programs() -> None:
    """They agree on every row, and most rows were decided by kernels, not handed to the reference they are compared with."""
    pairs = by_kernel = spared = 0

    @settings(
        max_examples=max(PAIRS // (ROWS * OUTPUTS), 1),
        deadline=None,
        phases=[Phase.generate],
        database=None,
        derandomize=PAIRS <= 100_000,
        suppress_health_check=list(HealthCheck),
    )
    @given(random=st.randoms(use_true_random=True), seed=st.integers(0, 2**32 - 1))
    def agree(random: Random, seed: int) -> None:
        nonlocal pairs, by_kernel, spared
        nodes = random_programs(random, OUTPUTS)
        people = random_people(seed, ROWS)
        batches = {b: Batch(nodes, backend=b, threads=1, cache=False) for b in (*BACKENDS, "auto")}  # type: ignore[arg-type]
        results = {b: batch.run(people) for b, batch in batches.items()}
        assert results["llvm"].explained_by == results["numpy"].explained_by == results["auto"].explained_by
        pairs += check(nodes, people, results, range(ROWS))
        spared += check_silent(batches["llvm"], people, results["llvm"])
        by_kernel += OUTPUTS * ROWS - sum(results["llvm"].explained_by.values())

    agree()
    print(
        f"\n{pairs:,} program-row pairs, {by_kernel:,} of them decided by the kernels; {spared:,} rows fail for certain"
    )
    assert pairs >= PAIRS * 0.9
    assert by_kernel > 0.5 * pairs
    assert spared > 0


@pytest.mark.parametrize(("program", "seed"), [(2688, 177846), (1035, 4385)])
def test_agree_on_programs_that_once_differed(program: int, seed: int) -> None:
    nodes, people = random_programs(Random(program), OUTPUTS), random_people(seed, ROWS)
    results = {b: Batch(nodes, backend=b, threads=1, cache=False).run(people) for b in BACKENDS}  # type: ignore[arg-type]
    assert results["llvm"].explained_by == results["numpy"].explained_by
    check(nodes, people, results, range(ROWS))
