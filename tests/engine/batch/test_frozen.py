"""What no dial touches is computed once, and the totals are those of the law as a whole."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from tests.engine.batch.test_dials import CARE, DATE, DIALS, OUTPUTS, _corpus, _text
from tests.engine.country import random_country
from uitvoerbaar.base.yaml import load
from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.engine.batch.freeze import freeze
from uitvoerbaar.engine.batch.frozen import Frozen
from uitvoerbaar.engine.batch.outputs import fill_computed, link_outputs
from uitvoerbaar.engine.batch.people import People
from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.graph import FieldSpec, Graph, Node, Range
from uitvoerbaar.law.read.law_file import parse_text
from uitvoerbaar.law.registers import KEY, SOURCE, load_registers

GROUPS = 7


def _people(size: int, seed: int) -> tuple[People, np.ndarray]:
    catalogue = load_registers()
    people, heads = random_country(catalogue, size, seed)
    return fill_computed(load_corpus(), DATE, people, catalogue), heads


def _nodes(law: str, path: tuple[str | int, ...], reach: Range, graph: Graph | None = None) -> dict[str, Node]:
    corpus = _corpus(parse_text(_text(law), law, {path: ("dial", reach)}))
    return link_outputs(corpus, DATE, OUTPUTS, load_registers(), graph)


def _same(frozen: Frozen, people: People, heads: np.ndarray, nodes: dict[str, Node], value: Decimal) -> None:
    rng = np.random.default_rng(1)
    weights, by = rng.integers(1, 5000, len(heads)), rng.integers(0, GROUPS, len(heads)).astype(np.int32)
    found = frozen.totals(weights, by, GROUPS, {"dial": value})
    whole = Batch(nodes).totals(people, heads, weights, by, GROUPS, dials={"dial": value})
    for name in nodes:
        # Whole numbers are exact in 64-bit floats up to 2^53; a larger total may end one step beside it.
        beyond = np.abs(whole[name]) >= 2**53
        total = np.asarray(sum(part[name] for part in found))
        np.testing.assert_array_equal(total[~beyond], whole[name][~beyond])
        np.testing.assert_allclose(total[beyond].astype(float), whole[name][beyond].astype(float), rtol=1e-15)
        np.testing.assert_array_equal(sum(part.count[name] for part in found), whole.count[name])
    assert sum(part.errors for part in found) == whole.errors


@pytest.mark.parametrize("name", sorted(DIALS))
def test_totals_are_those_of_the_law_as_a_whole(name: str) -> None:
    people, heads = _people(1500, 11)
    law, path, old, reach = DIALS[name]
    nodes = _nodes(law, path, reach)
    frozen = freeze(nodes, people, heads)
    assert frozen.parts > 0
    for value in (reach.lo, Decimal(old), reach.hi):
        _same(frozen, people, heads, nodes, value)


def test_a_dial_inside_the_rule_for_each_child_is_kept_for_who_has_children() -> None:
    people, heads = _people(800, 12)
    law = "algemene_kinderbijslagwet"
    nodes = _nodes(law, _path_of(law, "leeftijd_midden"), Range(Decimal(0), Decimal(18)))
    frozen = freeze(nodes, people, heads)
    children = people.collections["kinderen"]
    without, having = frozen.small
    assert without.places is not None
    assert having.places is not None
    assert set(np.flatnonzero((children.stop > children.start)[heads])) <= set(having.places.tolist())
    assert {*without.places.tolist(), *having.places.tolist(), *frozen.left.tolist()} == set(range(len(heads)))
    _same(frozen, people, heads, nodes, Decimal(3))


def _path_of(law: str, definition: str) -> tuple[str | int, ...]:
    """The path of a definition in the law file."""
    articles: Any = load(_text(law), law)["articles"]
    for at, article in enumerate(articles):
        if definition in (article.get("machine_readable", {}).get("definitions") or {}):
            return ("articles", at, "machine_readable", "definitions", definition, "value")
    raise AssertionError(f"{law} has no {definition}")


def test_rows_that_a_kernel_is_not_sure_of_are_done_as_a_whole() -> None:
    people, heads = _people(300, 13)
    wages = people.columns["loon_uit_dienstbetrekking"].astype(np.int64)
    wages[heads[:4]] = 9 * 10**15
    people.columns["loon_uit_dienstbetrekking"] = wages
    law, path, _, reach = DIALS["tarief"]
    nodes = _nodes(law, path, reach)
    frozen = freeze(nodes, people, heads)
    assert frozen.small
    _same(frozen, people, heads, nodes, Decimal("0.4"))


def test_facts_beside_the_people_can_be_read() -> None:
    people, heads = _people(600, 14)
    graph = Graph()
    nodes = _nodes(CARE, DIALS["drempel"][1], DIALS["drempel"][3], graph)
    before = Batch(link_outputs(load_corpus(), DATE, OUTPUTS, load_registers())).run(people, heads).values["netto"]
    key = graph.node("PARAM", (), KEY, spec=FieldSpec("number", nullable=False))
    was = graph.node("FIELD", (key,), (SOURCE, "was"), spec=FieldSpec("number", "eurocent", nullable=False))
    change = graph.node("SUBTRACT", (nodes["netto"], was), True)
    loses = graph.node("LESS_THAN", (change, graph.const(0)), True)
    frozen = freeze({"change": change, "loses": loses}, people, heads, {"was": before})
    ones, zero = np.ones(len(heads), np.int64), np.zeros(len(heads), np.int32)
    unchanged = frozen.totals(ones, zero, 1, {})
    assert [int(sum(p[n][0] for p in unchanged)) for n in ("change", "loses")] == [0, 0]
    moved = frozen.totals(ones, zero, 1, {"dial": Decimal(0)})
    after = Batch(nodes).run(people, heads, {"dial": Decimal(0)}).values["netto"]
    assert float(sum(p["change"][0] for p in moved)) == pytest.approx(float((after - before).sum()), abs=1e-3)
    assert int(sum(p["loses"][0] for p in moved)) == int((after < before).sum()) > 0


def test_a_run_can_be_stopped_between_blocks() -> None:
    people, heads = _people(200, 15)
    law, path, _, reach = DIALS["tarief"]
    frozen = freeze(_nodes(law, path, reach), people, heads)

    class Stopped(Exception):
        pass

    def watch(begun: int, of: int) -> None:
        assert begun == 0 < of <= len(heads)
        raise Stopped

    with pytest.raises(Stopped):
        frozen.totals(np.ones(len(heads), np.int64), np.zeros(len(heads), np.int32), 1, {}, watch)
