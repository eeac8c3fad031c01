"""What is computed once for a person and the partner gives what computing it twice gives, however persons lie."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.engine.country import random_country
from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.engine.batch.finisher import Finisher
from uitvoerbaar.engine.batch.outputs import fill_computed, link_outputs
from uitvoerbaar.engine.batch.people import People, Strings
from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.registers import load_registers

DATE = "2026-01-01"
OUTPUTS = {
    "zorgtoeslag": ("wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag"),
    "inkomensheffing": ("wet_inkomstenbelasting_2001", "inkomensheffing"),
}
PERSONS = 3000


def _moved(people: People, order: np.ndarray) -> People:
    """The same persons in another order: person i is now at place order[i]."""
    back = np.argsort(order)

    def column(found: Any) -> Any:
        return replace(found, codes=found.codes[back]) if isinstance(found, Strings) else found[back]

    partner = np.where(people.partner < 0, -1, order[people.partner])[back].astype(np.int32)
    collections = {
        name: replace(
            c, start=c.start[back], stop=c.stop[back],
            index=None if c.index is None else order[c.index].astype(np.int32),
            columns={k: column(v) if c.index is not None else v for k, v in c.columns.items()},
        )
        for name, c in people.collections.items()
    }  # fmt: skip
    return People(people.n, {k: column(v) for k, v in people.columns.items()}, partner, collections)


@pytest.mark.parametrize("backend", ["llvm", "numpy"])
def test_shared_values_do_not_depend_on_where_partners_lie(backend: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uitvoerbaar.engine.batch.batch.BLOCK", 256)  # small, so that partners lie in other blocks
    catalogue, corpus = load_registers(), load_corpus()
    people, heads = random_country(catalogue, PERSONS, 5)
    people = fill_computed(corpus, DATE, people, catalogue)
    nodes = link_outputs(corpus, DATE, OUTPUTS, catalogue)
    order = np.random.default_rng(2).permutation(PERSONS).astype(np.int32)
    moved = _moved(people, order)
    near, far = Batch(nodes, backend=backend, threads=1), Batch(nodes, backend=backend, threads=1)
    assert near.prepare(people, everyone=True)[0].shared is not None
    every = near.run(people)
    few = heads[::37]
    scattered = far.run(moved)
    for rows in (heads, few):
        apart = near.run(people, rows)
        for name in OUTPUTS:
            np.testing.assert_array_equal(apart.values[name], every.values[name][rows])
    for name in OUTPUTS:
        np.testing.assert_array_equal(scattered.values[name][order], every.values[name])
    finisher = Finisher(nodes, people)
    for row in few.tolist():
        values, _ = finisher.values(row, list(OUTPUTS))
        for name, value in values.items():
            assert every.values[name][row] == value
