"""data/assess/terugvorderingen.yaml: published numbers on the settlement of advances."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast, get_args

from uitvoerbaar.assess.entries import read_assess
from uitvoerbaar.findings import Text, Unit


@dataclass(frozen=True, slots=True)
class Published:
    """A published number, and which measure of the model stands beside it."""

    measure: str
    name: Text
    value: float
    unit: Unit
    years: str
    source: Text


def published() -> list[Published]:
    """The numbers of terugvorderingen.yaml. Raises LawFileError for a malformed file."""
    file = read_assess("terugvorderingen.yaml")
    numbers = [
        Published(
            e.word("maat"),
            e.text("naam"),
            e.decimal("waarde"),
            cast(Unit, e.choice("eenheid", get_args(Unit))),
            e.word("jaren"),
            e.text("bron"),
        )
        for e in file.objects("cijfers")
    ]
    file.check()
    return numbers
