"""What is said of the way of a value holds in every case: random rules with a dial, against their values at many positions."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import pairwise
from random import Random
from typing import Any

import numpy as np

from tests.engine.programs import PERSON, Maker, random_people
from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.law.graph import FieldSpec, Graph, Node, Range, topological
from uitvoerbaar.law.graph.dial import Dial
from uitvoerbaar.law.graph.direction import DOWN, RULES, STILL, UP, Motion, motions
from uitvoerbaar.law.graph.nodes import OPERATIONS

REACH = Range(Decimal(-20), Decimal(120), 1)
POSITIONS = [Decimal(v) for v in ("-20", "-0.1", "0", "0.1", "1", "3.3", "10", "50", "99.9", "120")]


class DialMaker(Maker):
    """Rules in which a quarter of the numbers is the dial."""

    def leaf(self, kind: str) -> Node:
        """As any leaf, now and then the dial."""
        if kind == "number" and self.random.random() < 0.4:
            return self.graph.const(Dial(Decimal("10"), "knop", REACH))
        return super().leaf(kind)


def test_every_operation_has_a_rule() -> None:
    assert set(RULES) | {"DIAL", "GET", "LOCAL"} == OPERATIONS


def test_random_rules_go_the_way_that_is_told() -> None:
    random, people, seen = Random(7), random_people(7, 120), Counter[Any]()
    for _ in range(60):
        maker = DialMaker(random)
        nodes = [maker.make(maker.one("number", "number", "bool"), maker.one(1, 2, 3, 4)) for _ in range(12)]
        found = motions(nodes, "knop")
        for node in nodes:
            if found[node.id].steady and any(n.op == "DIAL" for n in topological([node])):
                _check(node, found[node.id], people, seen)
    assert seen[UP] > 15
    assert seen[DOWN] > 15
    assert seen["moves"] > 15


def _check(node: Node, motion: Motion, people: Any, seen: Counter[Any]) -> None:
    batch = Batch({"o": node}, backend="numpy", threads=1)
    runs = [batch.run(people, None, {"knop": at} if batch.dials else {}) for at in POSITIONS]
    failed = [set(run.errors) for run in runs]
    assert all(each == failed[0] for each in failed), node
    kept = np.ones(people.n, np.bool_)
    kept[list(failed[0])] = False
    nulls = [np.zeros(people.n, np.bool_) if (m := run.null["o"]) is None else np.asarray(m, np.bool_) for run in runs]
    assert all((each[kept] == nulls[0][kept]).all() for each in nulls)
    assert not motion.sure or not (failed[0] or nulls[0].any())
    kept &= ~nulls[0]
    values = [np.asarray(run.values["o"])[kept] for run in runs]
    if node.kind not in ("number", "bool"):
        return
    values = [value.astype(np.float64) for value in values]
    for value in values:
        assert (value >= float(motion.lo) - 1e-9 * abs(float(motion.lo))).all()
        assert (value <= float(motion.hi) + 1e-9 * abs(float(motion.hi))).all()
    if motion.way is None:
        return
    seen[motion.way] += 1
    for low, high in pairwise(values):
        seen["moves"] += bool((low != high).any())
        assert motion.way == DOWN or (low <= high).all(), node
        assert motion.way == UP or (low >= high).all(), node


def _field(graph: Graph, name: str) -> Node:
    key = graph.node("PARAM", payload="bsn", spec=FieldSpec("number", nullable=False))
    return graph.node("FIELD", (key,), ("personen", name), spec=PERSON[name])


def _knob(graph: Graph) -> Node:
    return graph.const(Dial(Decimal("10"), "knop", REACH))


def test_a_limit_lets_more_in_only_when_who_is_in_gets_more() -> None:
    graph = Graph()
    wage, knob, hundred, zero = _field(graph, "loon"), _knob(graph), graph.const(100), graph.const(0)
    below = graph.node("LESS_THAN_OR_EQUAL", (wage, knob), True)
    paid = graph.node("IF", (below, hundred, zero), True)
    fined = graph.node("IF", (below, zero, hundred), True)
    either = graph.node("IF", (below, wage, hundred), True)
    less = graph.node("SUBTRACT", (zero, paid), True)
    found = motions([paid, fined, either, less], "knop")
    assert [found[n.id].way for n in (paid, fined, either, less)] == [UP, DOWN, None, DOWN]
    assert all(found[n.id].steady for n in (paid, fined, either, less))


def test_another_dial_stands_still() -> None:
    graph = Graph()
    other = graph.const(Dial(Decimal("10"), "ander", REACH))
    total = graph.node("ADD", (other, _field(graph, "loon")), True)
    assert motions([total], "knop")[total.id].way == STILL
    assert motions([total], "ander")[total.id].way == UP


def test_a_product_needs_the_sign_of_its_factors() -> None:
    graph = Graph()
    knob, wage, gain = _knob(graph), _field(graph, "loon"), _field(graph, "winst")
    with_wage, with_gain, square = (graph.node("MULTIPLY", (knob, by), True) for by in (wage, gain, knob))
    found = motions([with_wage, with_gain, square], "knop")
    assert [found[n.id].way for n in (with_wage, with_gain, square)] == [UP, None, None]


def test_what_may_fail_behind_a_moving_condition_is_not_told() -> None:
    graph = Graph()
    below = graph.node("LESS_THAN", (_field(graph, "loon"), _knob(graph)), True)
    broken = graph.node("IF", (below, graph.const(100), graph.error("VariableNotFound", "weg")), True)
    absent = graph.node("IF", (below, graph.const(100), graph.const(None)), True)
    found = motions([broken, absent], "knop")
    assert [(found[n.id].way, found[n.id].steady) for n in (broken, absent)] == [(None, False)] * 2


def test_a_field_of_housemates_goes_as_it_is_told() -> None:
    graph = Graph()
    spec = FieldSpec("list", nullable=False, items={"inkomen": FieldSpec("number", nullable=False, lo=0, hi=10**9)})
    key = graph.node("PARAM", payload="bsn", spec=FieldSpec("number", nullable=False))
    mates = graph.node("FIELD", (key,), ("personen", "huisgenoten"), spec=spec)
    element = graph.node("VAR", payload=1, spec=FieldSpec("object", nullable=False, items=spec.items))
    assert spec.items is not None
    income = graph.node("GET", (element,), ("inkomen", True), spec=spec.items["inkomen"])
    total = graph.node("FOREACH", (mates, graph.const(True), income), (1, "ADD", True))
    assert motions([total], "knop")[total.id].way == STILL
    falls = Motion(DOWN, 0, 10**9, True, True)
    assert motions([total], "knop", {"inkomen": falls})[total.id].way == DOWN
