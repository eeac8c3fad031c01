"""The partner's partner is asked as the person, and only where the people are so."""

from __future__ import annotations

import numpy as np
import pytest

from tests.engine.country import random_country
from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.engine.batch.finisher import Finisher
from uitvoerbaar.engine.batch.lower.mirror import Mirror, mirrored
from uitvoerbaar.engine.batch.lower.schema import Observed
from uitvoerbaar.engine.batch.lower.twins import PARTNER
from uitvoerbaar.engine.batch.outputs import fill_computed, link_outputs
from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.graph import Graph, topological
from uitvoerbaar.law.registers import load_registers

DATE = "2026-01-01"
OUTPUTS = {
    "netto": ("besteedbaar_inkomen", "besteedbaar_inkomen_huishouden"),
    "heffing": ("wet_inkomstenbelasting_2001", "inkomensheffing"),
}


def test_no_law_asks_further_than_the_partner() -> None:
    nodes = link_outputs(load_corpus(), DATE, OUTPUTS, load_registers())
    asked = [n for n in topological(mirrored(nodes).values()) if n.op == "FIELD" and n.payload[1] == PARTNER]
    assert len(asked) == 1
    assert asked[0].args[0].op == "PARAM"
    before = [n for n in topological(nodes.values()) if n.op == "FIELD" and n.payload[1] == PARTNER]
    assert len(before) > 1


@pytest.mark.parametrize("mutual", [True, False])
def test_values_are_those_of_the_law_as_written(mutual: bool) -> None:
    catalogue, corpus = load_registers(), load_corpus()
    people, heads = random_country(catalogue, 1200, 7)
    people = fill_computed(corpus, DATE, people, catalogue)
    if not mutual:
        # Every third partner names somebody else as their own: a person is then not the partner's partner.
        with_partner = np.flatnonzero(people.partner >= 0)
        people.partner[with_partner[::3]] = np.roll(people.partner[with_partner[::3]], 1)
    assert Observed(people).mutual is mutual
    nodes = link_outputs(corpus, DATE, OUTPUTS, catalogue)
    finisher = Finisher(nodes, people)
    batch = Batch(nodes, threads=1)
    for result, rows in ((batch.run(people), range(people.n)), (batch.run(people, heads), heads.tolist())):
        for at, row in list(enumerate(rows))[::11]:
            values, errors = finisher.values(row, list(OUTPUTS))
            for name in OUTPUTS:
                if name in errors:
                    assert at in result.errors
                else:
                    assert result.values[name][at] == values[name]


def test_what_was_asked_before_is_kept_and_nothing_of_another_graph_is_taken_for_it() -> None:
    corpus, catalogue, graph = load_corpus(), load_registers(), Graph()
    nodes = link_outputs(corpus, DATE, OUTPUTS, catalogue, graph)
    mirror = Mirror(graph)
    first = mirror.of(nodes)
    assert mirror.of({"weer": nodes["netto"]})["weer"] is first["netto"]
    other = link_outputs(corpus, "2025-01-01", OUTPUTS, catalogue)
    with pytest.raises(ValueError, match="one graph"):
        mirror.of(other)


def test_a_branch_of_a_mirror_goes_on_and_leaves_it_alone() -> None:
    catalogue, corpus, graph = load_registers(), load_corpus(), Graph()
    nodes = link_outputs(corpus, DATE, OUTPUTS, catalogue, graph)
    mirror = Mirror(graph)
    seen = dict(mirror.of(nodes))
    branch = graph.branch()
    more = {"meer": branch.node("ADD", (nodes["netto"], branch.const(1)), True, unit="eurocent")}
    beside = mirror.branch(branch)
    assert dict(beside.of(nodes)) == seen  # the same nodes: nothing is put in these terms again
    made = beside.of(more)["meer"]
    assert made.args[0] is seen["netto"]
    with pytest.raises(ValueError, match="one graph"):
        mirror.of(more)
    assert mirror.of(nodes) == seen
