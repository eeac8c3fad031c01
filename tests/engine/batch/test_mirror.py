"""The partner's partner is asked as the person, and only where the people are so."""

from __future__ import annotations

import numpy as np
import pytest

from tests.engine.country import random_country
from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.engine.batch.finisher import Finisher
from uitvoerbaar.engine.batch.lower.mirror import mirrored
from uitvoerbaar.engine.batch.lower.schema import Observed
from uitvoerbaar.engine.batch.lower.twins import PARTNER
from uitvoerbaar.engine.batch.outputs import fill_computed, link_outputs
from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.graph import topological
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
