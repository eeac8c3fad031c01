"""Every supplier in the shipped registers is said in English."""

from __future__ import annotations

from uitvoerbaar.assess.reading.supplier import supplier
from uitvoerbaar.law.registers import load_registers

NAMES = {"DUO", "SVB", "UWV"}
"""Names of agencies: the same in both languages."""


def test_every_supplier_of_the_registers_has_english_words() -> None:
    suppliers = {field.supplier for field in load_registers().fields.values()}
    assert {name for name in suppliers if supplier(name).en == name} <= NAMES
