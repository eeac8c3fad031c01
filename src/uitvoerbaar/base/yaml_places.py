"""Where every value of a YAML document stands in its text, so that one can be changed and all the rest kept as it is.

`base/yaml.py` says what a document means; this module says where. Positions count letters of the text that is given, with
the line ends that it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from uitvoerbaar.base.limits import YAML_DEPTH
from uitvoerbaar.base.yaml import Loader, scalar

Path = tuple[str | int, ...]
"""The keys and positions that lead to a value: ("articles", 0, "text")."""

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+")
"""An anchor or tag before a value."""


@dataclass(frozen=True, slots=True)
class Place:
    """A value that is no list or mapping. `start` and `end` enclose it as it is written, quotes and marks included.

    `line` and `column` count from 1. `style` is '' (plain), one of the two quotes, '|' or '>'. `shared` says that an anchor
    holds it, so that it stands for other places too. `parsed` is what the parser read, before plain text is resolved.
    """

    path: Path
    start: int
    end: int
    line: int
    column: int
    style: str
    parsed: str
    shared: bool = False

    @property
    def value(self) -> Any:
        """The value: plain text by the rules of YAML 1.2, anything else as text."""
        return scalar(self.parsed) if self.style == "" else self.parsed

    @property
    def dotted(self) -> str:
        """The path in one word: articles.0.text."""
        return ".".join(map(str, self.path))


@dataclass(frozen=True, slots=True)
class Span:
    """A list or mapping and the letters that it takes, from its first to behind its last. `flow` says that it stands between
    brackets; else it is a block, whose lines all begin at `column` (from 0) or to the right of it."""

    start: int
    end: int
    column: int
    flow: bool


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read: where the next value goes."""

    path: Path
    listed: bool
    next: int = 0
    key: str | None = None


def places(text: str) -> Iterator[Place]:
    """Every value of a document that `base.yaml.load` reads, in the order of the text; keys and aliases are passed over.

    Raises yaml.YAMLError for a text that is none; load it first, for words to a reader.
    """
    opened: list[_Open] = []
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            path = _take(opened)
            opened.append(_Open(path or (), isinstance(event, yaml.SequenceStartEvent)))
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            opened.pop()
        elif isinstance(event, yaml.AliasEvent):
            _take(opened)
        elif isinstance(event, yaml.ScalarEvent):
            around = opened[-1] if opened else None
            if around is not None and not around.listed and around.key is None:
                around.key = str(event.value)
                continue
            yield _place(text, _take(opened) or (), event)


def spans(text: str) -> dict[Path, Span]:
    """Every list and mapping of a document by its path, as `places` does for other values."""
    opened: list[_Open] = []
    starts: list[tuple[Path, int, int, bool]] = []
    found: dict[Path, Span] = {}
    last = 0
    for event in yaml.parse(text, Loader=Loader):
        start, end = _marks(event)
        if isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            path = _take(opened) or ()
            opened.append(_Open(path, isinstance(event, yaml.SequenceStartEvent)))
            starts.append((path, start.index, start.column, bool(event.flow_style)))
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            opened.pop()
            path, first, column, flow = starts.pop()
            last = end.index if flow else last
            found[path] = Span(first, last, column, flow)
        elif isinstance(event, yaml.AliasEvent):
            _take(opened)
            last = end.index
        elif isinstance(event, yaml.ScalarEvent):
            around = opened[-1] if opened else None
            if around is not None and not around.listed and around.key is None:
                around.key = str(event.value)
                continue
            last = _place(text, _take(opened) or (), event).end
    return found


def _marks(event: Any) -> tuple[Any, Any]:
    """Where an event begins and ends."""
    return event.start_mark, event.end_mark


def _take(opened: list[_Open]) -> Path | None:
    """The path of the value that comes next, which then counts as read."""
    if not opened:
        return None
    around = opened[-1]
    if around.listed:
        around.next += 1
        return (*around.path, around.next - 1)
    key, around.key = around.key, None
    return (*around.path, str(key))


def _place(text: str, path: Path, event: Any) -> Place:
    start, end = event.start_mark.index, event.end_mark.index
    before = _PROPERTIES.match(text, start, end)
    if before is not None:
        start = before.end()
    style = event.style or ""
    if style in ("", "'", '"'):
        end = start + len(text[start:end].rstrip())
    line = event.start_mark.line + 1
    column = start - max(text.rfind("\n", 0, start), text.rfind("\r", 0, start))
    return Place(path, start, end, line, column, style, str(event.value), event.anchor is not None)


def syntax_place(text: str) -> tuple[int, int] | None:
    """The line and column (from 1) at which a text stops being YAML.

    None when it does not, when it stops at a letter that YAML lacks, and when it nests deeper than is read.
    """
    depth = 0
    try:
        for event in yaml.parse(text, Loader=Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > YAML_DEPTH.most:
                return None
    except yaml.MarkedYAMLError as error:
        found = error.problem_mark or error.context_mark
        return None if found is None else (found.line + 1, found.column + 1)
    except (yaml.YAMLError, UnicodeEncodeError):
        return None
    return None
