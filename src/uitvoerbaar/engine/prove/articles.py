"""Articles of a law that nothing uses: no decision, no other law and no property needs what they compute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from uitvoerbaar.base.language import as_written
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.law import Corpus, LawLookupError, Linker
from uitvoerbaar.law.graph import FieldSpec, Label, Node
from uitvoerbaar.law.model import Article, Law
from uitvoerbaar.law.registers import KEY


def unused(explainer: Explainer, law: Law, on: str, wanted: Iterable[str]) -> list[Article]:
    """The articles with rules that are not reached from any end of the law, in their order.

    An end is an output that is `wanted`, that decides something (`produces`), that another law in force asks for, that
    gives a field of a register, or of an article that reaches into other laws (a hook, an override, an open term that
    it fills in). What an end reads, directly or through other articles, is reached; what stands in a condition that
    never holds is too (that is for the branches).
    """
    ends = set(wanted) | _asked_by_others(explainer, law, on)
    rooted: list[str] = []
    reached: set[str] = set()
    for article in law.articles:
        rules = article.rules
        if rules is None:
            continue
        outputs = [o.name for o in rules.outputs]
        if ends.intersection(outputs) or rules.legal_character or rules.hooks or rules.overrides or rules.implements:
            rooted += outputs
            reached.add(article.number)
    linker = Linker(explainer.corpus, on, [explainer.catalogue.source()])
    for name in rooted:
        made = linker.link(law.id, (name,), _parameters(law)).outputs
        reached |= {
            str(node.payload.article)
            for node in _read(made.values())
            if node.op == "NAME" and isinstance(node.payload, Label) and node.payload.law == law.id
        }
    return [a for a in law.articles if a.rules is not None and a.rules.outputs and a.number not in reached]


def _read(roots: Iterable[Node]) -> Iterator[Node]:
    """The nodes whose value counts: not those that are only there because they could fail (SEQ)."""
    seen: set[int] = set()
    waiting = list(roots)
    while waiting:
        node = waiting.pop()
        if node.id not in seen:
            seen.add(node.id)
            waiting += node.args[-1:] if node.op == "SEQ" else node.args
            yield node


def _parameters(law: Law) -> dict[str, FieldSpec | None]:
    """The parameters of the law; not what an article takes as input, for a parameter would win from it."""
    every = [a.rules for a in law.articles if a.rules is not None]
    inputs = {i.field.name for rules in every for i in rules.inputs}
    names = {p.name for rules in every for p in rules.parameters} - inputs - {KEY}
    return {KEY: FieldSpec("number", nullable=False), **dict.fromkeys(sorted(names))}


def _asked_by_others(explainer: Explainer, law: Law, on: str) -> set[str]:
    """Outputs of the law that other laws in force, or fields of registers, ask for."""
    found = {output for other, output in _sources(explainer.corpus, law, on) if other == law.id}
    computed = (f.spec.computed_by for f in explainer.catalogue)
    return found | {c[1] for c in computed if c is not None and c[0] == law.id}


def _sources(corpus: Corpus, law: Law, on: str) -> Iterator[tuple[str, str]]:
    for name in corpus.versions:
        try:
            other = corpus.select(name, on)
        except LawLookupError:
            continue  # No version of this law is in force on that day.
        if other.id == law.id:
            continue
        for article in other.articles:
            for given in article.rules.inputs if article.rules is not None else ():
                if given.source is not None and given.source.regulation and given.source.output:
                    yield given.source.regulation, given.source.output


def place(law: Law, article: Article) -> str:
    """Where an article stands and what it computes, for a reader."""
    outputs = ", ".join(o.name for o in article.rules.outputs) if article.rules is not None else ""
    return as_written(
        "{id} artikel {number}, regel {line}: niets gebruikt wat dit artikel berekent ({outputs})",
        id=law.id,
        number=article.number,
        line=article.line,
        outputs=outputs,
    )
