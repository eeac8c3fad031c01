"""The law for rows of which conditions are known gives those rows what the whole law gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from random import Random

import numpy as np
import pytest

from tests.engine.programs import random_people, random_programs
from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.engine.batch.finisher import Finisher
from uitvoerbaar.engine.batch.freeze import freeze
from uitvoerbaar.engine.batch.known import with_known
from uitvoerbaar.engine.batch.ordinary import ordinary
from uitvoerbaar.engine.batch.people import People
from uitvoerbaar.law.graph import FieldSpec, Graph, Node, Range, topological
from uitvoerbaar.law.graph.dial import Dial
from uitvoerbaar.law.registers import KEY, SOURCE

ROWS = 60


def _conditions(nodes: Mapping[str, Node]) -> Iterator[Node]:
    for node in topological(nodes.values()):
        if node.kind == "bool" and not node.level and node.op != "CONST":
            yield node


def _told(finisher: Finisher, row: int, names: list[str]) -> list[object]:
    values, errors = finisher.values(row, names)
    return [("fout", str(error)) for error in errors] + [(name, type(v), v) for name, v in values.items()]


@pytest.mark.parametrize("seed", range(40))
def test_rows_get_what_the_whole_law_gives_them(seed: int) -> None:
    nodes, people = random_programs(Random(seed), 4), random_people(seed, ROWS)
    names, tried = list(nodes), 0
    whole = Finisher(nodes, people)
    for condition in list(_conditions(nodes))[:12]:
        asked = Finisher({"conditie": condition}, people)
        truths = [asked.values(row, ["conditie"])[0].get("conditie") for row in range(ROWS)]
        for truth in (True, False):
            rows = [row for row, found in enumerate(truths) if found is truth]
            left = with_known(nodes, {condition.id: truth})
            part = Finisher(left, people)
            for row in rows:
                assert _told(part, row, names) == _told(whole, row, names), (condition.op, truth, row)
                tried += 1
    print(f"{tried} rows")


def _law() -> tuple[dict[str, Node], Node]:
    """An amount with a rate on it, and an allowance over it for who has a right."""
    graph = Graph()
    key = graph.node("PARAM", (), KEY, spec=FieldSpec("number", nullable=False))

    def fact(name: str, kind: str) -> Node:
        spec = FieldSpec(kind, nullable=False, lo=0, hi=100_000) if kind == "number" else FieldSpec("bool", None, False)  # type: ignore[arg-type]
        return graph.node("FIELD", (key,), (SOURCE, name), spec=spec)

    rate = graph.const(Dial(Decimal("0.1"), "tarief", Range(Decimal(0), Decimal(1), 2)))
    tax = graph.node("MULTIPLY", (fact("loon", "number"), rate), True)
    left = graph.node("SUBTRACT", (graph.const(50_000), tax), True)
    aid = graph.node("IF", (fact("recht", "bool"), left, graph.const(0)), True)
    made = graph.node("DIVIDE", (aid, graph.node("SUBTRACT", (graph.const(1), rate), True)), True)
    none = graph.node("EQUALS", (aid, graph.const(0)))
    gross = graph.node("FLOOR", (graph.node("IF", (none, graph.const(0), made), True),), (0, True))
    return {"netto": graph.node("SUBTRACT", (gross, graph.node("FLOOR", (tax,), (0, True))), True)}, gross


def _people(n: int, right: float) -> People:
    rng = np.random.default_rng(4)
    columns = {"loon": rng.integers(0, 100_000, n), "recht": rng.random(n) < right}
    return People(n, columns, np.full(n, -1, np.int32))


def test_who_has_no_right_has_a_program_without_it() -> None:
    nodes, gross = _law()
    people, rows = _people(4_000, 0.05), np.arange(4_000)
    found = ordinary({**nodes, "bruto": gross}, people, rows, {}, set())
    assert found is not None
    np.testing.assert_array_equal(found.rows, ~people.columns["recht"])  # type: ignore[arg-type, operator]
    assert found.nodes["bruto"].op == "CONST"
    assert found.nodes["bruto"].payload == 0


@pytest.mark.parametrize("right", [0.0, 0.05, 0.5, 1.0])
@pytest.mark.parametrize("rate", ["0", "0.37", "1"])
def test_both_programs_give_what_the_law_gives(right: float, rate: str) -> None:
    nodes, _ = _law()
    people, rows = _people(3_000, right), np.arange(3_000)[::-1].copy()
    values, _, undecided = freeze(nodes, people, rows).columns({"tarief": Decimal(rate)})
    whole = Batch(nodes).run(people, rows, {"tarief": Decimal(rate)}, reasons=False)
    np.testing.assert_array_equal(np.flatnonzero(undecided), np.sort(whole.undecided))
    np.testing.assert_array_equal(values["netto"], whole.values["netto"])
    assert bool(len(whole.undecided)) == (rate == "1" and right > 0)
