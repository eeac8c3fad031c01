"""Reading a file of data/reikwijdte: strict keys, texts in both languages, and every problem of a file in one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe, suggest
from uitvoerbaar.base.text import Text
from uitvoerbaar.base.yaml import Mapping, Sequence, load


class ScopeFile:
    """One file of the folder; `problems` gathers what is wrong, `done` raises when there is anything."""

    def __init__(self, path: Path) -> None:
        self.file = str(path)
        self.problems: list[Problem] = []
        self.raw = load(path.read_text(encoding="utf-8"), self.file)

    def problem(self, line: int, message: str, hint: str | None = None) -> None:
        """Note one thing that is wrong."""
        self.problems.append(Problem(self.file, line, message, hint=hint))

    def top(self, keys: Iterable[str]) -> Mapping:
        """The object of the whole file. Raises LawFileError when it is none."""
        if not isinstance(self.raw, Mapping):
            raise LawFileError([Problem(self.file, 1, tr("verwacht een object met {keys}", keys=", ".join(keys)))])
        self.known(self.raw, tuple(keys))
        return self.raw

    def items(self, key: str, known: tuple[str, ...], required: tuple[str, ...]) -> Iterator[Mapping]:
        """The objects of the list under `key` that have what is required."""
        listed = self.raw.get(key)
        if not isinstance(listed, Sequence):
            self.problem(
                self.raw.line_of(key),
                tr("'{key}' moet een lijst zijn, geen {listed}", key=key, listed=describe(listed)),
            )
            return
        for item, line in zip(listed, listed.lines, strict=True):
            if not isinstance(item, Mapping):
                self.problem(
                    line, tr("een regel van '{key}' moet een object zijn, geen {item}", key=key, item=describe(item))
                )
                continue
            self.known(item, known)
            missing = [name for name in required if item.get(name) is None]
            if missing:
                self.problem(item.line, tr("een regel van '{key}' mist {missing}", key=key, missing=", ".join(missing)))
                continue
            yield item

    def known(self, raw: Mapping, keys: tuple[str, ...]) -> None:
        """Note every key that is not one of `keys`."""
        for key in raw:
            if key not in keys:
                self.problem(raw.line_of(key), tr("onbekende sleutel '{key}'", key=key), suggest(key, keys))

    def text(self, raw: Mapping, key: str) -> Text:
        """A text in Dutch and English."""
        found = raw.get(key)
        if not isinstance(found, Mapping) or not all(isinstance(found.get(lang), str) for lang in ("nl", "en")):
            self.problem(raw.line_of(key), tr("'{key}' heeft een tekst 'nl' en een tekst 'en' nodig", key=key))
            return Text("")
        self.known(found, ("nl", "en"))
        return Text(found["nl"], found["en"])

    def words(self, raw: Mapping, key: str) -> tuple[str, ...]:
        """A list of words or numbers, as words; empty when absent."""
        found = raw.get(key, [])
        if not isinstance(found, list) or not all(isinstance(v, str | int) for v in found):
            self.problem(
                raw.line_of(key),
                tr("'{key}' moet een lijst van woorden zijn, geen {found}", key=key, found=describe(found)),
            )
            return ()
        return tuple(str(v) for v in found)

    def day(self, raw: Mapping, key: str) -> str | None:
        """An ISO date, or None when absent."""
        found: Any = raw.get(key)
        if found is not None and parse_date(found) is None:
            self.problem(
                raw.line_of(key),
                tr("'{key}' moet een dag zijn (JJJJ-MM-DD), geen {found}", key=key, found=describe(found)),
            )
            return None
        return None if found is None else str(found)

    def whole(self, raw: Mapping, key: str) -> int | None:
        """A whole number above zero, or None when absent."""
        found: Any = raw.get(key)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int) or found <= 0:
            self.problem(
                raw.line_of(key),
                tr("'{key}' moet een heel getal boven 0 zijn, geen {found}", key=key, found=describe(found)),
            )
            return None
        return found

    def done(self) -> None:
        """Raises LawFileError with everything that was noted."""
        if self.problems:
            raise LawFileError(self.problems)
