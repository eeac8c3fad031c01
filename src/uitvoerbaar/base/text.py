"""Text for readers, units, cells and intervals: what every other record is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
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

    `law` marks the words of a law file, or of the source of a figure: an English page shows them in Dutch and says so.
    """

    nl: str
    en: str | None = None
    law: bool = field(default=False, metadata=OMITTED)

    @property
    def english(self) -> str:
        """The English words; the Dutch ones where it was not written in English."""
        return self.nl if self.en is None else self.en

    def format(self, **parts: Text | str | int) -> Text:
        """The sentence with its parts in the places `{name}`: each in the language around it.

        A part in Dutch alone, such as words of a law, stands in both. Raises KeyError for a place without a part.
        """
        nl = {name: part.nl if isinstance(part, Text) else part for name, part in parts.items()}
        if self.en is None:
            return replace(self, nl=self.nl.format(**nl))
        en = {name: part.english if isinstance(part, Text) else part for name, part in parts.items()}
        return replace(self, nl=self.nl.format(**nl), en=self.en.format(**en))

    def join(self, texts: Iterable[Text]) -> Text:
        """`texts` one after the other with this between them."""
        known = list(texts)
        return Text(self.nl.join(text.nl for text in known), self.english.join(text.english for text in known))

    @property
    def capital(self) -> Text:
        """The same as the start of a sentence."""
        return self._each(lambda words: words[:1].upper() + words[1:])

    @property
    def lower(self) -> Text:
        """The same without capitals."""
        return self._each(str.lower)

    @property
    def inside(self) -> Text:
        """The same inside a sentence: without its capital, unless it is an abbreviation (AOW)."""
        return self._each(lambda words: words if words[1:2].isupper() else words[:1].lower() + words[1:])

    def _each(self, change: Callable[[str], str]) -> Text:
        return replace(self, nl=change(self.nl), en=None if self.en is None else change(self.en))


SPACE = Text(" ", " ")
"""Between two sentences."""
COMMA = Text(", ", ", ")
"""Between names."""

Cell = str | int | float | bool | Text | None
"""One value in a row of a figure, or one value of a situation."""


Ground = Literal["steekproef", "aannamen", "ensemble", "ijking", "terugblik"]
"""What the end of an interval comes from: chance, assumptions that were run again one by one, a set of populations with other
assumptions, the distance to published figures of the scheme, or how far other cases were off."""


@dataclass(frozen=True, slots=True)
class Range:
    """The interval around a number, in its unit, and how it was found (for example a 95 % sampling interval).

    ``low`` and ``high`` are null when every row of the figure has its own interval; ``method`` then says how.
    ``grounds`` says what the low and the high end come from, where the interval is the widest of several.
    """

    low: int | float | None
    high: int | float | None
    method: Text
    grounds: tuple[Ground, ...] = field(default=(), metadata=OMITTED)


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
