"""Where exactness is decided by the last unit: quotients near 2^53, ties of rounded quotients, errors around half a step."""

from __future__ import annotations

import decimal
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from tests.engine.batch.test_batch import BACKENDS, World, people
from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.engine.batch.batch import BLOCK
from uitvoerbaar.engine.batch.lower.integers import Int
from uitvoerbaar.engine.batch.lower.program import FALSE, TRUE, Program
from uitvoerbaar.engine.batch.lower.scaled import Arithmetic, Num
from uitvoerbaar.engine.batch.people import date_code
from uitvoerbaar.law.graph import FieldSpec

LARGE = FieldSpec("number", nullable=False, lo=0, hi=2**53 - 1)
VALUES = [2**51 - 1, 2**51, 2**51 + 1, 2**52 - 1, 2**52 + 1, 2**52 + 3, 2**53 - 5, 2**53 - 3, 2**53 - 2, 2**53 - 1]


@pytest.mark.parametrize("divisor", [3, 7, 9, 10, 12, 1000])
@pytest.mark.parametrize("backend", BACKENDS)
def test_quotients_of_numbers_up_to_2_53_are_exact(backend: Any, divisor: int) -> None:
    world = World()
    part = world.op("FLOOR", world.op("DIVIDE", world.field("x", LARGE), divisor), payload=(0, True))
    near = sorted({min(value // divisor * divisor + d, 2**53 - 1) for value in VALUES for d in (-1, 0, 1)})
    result = Batch({"deel": part}, backend=backend).run(people(x=near))
    assert [int(value) for value in result.values["deel"]] == [value // divisor for value in near]


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_tie_of_rounded_quotients_is_decided_by_the_reference(backend: Any) -> None:
    """x / 3 * 3 is a little less than x in 28 digits, so it is below x though the exact value is not."""
    world = World()
    back = world.op("MULTIPLY", world.op("DIVIDE", world.field("x"), 3), 3)
    nodes = {"below": world.op("LESS_THAN", back, world.field("x")), "least": world.op("MIN", back, world.field("x"))}
    nodes["floor"] = world.op("FLOOR", world.op("MIN", back, world.field("y")), payload=(0, True))
    result = Batch(nodes, backend=backend).run(people(x=[100, 120], y=[100, 1000]))
    assert result.values["below"].tolist() == [1, 0]
    assert result.values["floor"].tolist() == [99, 120]


@pytest.mark.parametrize(("error", "every_row"), [(0.4, False), (0.5, True), (0.6, True), (0.9, True), (1.0, True)])
def test_an_error_of_half_a_step_or_more_sends_every_doubtful_row(error: float, every_row: bool) -> None:
    flagged: list[int] = []

    class Seen(Arithmetic):
        def flag(self, reg: int) -> None:
            flagged.append(reg)

    tie = FALSE
    seen = Seen(Program())
    seen._boundary(tie, error, 1.0, Num(Int(0, 0, 9, 0, 9), state="stale", inexact=TRUE, error=error))
    assert flagged == [TRUE if every_row else FALSE]


@pytest.mark.parametrize("name", ["lt", "le", "eq"])
def test_a_comparison_counts_the_errors_of_both_sides(name: str) -> None:
    asked: list[float] = []

    class Seen(Arithmetic):
        def _boundary(self, tie: int, error: float, distance: float, *parts: Num) -> None:
            asked.append(error)

    seen = Seen(Program())
    one, other = (Num(seen.constant(n), state="stale", inexact=TRUE, error=e) for n, e in ((1, 0.25), (2, 0.125)))
    seen.compare(name, one, other)
    assert asked == [0.375]


@pytest.mark.parametrize("largest", [True, False])
def test_the_least_of_a_doubtful_and_an_exact_number_is_doubtful(largest: bool) -> None:
    arithmetic = Arithmetic(Program())
    doubtful = Num(arithmetic.constant(1), state="stale", inexact=TRUE, error=0.25)
    made = arithmetic.extreme(largest, doubtful, Num(arithmetic.constant(2)))
    assert (made.state, made.inexact, made.error) == ("stale", TRUE, 0.25)


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_quotient_of_a_quotient_follows_the_reference(backend: Any) -> None:
    world = World()
    twice = world.op("DIVIDE", world.op("DIVIDE", world.field("x"), 3), 7)
    back = world.op("FLOOR", world.op("MULTIPLY", twice, 21), payload=(0, True))
    values = list(range(1, 200))
    result = Batch({"back": back}, backend=backend).run(people(x=values))
    context = decimal.Context(prec=28, rounding=decimal.ROUND_HALF_UP)
    expected = [int(context.multiply(context.divide(context.divide(Decimal(v), 3), 7), 21)) for v in values]
    assert [int(value) for value in result.values["back"]] == expected
    assert expected != values


@pytest.mark.parametrize("backend", BACKENDS)
def test_null_equals_null_and_what_is_not_reached_cannot_fail(backend: Any) -> None:
    world = World()
    gone = FieldSpec("number", nullable=True, lo=0, hi=100)
    x, y = world.field("x", gone), world.field("y", gone)
    fails = world.op("LESS_THAN", world.op("DIVIDE", 1, world.field("z")), 2)
    nodes = {
        "same": world.op("EQUALS", x, y),
        "first": world.op("AND", world.op("LESS_THAN", world.field("z"), 0), fails),
    }
    nan = float("nan")
    result = Batch(nodes, backend=backend).run(people(x=[nan, 1.0, nan], y=[nan, nan, 2.0], z=[0, 0, 0]))
    assert result.values["same"].tolist() == [1, 0, 0]
    assert result.values["first"].tolist() == [0, 0, 0]
    assert not result.errors
    assert result.explained == 0


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_month_that_is_just_complete_counts(backend: Any) -> None:
    world = World()
    days = FieldSpec("date", nullable=False)
    months = world.op("DATE_DIFF", world.field("a", days), world.field("b", days), "months")
    pairs = [
        ((2024, 1, 15), (2024, 2, 15)),
        ((2024, 1, 31), (2024, 2, 29)),
        ((2024, 1, 15), (2024, 2, 14)),
        ((2000, 1, 29), (2000, 2, 28)),
    ]
    first, last = ([date_code(*pair[side]) for pair in pairs] for side in (0, 1))
    made = people(a=np.array(first, np.int32), b=np.array(last, np.int32))
    assert Batch({"m": months}, backend=backend).run(made).values["m"].tolist() == [1, 1, 0, 0]


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_product_just_beyond_63_bits_is_no_number(backend: Any) -> None:
    """Where the largest product lies between 2^63 and twice that, it would come out below zero."""
    world = World()
    size = 3_700_000_000
    spec = FieldSpec("number", nullable=False, lo=0, hi=size)
    product = world.op("MULTIPLY", world.field("x", spec), world.field("y", spec))
    result = Batch({"product": product}, backend=backend).run(people(x=[size, 3_000_000_000], y=[size, 3_000_000_000]))
    assert 2**63 < size * size < 2**64
    assert list(result.errors) == [0]
    assert int(result.values["product"][1]) == 9 * 10**18


@pytest.mark.parametrize("backend", BACKENDS)
def test_what_the_reference_finishes_counts_in_totals_by_its_weight_and_group(backend: Any) -> None:
    world = World()
    back = world.op("MULTIPLY", world.op("DIVIDE", world.field("x"), 3), 3)
    batch = Batch({"back": world.op("FLOOR", back, payload=(0, True))}, backend=backend)
    weights, by = np.array([1000, 70, 7]), np.array([1, 0, 1])
    totals = batch.totals(people(x=[100, 120, 100]), weights=weights, by=by, groups=2)
    assert totals.explained == 2
    assert totals["back"].tolist() == [120 * 70, 99 * 1007]
    assert totals.count["back"].tolist() == [70, 1007]


@pytest.mark.parametrize("backend", BACKENDS)
def test_weights_and_groups_of_totals_are_those_of_their_block(backend: Any) -> None:
    world = World()
    number = 2 * BLOCK + 3
    x, by = np.arange(number) % 11, np.arange(number) // BLOCK
    weights = np.arange(number) % 5 + 1
    totals = Batch({"x": world.field("x")}, backend=backend).totals(people(x=x), weights=weights, by=by, groups=3)
    for group in range(3):
        here = by == group
        assert totals["x"][group] == (x[here] * weights[here]).sum()
        assert totals.rows["x"][group] == (x[here] > 0).sum()
