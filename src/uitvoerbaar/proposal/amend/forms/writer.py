"""Expressions as YAML: new parts in the manner of the shipped laws, parts of the old file with the lines that they had."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from uitvoerbaar.base.yaml_places import Path, Span, spans
from uitvoerbaar.law.text.constants import LawText

_PLAIN = re.compile(r"\$?[A-Za-z_][\w.]*\Z")
_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off"))
_WIDTH = 110
"""Letters on a line from which an expression goes over several."""


class Writer:
    """Writes expressions for one law file; what was loaded from it is copied, comments included."""

    def __init__(self, law: LawText) -> None:
        self.text = law.text
        self.spans = spans(law.text)
        self.known = {id(node): self.spans[path] for path, node in _nodes(law.tree, ()) if path in self.spans}

    def line(self, raw: Any) -> str:
        """An expression on one line."""
        span = self.known.get(id(raw))
        if span is not None and span.flow and "\n" not in self.text[span.start : span.end]:
            return self.text[span.start : span.end]
        if isinstance(raw, dict):
            return "{" + ", ".join(f"{key}: {self.line(value)}" for key, value in raw.items()) + "}"
        if isinstance(raw, list | tuple):
            return "[" + ", ".join(map(self.line, raw)) + "]"
        return scalar_words(raw)

    def rows(self, raw: Any, column: int) -> str:
        """An expression over lines; its first line begins where it is put, the others at `column`."""
        span = self.known.get(id(raw))
        if span is not None and not span.flow:
            return self._moved(span, column)
        if not isinstance(raw, dict):
            return self.line(raw)
        made = []
        for key, value in raw.items():
            short = None if self._in_rows(value) else f"{key}: {self.line(value)}"
            fits = short is not None and column + len(short) <= _WIDTH
            made.append(short if fits and short else f"{key}:\n{self._below(value, column + 2)}")
        return f"\n{' ' * column}".join(made)

    def _below(self, raw: Any, column: int) -> str:
        """A value under its key."""
        indent = " " * column
        if isinstance(raw, dict):
            return indent + self.rows(raw, column)
        if isinstance(raw, list | tuple):
            return "\n".join(f"{indent}- {self._item(item, column + 2)}" for item in raw)
        return indent + self.line(raw)

    def _item(self, raw: Any, column: int) -> str:
        long = self._in_rows(raw) or column + len(self.line(raw)) > _WIDTH
        return self.rows(raw, column) if long and isinstance(raw, dict) else self.line(raw)

    def _in_rows(self, raw: Any) -> bool:
        """Whether an expression holds a part of the file that stands over several lines."""
        span = self.known.get(id(raw))
        if span is not None:
            return not span.flow
        inner = raw.values() if isinstance(raw, dict) else raw if isinstance(raw, list | tuple) else ()
        return any(map(self._in_rows, inner))

    def _moved(self, span: Span, column: int) -> str:
        """A block of the file with its lines at another column."""
        rows = self.text[span.start : span.end].splitlines()
        moved = [" " * column + row[min(span.column, len(row) - len(row.lstrip())) :] for row in rows[1:]]
        return "\n".join([rows[0], *moved])


def scalar_words(raw: Any) -> str:
    """A value that is no list or mapping."""
    if raw is None or isinstance(raw, bool):
        return {None: "null", True: "true", False: "false"}[raw]
    if isinstance(raw, Decimal):
        return f"{raw:f}"
    if isinstance(raw, str):
        return raw if _PLAIN.match(raw) and raw.lower() not in _WORDS else json.dumps(raw, ensure_ascii=False)
    return str(raw)


def _nodes(raw: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Every list and mapping of a document with its path."""
    if isinstance(raw, dict):
        yield path, raw
        for key, value in raw.items():
            yield from _nodes(value, (*path, key))
    elif isinstance(raw, list):
        yield path, raw
        for at, value in enumerate(raw):
            yield from _nodes(value, (*path, at))
