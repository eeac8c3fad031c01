"""Proving properties of laws: every household shape in turn, the smallest first, with a cache of what was decided."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import z3

from uitvoerbaar.base.language import as_written
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.engine.prove import articles, clock
from uitvoerbaar.engine.prove import cache as kept
from uitvoerbaar.engine.prove.assumptions import assumptions
from uitvoerbaar.engine.prove.branches import place, unreached
from uitvoerbaar.engine.prove.clock import OutOfTime
from uitvoerbaar.engine.prove.counterexample import again, dotted, placed, tell
from uitvoerbaar.engine.prove.domain import Domain
from uitvoerbaar.engine.prove.formulas.law import Shape
from uitvoerbaar.engine.prove.formulas.polynomial import Unsupported
from uitvoerbaar.engine.prove.polish import polish
from uitvoerbaar.engine.prove.property import Property
from uitvoerbaar.engine.prove.protected_minimum import always
from uitvoerbaar.engine.prove.question import Problem, Question, ask, outline, translate
from uitvoerbaar.engine.prove.replay import replay
from uitvoerbaar.engine.prove.result import Counterexample, Outcome, Part, Proof
from uitvoerbaar.engine.prove.search.plain_households import plainest
from uitvoerbaar.engine.prove.search.search import Nearest, Search
from uitvoerbaar.engine.prove.solve import MEMORY_IS_UP, TIME_IS_UP, Found, ProofDefect, Verdict, decide
from uitvoerbaar.engine.reference.values import EvaluationError
from uitvoerbaar.law import Corpus
from uitvoerbaar.law.graph import topological

SOLVER_SHARE = 0.7
"""Part of the time for the solver; the rest is for the search, when the solver does not know."""
LOOSE_SHARE = 0.2
"""Part of the time for the wider question of a property that has one."""
SEARCH_SECONDS = 3.0
POLISH_SECONDS = 2.0
SECONDS = 60.0
"""Time for one property of one law version."""


def prove(
    corpus: Corpus,
    explainer: Explainer,
    law: str,
    output: str,
    on: str,
    prop: Property,
    domain: Domain,
    *,
    seconds: float = SECONDS,
    cache: bool = True,
    options: str = "",
) -> Proof:
    """Decide a property for an output of a law on a day, within `seconds`.

    `options` make `explain` find the same law: those of a proposal and its side. What was decided before is not asked
    of the solver again, but a counterexample is explained again; with 0 seconds nothing is asked of it. Raises
    LawLookupError; ProofDefect for a wrong translation.
    """
    question = ask(corpus, explainer, law, output, on, prop, domain)
    made = _answer(question, seconds, cache, options)
    return replace(made, carried=tuple(one.told for one in question.carried))


def _answer(question: Question, seconds: float, cache: bool, options: str) -> Proof:
    prop = question.asked
    if prop.sort == "onafhankelijk" and not any(("persoon", name) in question.reads for name in prop.fields):
        return _proof(question, "proven", 0.0, reason=as_written("de wet leest geen van deze gegevens"))
    reason = not_applicable(question)
    if reason:
        return _proof(question, "not_applicable", 0.0, reason=reason)
    reason = no_answer(question)
    if reason:
        return _proof(question, "undecided", 0.0, reason=reason)
    if prop.sort == "artikelen":
        return _used(question)
    proof = _earlier(question, seconds) if cache else None
    if proof is None and seconds <= 0:
        return _proof(question, "undecided", 0.0, reason=TIME_IS_UP)
    if proof is None:
        clock.bound_memory()
        began = time.monotonic()
        try:
            with clock.limited(seconds):
                made = _reached(question, seconds) if prop.sort == "takken" else _decide(question)
        except z3.Z3Exception as error:
            if not clock.out_of_memory(error):
                raise
            made = _proof(question, "undecided", time.monotonic() - began, reason=MEMORY_IS_UP)
        proof = replace(made, limit=seconds)
        if cache:
            kept.keep(question, proof)
    return placed(question, proof, options)


def _earlier(question: Question, seconds: float) -> Proof | None:
    """The proof of an earlier run, with a counterexample that still is one; None when it must be asked (again)."""
    proof = kept.find(question)
    if proof is None or (proof.result == "undecided" and proof.limit < seconds):
        return None
    now = replace(proof, title=question.asked.title, version=_version(question))
    if now.counterexample is None:
        return now
    example = again(question, now.counterexample)
    return None if example is None else replace(now, counterexample=example)


def not_applicable(question: Question) -> str:
    """Why the property says nothing about this law; empty when it does."""
    prop, reads = question.asked, question.reads
    if prop.sort == "later":
        return prop.reason
    for change in prop.changes:
        table = "persoon" if change.who[0] == "partner" else change.who[0]
        if (table, change.field) not in reads:
            return as_written("de wet leest {field} niet", field=change.field)
    if prop.extra_child and not any(name == "kinderen" for _, name in reads):
        return as_written("de wet kijkt niet naar kinderen")
    return ""


def no_answer(question: Question) -> str:
    """That the law gives the most ordinary household no answer, for lack of facts that nobody has: whatever is asked of
    the answers then holds of nothing. Empty when it answers, or when the property is about answering itself."""
    if question.asked.sort in ("beslist", "takken", "artikelen"):
        return ""
    if not any(node.op == "UNKNOWN" for node in topological([question.node])):
        return ""
    try:
        question.explainer.explain(question.law.id, question.output, question.on, PersonCase())
    except EvaluationError as error:
        if error.kind == "Unknown":
            lacking = error.message.partition(": ")[2]
            return as_written("de wet geeft geen uitkomst: gegevens ontbreken ({lacking})", lacking=lacking)
    return ""


def shapes(question: Question) -> list[Shape]:
    """The household shapes that the law can tell apart, fewest people first; one that stands for all when anything may
    change."""
    if question.asked.any_change:
        return [Shape(0, 0, 0)]
    names = {name for _, name in question.reads}
    domain = question.domain
    children = range(domain.children + 1) if "kinderen" in names else range(1)
    if question.asked.extra_child:
        children = range(domain.children)
    housemates = range(domain.housemates + 1) if "huisgenoten" in names else range(1)
    partners = range(2) if "partner_bsn" in names else range(1)
    return sorted(Shape(p, c, h) for p in partners for c in children for h in housemates)


def _decide(question: Question) -> Proof:
    began = time.monotonic()
    if question.loose is not None and always(question.loose, question.domain.parameters, clock.left() * LOOSE_SHARE):
        everyone = [_part(shape, "proven", began, "") for shape in shapes(question)]
        return _proof(question, "proven", time.monotonic() - began, parts=everyone)
    parts: list[Part] = []
    left = shapes(question)
    facts: dict[str, None] = {}
    nearest: Nearest | None = None
    while left:
        shape = left.pop(0)
        start = time.monotonic()
        # Twice an equal share: most shapes need less than theirs.
        tried = _try(question, shape, min(clock.left(), 2 * clock.left() / (len(left) + 1)))
        if tried is None:
            continue
        facts.update(dict.fromkeys(fact.text for fact in tried.problem.facts))
        parts.append(_part(shape, tried.verdict, start, "" if tried.found else tried.reason))
        if tried.found is not None:
            example = tell(tried.problem, polish(tried.problem, tried.found, POLISH_SECONDS))
            took, reason = time.monotonic() - began, _unsure(parts)
            return _proof(question, "refuted", took, example=example, parts=parts, facts=facts, reason=reason)
        if tried.near is not None and (nearest is None or tried.near.excess > nearest.excess):
            nearest = tried.near
    took = time.monotonic() - began
    if not parts:
        return _proof(
            question, "not_applicable", took, reason=as_written("geen huishouden in het domein kent deze verandering")
        )
    doubts = [part.reason for part in parts if part.result == "undecided"]
    if doubts:
        reason = "; ".join(dict.fromkeys(doubts))
        best = None if nearest is None else {dotted(k): v for k, v in nearest.values.items()}
        return _proof(question, "undecided", took, parts=parts, reason=reason, facts=facts, best=best)
    return _proof(question, "proven", took, parts=parts, facts=facts)


@dataclass(frozen=True, slots=True)
class Tried:
    """What was found for one household shape."""

    problem: Problem
    verdict: Verdict
    reason: str = ""
    found: Found | None = None
    near: Nearest | None = None


def _try(question: Question, shape: Shape, seconds: float) -> Tried | None:
    """Ask the solver about one shape and, when it does not know, search; None when the change does not exist in it."""
    with clock.limited(seconds):
        if question.asked.sort == "laat_over" and (plain := _plain(question, shape)) is not None:
            return plain
        try:
            with clock.limited(seconds * SOLVER_SHARE):
                problem = translate(question, shape)
                if problem is None:
                    return None
                answer = decide(problem, clock.left())
            if answer.verdict != "undecided":
                return Tried(problem, answer.verdict, found=answer.found)
            reason = answer.reason
        except Unsupported as error:
            problem, reason = outline(question, shape), str(error)
        except OutOfTime:
            problem, reason = None, TIME_IS_UP
        except z3.Z3Exception as error:
            if not clock.out_of_memory(error):
                raise
            problem, reason = None, MEMORY_IS_UP
        problem = problem or outline(question, shape)
        if question.asked.sort not in ("verlies", "beslist", "laat_over") or clock.left() <= 0:
            return Tried(problem, "undecided", reason)
        near = Search(problem).run(SEARCH_SECONDS)
        found = confirmed(problem, near)
        return Tried(problem, "undecided" if found is None else "refuted", reason, found, near)


def _plain(question: Question, shape: Shape) -> Tried | None:
    """A household that differs in one thing from the usual one and breaks the property: that tells most."""
    problem = outline(question, shape)
    near = plainest(problem)
    found = confirmed(problem, near)
    return None if found is None else Tried(problem, "refuted", "", found, near)


def _reached(question: Question, seconds: float) -> Proof:
    """Whether every branch of the law is there for some household."""
    began = time.monotonic()
    try:
        dead, unknown = unreached(question, shapes(question), seconds)
    except Unsupported as error:
        return _proof(question, "undecided", time.monotonic() - began, reason=str(error))
    result: Outcome = "refuted" if dead else "undecided" if unknown else "proven"
    found = [place(question, branch) for branch in (dead or unknown)]
    return _proof(question, result, time.monotonic() - began, findings=found)


def _used(question: Question) -> Proof:
    """Whether everything that the law computes is used."""
    began = time.monotonic()
    found = articles.unused(question.explainer, question.law, question.on, [question.output])
    findings = [articles.place(question.law, article) for article in found]
    result: Outcome = "refuted" if found else "proven"
    return _proof(question, result, time.monotonic() - began, findings=findings)


def confirmed(problem: Problem, near: Nearest | None) -> Found | None:
    """The case that a search found, when it breaks the property in the reference too."""
    if near is None or near.excess <= 0:
        return None
    replayed = replay(problem, near.values, near.sizes)
    if not replayed.violated:
        raise ProofDefect(f"{problem.question.asked.id}: batch and reference disagree on {near.values} {replayed}")
    return Found(near.values, near.sizes, replayed)


def _unsure(parts: list[Part]) -> str:
    """That smaller households are undecided, so that a simpler case may exist."""
    open_ = [p for p in parts if p.result == "undecided"]
    return as_written("van {open} kleinere huishoudens is het onbeslist", open=len(open_)) if open_ else ""


def _part(shape: Shape, result: str, start: float, reason: str) -> Part:
    return Part(shape.partner, shape.children, shape.housemates, result, round(time.monotonic() - start, 2), reason)


def _proof(
    question: Question,
    result: Outcome,
    took: float,
    *,
    example: Counterexample | None = None,
    parts: Sequence[Part] = (),
    reason: str = "",
    facts: Iterable[str] = (),
    best: dict[str, Any] | None = None,
    findings: Iterable[str] = (),
) -> Proof:
    prop = question.asked
    return Proof(
        prop.id,
        prop.title,
        question.law.id,
        _version(question),
        question.on,
        question.output,
        result,
        round(took, 2),
        example,
        reason,
        assumptions(question, facts),
        tuple(parts),
        best,
        tuple(findings),
    )


def _version(question: Question) -> str:
    return question.law.valid_from or question.law.version or Path(question.law.file).stem


def versions(corpus: Corpus, law: str) -> Iterator[str]:
    """The days on which the versions of a law start, from old to new."""
    yield from sorted(entry.valid_from for entry in corpus.versions.get(law, ()))
