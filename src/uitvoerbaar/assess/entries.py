"""Entries of a data file read once into records: every problem told at once, each with its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe, suggest
from uitvoerbaar.base.text import Text
from uitvoerbaar.base.yaml import Mapping, Sequence, load

_KINDS = {
    str: "een tekst",
    int: "een geheel getal",
    bool: "waar of onwaar",
    Mapping: "een object",
    Sequence: "een lijst",
}


@dataclass(slots=True)
class Entries:
    """An object of a data file. A key that is missing or of another kind is noted and read as an empty value.

    Call `check` of the outermost one when all is read: it raises LawFileError for what was noted.
    """

    file: str
    raw: Mapping
    problems: list[Problem] = field(default_factory=list)

    def word(self, key: str) -> str:
        """A text in one language."""
        return str(self._of(key, str, ""))

    def number(self, key: str, default: int | None = None) -> int:
        """A whole number; `default` where the key may be absent."""
        return default if default is not None and key not in self.raw else int(self._of(key, int, 0))

    def truth(self, key: str) -> bool:
        """Yes or no."""
        return bool(self._of(key, bool, False))

    def text(self, key: str) -> Text:
        """An object with a text in both languages."""
        return self.object(key).both()

    def both(self) -> Text:
        """This object as a text in both languages."""
        return Text(self.word("nl"), self.word("en"))

    def object(self, key: str) -> Entries:
        """An object within this one."""
        return Entries(self.file, self._of(key, Mapping, Mapping(self.raw.line_of(key))), self.problems)

    def objects(self, key: str) -> Iterator[Entries]:
        """The objects of a list."""
        for line, item in self._items(key):
            if isinstance(item, Mapping):
                yield Entries(self.file, item, self.problems)
            else:
                self._note(line, key, _KINDS[Mapping], item)

    def numbers(self, key: str) -> tuple[int, ...]:
        """The whole numbers of a list."""
        found: list[int] = []
        for line, item in self._items(key):
            if isinstance(item, int) and not isinstance(item, bool):
                found.append(item)
            else:
                self._note(line, key, _KINDS[int], item)
        return tuple(found)

    def check(self) -> None:
        """Raises LawFileError when something that was read is missing or of another kind."""
        if self.problems:
            raise LawFileError(self.problems)

    def _items(self, key: str) -> Iterator[tuple[int, Any]]:
        items = self._of(key, Sequence, Sequence(self.raw.line_of(key)))
        return zip(items.lines, items, strict=True)

    def _of(self, key: str, kind: type, otherwise: Any) -> Any:
        value = self.raw.get(key)
        if isinstance(value, kind) and (kind is bool or not isinstance(value, bool)):
            return value
        self._note(self.raw.line_of(key), key, _KINDS[kind], value, missing=key not in self.raw)
        return otherwise

    def _note(self, line: int, key: str, expected: str, value: Any, *, missing: bool = False) -> None:
        if missing:
            message, hint = f"'{key}' ontbreekt; verwacht: {expected}", suggest(key, self.raw)
        else:
            message, hint = f"'{key}' is {describe(value)}; verwacht: {expected}", None
        self.problems.append(Problem(self.file, line, message, hint=hint))


def read_entries(path: Path) -> Entries:
    """The object in a data file. Raises LawFileError when the file is no object."""
    raw = load(path.read_text(encoding="utf-8"), str(path))
    if not isinstance(raw, Mapping):
        raise LawFileError([Problem(str(path), 1, tr("{raw}; verwacht: een object", raw=describe(raw)))])
    return Entries(str(path), raw)
