"""Small readers of raw YAML mappings: each gives a value of the wanted shape, or records what is wrong and where."""

from __future__ import annotations

from collections.abc import Iterable

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe, instead, suggest
from uitvoerbaar.base.yaml import Mapping, Sequence
from uitvoerbaar.law.read.expressions import ExpressionReader
from uitvoerbaar.law.read.keys import BLOCKS, MAY_BE_NULL, NEEDED, NOT_SERVED, OLDEST_FORM, TEXTS, Version, shown


def _meant(key: str, known: list[str], absent: list[str]) -> str:
    """What a misspelt key was meant to be: a key of this version, of another version, or one that is not there yet."""
    near = suggest(key, known) or suggest(key, absent) or suggest(key, known, cutoff=0.4)
    return near or tr("verwacht: {known}", known=", ".join(known))


def _before(raw: Mapping, key: str) -> str:
    """The whole number in front of a decimal comma: the value of the key before the digits that are left."""
    keys = list(raw)
    value = raw[keys[keys.index(key) - 1]] if keys.index(key) else None
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else "0"


def _bare(value: object) -> str:
    """A value as it stands in the file: a number or truth without the quotes that it lacks."""
    return str(value).lower() if isinstance(value, int) else describe(value)


class RawReader:
    """Reads parts of one file.

    `problems` holds what keeps it from being read; `formal` what the schema that it names asks besides.
    """

    def __init__(self, file: str, schema: Version | None) -> None:
        self.file, self.schema = file, schema
        self.expressions = ExpressionReader(file, schema, basis=self.basis)

    @property
    def problems(self) -> list[Problem]:
        """Everything found so far."""
        return self.expressions.problems

    def problem(self, line: int, message: str, hint: str | None = None) -> None:
        """Record an error at `line`."""
        self.expressions.problem(line, message, hint)

    @property
    def formal(self) -> list[Problem]:
        """What the schema asks and no computation needs."""
        return self.expressions.formal

    def ask(self, line: int, message: str, hint: str | None = None) -> None:
        """Record what the schema asks; not for files of before today's form, or without a schema."""
        if self.schema is not None and self.schema >= OLDEST_FORM:
            self.formal.append(Problem(self.file, line, message, self.expressions.article, hint=hint))

    def warn(self, line: int, message: str, hint: str | None = None) -> None:
        """Record what is read and does nothing, for who looks the file over."""
        self.formal.append(Problem(self.file, line, message, self.expressions.article, "warning", hint))

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

    def block(self, raw: Mapping, name: str) -> None:
        """Refuse every key that this block does not have in the schema version of the file, with what was meant."""
        called, table = BLOCKS[name]
        version = self.schema
        for key in NEEDED.get(name, ()):
            if key not in raw:
                self.ask(raw.line, tr("{what} mist '{key}'", what=tr(called), key=key), instead(key, raw))
        for key in raw:
            span = table.get(key)
            line = raw.line_of(key)
            self._written(raw, name, key)
            if span is None:
                # In {value: 0,02912} the comma ends the number: what is left is a key of digits without a value.
                comma = key.isdigit() and raw[key] is None
                known = [
                    other
                    for other, span in table.items()
                    if version is None or (span.since <= version and (span.until is None or version < span.until))
                ]
                meant = _meant(key, known, [k for k in table if k not in raw])
                whole = _before(raw, key)
                hint = (
                    tr("een decimale komma? gebruik een punt, zoals {whole}.{key}", whole=whole, key=key)
                    if comma
                    else meant
                )
                self.problem(line, tr("{what} kent geen '{key}'", what=tr(called), key=key), hint)
            elif version is not None and version < span.since:
                message = tr(
                    "{what} kent '{key}' pas vanaf schema {shown}; dit bestand noemt {shown_2}",
                    what=tr(called),
                    key=key,
                    shown=shown(span.since),
                    shown_2=shown(version),
                )
                self.problem(line, message, tr("verhoog $schema van dit bestand"))
            elif version is not None and span.until is not None and version >= span.until:
                hint = tr("schrijf '{now}'", now=span.now) if span.now else tr("haal het weg")
                self.problem(
                    line,
                    tr(
                        "{what} kent vanaf schema {shown} geen '{key}' meer",
                        what=tr(called),
                        shown=shown(span.until),
                        key=key,
                    ),
                    hint,
                )
            elif (name, key) in NOT_SERVED:
                self.problem(
                    line,
                    tr("'{key}' van {what} voert dit programma niet uit", key=key, what=tr(called)),
                    NOT_SERVED[name, key],
                )

    def basis(self, raw: Mapping) -> None:
        """Keys of the provision that a field, action or operation rests on."""
        found = raw.get("legal_basis")
        if isinstance(found, Mapping):
            self.block(found, "legal_basis")
        elif "legal_basis" in raw:
            message = tr("'legal_basis' moet een object zijn, geen {value}", value=describe(found))
            self.ask(raw.line_of("legal_basis"), message, tr("zoals {{law: ..., article: '1'}}"))

    def _written(self, raw: Mapping, name: str, key: str) -> None:
        """Ask what the schema asks of every value: that it is there, and is text where text is meant."""
        called, value = BLOCKS[name][0], raw[key]
        if value is None and key in BLOCKS[name][1] and (name, key) not in MAY_BE_NULL:
            self.ask(
                raw.line_of(key),
                tr("'{key}' van {what} is leeg", key=key, what=tr(called)),
                tr("geef een waarde, of haal de regel weg"),
            )
        elif key in TEXTS.get(name, ()) and value is not None and not isinstance(value, str):
            self.ask(
                raw.line_of(key),
                tr("'{key}' van {what} is {value}, geen tekst", key=key, what=tr(called), value=_bare(value)),
                tr("zet er aanhalingstekens om") if isinstance(value, int) else None,
            )

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
