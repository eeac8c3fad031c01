"""Proving properties of laws: every household shape in turn, the smallest first, with a cache of what was decided."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import z3

from uitvoerbaar.engine.backend import cache_dir
from uitvoerbaar.engine.explainer import Explainer
from uitvoerbaar.engine.prove.branches import place, unreached
from uitvoerbaar.engine.prove.domain import Domain
from uitvoerbaar.engine.prove.ground import Shape
from uitvoerbaar.engine.prove.polish import polish
from uitvoerbaar.engine.prove.polynomial import Unsupported
from uitvoerbaar.engine.prove.property import Property
from uitvoerbaar.engine.prove.question import Problem, Question, ask, outline, replay, translate
from uitvoerbaar.engine.prove.result import Counterexample, Outcome, Part, Proof
from uitvoerbaar.engine.prove.search import Nearest, Search
from uitvoerbaar.engine.prove.solve import Found, ProofDefect, decide
from uitvoerbaar.engine.prove.story import dotted, tell
from uitvoerbaar.law import Corpus
from uitvoerbaar.law.graph import topological

SOLVER_SHARE = 0.7
"""Part of the time for the solver; the rest is for the search, when the solver does not know."""
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
) -> Proof:
    """Decide a property for an output of a law on a day. Raises LawLookupError; ProofDefect for a wrong translation."""
    question = ask(corpus, explainer, law, output, on, prop, domain)
    if prop.sort == "onafhankelijk" and not any(("persoon", name) in question.reads for name in prop.fields):
        return _proof(question, "proven", 0.0, reason="de wet leest geen van deze gegevens")
    reason = not_applicable(question)
    if reason:
        return _proof(question, "not_applicable", 0.0, reason=reason)
    place = cache_dir() / "prove" / f"{fingerprint(question)}.json"
    if cache and (kept := _read(place)) is not None and (kept.result != "undecided" or kept.seconds >= seconds * 0.9):
        return kept
    proof = _reached(question, seconds) if prop.sort == "takken" else _decide(question, seconds)
    if cache:
        _write(place, proof)
    return proof


def not_applicable(question: Question) -> str:
    """Why the property says nothing about this law; empty when it does."""
    prop, reads = question.asked, question.reads
    if prop.sort == "later":
        return prop.reason
    for change in prop.changes:
        table = "persoon" if change.who[0] == "partner" else change.who[0]
        if (table, change.field) not in reads:
            return f"de wet leest {change.field} niet"
    if prop.extra_child and not any(name == "kinderen" for _, name in reads):
        return "de wet kijkt niet naar kinderen"
    return ""


def shapes(question: Question) -> list[Shape]:
    """The household shapes that the law can tell apart, fewest people first."""
    names = {name for _, name in question.reads}
    domain = question.domain
    children = range(domain.children + 1) if "kinderen" in names else range(1)
    if question.asked.extra_child:
        children = range(domain.children)
    housemates = range(domain.housemates + 1) if "huisgenoten" in names else range(1)
    partners = range(2) if "partner_bsn" in names else range(1)
    return sorted(Shape(p, c, h) for p in partners for c in children for h in housemates)


def _decide(question: Question, seconds: float) -> Proof:
    began = time.monotonic()
    parts: list[Part] = []
    left = shapes(question)
    doubts: list[str] = []
    facts: dict[str, None] = {}
    nearest: Nearest | None = None
    while left:
        shape = left.pop(0)
        start = time.monotonic()
        # Twice an equal share: most shapes need less than theirs.
        rest = began + seconds - start
        budget = max(0.5, min(rest, 2 * rest / (len(left) + 1)))
        problem, found, reason = None, None, ""
        try:
            problem = translate(question, shape)
            if problem is None:
                continue
            facts.update(dict.fromkeys(fact.text for fact in problem.facts))
            answer = decide(problem, budget * SOLVER_SHARE)
            verdict, found, reason = answer.verdict, answer.found, answer.reason
        except Unsupported as error:
            verdict, reason = "undecided", str(error)
            problem = outline(question, shape)
        if verdict == "undecided" and question.asked.sort in ("verlies", "beslist"):
            near = Search(problem).run(min(SEARCH_SECONDS, budget * (1 - SOLVER_SHARE)))
            found = confirmed(problem, near)
            if near is not None and (nearest is None or near.excess > nearest.excess):
                nearest = near
        if found is not None:
            parts.append(_part(shape, "refuted", start, ""))
            example = tell(problem, polish(problem, found, POLISH_SECONDS))
            took, reason = time.monotonic() - began, _unsure(parts)
            return _proof(question, "refuted", took, example=example, parts=parts, facts=facts, reason=reason)
        parts.append(_part(shape, verdict, start, reason))
        if verdict == "undecided":
            doubts.append(reason)
    took = time.monotonic() - began
    if not parts:
        return _proof(question, "not_applicable", took, reason="geen huishouden in het domein kent deze verandering")
    if doubts:
        reason = "; ".join(dict.fromkeys(doubts))
        best = None if nearest is None else {dotted(k): v for k, v in nearest.values.items()}
        return _proof(question, "undecided", took, parts=parts, reason=reason, facts=facts, best=best)
    return _proof(question, "proven", took, parts=parts, facts=facts)


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
    return f"van {len(open_)} kleinere huishoudens is het onbeslist" if open_ else ""


def _part(shape: Shape, result: str, start: float, reason: str) -> Part:
    return Part(shape.partner, shape.children, shape.housemates, result, round(time.monotonic() - start, 2), reason)


def _proof(
    question: Question, result: Outcome, took: float, *, example: Counterexample | None = None,
    parts: Sequence[Part] = (), reason: str = "", facts: Iterable[str] = (), best: dict[str, Any] | None = None,
    findings: Iterable[str] = (),
) -> Proof:  # fmt: skip
    prop, domain = question.asked, question.domain
    read = {name for _, name in question.reads}
    assumed = [
        f"Huishoudens met een of geen partner, ten hoogste {domain.children} kinderen en {domain.housemates} huisgenoot."
    ]
    assumed += [free.text for name, free in domain.free.items() if name in read]
    assumed += list(facts)
    version = question.law.valid_from or question.law.version
    return Proof(
        prop.id, prop.title, question.law.id, version, question.on, question.output, result, round(took, 2), example,
        reason, tuple(assumed), tuple(parts), best, tuple(findings),
    )  # fmt: skip


def fingerprint(question: Question) -> str:
    """A hash of everything that the outcome depends on: the graph, the property, the domain, the ranges, the solver."""
    digest = hashlib.sha256(z3.get_version_string().encode())
    position: dict[int, int] = {}
    for number, node in enumerate(topological([question.node])):
        position[node.id] = number
        digest.update(repr((node.op, [position[a.id] for a in node.args], node.payload, node.spec)).encode())
    for part in (question.asked, question.domain, question.on, question.law.id, _own_source()):
        digest.update(repr(part).encode())
    return digest.hexdigest()[:40]


def _own_source() -> str:
    """A hash of this package: another translation is another proof."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _read(place: Path) -> Proof | None:
    if not place.is_file():
        return None
    return Proof.from_json(json.loads(place.read_text(encoding="utf-8")))


def _write(place: Path, proof: Proof) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_suffix(f".{os.getpid()}.tmp")
    fresh.write_text(json.dumps(proof.as_json(), ensure_ascii=False, default=str), encoding="utf-8")
    fresh.replace(place)


def versions(corpus: Corpus, law: str) -> Iterator[str]:
    """The days on which the versions of a law start, from old to new."""
    yield from sorted(entry.valid_from for entry in corpus.versions.get(law, ()))
