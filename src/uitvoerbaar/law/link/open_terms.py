"""Filling in an open term: by the rule of lower law that applies, or by the default of the article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from uitvoerbaar.base.language import as_written
from uitvoerbaar.law.graph import Node
from uitvoerbaar.law.link import delegation
from uitvoerbaar.law.link.translate import Scope, Translator
from uitvoerbaar.law.model import SCOPES, Article, Law, OpenTerm

if TYPE_CHECKING:
    from uitvoerbaar.law.link.linker import Linker


@dataclass(frozen=True, slots=True)
class OpenTerms:
    """The open terms of one article. `known` is what a default may use: what the caller gave and earlier terms."""

    linker: Linker
    law: Law
    article: Article
    caller: Mapping[str, Node]
    known: Scope

    def node(self, term: OpenTerm) -> Node:
        """The value of `term`: of the highest and latest rule that fills it in, else of its default."""
        found = []
        for candidate in delegation.candidates(
            self.linker.corpus, self.linker.date, self.law.id, self.article.number, term.id
        ):
            refused = delegation.incompetent(term, candidate)
            if refused is None:
                found.append(candidate)
            else:
                self.linker.note(refused)
        return self._by_scope(term, found, SCOPES)

    def _by_scope(self, term: OpenTerm, found: list[delegation.Candidate], scopes: tuple[str, ...]) -> Node:
        """Choose per municipality, province and water board: a rule with such a code only holds where the case has that code."""
        if not scopes:
            return self._chosen(term, found)
        scope, *rest = scopes
        codes = sorted({code for c in found if (code := getattr(c.law, scope)) is not None})
        open_to_all = [c for c in found if getattr(c.law, scope) is None]
        node = self._by_scope(term, open_to_all, tuple(rest))
        parameter = self.caller.get(scope)
        if parameter is None or parameter.op == "UNKNOWN":
            return node
        origin = self.law.origin(self.article, term.line)
        args: list[Node] = []
        for code in codes:
            local = [c for c in found if getattr(c.law, scope) in (None, code)]
            test = self.linker.graph.node("EQUALS", (parameter, self.linker.graph.const(code)), None, origin=origin)
            args += [test, self._by_scope(term, local, tuple(rest))]
        return self.linker.graph.node("IF", (*args, node), False, unit=node.unit, origin=origin) if args else node

    def _chosen(self, term: OpenTerm, found: list[delegation.Candidate]) -> Node:
        origin = self.law.origin(self.article, term.line)
        what = as_written(
            "open term '{id}' of {id_2} article {number}", id=term.id, id_2=self.law.id, number=self.article.number
        )
        try:
            chosen = delegation.winner(found, what)
        except delegation.AmbiguousRuleError as error:
            return self.linker.graph.error("ResolutionError", str(error), origin)
        if chosen is None:
            place = (self.law.id, self.article.number, term.id)
            for told in delegation.not_in_force(self.linker.corpus, self.linker.date, *place):
                self.linker.note(told)
            return self._default(term, what)
        key = ("open_term", self.law.id, self.article.number, term.id, chosen.law.id)

        def make() -> Node:
            made = self.linker.run_article(chosen.law, chosen.article, self.caller, (*key, "run"))
            if made is None or term.id not in made.nodes:
                return self.linker.graph.error(
                    "OutputNotFound",
                    as_written(
                        "Output '{id}' not found in law '{id_2}' article {number}",
                        id=term.id,
                        id_2=chosen.law.id,
                        number=chosen.article.number,
                    ),
                    origin,
                )
            return self._or_default(term, made.nodes[term.id], what)

        return self.linker.guarded(key, origin, make)

    def _or_default(self, term: OpenTerm, filled: Node, what: str) -> Node:
        """What the rule says; where it says nothing for this case (null), the default of the law."""
        if term.default is None or not filled.nullable:
            return filled
        graph, origin = self.linker.graph, self.law.origin(self.article, term.line)
        nothing = graph.node("IS_NULL", (filled,), None, origin=origin)
        said = graph.node("PRESENT", (filled,), unit=filled.unit, origin=origin)
        args = (nothing, self._default(term, what), said)
        return graph.node("IF", args, True, unit=filled.unit, origin=origin)

    def _default(self, term: OpenTerm, what: str) -> Node:
        graph, origin = self.linker.graph, self.law.origin(self.article, term.line)
        if term.default is None:
            if term.required:
                return graph.error(
                    "ResolutionError", as_written("No implementation found for required {what}", what=what), origin
                )
            return graph.const(None)
        outputs: dict[str, Node] = {}
        translator = Translator(replace(self.known, layers=(outputs, *self.known.layers)))
        for action in term.default:
            outputs[action.output] = translator.translate(action.expression)
        if term.id not in outputs:
            return graph.error("OutputNotFound", as_written("Default of {what} does not produce it", what=what), origin)
        return outputs[term.id]
