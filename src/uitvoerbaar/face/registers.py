"""The catalogue of registers, read once for a folder."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from uitvoerbaar.base.folders import registers_dir
from uitvoerbaar.law.registers import load_registers
from uitvoerbaar.law.registers.catalogue import Catalogue


def registers() -> Catalogue:
    """The shipped catalogue. Raises LawFileError with every problem."""
    return _registers(registers_dir())


@cache
def _registers(folder: Path) -> Catalogue:
    return load_registers(folder)
