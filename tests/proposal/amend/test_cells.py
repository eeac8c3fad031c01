"""A cell of a table in a law changed."""

from __future__ import annotations

import pytest

from tests.law.text.test_grids import _grid, _law
from uitvoerbaar.proposal.amend.apply import apply
from uitvoerbaar.proposal.amend.cells import amend_cell, amend_cells
from uitvoerbaar.proposal.amend.read_sentences import read_amendments
from uitvoerbaar.proposal.amend.sentences import amendments, compose
from uitvoerbaar.proposal.amend.value import AmendError


def test_a_cell_changes_as_a_number_does_and_limits_keep_rising() -> None:
    law = _law("amvb/besluit_kinderopvangtoeslag")
    grid = _grid("amvb/besluit_kinderopvangtoeslag", "8", "percentage_eerste_kind")
    value, limit = grid.rows[1].value, grid.rows[1].high
    assert value is not None
    assert limit is not None
    after = amend_cell(law, grid, value, "95 procent").after
    assert after.text == law.text.replace("value: 5818500}, then: 0.955}", "value: 5818500}, then: 0.950}")
    amend_cell(law, grid, limit, "€ 58.000")
    with pytest.raises(AmendError, match="lopen de grenzen van de tabel niet meer op"):
        amend_cell(law, grid, limit, "€ 70.000")
    tariff = _grid("wet/wet_inkomstenbelasting_2001", "2.7", "box1_heffing")
    rate = tariff.rows[0].rate
    assert rate is not None
    with pytest.raises(AmendError, match="verander het waar het wordt bepaald"):
        amend_cell(_law("wet/wet_inkomstenbelasting_2001"), tariff, rate, "36%")


def test_a_cell_is_named_by_its_table_in_a_sentence_that_reads_back() -> None:
    law = _law("amvb/besluit_kinderopvangtoeslag")
    grid = _grid("amvb/besluit_kinderopvangtoeslag", "8", "percentage_volgende_kinderen")
    value, limit = grid.rows[2].value, grid.rows[0].high
    assert value is not None
    assert limit is not None
    after = amend_cells(law, grid, [(value, "94 procent", None), (limit, "€ 57.000", None)]).after
    said = compose(amendments(law, after))
    assert "«percentage volgende kinderen, schijf 1, grens: € 56.413» vervangen door «€ 57.000»" in said
    assert "«percentage volgende kinderen, schijf 3, uitkomst: 95,2 procent» vervangen door «94 procent»" in said
    assert apply(law, read_amendments(said, law)).text == after.text
