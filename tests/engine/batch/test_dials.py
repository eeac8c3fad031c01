"""A number of the law that is moved gives what the law gives with that number written in it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.engine.country import random_country
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.folders import laws_dir
from uitvoerbaar.engine.batch import Batch, People
from uitvoerbaar.engine.batch.outputs import fill_computed, link_outputs
from uitvoerbaar.law import Corpus, load_corpus
from uitvoerbaar.law.corpus import of_law
from uitvoerbaar.law.graph import Range, topological
from uitvoerbaar.law.read.law_file import parse_text
from uitvoerbaar.law.registers import load_registers

DATE = "2026-01-01"
OUTPUTS = {
    "netto": ("besteedbaar_inkomen", "besteedbaar_inkomen_huishouden"),
    "zorgtoeslag": ("wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag"),
}
TAX, CARE = "wet_inkomstenbelasting_2001", "wet_op_de_zorgtoeslag"
RATE = ("articles", 0, "machine_readable", "definitions", "tarief_1", "value")
THRESHOLD = ("articles", 0, "machine_readable", "definitions", "drempelinkomen_jaar", "value")
DIALS = {
    "tarief": (TAX, RATE, "0.3575", Range(Decimal("0.25"), Decimal("0.50"), 4)),
    "drempel": (CARE, THRESHOLD, "2973600", Range(Decimal(0), Decimal(10_000_000))),
}


def _text(law: str) -> str:
    return (Path(laws_dir()) / "nl" / "wet" / law / f"{DATE}.yaml").read_text(encoding="utf-8")


def _corpus(*laws: Any) -> Corpus:
    return Corpus.of([*load_corpus().entries(), *(of_law(law) for law in laws)])


def _dialled() -> Corpus:
    return _corpus(
        *(parse_text(_text(law), law, {path: (name, reach)}) for name, (law, path, _, reach) in DIALS.items())
    )


def _written(values: dict[str, str]) -> Corpus:
    laws = []
    for name, value in values.items():
        law, _, old, _ = DIALS[name]
        text = _text(law)
        assert text.count(f"value: {old}\n") == 1
        laws.append(parse_text(text.replace(f"value: {old}\n", f"value: {value}\n"), law))
    return _corpus(*laws)


@pytest.fixture(scope="module")
def filled() -> tuple[People, Any]:
    """900 persons with what the law computes for the register, and the heads; read them, never write there."""
    catalogue = load_registers()
    people, heads = random_country(catalogue, 900, 3)
    return fill_computed(load_corpus(), DATE, people, catalogue), heads


@pytest.mark.parametrize("backend", ["llvm", "numpy"])
@pytest.mark.parametrize(
    "values", [{}, {"tarief": "0.3611"}, {"tarief": "0.25", "drempel": "1"}, {"drempel": "9999999"}]
)
def test_a_turned_dial_is_the_law_with_that_number(
    backend: Any, values: dict[str, str], filled: tuple[People, Any]
) -> None:
    catalogue = load_registers()
    people, heads = filled
    moved = Batch(link_outputs(_dialled(), DATE, OUTPUTS, catalogue), backend=backend, threads=1)
    assert set(moved.dials) == set(DIALS)
    written = Batch(link_outputs(_written(values), DATE, OUTPUTS, catalogue), backend=backend, threads=1)
    dials = {name: Decimal(value) for name, value in values.items()}
    for rows in (None, heads):
        found, meant = moved.run(people, rows, dials), written.run(people, rows)
        assert found.errors.keys() == meant.errors.keys()
        for name in OUTPUTS:
            np.testing.assert_array_equal(found.values[name], meant.values[name])
    totals, wanted = moved.totals(people, heads, dials=dials), written.totals(people, heads)
    assert [t.tolist() for t in totals.values()] == [t.tolist() for t in wanted.values()]


def test_rows_that_the_reference_finishes_have_the_number_too() -> None:
    catalogue = load_registers()
    people, heads = random_country(catalogue, 60, 4)
    people = fill_computed(load_corpus(), DATE, people, catalogue)
    # An income that no kernel is sure of.
    wages = people.columns["loon_uit_dienstbetrekking"].astype(np.int64)
    wages[heads[:5]] = 9 * 10**15
    people.columns["loon_uit_dienstbetrekking"] = wages
    output = {"heffing": (TAX, "inkomensheffing")}
    dials = {"tarief": Decimal("0.3"), "drempel": 5}
    moved = Batch(link_outputs(_dialled(), DATE, output, catalogue), threads=1).run(people, heads, dials)
    written = Batch(link_outputs(_written({"tarief": "0.3"}), DATE, output, catalogue), threads=1).run(people, heads)
    assert moved.explained > 0
    np.testing.assert_array_equal(moved.values["heffing"], written.values["heffing"])


@pytest.mark.parametrize("backend", ["llvm", "numpy"])
def test_a_number_at_which_the_law_divides_by_zero_takes_no_walk_per_person(backend: Any) -> None:
    catalogue = load_registers()
    people, heads = random_country(catalogue, 300, 4)
    people = fill_computed(load_corpus(), DATE, people, catalogue)
    law = parse_text(_text(TAX), TAX, {RATE: ("tarief", Range(Decimal(0), Decimal(1), 4))})
    nodes = link_outputs(_corpus(law), DATE, OUTPUTS, catalogue)  # gross assistance divides by 1 minus the rate
    asked = Batch(nodes, backend=backend, threads=1).run(people, heads, {"tarief": Decimal(1)})
    silent = Batch(nodes, backend=backend, threads=1).run(people, heads, {"tarief": Decimal(1)}, reasons=False)
    assert asked.errors
    assert {error.kind for error in asked.errors.values()} == {"DivisionByZero"}
    assert len(silent.silent)
    assert (silent.explained, silent.errors) == (asked.explained - len(silent.silent), {})
    assert silent.undecided.tolist() == asked.undecided.tolist() == sorted(asked.errors)
    for name in OUTPUTS:
        np.testing.assert_array_equal(asked.values[name], silent.values[name])
    totals = Batch(nodes, backend=backend, threads=1).totals(people, heads, dials={"tarief": Decimal(1)})
    assert (totals.errors, totals.explained) == (len(asked.errors), silent.explained)


def test_one_program_serves_every_value() -> None:
    catalogue = load_registers()
    people, _ = random_country(catalogue, 50, 5)
    people = fill_computed(load_corpus(), DATE, people, catalogue)
    batch = Batch(link_outputs(_dialled(), DATE, OUTPUTS, catalogue), threads=1)
    made = batch.prepare(people, everyone=True)
    batch.run(people, dials={"tarief": Decimal("0.4")})
    assert batch.prepare(people, everyone=True) is made


def test_a_value_off_the_dial_is_refused() -> None:
    catalogue = load_registers()
    people, _ = random_country(catalogue, 20, 6)
    people = fill_computed(load_corpus(), DATE, people, catalogue)
    batch = Batch(link_outputs(_dialled(), DATE, OUTPUTS, catalogue), threads=1)
    for value in ("0.2", "0.35755", "0.51"):
        with pytest.raises(UserError, match="tarief"):
            batch.run(people, dials={"tarief": Decimal(value)})


def test_a_dial_stands_where_a_number_stands() -> None:
    law = parse_text(_text(TAX), TAX, {RATE: ("tarief", Range(Decimal(0), Decimal(1), 4))})
    corpus = _corpus(law)
    nodes = link_outputs(corpus, DATE, {"h": (TAX, "inkomensheffing")}, load_registers())
    assert {n.payload.name for n in topological(nodes.values()) if n.op == "DIAL"} == {"tarief"}
    for path in ((*RATE[:-1], "type"), ("articles", 99), (*RATE, "deeper")):
        with pytest.raises(UserError, match="geen getal"):
            parse_text(_text(TAX), TAX, {path: ("tarief", Range(Decimal(0), Decimal(1), 4))})
    with pytest.raises(UserError, match="ligt buiten"):
        parse_text(_text(TAX), TAX, {RATE: ("tarief", Range(Decimal(0), Decimal("0.2"), 4))})
