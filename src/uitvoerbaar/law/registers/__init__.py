"""The catalogue of registers: every input of a law with unit, holder and how a person can get it wrong."""

from uitvoerbaar.law.registers.catalogue import (
    CHANGES,
    CHILD,
    COLLECTIONS,
    HOUSEMATE,
    KEY,
    PERSON,
    SOURCE,
    Catalogue,
    Mistake,
    RegisterField,
)
from uitvoerbaar.law.registers.due import Due
from uitvoerbaar.law.registers.read import load_registers

__all__ = [
    "CHANGES",
    "CHILD",
    "COLLECTIONS",
    "HOUSEMATE",
    "KEY",
    "PERSON",
    "SOURCE",
    "Catalogue",
    "Due",
    "Mistake",
    "RegisterField",
    "load_registers",
]
