"""What a batch promises: exact cents, nulls, errors per row, totals, texts, and rows left to the reference."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from tests.engine.programs import random_people
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.engine.batch import Batch, Collection, People, Strings
from uitvoerbaar.engine.batch.finisher import Finisher
from uitvoerbaar.law.graph import FieldSpec, Graph, Node

BACKENDS = ("llvm", "numpy")
MONEY = FieldSpec("number", nullable=False, lo=0, hi=10**10)


class World:
    """A small graph with `bsn`, and persons with given columns."""

    def __init__(self) -> None:
        self.graph = Graph()
        self.bsn = self.graph.node("PARAM", (), "bsn", spec=FieldSpec("number", nullable=False))

    def field(self, name: str, spec: FieldSpec = MONEY) -> Node:
        return self.graph.node("FIELD", (self.bsn,), ("personen", name), spec=spec)

    def op(self, op: str, *args: Any, payload: Any = True) -> Node:
        nodes = [a if isinstance(a, Node) else self.graph.const(a) for a in args]
        return self.graph.node(op, nodes, payload)


def people(**columns: Any) -> People:
    arrays = {name: c if isinstance(c, Strings) else np.asarray(c) for name, c in columns.items()}
    n = len(next(iter(arrays.values())))
    return People(n, arrays, np.full(n, -1, np.int32))


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> Any:
    return request.param


def test_a_percentage_is_exact_to_the_cent(backend: Any) -> None:
    world = World()
    part = world.op("FLOOR", world.op("MULTIPLY", world.field("loon"), Decimal("0.0632")), payload=(0, True))
    amounts = np.arange(0, 2_000_000, 7)
    result = Batch({"deel": part}, backend=backend).run(people(loon=amounts))
    assert result.explained == 0
    assert result.values["deel"].tolist() == [a * 632 // 10_000 for a in amounts.tolist()]


def test_half_cents_round_away_from_zero(backend: Any) -> None:
    world = World()
    spec = FieldSpec("number", nullable=False, lo=-1000, hi=1000)
    half = world.op("ROUND", world.op("DIVIDE", world.field("x", spec), 2), payload=(0, True))
    result = Batch({"half": half}, backend=backend).run(people(x=[-3, -2, -1, 0, 1, 2, 3]))
    assert result.values["half"].tolist() == [-2, -1, -1, 0, 1, 1, 2]


def test_a_quotient_that_is_multiplied_back_follows_the_reference(backend: Any) -> None:
    """100 / 3 * 3 is 99.99999999999999999999999999 in 28 digits, so it rounds down to 99."""
    world = World()
    back = world.op("FLOOR", world.op("MULTIPLY", world.op("DIVIDE", world.field("x"), 3), 3), payload=(0, True))
    result = Batch({"back": back}, backend=backend).run(people(x=[100, 120, 1000]))
    assert result.values["back"].tolist() == [99, 120, 999]
    assert result.explained == 2  # the two whose quotient does not end, as they land on the boundary


def test_a_fresh_quotient_needs_no_help_at_its_boundary(backend: Any) -> None:
    world = World()
    rate = world.op("DIVIDE", world.field("x"), world.field("y"))
    nodes = {"third": world.op("LESS_THAN", rate, Decimal("0.25")), "up": world.op("CEIL", rate, payload=(2, True))}
    result = Batch(nodes, backend=backend).run(people(x=[1, 1, 2, 1], y=[4, 3, 8, 5]))
    assert result.explained == 0
    assert result.values["third"].tolist() == [0, 0, 0, 1]
    assert result.values["up"].tolist() == [0.25, 0.34, 0.25, 0.2]


def test_numbers_beyond_float64_are_exact(backend: Any) -> None:
    world = World()
    spec = FieldSpec("number", nullable=False, lo=0, hi=10**12)
    square = world.op("MULTIPLY", world.field("x", spec), world.field("x", spec))
    nodes = {"square": square, "odd": world.op("SUBTRACT", square, world.op("MULTIPLY", square, 1))}
    values = [3, 94_906_267, 2_000_000_011, 3_037_000_499, 4_000_000_007]
    result = Batch(nodes, backend=backend).run(people(x=values))
    for position, value in enumerate(values):
        if value**2 < 2**63:
            assert int(result.values["square"][position]) == value**2
        else:
            assert result.errors[position].kind == "ArithmeticOverflow"


def test_a_failing_row_stops_nobody_else(backend: Any) -> None:
    world = World()
    ratio = world.op("FLOOR", world.op("DIVIDE", 100, world.field("x")), payload=(0, True))
    result = Batch({"ratio": ratio, "x": world.field("x")}, backend=backend).run(people(x=[1, 0, 3]))
    assert result.values["ratio"].tolist() == [100, 0, 33]
    assert result.values["x"].tolist() == [1, 0, 3]
    assert {p: e.kind for p, e in result.errors.items()} == {1: "DivisionByZero"}
    assert (result.explained, result.explained_by) == (1, {"ratio": 1})


def test_null_is_not_zero(backend: Any) -> None:
    world = World()
    spec = FieldSpec("number", lo=0, hi=100)
    who = people(x=[1, 2, 3])
    who.null["x"] = np.array([False, True, False])
    nodes = {
        "it": world.field("x", spec),
        "sum": world.op("ADD", world.field("x", spec), 1),
        "absent": world.op("IS_NULL", world.field("x", spec), payload=None),
    }
    result = Batch(nodes, backend=backend).run(who)
    assert result.null["it"] is not None
    assert result.null["it"].tolist() == [False, True, False]
    assert {p: e.kind for p, e in result.errors.items()} == {1: "NullOperand"}
    assert result.values["sum"][[0, 2]].tolist() == [2, 4]
    assert result.values["absent"].tolist() == [0, 1, 0]
    assert result.null["absent"] is None


def test_what_nobody_knows_is_told_per_row(backend: Any) -> None:
    """An unknown is left to the reference, which goes past it where another condition decides."""
    world = World()
    who = people(x=[1, 2, 3])
    few = world.op("LESS_THAN", world.field("x", FieldSpec("number", nullable=False, lo=0, hi=100)), 2)
    result = Batch({"both": world.op("AND", world.graph.unknown("huur"), few)}, backend=backend).run(who)
    assert result.values["both"].tolist() == [0, 0, 0]
    assert {p: e.message for p, e in result.errors.items()} == {0: "unknown for lack of: huur"}


def test_not_a_number_in_a_column_is_null(backend: Any) -> None:
    world = World()
    spec = FieldSpec("number", lo=0, hi=100, integer=False)
    result = Batch({"x": world.field("x", spec)}, backend=backend).run(people(x=[1.5, np.nan, 2.25]))
    assert result.null["x"] is not None
    assert result.null["x"].tolist() == [False, True, False]
    assert result.values["x"][[0, 2]].tolist() == [1.5, 2.25]


def test_texts_and_dates_come_back_as_such(backend: Any) -> None:
    world = World()
    text = FieldSpec("string", nullable=False)
    day = FieldSpec("date", nullable=False, lo="1900-01-01", hi="2035-12-31")
    who = people(
        soort=Strings(np.array([1, 0, 2], np.int8), ("bso", "geen", "dagopvang")),
        dag=np.array([2020 * 512 + 2 * 32 + 29] * 3, np.int32),
    )
    later = world.op("DATE_ADD", world.field("dag", day), 1, 0, 0, 0)
    which = world.op(
        "IF", world.op("EQUALS", world.field("soort", text), "geen", payload=None), "niets", world.field("soort", text)
    )
    result = Batch({"later": later, "which": which}, backend=backend).run(who)
    assert result.values["later"].tolist() == [2021 * 512 + 2 * 32 + 28] * 3
    assert result.values["which"].tolist() == ["niets", "bso", "dagopvang"]


def test_amounts_outside_the_catalogue_are_right_too(backend: Any) -> None:
    world = World()
    spec = FieldSpec("number", nullable=False, lo=0, hi=10)
    result = Batch({"x": world.op("MULTIPLY", world.field("x", spec), 3)}, backend=backend).run(
        people(x=[-5, 7, 10**12])
    )
    assert result.values["x"].tolist() == [-15, 21, 3 * 10**12]


def test_more_elements_than_kernels_take_are_counted_all(backend: Any) -> None:
    world = World()
    items = {"uren": FieldSpec("number", nullable=False, lo=0, hi=400)}
    kids = world.field("kinderen", FieldSpec("list", nullable=False, items=items))
    element = world.graph.node("VAR", (), 1, spec=FieldSpec("object", nullable=False, items=items))
    hours = world.graph.node("GET", (element,), ("uren", True), spec=items["uren"])
    total = world.graph.node("FOREACH", (kids, world.graph.const(True), hours), (1, "ADD", True))
    who = people(x=[0, 0, 0])
    bounds = np.array([0, 100, 102], np.int32)
    who.collections["kinderen"] = Collection(
        bounds, np.array([100, 102, 102], np.int32), {"uren": np.arange(102, dtype=np.int16)}
    )
    result = Batch({"uren": total}, backend=backend).run(who)
    assert result.values["uren"].tolist() == [sum(range(100)), 201, 0]
    assert result.explained == 1


def test_rows_keep_their_order(backend: Any) -> None:
    world = World()
    batch = Batch({"x": world.op("ADD", world.field("x"), 1)}, backend=backend)
    who = people(x=np.arange(50_000))
    rows = np.array([40_000, 3, 3, 12])
    assert batch.run(who, rows).values["x"].tolist() == [40_001, 4, 4, 13]
    assert batch.run(who, rows[:0]).values["x"].tolist() == []
    assert (batch.run(who).values["x"] == np.arange(50_000) + 1).all()


def test_another_column_in_place_is_noticed(backend: Any) -> None:
    world = World()
    batch = Batch({"x": world.field("x")}, backend=backend)
    who = people(x=[1, 2])
    batch.run(who)
    who.columns["x"] = np.array([5, 6])
    assert batch.run(who).values["x"].tolist() == [5, 6]


def test_a_divisor_that_a_kernel_is_not_sure_of_is_not_told_to_be_zero(backend: Any) -> None:
    """1 / 3 * 3 - 1 is below zero in 28 digits, so that rounding down gives -1: the law divides, a kernel sees a zero."""
    world = World()
    third = world.op("DIVIDE", world.field("x", FieldSpec("number", nullable=False, lo=0, hi=99)), 3)
    below = world.op("FLOOR", world.op("SUBTRACT", world.op("MULTIPLY", third, 3), 1), payload=(0, True))
    share = world.op("FLOOR", world.op("DIVIDE", 10, below), payload=(0, True))
    result = Batch({"deel": share}, backend=backend).run(people(x=[1, 6]), reasons=False)
    assert result.values["deel"].tolist() == [-10, 2]
    assert (result.undecided.tolist(), result.explained) == ([], 1)


def test_totals_are_the_sums_of_the_rows(backend: Any) -> None:
    world = World()
    amount = world.op("FLOOR", world.op("MULTIPLY", world.field("loon"), Decimal("0.3575")), payload=(0, True))
    bad = world.op("DIVIDE", amount, world.field("winst", FieldSpec("number", nullable=False, lo=-(10**9), hi=10**10)))
    nodes = {
        "amount": amount,
        "some": world.op("GREATER_THAN", amount, 1000),
        "ratio": world.op("FLOOR", bad, payload=(0, True)),
    }
    who = random_people(5, 40_000)
    rng = np.random.default_rng(3)
    rows, weights, by = rng.permutation(40_000)[:30_000], rng.integers(1, 10**6, 30_000), rng.integers(0, 4, 30_000)
    batch = Batch(nodes, backend=backend)
    totals = batch.totals(who, rows, weights=weights, by=by, groups=4)
    result = batch.run(who, rows)
    assert result.errors
    assert totals.errors == len(result.errors)
    decided = np.ones(len(rows), bool)
    decided[list(result.errors)] = False
    for name in nodes:
        values = [int(v) for v in result.values[name]]
        ok = decided if name == "ratio" else np.ones(len(rows), bool)
        for group in range(4):
            here = [k for k in range(len(rows)) if by[k] == group and ok[k]]
            assert totals[name][group] == sum(values[k] * int(weights[k]) for k in here)
            assert totals.count[name][group] == sum(int(weights[k]) for k in here if values[k])
            assert totals.rows[name][group] == sum(1 for k in here if values[k])
    assert totals.weight.sum() == weights.sum()
    assert totals.size.sum() == len(rows)


def test_totals_refuse_what_is_no_amount() -> None:
    world = World()
    text = world.field("soort", FieldSpec("string", nullable=False))
    who = people(soort=Strings(np.zeros(1, np.int8), ("a",)))
    with pytest.raises(UserError, match="exact totaal"):
        Batch({"soort": text}, backend="numpy").totals(who)


def test_threads_and_blocks_do_not_matter() -> None:
    world = World()
    node = world.op(
        "ROUND", world.op("DIVIDE", world.field("loon"), world.op("ADD", world.field("winst"), 7)), payload=(2, True)
    )
    who = random_people(11, 50_000)
    one = Batch({"x": node}, threads=1).run(who)
    many = Batch({"x": node}, threads=4).run(who)
    plain = Batch({"x": node}, backend="numpy").run(who)
    assert (one.values["x"] == many.values["x"]).all()
    assert (one.values["x"] == plain.values["x"]).all()
    assert one.errors.keys() == many.errors.keys() == plain.errors.keys()


def test_the_kernels_stay_in_the_cache_folder(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("llvmlite")
    monkeypatch.setenv("UITVOERBAAR_CACHE", str(tmp_path))
    world = World()
    node = world.op("ADD", world.field("x"), 123_456)
    assert Batch({"x": node}, backend="llvm").run(people(x=[1])).values["x"].tolist() == [123_457]
    assert list(tmp_path.rglob("*.o"))
    from uitvoerbaar.engine.batch.kernels import llvm

    monkeypatch.setattr(llvm, "compile_text", lambda *_: pytest.fail("compiled again"))
    assert Batch({"x": node}, backend="llvm").run(people(x=[2])).values["x"].tolist() == [123_458]


def test_the_reference_sees_the_same_person() -> None:
    world = World()
    who = random_people(2, 40)
    finisher = Finisher({"bsn": world.bsn, "loon": world.field("loon")}, who)
    assert finisher.values(6, ["bsn", "loon"])[0] == {"bsn": 7, "loon": int(np.asarray(who.columns["loon"])[6])}


def test_without_llvmlite_numpy_takes_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    world = World()
    assert Batch({"x": world.field("x")}).run(people(x=[7])).values["x"].tolist() == [7]
    with pytest.raises(UserError, match="llvmlite"):
        Batch({"x": world.field("x")}, backend="llvm")


def test_what_kernels_cannot_hold_goes_to_the_reference(backend: Any) -> None:
    world = World()
    number = FieldSpec("number", nullable=False, integer=False)
    day = FieldSpec("date", nullable=False, lo="1900-01-01", hi="2035-12-31")
    nodes = {
        "third": world.op("MULTIPLY", world.field("x", number), 3),
        "age": world.op("AGE", world.field("dag", day), "2026-01-01"),
    }
    born = np.array([1990 * 512 + 33, 0, 1991 * 512 + 33], np.int32)
    result = Batch(nodes, backend=backend).run(people(x=[0.123456789, 2.0, 3.5], dag=born))
    assert result.values["third"].tolist() == [0.370370367, 6.0, 10.5]
    assert result.values["age"].tolist() == [36, 0, 35]
    assert {p: e.kind for p, e in result.errors.items()} == {1: "InvalidDate"}
    assert result.explained_by == {"third": 3, "age": 1}


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda who: who.columns.update(loon=np.arange(9)), "'loon' van persoon heeft 9 rijen"),
        (lambda who: setattr(who, "partner", np.full(10, 10, np.int32)), "partner wijst buiten de tabel"),
        (
            lambda who: setattr(who.collections["kinderen"], "stop", np.full(10, 10**6)),
            "einde van kinderen wijst buiten",
        ),
        (
            lambda who: setattr(who.collections["huisgenoten"], "index", np.full(20, 10)),
            "index van huisgenoten wijst buiten",
        ),
        (lambda who: who.collections.pop("kinderen"), "'kinderen' ontbreekt"),
        (
            lambda who: who.columns.update(woning=Strings(np.full(10, 4, np.int8), ("a",))),
            "'woning' van persoon wijst buiten",
        ),
    ],
)
def test_tables_that_do_not_fit_are_refused(spoil: Any, told: str) -> None:
    world = World()
    kids = world.field("kinderen", FieldSpec("list", nullable=False, items={}))
    number = world.graph.node("FOREACH", (kids, world.graph.const(True), world.graph.const(1)), (1, "ADD", True))
    who = random_people(1, 10)
    spoil(who)
    with pytest.raises(UserError, match=told):
        Batch({"x": world.op("ADD", number, world.field("loon"))}, backend="numpy").run(who)


def test_rows_outside_the_table_are_refused() -> None:
    world = World()
    with pytest.raises(UserError, match="buiten de 10 personen"):
        Batch({"x": world.field("loon")}).run(random_people(1, 10), np.array([3, 10]))
