"""Where an input comes from: a register, another law, or another article of the same law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from uitvoerbaar.base.language import as_written
from uitvoerbaar.law.corpus import LawLookupError
from uitvoerbaar.law.graph import Node, Origin, key_of, strip
from uitvoerbaar.law.link.translate import Scope, Translator
from uitvoerbaar.law.model import Article, Input, Law

if TYPE_CHECKING:
    from uitvoerbaar.law.link.linker import Linker, SourceSpec


@dataclass(frozen=True, slots=True)
class InputSources:
    """The sources of the inputs of one article. `scope` is what the parameters of a call may use."""

    linker: Linker
    law: Law
    article: Article
    caller: Mapping[str, Node]
    scope: Scope
    given: dict[str, Node] = field(default_factory=dict)
    """What was given to the law that was asked, by the name of its parameter; filled in by `node`."""

    def node(self, item: Input, lazy: bool) -> Node | None:
        """The register look-up of an input, falling back to its source unless it is `lazy`; None without either.

        What nobody has is unknown where null is absence, and fails in a law of before.
        """
        name, graph, origin = item.field.name, self.linker.graph, self.law.origin(self.article, item.field.line)
        holders: list[tuple[SourceSpec, str, Node]] = []
        for source in self.linker.sources:
            if source.law is not None and source.law != self.law.id:
                continue
            match = source.named(name)
            key = self.caller.get(source.key)
            if match is not None and key is not None:
                holders.append((source, match, key))
                if source.complete:
                    break
        node: Node | None = None
        if not (holders and holders[-1][0].complete):
            node = None if lazy else self._elsewhere(item)
            if node is None and self.law.absence and (holders or lazy):
                node = graph.unknown(name, origin)
            elif node is None and holders:
                node = graph.error("VariableNotFound", as_written("Variable not found: {name}", name=name), origin)
        for source, match, key in reversed(holders):
            spec = source.fields[match]
            args = (key,) if node is None or source.complete else (key, node)
            unit = spec.unit if spec else None
            node = graph.node("FIELD", args, (source.id, match), unit=unit, spec=spec, origin=origin)
        return node

    def _elsewhere(self, item: Input) -> Node | None:
        """An input from another law, or from another article of this law."""
        source = item.source
        if source is None:
            return None
        origin = self.law.origin(self.article, source.line)
        output = source.output or item.field.name
        if source.regulation is None:
            return self.linker.call(self.law, output, self.caller, origin, ("internal", self.law.id, output))
        translator = Translator(self.scope)
        given = self.given
        for target, value in source.parameters:
            given[target] = translator.translate(value)
            if given[target].op == "ERROR":
                return given[target]
            given[target] = key_of(given[target]) or given[target]
        return self._cross_law(source.regulation, output, given, origin)

    def _cross_law(self, law_id: str, output: str, given: dict[str, Node], origin: Origin) -> Node:
        graph = self.linker.graph
        try:
            law = self.linker.corpus.select(law_id, self.linker.date)
        except LawLookupError as error:
            return graph.error(error.kind, error.message, origin)
        absent: list[Node] = []
        if self.law.absence:
            article = law.producer(output)
            declared = {p.name: p for p in article.rules.parameters} if article and article.rules else {}
            for name, node in list(given.items()):
                wanted = declared.get(name)
                if node.nullable and wanted is not None and wanted.required and not wanted.nullable:
                    if strip(node).op == "CONST":
                        return graph.const(None)  # nobody in every case, so nothing is asked of the other law
                    absent.append(graph.node("IS_NULL", (node,), None, origin=origin))
                    given[name] = graph.node("PRESENT", (node,), unit=node.unit, origin=node.origin)
                elif node.nullable and wanted is not None and not wanted.nullable:
                    message = as_written(
                        "parameter from {id}: {id_2} declares as never absent: '{name}' is null but not declared "
                        "nullable",
                        id=self.law.id,
                        id_2=law.id,
                        name=name,
                    )
                    given[name] = graph.node("NONNULL", (node,), message, unit=node.unit, origin=origin)
        result = self.linker.call(law, output, given, origin, (law_id, output))
        if not absent:
            return result
        # Nobody to ask about: a null required parameter means that the other law is not run (RFC-036).
        nobody = absent[0] if len(absent) == 1 else graph.node("OR", absent, True, origin=origin)
        return graph.node("IF", (nobody, graph.const(None), result), True, unit=result.unit, origin=origin)
