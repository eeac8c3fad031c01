"""A law file to a Law: every problem found in one pass, nothing malformed accepted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from uitvoerbaar.law.errors import LawFileError, Problem
from uitvoerbaar.law.expressions import describe, freeze, instead, suggest
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
from uitvoerbaar.law.rawreader import RawReader
from uitvoerbaar.law.yamlfile import Mapping, Sequence, load

FIELD_TYPES = ("string", "number", "boolean", "amount", "object", "array", "date")
UNITS = ("euro", "eurocent", "ratio", "percentage", "years", "weeks", "months", "days")
SCHEMAS = ((0, 2, 0), (0, 5, 9))
"""First and last schema version that this reader knows."""

LAW_MARKS = ("$id", "regulatory_layer", "articles")
"""What every law has and nothing else."""

_LAW_KEYS = (
    "$schema", *LAW_MARKS, "name", "publication_date", "valid_from", "valid_to", "url", "bwb_id", "gemeente_code",
    "provincie_code", "waterschap_code", "officiele_titel", "organisation", "legal_basis", "preamble", "procedure",
)  # fmt: skip
_CHARACTERS = (
    "BESCHIKKING", "TOETS", "WAARDEBEPALING", "BESLUIT_VAN_ALGEMENE_STREKKING", "INFORMATIEF", "RECHTSPOSITIE",
)  # fmt: skip
_DECISIONS = (
    "TOEKENNING", "AFWIJZING", "GOEDKEURING", "GEEN_BESLUIT", "ALGEMEEN_VERBINDEND_VOORSCHRIFT", "BELEIDSREGEL",
    "VOORBEREIDINGSBESLUIT", "ANDERE_HANDELING", "AANSLAG",
)  # fmt: skip
_STAGES = ("AANVRAAG", "BEHANDELING", "BESLUIT", "BEKENDMAKING", "BEZWAAR")
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


def read_text(path: Path, shown: str) -> str:
    """The text of a file. Raises LawFileError when it cannot be read or is no UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problem = Problem(shown, line, "het bestand is geen UTF-8-tekst", hint="sla het op als UTF-8")
    except OSError as error:
        problem = Problem(shown, 1, f"het bestand kan niet worden gelezen: {error.strerror}")
    raise LawFileError([problem])


def parse_file(path: Path, shown: str | None = None) -> Law:
    """Read a law file. Raises LawFileError with all its problems."""
    return parse_text(read_text(path, shown or str(path)), shown or str(path))


def parse_text(text: str, file: str = "<tekst>") -> Law:
    """Read a law from YAML text. Raises LawFileError with all its problems."""
    law, problems = examine(text, file)
    if problems:
        raise LawFileError(problems)
    return law


def examine(text: str, file: str) -> tuple[Law, list[Problem]]:
    """What can be read of a law and everything that is wrong with it, in the order of the lines.

    Raises LawFileError when there is no law to speak of: no YAML, no object, nothing that a law has.
    """
    raw = load(text, file)
    if not isinstance(raw, Mapping):
        raise LawFileError([Problem(file, 1, f"verwacht een wet als object, niet een {describe(raw)}")])
    if not any(key in raw for key in LAW_MARKS):
        message = f"dit is geen wet: {', '.join(LAW_MARKS)} ontbreken; gevonden: {', '.join(list(raw)[:4]) or 'niets'}"
        raise LawFileError([Problem(file, 1, message, hint=_instead(raw))])
    reader = LawReader(file, raw)
    law = reader.law()
    return law, sorted(reader.problems, key=lambda p: p.line)


def _instead(raw: Mapping) -> str | None:
    if "velden" in raw:
        return "dit lijkt een register; geef de map mee met --registers"
    if "titel" in raw or "ingangsdatum" in raw:
        return "dit lijkt een voornemen; dat hoort in proposal.yaml"
    return None


class LawReader(RawReader):
    """Reads one law; `problems` holds what is wrong with it."""

    def __init__(self, file: str, raw: Mapping) -> None:
        super().__init__(file, self._schema(raw))
        self.raw = raw

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
        for key in raw:
            near = None if key in _LAW_KEYS else suggest(key, [k for k in _LAW_KEYS if k not in raw], cutoff=0.85)
            if near:
                self.problem(raw.line_of(key), f"een wet kent geen '{key}'", near)
        law_id = self.text(raw, "$id", required=True)
        layer = self.text(raw, "regulatory_layer", required=True)
        if layer and layer not in LAYERS:
            self.problem(
                raw.line_of("regulatory_layer"), f"onbekende regulatory_layer '{layer}'", suggest(layer, LAYERS)
            )
        valid_from, valid_to = self.date(raw, "valid_from"), self.date(raw, "valid_to")
        if valid_from and valid_to and valid_to < valid_from:
            message = f"'valid_to' {valid_to} ligt voor 'valid_from' {valid_from}"
            self.problem(raw.line_of("valid_to"), message, "de laatste dag telt mee; verwissel de data of verbeter ze")
        return Law(
            id=law_id or "",
            layer=layer or "WET",
            name=self.text(raw, "name") or law_id or "",
            file=self.file,
            schema=schema,
            valid_from=valid_from,
            valid_to=valid_to,
            url=self.text(raw, "url"),
            gemeente_code=self.text(raw, "gemeente_code"),
            waterschap_code=self.text(raw, "waterschap_code"),
            articles=tuple(self._articles(raw)),
            notes={
                k: freeze(v) for k, v in raw.items() if k in ("afgeleid", "bron", "legal_basis", "publication_date")
            },
        )

    # --- articles -----------------------------------------------------------------------------------------------

    def _articles(self, raw: Mapping) -> Iterable[Article]:
        if not isinstance(raw.get("articles"), Sequence):
            self.problem(raw.line_of("articles"), "'articles' ontbreekt of is geen lijst", instead("articles", raw))
            return
        seen: dict[str, int] = {}
        for item in self.items(raw, "articles"):
            number = self.text(item, "number", required=True) or "?"
            self.expressions.article = number
            if number in seen:
                self.problem(item.line, f"artikel {number} staat er twee keer in, eerder op regel {seen[number]}")
            seen[number] = item.line
            self.keys(item, _ARTICLE_KEYS, "een artikel")
            rules = self.object(item, "machine_readable")
            yield Article(
                number, self.text(item, "text") or "", self.text(item, "url") or self.text(item, "ref"), item.line,
                None if rules is None else self._rules(rules),
            )  # fmt: skip
            self.expressions.article = None

    def _rules(self, raw: Mapping) -> Rules:
        self.keys(raw, _RULE_KEYS, "machine_readable")
        execution = self.object(raw, "execution") or Mapping()
        self.keys(execution, _EXECUTION_KEYS, "execution")
        produces = self.object(execution, "produces") or Mapping()
        fields = {k: [self._field(f) for f in self.items(execution, k)] for k in ("parameters", "output")}
        authority = raw.get("competent_authority")
        return Rules(
            definitions=self._definitions(raw),
            parameters=self._unique(fields["parameters"], "parameter"),
            inputs=self._inputs(execution),
            outputs=self._unique(fields["output"], "uitvoer"),
            actions=tuple(self._action(a) for a in self.items(execution, "actions")),
            open_terms=tuple(self._open_term(t) for t in self.items(raw, "open_terms")),
            implements=tuple(self._implements(i) for i in self.items(raw, "implements")),
            hooks=tuple(self._hook(h) for h in self.items(raw, "hooks")),
            overrides=tuple(self._override(o) for o in self.items(raw, "overrides")),
            untranslatables=tuple(self._untranslatable(u) for u in self.items(raw, "untranslatables")),
            legal_character=self._word(produces, "legal_character", _CHARACTERS),
            decision_type=self._word(produces, "decision_type", _DECISIONS),
            competent_authority=str(authority.get("name")) if isinstance(authority, dict) else authority,
        )

    def _word(self, raw: Mapping, key: str, known: tuple[str, ...]) -> str | None:
        """An optional word out of a fixed list."""
        value = self.text(raw, key)
        if value is not None and value not in known:
            hint = suggest(value, known) or f"verwacht: {', '.join(known)}"
            self.problem(raw.line_of(key), f"onbekende {key} '{value}'", hint)
        return value

    def _unique(self, fields: Iterable[Field], what: str) -> tuple[Field, ...]:
        seen: dict[str, Field] = {}
        for field in fields:
            if field.name in seen:
                earlier = seen[field.name].line
                self.problem(field.line, f"{what} '{field.name}' staat er twee keer in, eerder op regel {earlier}")
            seen.setdefault(field.name, field)
        return tuple(seen.values())

    def _inputs(self, execution: Mapping) -> tuple[Input, ...]:
        found = [Input(self._field(i), self._source(i)) for i in self.items(execution, "input")]
        kept = set(map(id, self._unique((i.field for i in found), "invoer")))
        return tuple(i for i in found if id(i.field) in kept)

    def _definitions(self, raw: Mapping) -> dict[str, Definition]:
        found: dict[str, Definition] = {}
        table = self.object(raw, "definitions")
        for name, value in (table or {}).items():
            line = table.line_of(name) if table else 0
            unit = None
            if isinstance(value, Mapping) and "value" in value:
                self.keys(
                    value,
                    ("value", "type", "type_spec", "description", "legal_basis", "source", "url"),
                    "een definitie",
                )
                unit = self._unit(value)
                value = value["value"]
            found[name] = Definition(name, freeze(value), unit, line)
        return found

    def _unit(self, raw: Mapping) -> str | None:
        spec = self.object(raw, "type_spec")
        unit = spec.get("unit") if spec else None
        if spec and unit is not None and unit not in UNITS:
            self.problem(spec.line_of("unit"), f"onbekende eenheid '{unit}'", suggest(str(unit), UNITS))
            return None
        return unit

    def _field(self, raw: Mapping) -> Field:
        self.keys(raw, _FIELD_KEYS, "een veld")
        name = self.text(raw, "name", required=True) or "?"
        kind = self.text(raw, "type", required=True) or "string"
        if kind not in FIELD_TYPES:
            self.problem(
                raw.line_of("type"),
                f"onbekend type '{kind}' van '{name}'",
                suggest(kind, FIELD_TYPES) or f"verwacht: {', '.join(FIELD_TYPES)}",
            )
        nullable, required = self.flag(raw, "nullable", False), self.flag(raw, "required", True)
        return Field(name, kind, raw.line, self._unit(raw), nullable, required, self.text(raw, "description"))

    def _source(self, raw: Mapping) -> Source | None:
        if "source" not in raw:
            return None
        source = self.object(raw, "source")
        if source is None:
            return Source(None, None, (), raw.line_of("source"))
        self.keys(source, _SOURCE_KEYS, "source")
        given = self.object(source, "parameters")
        for target, value in (given or {}).items():
            if not isinstance(value, str | None) and given is not None:
                message = f"parameter '{target}' moet een $variabele of tekst zijn, geen {describe(value)}"
                self.problem(given.line_of(target), message, "geef een getal mee als definitie, en reken elders")
        parameters = tuple(
            (target, self.expressions.read(value, given.line_of(target))) for target, value in (given or {}).items()
        ) if given else ()  # fmt: skip
        return Source(self.text(source, "regulation"), self.text(source, "output"), parameters, source.line)

    def _action(self, raw: Mapping) -> Action:
        output = self.text(raw, "output", required=True) or "?"
        expression: Expression
        if "operation" in raw:
            expression = self.expressions.operation(raw, 0, action_level=True)
        else:
            self.keys(raw, _ACTION_KEYS, "een actie zonder operation")
            expression = (
                self.expressions.read(raw["value"], raw.line_of("value")) if "value" in raw else Literal(None, raw.line)
            )
        return Action(output, expression, raw.line)

    # --- how laws reach into each other -------------------------------------------------------------------------

    def _open_term(self, raw: Mapping) -> OpenTerm:
        default = self.object(raw, "default")
        return OpenTerm(
            self.text(raw, "id", required=True) or "?",
            self.flag(raw, "required", True),
            self._word(raw, "delegation_type", LAYERS),
            tuple(self._action(a) for a in self.items(default, "actions")) if default else None,
            raw.line,
        )

    def _implements(self, raw: Mapping) -> Implements:
        wanted = [self.text(raw, key, required=True) or "?" for key in ("law", "article", "open_term")]
        return Implements(wanted[0], wanted[1], wanted[2], raw.line)

    def _hook(self, raw: Mapping) -> Hook:
        applies = self.object(raw, "applies_to") or Mapping()
        point = self.text(raw, "hook_point", required=True) or "?"
        if point not in ("pre_actions", "post_actions"):
            hint = "verwacht: pre_actions of post_actions"
            self.problem(raw.line_of("hook_point"), f"onbekend hook_point '{point}'", hint)
        character = self._word(applies, "legal_character", _CHARACTERS)
        decision = self._word(applies, "decision_type", _DECISIONS)
        return Hook(point, character, decision, self._word(applies, "stage", _STAGES) or "BESLUIT", raw.line)

    def _override(self, raw: Mapping) -> Override:
        wanted = [self.text(raw, key, required=True) or "?" for key in ("law", "article", "output")]
        return Override(wanted[0], wanted[1], wanted[2], raw.line)

    def _untranslatable(self, raw: Mapping) -> Untranslatable:
        return Untranslatable(
            self.text(raw, "construct", required=True) or "?", self.text(raw, "reason") or "",
            self.flag(raw, "accepted", False), raw.line,
        )  # fmt: skip
