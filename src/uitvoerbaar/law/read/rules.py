"""The machine-readable part of an article to Rules: fields, sources, actions and how the article reaches into others."""

from __future__ import annotations

from collections.abc import Iterable

from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe, suggest
from uitvoerbaar.base.yaml import Mapping
from uitvoerbaar.law.model import (
    LAYERS,
    Action,
    Definition,
    Expression,
    Field,
    Hook,
    Implements,
    Input,
    Literal,
    OpenTerm,
    Override,
    Rules,
    Source,
    Untranslatable,
)  # fmt: skip
from uitvoerbaar.law.read.expressions import freeze
from uitvoerbaar.law.read.raw import RawReader

FIELD_TYPES = ("string", "number", "boolean", "amount", "object", "array", "date")
UNITS = ("euro", "eurocent", "ratio", "percentage", "years", "weeks", "months", "days")
_CHARACTERS = (
    "BESCHIKKING", "TOETS", "WAARDEBEPALING", "BESLUIT_VAN_ALGEMENE_STREKKING", "INFORMATIEF", "RECHTSPOSITIE",
)  # fmt: skip
_DECISIONS = (
    "TOEKENNING", "AFWIJZING", "GOEDKEURING", "GEEN_BESLUIT", "ALGEMEEN_VERBINDEND_VOORSCHRIFT", "BELEIDSREGEL",
    "VOORBEREIDINGSBESLUIT", "ANDERE_HANDELING", "AANSLAG",
)  # fmt: skip
_STAGES = ("AANVRAAG", "BEHANDELING", "BESLUIT", "BEKENDMAKING", "BEZWAAR")
_RULE_KEYS = (
    "endpoint", "competent_authority", "enables", "requires", "open_terms", "implements", "definitions", "execution",
    "hooks", "overrides", "untranslatables",
)  # fmt: skip
_EXECUTION_KEYS = ("produces", "parameters", "input", "output", "actions")
_FIELD_KEYS = ("name", "type", "description", "type_spec", "temporal", "legal_basis", "nullable", "required", "source")
_SOURCE_KEYS = ("regulation", "output", "parameters", "description", "endpoint", "article", "legal_basis")
_ACTION_KEYS = ("output", "value", "resolve", "legal_basis", "description")


class RulesReader(RawReader):
    """Reads the rules of articles of one file."""

    def rules(self, raw: Mapping) -> Rules:
        """The rules in `machine_readable` of the article that is being read."""
        self.keys(raw, _RULE_KEYS, "machine_readable")
        execution = self.object(raw, "execution") or Mapping()
        self.keys(execution, _EXECUTION_KEYS, "execution")
        produces = self.object(execution, "produces") or Mapping()
        fields = {k: [self._field(f) for f in self.items(execution, k)] for k in ("parameters", "output")}
        named = raw.get("competent_authority")
        authority = self.text(named, "name") if isinstance(named, Mapping) else self.text(raw, "competent_authority")
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
            competent_authority=authority,
        )

    def _word(self, raw: Mapping, key: str, known: tuple[str, ...]) -> str | None:
        """An optional word out of a fixed list."""
        value = self.text(raw, key)
        if value is not None and value not in known:
            hint = suggest(value, known) or tr("verwacht: {known}", known=", ".join(known))
            self.problem(raw.line_of(key), tr("onbekende {key} '{value}'", key=key, value=value), hint)
        return value

    def _unique(self, fields: Iterable[Field], what: str) -> tuple[Field, ...]:
        seen: dict[str, Field] = {}
        for field in fields:
            if field.name in seen:
                earlier = seen[field.name].line
                self.problem(
                    field.line,
                    tr(
                        "{what} '{name}' staat er twee keer in, eerder op regel {earlier}",
                        what=what,
                        name=field.name,
                        earlier=earlier,
                    ),
                )
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
            unit = told = None
            if isinstance(value, Mapping) and "value" in value:
                self.keys(
                    value,
                    ("value", "type", "type_spec", "description", "legal_basis", "source", "url"),
                    tr("een definitie"),
                )
                unit = self._unit(value)
                told = _description(value)
                value = value["value"]
            found[name] = Definition(name, freeze(value), unit, line, told)
        return found

    def _unit(self, raw: Mapping) -> str | None:
        spec = self.object(raw, "type_spec")
        unit = spec.get("unit") if spec else None
        if spec and unit is not None and unit not in UNITS:
            self.problem(spec.line_of("unit"), tr("onbekende eenheid '{unit}'", unit=unit), suggest(str(unit), UNITS))
            return None
        return unit

    def _field(self, raw: Mapping) -> Field:
        self.keys(raw, _FIELD_KEYS, tr("een veld"))
        name = self.text(raw, "name", required=True) or "?"
        kind = self.text(raw, "type", required=True) or "string"
        if kind not in FIELD_TYPES:
            self.problem(
                raw.line_of("type"),
                tr("onbekend type '{kind}' van '{name}'", kind=kind, name=name),
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
                message = tr(
                    "parameter '{target}' moet een $variabele of tekst zijn, geen {value}",
                    target=target,
                    value=describe(value),
                )
                self.problem(given.line_of(target), message, tr("geef een getal mee als definitie, en reken elders"))
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
            self.keys(raw, _ACTION_KEYS, tr("een actie zonder operation"))
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
            hint = tr("verwacht: pre_actions of post_actions")
            self.problem(raw.line_of("hook_point"), tr("onbekend hook_point '{point}'", point=point), hint)
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


def _description(raw: Mapping) -> str | None:
    """What a constant says of itself: its description, then its source where that stands apart."""
    parts = [" ".join(str(raw[key]).split()) for key in ("description", "source", "url") if raw.get(key) is not None]
    return "; ".join(parts) or None
