"""A law file to a Law: every problem found in one pass, nothing malformed accepted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from uitvoerbaar.law.dates import parse_date
from uitvoerbaar.law.errors import LawFileError, Problem
from uitvoerbaar.law.expressions import ExpressionReader, describe, freeze, suggest
from uitvoerbaar.law.model import (
    LAYERS,
    Action,
    Article,
    Definition,
    Expression,
    Field,
    Hook,
    Implements,
    Input,
    Law,
    Literal,
    OpenTerm,
    Override,
    Rules,
    Source,
    Untranslatable,
)  # fmt: skip
from uitvoerbaar.law.yamlfile import Mapping, Sequence, load

FIELD_TYPES = ("string", "number", "boolean", "amount", "object", "array", "date")
UNITS = ("euro", "eurocent", "ratio", "percentage", "years", "weeks", "months", "days")
SCHEMAS = ((0, 2, 0), (0, 5, 9))
"""First and last schema version that this reader knows."""

_ARTICLE_KEYS = ("number", "text", "url", "ref", "machine_readable", "references")
_RULE_KEYS = (
    "endpoint", "competent_authority", "enables", "requires", "open_terms", "implements", "definitions", "execution",
    "hooks", "overrides", "untranslatables",
)  # fmt: skip
_EXECUTION_KEYS = ("produces", "parameters", "input", "output", "actions")
_FIELD_KEYS = ("name", "type", "description", "type_spec", "temporal", "legal_basis", "nullable", "required", "source")
_SOURCE_KEYS = ("regulation", "output", "parameters", "description", "endpoint", "article", "legal_basis")
_ACTION_KEYS = ("output", "value", "resolve", "legal_basis", "description")
_VERSION = re.compile(r"v(\d+)\.(\d+)\.(\d+)")


def parse_file(path: Path, shown: str | None = None) -> Law:
    """Read a law file. Raises LawFileError with all its problems."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise LawFileError(
            [Problem(shown or str(path), 1, "het bestand is geen UTF-8-tekst", hint="sla het op als UTF-8")]
        ) from None
    except OSError as error:
        raise LawFileError(
            [Problem(shown or str(path), 1, f"het bestand kan niet worden gelezen: {error.strerror}")]
        ) from None
    return parse_text(text, shown or str(path))


def parse_text(text: str, file: str = "<tekst>") -> Law:
    """Read a law from YAML text. Raises LawFileError with all its problems."""
    raw = load(text, file)
    if not isinstance(raw, Mapping):
        raise LawFileError([Problem(file, 1, f"verwacht een wet als object, niet een {describe(raw)}")])
    reader = LawReader(file, raw)
    law = reader.law()
    if reader.problems:
        raise LawFileError(sorted(reader.problems, key=lambda p: p.line))
    return law


class LawReader:
    """Reads one document; `problems` holds what is wrong with it."""

    def __init__(self, file: str, raw: Mapping) -> None:
        self.raw = raw
        self.expressions = ExpressionReader(file, self._schema(raw))
        self.file = file

    @property
    def problems(self) -> list[Problem]:
        return self.expressions.problems

    def problem(self, line: int, message: str, hint: str | None = None) -> None:
        self.expressions.problem(line, message, hint)

    @staticmethod
    def _schema(raw: Mapping) -> tuple[int, int, int] | None:
        match = _VERSION.search(str(raw.get("$schema", "")))
        return (int(match[1]), int(match[2]), int(match[3])) if match else None

    def law(self) -> Law:
        """The law, with `problems` filled."""
        raw, schema = self.raw, self.expressions.schema
        if "$schema" in raw and (schema is None or not SCHEMAS[0] <= schema <= SCHEMAS[1]):
            self.problem(
                raw.line_of("$schema"),
                f"onbekende schemaversie '{raw['$schema']}'",
                "verwacht: v0.2.0 tot en met v0.5.9",
            )
        law_id = self._text(raw, "$id", required=True)
        layer = self._text(raw, "regulatory_layer", required=True)
        if layer and layer not in LAYERS:
            self.problem(
                raw.line_of("regulatory_layer"), f"onbekende regulatory_layer '{layer}'", suggest(layer, LAYERS)
            )
        return Law(
            id=law_id or "",
            layer=layer or "WET",
            name=self._text(raw, "name") or law_id or "",
            file=self.file,
            schema=schema,
            valid_from=self._date(raw, "valid_from"),
            valid_to=self._date(raw, "valid_to"),
            url=self._text(raw, "url"),
            gemeente_code=self._text(raw, "gemeente_code"),
            waterschap_code=self._text(raw, "waterschap_code"),
            articles=tuple(self._articles(raw)),
            notes={
                k: freeze(v) for k, v in raw.items() if k in ("afgeleid", "bron", "legal_basis", "publication_date")
            },
        )

    # --- small readers ------------------------------------------------------------------------------------------

    def _text(self, raw: Mapping, key: str, *, required: bool = False) -> str | None:
        value = raw.get(key)
        if value is None:
            if required:
                self.problem(raw.line_of(key), f"'{key}' ontbreekt", suggest(key, raw))
            return None
        if isinstance(value, dict | list):
            self.problem(raw.line_of(key), f"'{key}' moet tekst zijn, geen {describe(value)}")
            return None
        return str(value)

    def _date(self, raw: Mapping, key: str) -> str | None:
        value = self._text(raw, key)
        if value is None or value.startswith("#"):
            return None
        if parse_date(value) is None:
            self.problem(raw.line_of(key), f"'{key}' is geen datum: '{value}'", "verwacht: JJJJ-MM-DD, bestaande dag")
            return None
        return value

    def _flag(self, raw: Mapping, key: str, default: bool) -> bool:
        value = raw.get(key, default)
        if not isinstance(value, bool):
            self.problem(raw.line_of(key), f"'{key}' moet true of false zijn, geen {describe(value)}")
            return default
        return value

    def _items(self, raw: Mapping, key: str) -> Iterable[Mapping]:
        """The objects of an optional list; anything else is a problem."""
        value = raw.get(key)
        if value is None:
            return
        if not isinstance(value, Sequence):
            self.problem(raw.line_of(key), f"'{key}' moet een lijst zijn, geen {describe(value)}")
            return
        for item, line in zip(value, value.lines, strict=True):
            if isinstance(item, Mapping):
                yield item
            else:
                self.problem(line, f"elk onderdeel van '{key}' moet een object zijn, geen {describe(item)}")

    def _keys(self, raw: Mapping, known: Iterable[str], what: str) -> None:
        known = tuple(known)
        for key in raw:
            if key not in known:
                self.problem(raw.line_of(key), f"{what} kent geen '{key}'", suggest(key, known))

    def _object(self, raw: Mapping, key: str) -> Mapping | None:
        value = raw.get(key)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            self.problem(raw.line_of(key), f"'{key}' moet een object zijn, geen {describe(value)}")
            return None
        return value

    # --- articles -----------------------------------------------------------------------------------------------

    def _articles(self, raw: Mapping) -> Iterable[Article]:
        if not isinstance(raw.get("articles"), Sequence):
            self.problem(raw.line_of("articles"), "'articles' ontbreekt of is geen lijst", suggest("articles", raw))
            return
        seen: dict[str, int] = {}
        for item in self._items(raw, "articles"):
            number = self._text(item, "number", required=True) or "?"
            self.expressions.article = number
            if number in seen:
                self.problem(item.line, f"artikel {number} staat er twee keer in, eerder op regel {seen[number]}")
            seen[number] = item.line
            self._keys(item, _ARTICLE_KEYS, "een artikel")
            rules = self._object(item, "machine_readable")
            yield Article(
                number, self._text(item, "text") or "", self._text(item, "url") or self._text(item, "ref"), item.line,
                None if rules is None else self._rules(rules),
            )  # fmt: skip
            self.expressions.article = None

    def _rules(self, raw: Mapping) -> Rules:
        self._keys(raw, _RULE_KEYS, "machine_readable")
        execution = self._object(raw, "execution") or Mapping()
        execution.lines = getattr(execution, "lines", {})
        self._keys(execution, _EXECUTION_KEYS, "execution")
        produces = self._object(execution, "produces") or Mapping()
        authority = raw.get("competent_authority")
        return Rules(
            definitions=self._definitions(raw),
            parameters=tuple(self._field(p) for p in self._items(execution, "parameters")),
            inputs=self._unique(Input(self._field(i), self._source(i)) for i in self._items(execution, "input")),
            outputs=tuple(self._field(o) for o in self._items(execution, "output")),
            actions=tuple(self._action(a) for a in self._items(execution, "actions")),
            open_terms=tuple(self._open_term(t) for t in self._items(raw, "open_terms")),
            implements=tuple(self._implements(i) for i in self._items(raw, "implements")),
            hooks=tuple(self._hook(h) for h in self._items(raw, "hooks")),
            overrides=tuple(self._override(o) for o in self._items(raw, "overrides")),
            untranslatables=tuple(self._untranslatable(u) for u in self._items(raw, "untranslatables")),
            legal_character=produces.get("legal_character"),
            decision_type=produces.get("decision_type"),
            competent_authority=str(authority.get("name")) if isinstance(authority, dict) else authority,
        )

    def _unique(self, inputs: Iterable[Input]) -> tuple[Input, ...]:
        seen: dict[str, Input] = {}
        for item in inputs:
            if item.field.name in seen:
                self.problem(item.field.line, f"invoer '{item.field.name}' staat er twee keer in")
            seen[item.field.name] = item
        return tuple(seen.values())

    def _definitions(self, raw: Mapping) -> dict[str, Definition]:
        found: dict[str, Definition] = {}
        table = self._object(raw, "definitions")
        for name, value in (table or {}).items():
            line = table.line_of(name) if table else 0
            unit = None
            if isinstance(value, Mapping) and "value" in value:
                self._keys(
                    value,
                    ("value", "type", "type_spec", "description", "legal_basis", "source", "url"),
                    "een definitie",
                )
                unit = self._unit(value)
                value = value["value"]
            found[name] = Definition(name, freeze(value), unit, line)
        return found

    def _unit(self, raw: Mapping) -> str | None:
        spec = self._object(raw, "type_spec")
        unit = spec.get("unit") if spec else None
        if spec and unit is not None and unit not in UNITS:
            self.problem(spec.line_of("unit"), f"onbekende eenheid '{unit}'", suggest(str(unit), UNITS))
            return None
        return unit

    def _field(self, raw: Mapping) -> Field:
        self._keys(raw, _FIELD_KEYS, "een veld")
        name = self._text(raw, "name", required=True) or "?"
        kind = self._text(raw, "type", required=True) or "string"
        if kind not in FIELD_TYPES:
            self.problem(
                raw.line_of("type"),
                f"onbekend type '{kind}' van '{name}'",
                suggest(kind, FIELD_TYPES) or f"verwacht: {', '.join(FIELD_TYPES)}",
            )
        nullable, required = self._flag(raw, "nullable", False), self._flag(raw, "required", True)
        return Field(name, kind, raw.line, self._unit(raw), nullable, required, self._text(raw, "description"))

    def _source(self, raw: Mapping) -> Source | None:
        if "source" not in raw:
            return None
        source = self._object(raw, "source")
        if source is None:
            return Source(None, None, (), raw.line_of("source"))
        self._keys(source, _SOURCE_KEYS, "source")
        given = self._object(source, "parameters")
        parameters = tuple(
            (target, self.expressions.read(value, given.line_of(target))) for target, value in (given or {}).items()
        ) if given else ()  # fmt: skip
        return Source(self._text(source, "regulation"), self._text(source, "output"), parameters, source.line)

    def _action(self, raw: Mapping) -> Action:
        output = self._text(raw, "output", required=True) or "?"
        expression: Expression
        if "operation" in raw:
            expression = self.expressions.operation(raw, 0, action_level=True)
        else:
            self._keys(raw, _ACTION_KEYS, "een actie zonder operation")
            expression = (
                self.expressions.read(raw["value"], raw.line_of("value")) if "value" in raw else Literal(None, raw.line)
            )
        return Action(output, expression, raw.line)

    # --- how laws reach into each other -------------------------------------------------------------------------

    def _open_term(self, raw: Mapping) -> OpenTerm:
        default = self._object(raw, "default")
        return OpenTerm(
            self._text(raw, "id", required=True) or "?",
            self._flag(raw, "required", True),
            self._text(raw, "delegation_type"),
            tuple(self._action(a) for a in self._items(default, "actions")) if default else None,
            raw.line,
        )

    def _implements(self, raw: Mapping) -> Implements:
        wanted = [self._text(raw, key, required=True) or "?" for key in ("law", "article", "open_term")]
        return Implements(wanted[0], wanted[1], wanted[2], raw.line)

    def _hook(self, raw: Mapping) -> Hook:
        applies = self._object(raw, "applies_to") or Mapping()
        point = self._text(raw, "hook_point", required=True) or "?"
        if point not in ("pre_actions", "post_actions"):
            self.problem(
                raw.line_of("hook_point"), f"onbekend hook_point '{point}'", "verwacht: pre_actions of post_actions"
            )
        return Hook(
            point,
            applies.get("legal_character"),
            applies.get("decision_type"),
            str(applies.get("stage", "BESLUIT")),
            raw.line,
        )

    def _override(self, raw: Mapping) -> Override:
        wanted = [self._text(raw, key, required=True) or "?" for key in ("law", "article", "output")]
        return Override(wanted[0], wanted[1], wanted[2], raw.line)

    def _untranslatable(self, raw: Mapping) -> Untranslatable:
        return Untranslatable(
            self._text(raw, "construct", required=True) or "?", self._text(raw, "reason") or "",
            self._flag(raw, "accepted", False), raw.line,
        )  # fmt: skip
