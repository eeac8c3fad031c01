"""How the description and the rows of a file of results are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from uitvoerbaar.base.language import said
from uitvoerbaar.base.text import Text

Row = Mapping[str, Any]
SAMPLED = Text("95%-interval van de steekproef, per rij", "95% interval of the sample, by row")


def texts(one: Mapping[str, Any]) -> Text:
    """A text as it stands in the description of a file of results."""
    return Text(str(one["nl"]), str(one["en"]))


def shown(dial: Mapping[str, Any], value: Decimal) -> str:
    """A value of a dial as its text writes it, with its unit, in the language of now."""
    return said(shown_text(dial, value))


def shown_text(dial: Mapping[str, Any], value: Decimal) -> Text:
    """The same in both languages."""
    from uitvoerbaar.proposal.amend.value import dutch

    number, unit = dutch(value / Decimal(dial["per"])), texts(dial["eenheid"])
    return Text(f"{number} {unit.nl}".strip(), f"{number} {unit.english}".strip())


def of_dials(dials: Sequence[Mapping[str, Any]], row: Row) -> Text:
    """The numbers of a variant, each with its name."""
    each = [(texts(dial["naam"]), shown_text(dial, row[dial["id"]])) for dial in dials]
    return Text("; ".join(f"{n.nl} {v.nl}" for n, v in each), "; ".join(f"{n.english} {v.english}" for n, v in each))
