"""The machine-readable part of an article to Rules: fields, sources, actions and how the article reaches into others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe, suggest
from uitvoerbaar.base.yaml import Mapping, Sequence
from uitvoerbaar.law.model import (
    LAYERS,
    Action,
    Expression,
    Field,
    Hook,
    Implements,
    Input,
    Literal,
    OpenTerm,
    Override,
    Rules,
    Untranslatable,
)
from uitvoerbaar.law.read.expressions import freeze
from uitvoerbaar.law.read.fields import OPEN_TERM_TYPES, FieldsReader

_CHARACTERS = (
    "BESCHIKKING", "TOETS", "WAARDEBEPALING", "BESLUIT_VAN_ALGEMENE_STREKKING", "INFORMATIEF", "RECHTSPOSITIE",
)  # fmt: skip
_DECISIONS = (
    "TOEKENNING", "AFWIJZING", "GOEDKEURING", "GEEN_BESLUIT", "ALGEMEEN_VERBINDEND_VOORSCHRIFT", "BELEIDSREGEL",
    "VOORBEREIDINGSBESLUIT", "ANDERE_HANDELING", "AANSLAG",
)  # fmt: skip
_STAGES = ("AANVRAAG", "BEHANDELING", "BESLUIT", "BEKENDMAKING", "BEZWAAR")
_SUBMISSIONS = ("AANVRAAG",)
_RESOLUTIONS = ("operation", "model")
_PROPERTIES = ("name", "officiele_titel", "valid_from", "valid_to", "regulatory_layer", "legal_basis")
_ARTICLE = re.compile(r"[a-z][a-z0-9_]*#[A-Za-z0-9]([A-Za-z0-9:._ -]*[A-Za-z0-9])?\Z")
_POINTS = ("pre_actions", "post_actions")


class RulesReader(FieldsReader):
    """Reads the rules of articles of one file."""

    def rules(self, raw: Mapping) -> Rules:
        """The rules in `machine_readable` of the article that is being read."""
        self.block(raw, "rules")
        execution = self.object(raw, "execution") or Mapping()
        self.block(execution, "execution")
        produces = self.object(execution, "produces") or Mapping()
        self.block(produces, "produces")
        fields = {k: [self.field(f, k) for f in self.items(execution, k)] for k in ("parameters", "output")}
        for block in ("requires", "enables"):
            for item in self.items(raw, block):
                self.block(item, block)
        return Rules(
            definitions=self.definitions(raw),
            parameters=self._unique(fields["parameters"], "parameter"),
            inputs=self._inputs(execution),
            outputs=self._unique(fields["output"], "uitvoer"),
            actions=tuple(self._action(a) for a in self.items(execution, "actions")),
            open_terms=tuple(self._open_term(t) for t in self.items(raw, "open_terms")),
            implements=tuple(self._implements(i) for i in self.items(raw, "implements")),
            hooks=tuple(self._hook(h) for h in self.items(raw, "hooks")),
            overrides=tuple(self._override(o) for o in self.items(raw, "overrides")),
            untranslatables=(
                *(self._untranslatable(u) for u in self.items(raw, "untranslatables")),
                *(self._marking(m) for m in self.items(raw, "markings")),
            ),
            legal_character=self._word(produces, "legal_character", _CHARACTERS),
            decision_type=self._word(produces, "decision_type", _DECISIONS),
            competent_authority=self._authority(raw),
            submission=self._submission(produces),
            decides_on=self._articles_named(produces, "decides_on"),
            declares=tuple(self._declare(d) for d in self.items(raw, "declares")),
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

    def _authority(self, raw: Mapping) -> str | None:
        named = raw.get("competent_authority")
        if not isinstance(named, Mapping):
            return self.text(raw, "competent_authority")
        self.block(named, "authority")
        self._word(named, "type", ("INSTANCE", "CATEGORY"))
        return self.text(named, "name", required=True)

    def _inputs(self, execution: Mapping) -> tuple[Input, ...]:
        found = [Input(self.field(i, "input"), self.source(i)) for i in self.items(execution, "input")]
        kept = set(map(id, self._unique((i.field for i in found), "invoer")))
        return tuple(i for i in found if id(i.field) in kept)

    def _action(self, raw: Mapping) -> Action:
        output = self.text(raw, "output", required=True) or "?"
        expression: Expression
        self.basis(raw)
        if "operation" in raw:
            expression = self.expressions.operation(raw, 0, action_level=True)
        else:
            self.block(raw, "action")
            expression = (
                self.expressions.read(raw["value"], raw.line_of("value")) if "value" in raw else Literal(None, raw.line)
            )
        return Action(output, expression, raw.line)

    # --- what the article produces and what it leaves open ------------------------------------------------------

    def _submission(self, produces: Mapping) -> str | None:
        found = self.object(produces, "submission")
        if found is None:
            return None
        self.block(found, "submission")
        self.text(found, "kind", required=True)
        return self._word(found, "kind", _SUBMISSIONS)

    def _articles_named(self, raw: Mapping, key: str) -> tuple[str, ...]:
        """Articles written as `law#article`."""
        value = raw.get(key)
        if value is None:
            return ()
        if not isinstance(value, Sequence) or not value:
            self.problem(
                raw.line_of(key),
                tr("'{key}' moet een lijst van artikelen zijn", key=key),
                tr("schrijf: - wet_id#artikel"),
            )
            return ()
        return tuple(self._article_named(item, line, key) for item, line in zip(value, value.lines, strict=True))

    def _article_named(self, value: Any, line: int, key: str) -> str:
        if not isinstance(value, str) or not _ARTICLE.match(value):
            self.problem(
                line,
                tr("'{key}' noemt geen artikel: {value}", key=key, value=describe(value)),
                tr("schrijf wet_id#artikel"),
            )
        return str(value)

    def _open_term(self, raw: Mapping) -> OpenTerm:
        self.block(raw, "open_term")
        default = self.object(raw, "default")
        if default is not None:
            self.block(default, "default")
        if "type" not in raw:
            self.ask(raw.line, tr("open term '{raw}' mist 'type'", raw=raw.get("id", "?")))
        elif raw["type"] not in OPEN_TERM_TYPES:
            hint = suggest(str(raw["type"]), OPEN_TERM_TYPES) or tr(
                "verwacht: {open_term_types}", open_term_types=", ".join(OPEN_TERM_TYPES)
            )
            self.ask(raw.line_of("type"), tr("een open term kan niet van type '{type}' zijn", type=raw["type"]), hint)
        return OpenTerm(
            self.text(raw, "id", required=True) or "?",
            self.flag(raw, "required", True),
            self._word(raw, "delegation_type", LAYERS),
            tuple(self._action(a) for a in self.items(default, "actions")) if default is not None else None,
            raw.line,
            self.text(raw, "type"),
            self.text(raw, "expected_source"),
            self.text(raw, "decided_per_case_by"),
        )

    def _untranslatable(self, raw: Mapping) -> Untranslatable:
        self.block(raw, "untranslatable")
        return Untranslatable(
            self.text(raw, "construct", required=True) or "?",
            self.text(raw, "reason") or "",
            self.flag(raw, "accepted", False),
            raw.line,
        )

    def _marking(self, raw: Mapping) -> Untranslatable:
        """A marking is an untranslatable that also says what would mend it (schema v0.7.0, RFC-031)."""
        self.block(raw, "marking")
        about = self.text(raw, "about", required=True) or "?"
        reason = self.text(raw, "reason", required=True) or ""
        for key in ("resolution", "resolved_by", "target", "legal_text_excerpt"):
            if key not in raw:
                self.ask(raw.line, tr("een marking mist '{key}'", key=key))
        if "resolution" in raw:
            self._word(raw, "resolution", _RESOLUTIONS)
        if "target" in raw and not isinstance(raw["target"], Sequence):
            self.problem(
                raw.line_of("target"), tr("'target' van een marking is een lijst van namen"), tr("[] als er geen zijn")
            )
        return Untranslatable(about, reason, self.flag(raw, "accepted", False), raw.line)

    def _declare(self, raw: Mapping) -> tuple[str, Any]:
        self.block(raw, "declare")
        self.text(raw, "property", required=True)
        if "value" not in raw:
            self.problem(raw.line, tr("declares mist 'value'"))
        return self._word(raw, "property", _PROPERTIES) or "?", freeze(raw.get("value"))

    # --- how laws reach into each other -------------------------------------------------------------------------

    def _implements(self, raw: Mapping) -> Implements:
        self.block(raw, "implements")
        wanted = [self.text(raw, key, required=True) or "?" for key in ("law", "article", "open_term")]
        return Implements(wanted[0], wanted[1], wanted[2], raw.line)

    def _hook(self, raw: Mapping) -> Hook:
        self.block(raw, "hook")
        applies = self.object(raw, "applies_to") or Mapping(raw.line)
        self.block(applies, "applies_to")
        point = self.text(raw, "hook_point", required=True) or "?"
        if point not in _POINTS:
            hint = suggest(point, _POINTS) or tr("verwacht: {points}", points=" of ".join(_POINTS))
            self.problem(raw.line_of("hook_point"), tr("onbekend hook_point '{point}'", point=point), hint)
        character = self._word(applies, "legal_character", _CHARACTERS)
        submission = self._word(applies, "submission", _SUBMISSIONS)
        self._hooks_on_one_thing(applies, character, submission)
        by = self.text(applies, "established_by")
        if by is not None:
            self._article_named(by, applies.line_of("established_by"), "established_by")
        return Hook(
            point,
            character,
            self._word(applies, "decision_type", _DECISIONS),
            self._word(applies, "stage", _STAGES) or "BESLUIT",
            raw.line,
            submission,
            self._word(applies, "decided_by", _CHARACTERS),
            by,
        )

    def _hooks_on_one_thing(self, applies: Mapping, character: str | None, submission: str | None) -> None:
        """A hook joins decisions of a legal character or submissions of a kind, each with its own filters."""
        if submission is None:
            if character is None:
                self.ask(applies.line, tr("een hook mist 'legal_character' in 'applies_to'"), "hij zou nooit meedoen")
            wrong = [k for k in ("decided_by", "established_by") if k in applies]
            on = tr("een besluit")
        else:
            wrong = [k for k in ("legal_character", "decision_type", "stage") if k in applies]
            on = tr("een aanvraag")
        for key in wrong:
            self.problem(
                applies.line_of(key),
                tr("een hook op {on} kent geen '{key}'", on=on, key=key),
                tr("kies legal_character of submission"),
            )

    def _override(self, raw: Mapping) -> Override:
        self.block(raw, "override")
        wanted = [self.text(raw, key, required=True) or "?" for key in ("law", "article", "output")]
        voids, excerpt = self.flag(raw, "voids", False), self.text(raw, "legal_text_excerpt")
        if voids and excerpt is None:
            self.ask(
                raw.line,
                tr("een override met 'voids' mist 'legal_text_excerpt'"),
                tr("citeer waarom er niets ontstaat"),
            )
        return Override(wanted[0], wanted[1], wanted[2], raw.line, voids, excerpt)
