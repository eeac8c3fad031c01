"""Linking one article: its inputs, open terms, hooks, actions and overrides as nodes, in the order of the reference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from uitvoerbaar.base.language import as_written
from uitvoerbaar.law.corpus import LawLookupError
from uitvoerbaar.law.graph import Label, Node, Origin, strip
from uitvoerbaar.law.link import delegation
from uitvoerbaar.law.link.inputs import InputSources
from uitvoerbaar.law.link.open_terms import OpenTerms
from uitvoerbaar.law.link.translate import Scope, Translator
from uitvoerbaar.law.model import Action, Article, Field, Input, Law, OpenTerm, Rules

if TYPE_CHECKING:
    from uitvoerbaar.law.link.linker import Linker

DECISION = "BESLUIT"
"""The stage of a decision in which an article runs unless a procedure says otherwise."""


@dataclass(slots=True)
class Produced:
    """What running an article gives: outputs, how each came about, and which article made it."""

    nodes: dict[str, Node] = field(default_factory=dict)
    provenance: dict[str, str] = field(default_factory=dict)
    maker: dict[str, tuple[Law, Article]] = field(default_factory=dict)
    added: set[str] = field(default_factory=set)
    """Outputs that hooks of other articles added."""


class ArticleRun:
    """One article, linked in the order of the reference: inputs, open terms, hooks, actions, hooks, overrides."""

    def __init__(self, linker: Linker, law: Law, article: Article, given: Mapping[str, Node], stage: str) -> None:
        if article.rules is None:
            raise LawLookupError(
                "ArticleNotFound",
                as_written("Article {number} of {id} has no machine-readable rules", number=article.number, id=law.id),
            )
        self.linker, self.law, self.article, self.stage = linker, law, article, stage
        self.rules: Rules = article.rules
        self.graph = linker.graph
        self.places = linker.places.setdefault((law.id, law.version, article.number), {})
        self.caller = dict(given)
        self.resolved: dict[str, Node] = {}
        self.outputs: dict[str, Node] = {}
        self.checks: list[Node] = []
        self.declared: dict[str, Field] = {o.name: o for o in reversed(self.rules.outputs)}
        fields = [*self.rules.outputs, *self.rules.parameters, *(i.field for i in self.rules.inputs)]
        self.units = any(f.unit for f in fields) or any(d.unit for d in self.rules.definitions.values())

    def origin(self, line: int) -> Origin:
        """The place of a line of this article."""
        found = self.places.get(line)
        if found is None:
            found = self.places[line] = self.law.origin(self.article, line)
        return found

    def run(self) -> Produced:
        """Link the article. In a law of before null was absence every output fails when any part of the article fails;
        since then only what an output needs counts."""
        blocked = self._blocked()
        if blocked is not None:
            made = Produced()
            for output in self.rules.outputs:
                self._add(made, output.name, blocked, "direct")
            return made
        self._parameters()
        for item in self.rules.inputs:
            self._input(item)
        for term in self.rules.open_terms:
            self._open_term(term)
        reactive = self._hooked("pre_actions")
        translator = Translator(self._scope(actions=True))
        for action in self.rules.actions:
            self._action(action, translator)
        return self._finish(reactive)

    # --- before the actions -------------------------------------------------------------------------------------

    def _blocked(self) -> Node | None:
        found = self.rules.untranslatables
        mode = self.linker.mode
        if not found or mode in ("propagate", "warn"):
            return None
        refused = [u for u in found if not u.accepted]
        if not refused:
            return None
        what = "; ".join(f"{u.construct} — {u.reason}" for u in refused)
        return self.graph.error(
            "Untranslatable",
            as_written(
                "Untranslatable construct in {id} article {number}: {what}",
                id=self.law.id,
                number=self.article.number,
                what=what,
            ),
            self.origin(refused[0].line),
        )

    def _declare(self, node: Node, declared: Field | None) -> Node:
        """The node with the unit that the article declares for it, as a node of its own only when it differs."""
        if declared is None or declared.unit is None or node.unit == declared.unit:
            return node
        label = Label("unit", self.law.id, self.law.version, self.article.number, declared.name)
        return self.graph.node("NAME", (node,), label, unit=declared.unit, origin=self.origin(declared.line))

    def _name(self, kind: str, name: str, node: Node, line: int) -> Node:
        label = Label(kind, self.law.id, self.law.version, self.article.number, name)
        return self.graph.node("NAME", (node,), label, unit=node.unit, origin=self.origin(line))

    def _parameters(self) -> None:
        for parameter in self.rules.parameters:
            given = self.caller.get(parameter.name)
            # An open term of that name is filled in as the law says; the caller may only give it instead.
            fills = any(term.id == parameter.name for term in self.rules.open_terms)
            if given is None and self.law.absence and not parameter.required and not fills:
                given = self._left_out(parameter)
            if given is None:
                continue
            node = given
            if self.law.absence and not parameter.nullable and node.nullable:
                message = as_written(
                    "parameter from caller: {id} declares as never absent: '{name}' is null but not declared nullable",
                    id=self.law.id,
                    name=parameter.name,
                )
                node = self.graph.node("NONNULL", (node,), message, unit=node.unit, origin=self.origin(parameter.line))
                self.checks.append(node)
            self.caller[parameter.name] = self._declare(node, parameter)

    def _left_out(self, parameter: Field) -> Node:
        """An optional parameter that the caller leaves out: what registers of this law alone say, else unknown."""
        own = [s for s in self.linker.sources if s.law == self.law.id and parameter.name in s.fields]
        origin = self.origin(parameter.line)
        node = self.graph.unknown(parameter.name, origin)
        for source in reversed(own):
            key = self.caller.get(source.key)
            if key is not None:
                spec = source.fields[parameter.name]
                node = self.graph.node("FIELD", (key, node), (source.id, parameter.name), spec=spec, origin=origin)
        return node

    def _scope(self, *, actions: bool) -> Scope:
        """Definitions come after outputs inside actions (shadowing inputs), after inputs in source parameters."""
        layers = (self.outputs, {**self.caller, **self.resolved}) if actions else (self.resolved, self.caller)
        return Scope(
            self.graph,
            self.linker.reference,
            layers,
            self.rules.definitions,
            1,
            self.law.absence,
            self.origin,
            self.units,
        )

    def _input(self, item: Input) -> None:
        name = item.field.name
        if name in self.caller:
            node = self._never_absent(self.caller[name], item.field, as_written("parameter from caller"))
            self.caller[name] = self._declare(node, item.field)
            return
        lazy = item.source is None or (item.source.regulation is None and item.source.output is None)
        known = self._scope(actions=False)
        sources = InputSources(self.linker, self.law, self.article, self.caller, known)
        found = sources.node(item, lazy)
        if found is None:
            return
        node = found
        if not (node.op in ("FIELD", "ERROR", "UNKNOWN") and lazy):
            self.checks.append(node)
        source = (
            as_written("source {payload}", payload=node.payload[0])
            if node.op == "FIELD"
            else as_written("source {regulation}", regulation=item.source.regulation or self.law.id)
            if item.source
            else "source"
        )
        node = self._never_absent(node, item.field, source)
        named = self._name("input", name, self._declare(node, item.field), item.field.line)
        named.gave = tuple(fixed for given in sources.given.values() if (fixed := strip(given)).op == "CONST")
        self.resolved[name] = named

    def _never_absent(self, node: Node, declared: Field, source: str) -> Node:
        if not self.law.absence or declared.nullable or not node.nullable:
            return node
        message = as_written(
            "{source}: {id} declares as never absent: '{name}' is null but not declared nullable",
            source=source,
            id=self.law.id,
            name=declared.name,
        )
        checked = self.graph.node("NONNULL", (node,), message, unit=node.unit, origin=self.origin(declared.line))
        self.checks.append(checked)
        return checked

    def _open_term(self, term: OpenTerm) -> None:
        if term.id in self.caller or term.id in self.resolved:
            return
        earlier = {t.id: self.resolved[t.id] for t in self.rules.open_terms if t.id in self.resolved}
        known = replace(self._scope(actions=True), layers=({**self.caller, **earlier},), definitions={})
        node = OpenTerms(self.linker, self.law, self.article, self.caller, known).node(term)
        self.checks.append(node)
        self.resolved[term.id] = self._name("open_term", term.id, node, term.line)

    # --- actions, hooks, overrides ------------------------------------------------------------------------------

    def _action(self, action: Action, translator: Translator) -> None:
        node = translator.translate(action.expression)
        self.checks.append(node)
        declared = self.declared.get(action.output)
        self.outputs[action.output] = self._name("output", action.output, self._declare(node, declared), action.line)

    def _hooked(self, point: str) -> Produced:
        made = Produced()
        for law, article in self._hooks(point):
            key = ("hook", law.id, article.number, point)
            produced = self.linker.run_article(
                law, article, {**self.caller, **self.resolved, **self.outputs}, key, self.stage
            )
            if produced is None:
                continue
            for name, node in produced.nodes.items():
                if name in self.outputs or name in made.nodes:
                    continue
                self._add(made, name, node, "reactive", (law, article))
                self.checks.append(node)
                if point == "pre_actions" and name not in self.caller:
                    self.resolved.setdefault(name, node)
        return made

    def _hooks(self, point: str) -> Iterator[tuple[Law, Article]]:
        return delegation.hooks(self.linker.corpus, self.linker.date, self.law, self.article, point, self.stage)

    def _finish(self, reactive: Produced) -> Produced:
        post = self._hooked("post_actions")
        made = Produced()
        for name, node in self.outputs.items():
            declared = self.declared.get(name)
            if self.law.absence and declared is not None and not declared.nullable and node.nullable:
                where = as_written("{id} article {number}", id=self.law.id, number=self.article.number)
                message = as_written(
                    "Output '{name}' of {where} evaluated to null but is not declared nullable", name=name, where=where
                )
                node = self.graph.node("NONNULL", (node,), message, unit=node.unit, origin=node.origin)
                self.checks.append(node)
            self._add(made, name, node, "direct")
        for extra in (reactive, post):
            for name, node in extra.nodes.items():
                if name not in made.nodes:
                    self._add(made, name, node, "reactive", extra.maker[name])
                    made.added.add(name)
        self._override(made)
        self._taint(made)
        failing = [] if self.law.absence else [c for c in dict.fromkeys(self.checks) if c.may_fail]
        if failing:
            check = self.graph.node("SEQ", (*failing, self.graph.const(True)), origin=self.origin(self.article.line))
            for name, node in made.nodes.items():
                if not (len(failing) == 1 and failing[0] is node):
                    made.nodes[name] = self.graph.node("SEQ", (check, node), unit=node.unit, origin=node.origin)
        return made

    def _add(self, made: Produced, name: str, node: Node, how: str, maker: tuple[Law, Article] | None = None) -> None:
        made.nodes[name] = node
        made.provenance[name] = how
        made.maker[name] = maker or (self.law, self.article)

    def _override(self, made: Produced) -> None:
        contextual = self.linker.contextual
        for name in list(made.nodes):
            law, article = made.maker[name]
            found = delegation.overrides(self.linker.corpus, self.linker.date, contextual, law.id, article.number, name)
            if not found:
                continue
            if len(found) > 1:
                by = " and ".join(
                    as_written("{id} article {number}", id=by_law.id, number=by_article.number)
                    for by_law, by_article, _ in found
                )
                made.nodes[name] = self.graph.error(
                    "InvalidOperation",
                    as_written(
                        "Multiple overrides of '{name}' of {id} article {number} in {contextual}: {by}",
                        name=name,
                        id=law.id,
                        number=article.number,
                        contextual=contextual,
                        by=by,
                    ),
                )
                continue
            by_law, by_article, override = found[0]
            if override.voids:
                ground = f": {override.excerpt}" if override.excerpt else ""
                message = as_written(
                    "Output '{name}' of {id} article {number} does not arise, by {id_2} article {number_2}{ground}",
                    name=name,
                    id=law.id,
                    number=article.number,
                    id_2=by_law.id,
                    number_2=by_article.number,
                    ground=ground,
                )
                origin = by_law.origin(by_article, override.line)
                self._add(
                    made, name, self.graph.error("OutputVoided", message, origin), "override", (by_law, by_article)
                )
                continue
            produced = self.linker.run_article(
                by_law,
                by_article,
                {**self.caller, **self.resolved, **self.outputs},
                ("override", by_law.id, by_article.number),
            )
            if produced is not None and name in produced.nodes:
                self.checks.append(produced.nodes[name])
                # In a law of before v0.5.8 an overridden hook output was still caused by the hook.
                how = "reactive" if made.provenance[name] == "reactive" and not by_law.absence else "override"
                self._add(made, name, produced.nodes[name], how, (by_law, by_article))

    def _taint(self, made: Produced) -> None:
        if self.linker.mode != "propagate" or not self.rules.untranslatables:
            return
        constructs = "; ".join(u.construct for u in self.rules.untranslatables)
        for name in made.nodes:
            made.nodes[name] = self.graph.node("TAINT", (), (self.article.number, constructs))
