"""A figure of the world with where it is from and how far it can be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from uitvoerbaar.base.text import Text

Confidence = Literal["gepubliceerd", "tweede hand", "uit het hoofd", "aanname", "eigen opgave"]
"""Read in the source itself; read in a text that names the source; not looked up; chosen by us, with a reason;
given by the user in a file of their own."""

CONFIDENCE_NAMES: Mapping[Confidence, Text] = {
    "gepubliceerd": Text("gepubliceerd", "published"),
    "tweede hand": Text("via een ander gelezen", "second-hand"),
    "uit het hoofd": Text("niet nagezocht", "not looked up"),
    "aanname": Text("aanname", "assumption"),
    "eigen opgave": Text("eigen opgave", "own figure"),
}

UNSURE: tuple[Confidence, ...] = ("uit het hoofd", "aanname")
"""A figure of a report that uses one of these is marked as an assumption, and says which figure it is."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A number with its unit, the year it is about, its source and how far it can be trusted.

    `low` and `high` are the ends between which it may lie, where that is known or assumed; None when not.
    """

    value: float
    unit: str
    year: int
    source: str
    confidence: Confidence
    low: float | None = None
    high: float | None = None
    url: str | None = None

    @property
    def unsure(self) -> bool:
        """Whether what uses it must be marked as resting on an assumption."""
        return self.confidence in UNSURE
