"""How the unit of a number in the text of a law is written beside it."""

from __future__ import annotations

from collections.abc import Mapping

from uitvoerbaar.base.language import mark, tr

UNITS: Mapping[str, str] = {
    "euro": "€", "cent": mark("cent"), "percent": "%", "promille": "‰", "years": mark("jaar"), "months": mark("maanden"),
    "weeks": mark("weken"), "days": mark("dagen"), "hours": mark("uren"), "quarters": mark("kwartalen"), "as_is": "%",
}  # fmt: skip
"""A unit that is not here is not written."""


def unit_word(unit: str) -> str:
    """A unit in the active language; empty for one that is not written."""
    found = UNITS.get(unit, "")
    return tr(found) if found.isalpha() else found
