"""Small readers of raw YAML mappings: each gives a value of the wanted shape, or records what is wrong and where."""

from __future__ import annotations

from collections.abc import Iterable

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe, instead, suggest
from uitvoerbaar.base.yaml import Mapping, Sequence
from uitvoerbaar.law.read.expressions import ExpressionReader


class RawReader:
    """Reads parts of one file; `problems` holds what is wrong with it."""

    def __init__(self, file: str, schema: tuple[int, int, int] | None) -> None:
        self.file = file
        self.expressions = ExpressionReader(file, schema)

    @property
    def problems(self) -> list[Problem]:
        """Everything found so far."""
        return self.expressions.problems

    def problem(self, line: int, message: str, hint: str | None = None) -> None:
        """Record an error at `line`."""
        self.expressions.problem(line, message, hint)

    def text(self, raw: Mapping, key: str, *, required: bool = False) -> str | None:
        value = raw.get(key)
        if value is None:
            if required:
                self.problem(raw.line_of(key), tr("'{key}' ontbreekt", key=key), instead(key, raw))
            return None
        if isinstance(value, dict | list):
            self.problem(raw.line_of(key), tr("'{key}' moet tekst zijn, geen {value}", key=key, value=describe(value)))
            return None
        return str(value)

    def date(self, raw: Mapping, key: str) -> str | None:
        value = self.text(raw, key)
        if value is None or value.startswith("#"):
            return None
        if parse_date(value) is None:
            self.problem(
                raw.line_of(key),
                tr("'{key}' is geen datum: '{value}'", key=key, value=value),
                tr("verwacht: JJJJ-MM-DD, bestaande dag"),
            )
            return None
        return value

    def flag(self, raw: Mapping, key: str, default: bool) -> bool:
        value = raw.get(key, default)
        if not isinstance(value, bool):
            self.problem(
                raw.line_of(key), tr("'{key}' moet true of false zijn, geen {value}", key=key, value=describe(value))
            )
            return default
        return value

    def items(self, raw: Mapping, key: str) -> Iterable[Mapping]:
        """The objects of an optional list; anything else is a problem."""
        value = raw.get(key)
        if value is None:
            return
        if not isinstance(value, Sequence):
            self.problem(
                raw.line_of(key), tr("'{key}' moet een lijst zijn, geen {value}", key=key, value=describe(value))
            )
            return
        for item, line in zip(value, value.lines, strict=True):
            if isinstance(item, Mapping):
                yield item
            else:
                self.problem(
                    line,
                    tr("elk onderdeel van '{key}' moet een object zijn, geen {item}", key=key, item=describe(item)),
                )

    def keys(self, raw: Mapping, known: Iterable[str], what: str) -> None:
        known = tuple(known)
        for key in raw:
            if key not in known:
                # In {value: 0,02912} the comma ends the number: what is left is a key of digits without a value.
                comma = key.isdigit() and raw[key] is None
                hint = (
                    tr("een decimale komma? gebruik een punt, zoals 0.{key}", key=key) if comma else suggest(key, known)
                )
                self.problem(raw.line_of(key), tr("{what} kent geen '{key}'", what=what, key=key), hint)

    def object(self, raw: Mapping, key: str) -> Mapping | None:
        value = raw.get(key)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            self.problem(
                raw.line_of(key), tr("'{key}' moet een object zijn, geen {value}", key=key, value=describe(value))
            )
            return None
        return value
