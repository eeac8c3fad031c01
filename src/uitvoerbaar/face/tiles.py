"""The map of the provinces as tiles of one size, as reports draw it."""

from __future__ import annotations

from uitvoerbaar.findings.provinces import PROVINCES


def tile(province: str) -> tuple[str, int, int] | None:
    """The short name of a province, its column from the west and its row from the north; None for what is no province."""
    return PROVINCES.get(province)
