"""Fields of housemates that laws compute, and linking of named outputs."""

from __future__ import annotations

import numpy as np
import pytest

from tests.engine.country import random_country
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.engine.batch.outputs import computed_fields, fill_computed, link_outputs
from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.registers import load_registers

DATE = "2026-01-01"
AWIR = "algemene_wet_inkomensafhankelijke_regelingen"


def test_filled_fields_are_the_outputs_of_the_housemates() -> None:
    corpus, catalogue = load_corpus(), load_registers()
    people, _ = random_country(catalogue, 300)
    people = fill_computed(corpus, DATE, people, catalogue)
    mates = people.collections["huisgenoten"]
    assert mates.index is not None
    persons = np.unique(mates.index)
    income = Batch(link_outputs(corpus, DATE, {"inkomen": (AWIR, "toetsingsinkomen")}, catalogue)).run(people, persons)
    assert (np.asarray(mates.columns["toetsingsinkomen"])[persons] == income.values["inkomen"]).all()
    assert income.values["inkomen"].max() > 0
    assert {name for _, name, _ in computed_fields(catalogue)} <= set(mates.columns)


def test_the_people_that_are_given_stay_as_they_are() -> None:
    corpus, catalogue = load_corpus(), load_registers()
    people, _ = random_country(catalogue, 50)
    before = {name: dict(elements.columns) for name, elements in people.collections.items()}
    filled = fill_computed(corpus, DATE, people, catalogue)
    assert {name: dict(elements.columns) for name, elements in people.collections.items()} == before
    assert "toetsingsinkomen" in filled.collections["huisgenoten"].columns
    assert filled.columns is people.columns


def test_only_what_the_nodes_read_is_filled() -> None:
    corpus, catalogue = load_corpus(), load_registers()
    people, _ = random_country(catalogue, 100)
    nodes = link_outputs(corpus, DATE, [("wet_op_de_huurtoeslag", "hoogte_huurtoeslag")], catalogue)
    people = fill_computed(corpus, DATE, people, catalogue, only=nodes.values())
    filled = set(people.collections["huisgenoten"].columns)
    assert {"toetsingsinkomen", "rendementsgrondslag"} <= filled
    assert "besteedbaar_inkomen_eenheid" not in filled


def test_a_missing_column_is_named() -> None:
    corpus, catalogue = load_corpus(), load_registers()
    people, _ = random_country(catalogue, 10)
    del people.columns["loon_uit_dienstbetrekking"]
    nodes = link_outputs(corpus, DATE, [(AWIR, "toetsingsinkomen")], catalogue)
    with pytest.raises(UserError, match="loon_uit_dienstbetrekking"):
        Batch(nodes).run(people)
