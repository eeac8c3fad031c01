"""Which schemes a side can compute on its day, and why not."""

from __future__ import annotations

from tests.shipped_laws.personen import corpus
from uitvoerbaar.assess.norms import load_settings
from uitvoerbaar.assess.side import Side, link_side
from uitvoerbaar.law.graph import Graph
from uitvoerbaar.law.registers import load_registers
from uitvoerbaar.proposal import Situation


def side(day: str) -> Side:
    return link_side(Situation(day), corpus(), load_settings(), load_registers(), Graph())


def test_income_tax_counts_from_the_year_that_computes_with_all_income() -> None:
    """The tax of 2019 is there for a case, but without state pension and assistance a total of it would be too low."""
    old = side("2019-10-23")
    assert "kindgebonden_budget" in old.nodes
    assert "inkomensheffing" not in old.nodes
    assert "does not compute with all income" in old.missing["inkomensheffing"].en
    assert "inkomensheffing" in side("2024-01-01").nodes
