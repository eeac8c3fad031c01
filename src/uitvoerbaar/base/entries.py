"""Entries of a data file read once into records: every problem told at once, each with its line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.files import read_text
from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.base.messages import describe, instead, suggest
from uitvoerbaar.base.text import Text
from uitvoerbaar.base.twofold import twofold
from uitvoerbaar.base.yaml import Mapping, Sequence, load

_NUMBER = (int, Decimal)
_KINDS: dict[type | tuple[type, ...], str] = {
    str: mark("een tekst"),
    int: mark("een geheel getal"),
    _NUMBER: mark("een getal"),
    bool: mark("waar of onwaar"),
    Mapping: mark("een object"),
    Sequence: mark("een lijst"),
}
ITEMS = "lijst"
"""The key of a file that is a list."""
_SOURCE = "bron"
"""A key that every object may have: where it comes from, for who reads the file."""


@dataclass(slots=True)
class Entries:
    """An object of a data file. A key that is missing or of another kind is noted and read as an empty value.

    Call `check` of the outermost one when all is read: it raises LawFileError for what was noted, and for a key that nobody
    asked for. `key in entries` asks whether a key that may be absent is there.
    """

    file: str
    raw: Mapping
    problems: list[Problem] = field(default_factory=list)
    parts: list[Entries] = field(default_factory=list)
    """Every object of the file that was read, this one too."""
    asked: set[str] = field(default_factory=set)
    lacks: bool = False
    """Whether a key is missing: what stands there in its place is told by the hint."""

    def __post_init__(self) -> None:
        self.parts.append(self)

    def __contains__(self, key: str) -> bool:
        self.asked.add(key)
        return key in self.raw

    def word(self, key: str) -> str:
        """A text in one language."""
        return str(self._of(key, str, ""))

    def number(self, key: str, default: int | None = None, within: range | None = None) -> int:
        """A whole number, `within` a range; `default` where the key may be absent."""
        if default is not None and key not in self:
            return default
        number = int(self._of(key, int, 0))
        if within is not None and isinstance(self.raw.get(key), int) and number not in within:
            self._tell(
                self.raw.line_of(key),
                tr(
                    "'{key}' is {number}; verwacht: {first} tot en met {last}",
                    key=key,
                    number=number,
                    first=within[0],
                    last=within[-1],
                ),
            )
        return number

    def decimal(self, key: str) -> float:
        """A number, whole or not."""
        return float(self._of(key, _NUMBER, 0))

    def truth(self, key: str, default: bool | None = None) -> bool:
        """Yes or no; `default` where the key may be absent."""
        return default if default is not None and key not in self else bool(self._of(key, bool, False))

    def choice(self, key: str, words: Collection[str]) -> str:
        """One of some words; an empty text when it is another."""
        word = self.word(key)
        if word in words:
            return word
        if isinstance(self.raw.get(key), str):
            self._unknown(key, word, words)
        return ""

    def choices(self, key: str, words: Collection[str]) -> tuple[str, ...]:
        """The texts of a list, each one of some words."""
        found = self.words(key)
        for word in found:
            if word not in words:
                self._unknown(key, word, words)
        return found

    def pattern(self, key: str) -> re.Pattern[str]:
        """A regular expression that does not look at capitals."""
        said = self.word(key)
        try:
            return re.compile(said, re.IGNORECASE)
        except re.error as error:
            message = tr("'{key}' is geen reguliere expressie: {error}", key=key, error=error)
            self._tell(self.raw.line_of(key), message)
            return re.compile("")

    def text(self, key: str) -> Text:
        """An object with a text in both languages."""
        return self.object(key).both()

    def both(self) -> Text:
        """This object as a text in both languages."""
        return Text(self.word("nl"), self.word("en"))

    def object(self, key: str) -> Entries:
        """An object within this one."""
        return self._part(self._of(key, Mapping, Mapping(self.raw.line_of(key))))

    def names(self) -> tuple[str, ...]:
        """The keys of an object whose keys are names of the file itself."""
        return tuple(self.raw)

    def values(self) -> dict[str, Any]:
        """What this object holds as it stands, for who knows of what kind each of its keys is."""
        self.asked.update(self.raw)
        return dict(self.raw)

    def texts(self, key: str) -> dict[str, Text]:
        """An object of texts in both languages, each with its name."""
        found = self.object(key)
        return {name: found.text(name) for name in found.names()}

    def objects(self, key: str) -> Iterator[Entries]:
        """The objects of a list."""
        for line, item in self._items(key):
            if isinstance(item, Mapping):
                yield self._part(item)
            else:
                self._note(line, key, _KINDS[Mapping], item)

    def numbers(self, key: str) -> tuple[int, ...]:
        """The whole numbers of a list."""
        return tuple(self._each(key, int))

    def decimals(self, key: str) -> tuple[float, ...]:
        """The numbers of a list, whole or not."""
        return tuple(float(number) for number in self._each(key, _NUMBER))

    def words(self, key: str) -> tuple[str, ...]:
        """The texts of a list."""
        return tuple(self._each(key, str))

    def check(self) -> None:
        """Raises LawFileError when something that was read is missing or of another kind, or is there and was not read."""
        unread = [(part, key) for part in self.parts if not part.lacks for key in part.raw]
        for part, key in unread:
            if key not in part.asked and key != _SOURCE:
                part._tell(part.raw.line_of(key), tr("onbekende sleutel '{key}'", key=key), suggest(key, part.asked))
        if self.problems:
            raise LawFileError(self.problems)

    def tell(self, key: str, message: str, hint: str | None = None) -> None:
        """Notes what is wrong with a key that can be read but cannot be meant."""
        self._tell(self.raw.line_of(key), message, hint)

    def _unknown(self, key: str, word: str, words: Collection[str]) -> None:
        message = tr("'{key}' noemt '{word}'; dat bestaat niet", key=key, word=word)
        self._tell(self.raw.line_of(key), message, suggest(word, words))

    def _part(self, raw: Mapping) -> Entries:
        return Entries(self.file, raw, self.problems, self.parts)

    def _each(self, key: str, kind: type | tuple[type, ...]) -> Iterator[Any]:
        for line, item in self._items(key):
            if isinstance(item, kind) and not isinstance(item, bool):
                yield item
            else:
                self._note(line, key, _KINDS[kind], item)

    def _items(self, key: str) -> Iterator[tuple[int, Any]]:
        items = self._of(key, Sequence, Sequence(self.raw.line_of(key)))
        return zip(items.lines, items, strict=True)

    def _of(self, key: str, kind: type | tuple[type, ...], otherwise: Any) -> Any:
        value = self.raw.get(key)
        self.asked.add(key)
        if isinstance(value, kind) and (kind is bool or not isinstance(value, bool)):
            return value
        self._note(self.raw.line_of(key), key, _KINDS[kind], value, missing=key not in self.raw)
        return otherwise

    def _note(self, line: int, key: str, expected: str, value: Any, *, missing: bool = False) -> None:
        said = tr(expected)
        if missing:
            self.lacks = True
            self._tell(line, tr("'{key}' ontbreekt; verwacht: {said}", key=key, said=said), instead(key, self.raw))
        else:
            self._tell(line, tr("'{key}' is {value}; verwacht: {said}", key=key, value=describe(value), said=said))

    def _tell(self, line: int, message: str, hint: str | None = None) -> None:
        self.problems.append(Problem(self.file, line, message, hint=hint))


def read_entries(path: Path) -> Entries:
    """The object in a data file. Raises LawFileError when it cannot be read or is no object."""
    return read_entries_of(read_text(path, str(path)), str(path))


def read_entries_of(text: str, name: str) -> Entries:
    """The object in a text; `name` stands for its file. Raises LawFileError when it is no object."""
    raw = load(text, name)
    if not isinstance(raw, Mapping):
        raise LawFileError([Problem(name, 1, tr("{raw}; verwacht: een object", raw=describe(raw)))])
    return Entries(name, raw, list(twofold(raw, name)))
