"""The household of a counterexample, as a reader gets it."""

from __future__ import annotations

from uitvoerbaar.assess.cases.words import household_words
from uitvoerbaar.law.registers import load_registers


def test_facts_have_whose_they_are_and_their_unit() -> None:
    facts = {
        "uren_per_week": 36,
        "kind.1.opvangkosten_betaald": 24_000,
        "kind.1.geboortedatum": "2015-01-01",
        "partner.is_student": True,
    }
    told = household_words(load_registers(), facts)
    assert told.nl.split("; ")[1:3] == [
        "opvangkosten betaald van kind 1: € 240,00",
        "geboortedatum van kind 1: 1 januari 2015",
    ]
    assert told.nl.startswith("uren per week: 36")
    assert told.nl.endswith("is student van partner: ja")
    assert told.en is not None
    assert "€240.00" in told.en


def test_an_amount_of_another_law_is_money() -> None:
    assert household_words(load_registers(), {"gezamenlijk_vermogen": 14_601_100}).nl == (
        "gezamenlijk vermogen: € 146.011,00"
    )
