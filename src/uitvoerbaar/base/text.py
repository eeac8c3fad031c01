"""Text for readers, units, cells and intervals: what every other record is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

OMITTED = {"omitted": True}
"""Metadata of a field that is not written when it has its default, because most records have it."""

Unit = Literal[
    "eurocent",
    "eurocent_per_jaar",
    "eurocent_per_maand",
    "eurocent_per_uur",
    "huishoudens",
    "personen",
    "aantal",
    "aandeel",
    "keer",
    "uren_per_jaar",
    "jaren",
    "fte",
    "datum",
    "ja_nee",
    "tekst",
    "bewijs",
]


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence for readers in Dutch and, where it was written, in English.

    `law` marks the words of a law file: Dutch law, so an English page shows them in Dutch and says so.
    """

    nl: str
    en: str | None = None
    law: bool = field(default=False, metadata=OMITTED)


Cell = str | int | float | bool | Text | None
"""One value in a row of a figure, or one value of a situation."""


@dataclass(frozen=True, slots=True)
class Range:
    """The interval around a number, in its unit, and how it was found (for example a 95 % sampling interval).

    ``low`` and ``high`` are null when every row of the figure has its own interval; ``method`` then says how.
    """

    low: int | float | None
    high: int | float | None
    method: Text


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number or a rule comes from."""

    title: str
    url: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """A command that a reader can run to get the same answer, and what it does."""

    command: str
    what: Text
