"""Linking: the outputs of a law on a date, with all laws they need, as one graph.

Linking runs the law symbolically, in the order in which the RegelRecht reference runs it (field by field: parameters
win, then registers, then other laws), so one graph holds the meaning for every reader. What would fail in a run becomes
a node that fails when it is reached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal as OneOf

from uitvoerbaar.law import delegation
from uitvoerbaar.law.corpus import Corpus, LawLookupError
from uitvoerbaar.law.dates import parse_date
from uitvoerbaar.law.errors import UserError
from uitvoerbaar.law.expressions import suggest
from uitvoerbaar.law.graph import FieldSpec, Graph, Label, Node, Origin, Record
from uitvoerbaar.law.limits import MAX_CROSS_LAW_DEPTH
from uitvoerbaar.law.model import Action, Article, Field, Input, Law, OpenTerm, Rules, Variable
from uitvoerbaar.law.translate import Scope, Translator

Mode = OneOf["error", "propagate", "warn", "ignore"]
MODES: tuple[Mode, ...] = ("error", "propagate", "warn", "ignore")
DECISION = "BESLUIT"


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """A register: its key field and the fields it can supply.

    `complete` promises that every record has every field, so other ways to find the value need not be linked. `law`
    limits the register to one law.
    """

    name: str
    key: str
    fields: Mapping[str, FieldSpec | None]
    complete: bool = False
    law: str | None = None


@dataclass(frozen=True, slots=True)
class Linked:
    """Requested and co-produced outputs of a law as nodes; `laws` are the versions that were used."""

    law: Law
    date: str
    outputs: Mapping[str, Node]
    provenance: Mapping[str, str]
    laws: tuple[Law, ...]
    graph: Graph


@dataclass(slots=True)
class Produced:
    """What running an article gives: outputs, how each came about, and which article made it."""

    nodes: dict[str, Node] = field(default_factory=dict)
    provenance: dict[str, str] = field(default_factory=dict)
    maker: dict[str, tuple[Law, Article]] = field(default_factory=dict)


class Linker:
    """Links outputs of a corpus on one date. Nodes of several calls share one graph."""

    def __init__(
        self,
        corpus: Corpus,
        date: str,
        sources: Iterable[SourceSpec] = (),
        *,
        mode: Mode = "error",
        graph: Graph | None = None,
    ) -> None:
        day = parse_date(date)
        if day is None:
            raise UserError(f"'{date}' is geen datum; verwacht: JJJJ-MM-DD, een bestaande dag")
        self.corpus, self.date, self.mode = corpus, date, mode
        self.sources = tuple(sources)
        self.graph = graph or Graph()
        self.reference = Record((("year", day.year), ("month", day.month), ("day", day.day), ("iso", date)))
        self.contextual = ""
        self._active: list[tuple[str, ...]] = []
        self._memo: dict[object, Produced] = {}
        self._used: dict[tuple[str, str], Law] = {}

    def link(
        self, law_id: str, outputs: Iterable[str], parameters: Mapping[str, FieldSpec | None] | None = None
    ) -> Linked:
        """The nodes of `outputs` (and what their articles produce besides) given the names of the parameters.

        Raises LawLookupError when the law, its version or an output does not exist.
        """
        self.contextual = law_id
        given = {
            name: self.graph.node("PARAM", (), name, spec=spec, unit=spec.unit if spec else None)
            for name, spec in (parameters or {}).items()
        }
        law = self.corpus.select(law_id, self.date)
        made = self._evaluate(law, tuple(outputs), given)
        return Linked(law, self.date, made.nodes, made.provenance, tuple(self._used.values()), self.graph)

    # --- laws and articles --------------------------------------------------------------------------------------

    def _evaluate(self, law: Law, outputs: tuple[str, ...], given: Mapping[str, Node]) -> Produced:
        """All outputs of the articles that declare `outputs`, articles in the order of their number as text."""
        articles: dict[str, Article] = {}
        for output in outputs:
            article = law.producer(output)
            if article is None:
                known = [o.name for a in law.articles if a.rules for o in a.rules.outputs]
                hint = suggest(output, known)
                raise LawLookupError(
                    "OutputNotFound", f"Output '{output}' not found in law '{law.id}'" + (f" ({hint})" if hint else "")
                )
            articles[article.number] = article
        merged = Produced()
        for number in sorted(articles):
            made = self._run(law, articles[number], given, DECISION)
            merged.nodes.update(made.nodes)
            merged.provenance.update(made.provenance)
            merged.maker.update(made.maker)
        missing = [o for o in outputs if o not in merged.nodes]
        for output in missing:
            merged.nodes[output] = self.graph.error("OutputNotFound", f"Output '{output}' not found in law '{law.id}'")
        return merged

    def _run(self, law: Law, article: Article, given: Mapping[str, Node], stage: str) -> Produced:
        key = (
            law.id,
            law.version,
            article.number,
            stage,
            self.contextual,
            tuple(sorted((k, n.id) for k, n in given.items())),
        )
        found = self._memo.get(key)
        if found is None:
            self._used[law.id, law.version] = law
            found = ArticleRun(self, law, article, given, stage).run()
            self._memo[key] = found
        return found

    def guarded(self, key: tuple[str, ...], origin: Origin, make: Callable[[], Node]) -> Node:
        """`make()` unless `key` is already being linked (a circle) or calls are nested too deep."""
        if key in self._active:
            circle = [*self._active[self._active.index(key) :], key]
            shown = " -> ".join(_shown(step) for step in circle)
            return self.graph.error("CircularReference", f"Circular reference: {shown}", origin)
        if len(self._active) >= MAX_CROSS_LAW_DEPTH:
            return self.graph.error(
                "MaxDepthExceeded", f"Maximum depth of {MAX_CROSS_LAW_DEPTH} law calls exceeded", origin
            )
        self._active.append(key)
        try:
            return make()
        except LawLookupError as error:
            return self.graph.error(error.kind, str(error), origin)
        finally:
            self._active.pop()

    def call(self, law: Law, output: str, given: Mapping[str, Node], origin: Origin, key: tuple[str, ...]) -> Node:
        """The node of one output of `law` for the given parameters."""
        return self.guarded(key, origin, lambda: self._evaluate(law, (output,), given).nodes[output])

    def run_article(
        self, law: Law, article: Article, given: Mapping[str, Node], key: tuple[str, ...], stage: str = DECISION
    ) -> Produced | None:
        """Run an article of another law with only its declared parameters; None when it is already being run."""
        if key in self._active:
            return None
        declared = {p.name for p in article.rules.parameters} if article.rules else set()
        self._active.append(key)
        try:
            return self._run(law, article, {k: v for k, v in given.items() if k in declared}, stage)
        finally:
            self._active.pop()


def _shown(step: tuple[str, ...]) -> str:
    """A call as law.output; the kind of call in front of it is left out."""
    return ".".join(part for part in step if part not in ("internal", "open_term", "hook", "override", "run"))


class ArticleRun:
    """One article, linked in the order of the reference: inputs, open terms, hooks, actions, hooks, overrides."""

    def __init__(self, linker: Linker, law: Law, article: Article, given: Mapping[str, Node], stage: str) -> None:
        if article.rules is None:
            raise LawLookupError(
                "ArticleNotFound", f"Article {article.number} of {law.id} has no machine-readable rules"
            )
        self.linker, self.law, self.article, self.stage = linker, law, article, stage
        self.rules: Rules = article.rules
        self.graph = linker.graph
        self.caller = dict(given)
        self.resolved: dict[str, Node] = {}
        self.outputs: dict[str, Node] = {}
        self.checks: list[Node] = []
        fields = [*self.rules.outputs, *self.rules.parameters, *(i.field for i in self.rules.inputs)]
        self.units = any(f.unit for f in fields) or any(d.unit for d in self.rules.definitions.values())

    def origin(self, line: int) -> Origin:
        """The place of a line of this article."""
        return self.law.origin(self.article, line)

    def run(self) -> Produced:
        """Link the article; every output fails when any input or action of the article fails."""
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
            f"Untranslatable construct in {self.law.id} article {self.article.number}: {what}",
            self.origin(refused[0].line),
        )

    def _declare(self, node: Node, declared: Field | None) -> Node:
        """The node with the unit that the article declares for it, as a node of its own only when it differs."""
        if declared is None or declared.unit is None or node.unit == declared.unit:
            return node
        label = Label("unit", self.law.id, self.law.version, self.article.number, declared.name)
        return self.graph.node("NAME", (node,), label, unit=declared.unit, origin=node.origin)

    def _name(self, kind: str, name: str, node: Node, line: int) -> Node:
        label = Label(kind, self.law.id, self.law.version, self.article.number, name)
        return self.graph.node("NAME", (node,), label, unit=node.unit, origin=self.origin(line))

    def _parameters(self) -> None:
        for parameter in self.rules.parameters:
            given = self.caller.get(parameter.name)
            if given is None:
                continue
            node = given
            if self.law.three_valued and not parameter.nullable and node.nullable:
                message = (
                    f"parameter from caller: {self.law.id} does not declare '{parameter.name}' nullable, but it is null"
                )
                node = self.graph.node("NONNULL", (node,), message, unit=node.unit, origin=self.origin(parameter.line))
                self.checks.append(node)
            self.caller[parameter.name] = self._declare(node, parameter)

    def _scope(self, *, actions: bool) -> Scope:
        """Definitions come after outputs inside actions (shadowing inputs), after inputs in source parameters."""
        layers = (self.outputs, {**self.caller, **self.resolved}) if actions else (self.resolved, self.caller)
        return Scope(
            self.graph,
            self.linker.reference,
            layers,
            self.rules.definitions,
            1,
            self.law.three_valued,
            self.origin,
            self.units,
        )

    def _input(self, item: Input) -> None:
        name = item.field.name
        if name in self.caller:
            node = self._never_absent(self.caller[name], item.field, "parameter from caller")
            self.caller[name] = self._declare(node, item.field)
            return
        lazy = item.source is None or (item.source.regulation is None and item.source.output is None)
        found = self._registered(name, None if lazy else self._elsewhere, item)
        if found is None:
            return
        node = found
        if not (node.op in ("FIELD", "ERROR") and lazy):
            self.checks.append(node)
        source = (
            f"source {node.payload[0]}"
            if node.op == "FIELD"
            else f"source {item.source.regulation or self.law.id}"
            if item.source
            else "source"
        )
        node = self._never_absent(node, item.field, source)
        self.resolved[name] = self._name("input", name, self._declare(node, item.field), item.field.line)

    def _never_absent(self, node: Node, declared: Field, source: str) -> Node:
        if not self.law.three_valued or declared.nullable or not node.nullable:
            return node
        message = (
            f"{source}: {self.law.id} declares as never absent: '{declared.name}' is null but not declared nullable"
        )
        checked = self.graph.node("NONNULL", (node,), message, unit=node.unit, origin=self.origin(declared.line))
        self.checks.append(checked)
        return checked

    def _registered(self, name: str, otherwise: Callable[[Input], Node | None] | None, item: Input) -> Node | None:
        """The register look-up of an input, falling back to the other way to find it; None when there is neither."""
        holders: list[tuple[SourceSpec, str, Node]] = []
        for source in self.linker.sources:
            if source.law is not None and source.law != self.law.id:
                continue
            match = next((f for f in source.fields if f.lower() == name.lower()), None)
            key = self.caller.get(source.key)
            if match is not None and key is not None:
                holders.append((source, match, key))
                if source.complete:
                    break
        node: Node | None = None
        if not (holders and holders[-1][0].complete):
            node = otherwise(item) if otherwise else None
            if node is None and holders:
                node = self.graph.error("VariableNotFound", f"Variable not found: {name}", self.origin(item.field.line))
        for source, match, key in reversed(holders):
            spec = source.fields[match]
            args = (key,) if node is None or source.complete else (key, node)
            node = self.graph.node(
                "FIELD", args, (source.name, match), unit=spec.unit if spec else None, spec=spec,
                origin=self.origin(item.field.line),
            )  # fmt: skip
        return node

    def _elsewhere(self, item: Input) -> Node | None:
        """An input from another law, or from another article of this law."""
        source = item.source
        if source is None:
            return None
        origin = self.origin(source.line)
        output = source.output or item.field.name
        if source.regulation is None:
            return self.linker.call(self.law, output, self.caller, origin, ("internal", self.law.id, output))
        translator = Translator(self._scope(actions=False))
        given: dict[str, Node] = {}
        for target, value in source.parameters:
            if isinstance(value, Variable):
                node = translator.translate(value)
                if node.op == "ERROR":
                    return node
            else:
                literal = getattr(value, "value", None)
                node = self.graph.const(
                    literal if literal is None or isinstance(literal, str) else str(literal), None, origin
                )
            given[target] = node
        return self._cross_law(source.regulation, output, given, origin)

    def _cross_law(self, law_id: str, output: str, given: dict[str, Node], origin: Origin) -> Node:
        try:
            law = self.linker.corpus.select(law_id, self.linker.date)
        except LawLookupError as error:
            return self.graph.error(error.kind, str(error), origin)
        absent: list[Node] = []
        if self.law.three_valued:
            article = law.producer(output)
            declared = {p.name: p for p in article.rules.parameters} if article and article.rules else {}
            for name, node in list(given.items()):
                wanted = declared.get(name)
                if node.nullable and wanted is not None and wanted.required and not wanted.nullable:
                    absent.append(self.graph.node("IS_NULL", (node,), None, origin=origin))
                    given[name] = self.graph.node("PRESENT", (node,), unit=node.unit, origin=node.origin)
        result = self.linker.call(law, output, given, origin, (law_id, output))
        if not absent:
            return result
        # Nobody to ask about: a null required parameter means that the other law is not run (RFC-036).
        nobody = absent[0] if len(absent) == 1 else self.graph.node("OR", absent, True, origin=origin)
        return self.graph.node("IF", (nobody, self.graph.const(None), result), True, unit=result.unit, origin=origin)

    # --- open terms ---------------------------------------------------------------------------------------------

    def _open_term(self, term: OpenTerm) -> None:
        if term.id in self.caller or term.id in self.resolved:
            return
        node = self._filled_in(term)
        self.checks.append(node)
        self.resolved[term.id] = self._name("open_term", term.id, node, term.line)

    def _filled_in(self, term: OpenTerm) -> Node:
        found = delegation.candidates(self.linker.corpus, self.linker.date, self.law.id, self.article.number, term.id)
        return self._by_scope(term, found, ("gemeente_code", "waterschap_code"))

    def _by_scope(self, term: OpenTerm, found: list[delegation.Candidate], scopes: tuple[str, ...]) -> Node:
        """Choose per municipality and water board: a rule with such a code only holds where the case has that code."""
        if not scopes:
            return self._chosen(term, found)
        scope, *rest = scopes
        codes = sorted({code for c in found if (code := getattr(c.law, scope)) is not None})
        open_to_all = [c for c in found if getattr(c.law, scope) is None]
        node = self._by_scope(term, open_to_all, tuple(rest))
        parameter = self.caller.get(scope)
        if parameter is None:
            return node
        origin = self.origin(term.line)
        args: list[Node] = []
        for code in codes:
            local = [c for c in found if getattr(c.law, scope) in (None, code)]
            test = self.graph.node("EQUALS", (parameter, self.graph.const(code)), None, origin=origin)
            args += [test, self._by_scope(term, local, tuple(rest))]
        return self.graph.node("IF", (*args, node), False, unit=node.unit, origin=origin) if args else node

    def _chosen(self, term: OpenTerm, found: list[delegation.Candidate]) -> Node:
        origin = self.origin(term.line)
        what = f"open term '{term.id}' of {self.law.id} article {self.article.number}"
        try:
            chosen = delegation.winner(found, what)
        except delegation.AmbiguousRuleError as error:
            return self.graph.error("ResolutionError", str(error), origin)
        if chosen is None:
            return self._default(term, what)
        mismatch = delegation.delegation_mismatch(term, chosen)
        if mismatch is not None:
            return self.graph.error("ResolutionError", mismatch, origin)
        key = ("open_term", self.law.id, self.article.number, term.id, chosen.law.id)

        def make() -> Node:
            made = self.linker.run_article(chosen.law, chosen.article, self.caller, (*key, "run"))
            if made is None or term.id not in made.nodes:
                return self.graph.error(
                    "OutputNotFound",
                    f"Output '{term.id}' not found in law '{chosen.law.id}' article {chosen.article.number}",
                    origin,
                )
            return made.nodes[term.id]

        return self.linker.guarded(key, origin, make)

    def _default(self, term: OpenTerm, what: str) -> Node:
        if term.default is None:
            if term.required:
                return self.graph.error(
                    "ResolutionError", f"No implementation found for required {what}", self.origin(term.line)
                )
            return self.graph.const(None)
        outputs: dict[str, Node] = {}
        earlier = {t.id: self.resolved[t.id] for t in self.rules.open_terms if t.id in self.resolved}
        scope = replace(self._scope(actions=True), layers=(outputs, {**self.caller, **earlier}), definitions={})
        translator = Translator(scope)
        for action in term.default:
            outputs[action.output] = translator.translate(action.expression)
        if term.id not in outputs:
            return self.graph.error("OutputNotFound", f"Default of {what} does not produce it", self.origin(term.line))
        return outputs[term.id]

    # --- actions, hooks, overrides ------------------------------------------------------------------------------

    def _action(self, action: Action, translator: Translator) -> None:
        node = translator.translate(action.expression)
        self.checks.append(node)
        declared = next((o for o in self.rules.outputs if o.name == action.output), None)
        self.outputs[action.output] = self._name("output", action.output, self._declare(node, declared), action.line)

    def _hooked(self, point: str) -> Produced:
        made = Produced()
        for law, article in delegation.hooks(self.linker.corpus, self.linker.date, self.article, point, self.stage):
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

    def _finish(self, reactive: Produced) -> Produced:
        post = self._hooked("post_actions")
        made = Produced()
        for name, node in self.outputs.items():
            declared = next((o for o in self.rules.outputs if o.name == name), None)
            if self.law.three_valued and declared is not None and not declared.nullable and node.nullable:
                where = f"{self.law.id} article {self.article.number}"
                message = f"Output '{name}' of {where} evaluated to null but is not declared nullable"
                node = self.graph.node("NONNULL", (node,), message, unit=node.unit, origin=node.origin)
                self.checks.append(node)
            self._add(made, name, node, "direct")
        for extra in (reactive, post):
            for name, node in extra.nodes.items():
                if name not in made.nodes:
                    self._add(made, name, node, "reactive", extra.maker[name])
        self._override(made)
        self._taint(made)
        failing = [c for c in dict.fromkeys(self.checks) if c.may_fail]
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
                made.nodes[name] = self.graph.error(
                    "InvalidOperation",
                    f"Multiple overrides of '{name}' of {law.id} article {article.number} in {contextual}",
                )
                continue
            by_law, by_article = found[0]
            produced = self.linker.run_article(
                by_law,
                by_article,
                {**self.caller, **self.resolved, **self.outputs},
                ("override", by_law.id, by_article.number),
            )
            if produced is not None and name in produced.nodes:
                self.checks.append(produced.nodes[name])
                # An overridden hook output was still caused by the hook.
                how = "reactive" if made.provenance[name] == "reactive" else "override"
                self._add(made, name, produced.nodes[name], how, (by_law, by_article))

    def _taint(self, made: Produced) -> None:
        if self.linker.mode != "propagate" or not self.rules.untranslatables:
            return
        constructs = "; ".join(u.construct for u in self.rules.untranslatables)
        for name in made.nodes:
            made.nodes[name] = self.graph.node("TAINT", (), (self.article.number, constructs))
