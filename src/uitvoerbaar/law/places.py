"""Where the shipped data lies: next to the source tree, or where UITVOERBAAR_DATA points."""

from __future__ import annotations

import os
from pathlib import Path

from uitvoerbaar.law.errors import UserError


def data_dir() -> Path:
    """The data folder. Raises UserError when there is none."""
    named = os.environ.get("UITVOERBAAR_DATA")
    found = Path(named) if named else Path(__file__).resolve().parents[3] / "data"
    if not found.is_dir():
        raise UserError(f"{found}: de map met wetten en registers ontbreekt; zet UITVOERBAAR_DATA op de map 'data'")
    return found


def laws_dir() -> Path:
    """The shipped laws."""
    return data_dir() / "laws"


def registers_dir() -> Path:
    """The shipped register catalogue."""
    return data_dir() / "registers"
