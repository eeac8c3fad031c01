"""What is proven holds for many random households in the batch engine: another reader of the law, other arithmetic.

UITVOERBAAR_AGREE=N draws N households in all, over every proven property of every shipped law (`make agree`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import numpy as np
import pytest

pytest.importorskip("z3", reason="z3 is not installed: pip install 'uitvoerbaar[prove]'")

from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.engine.prove.domain import load_domain
from uitvoerbaar.engine.prove.property import Property, find_property, load_properties
from uitvoerbaar.engine.prove.prove import prove, shapes, versions
from uitvoerbaar.engine.prove.question import Question, ask, outline
from uitvoerbaar.engine.prove.search.search import Search
from uitvoerbaar.law import LawLookupError, load_corpus
from uitvoerbaar.law.registers import load_registers

AGREE = int(os.environ.get("UITVOERBAAR_AGREE", "0"))
"""Households of the long comparison."""
EACH = 20_000
COMPARED = frozenset({"verlies", "laat_over", "beslist"})
"""Properties about outcomes; the others are about the text of the law."""
RENT, CARE, BUDGET, CHILDCARE = (
    ("wet_op_de_huurtoeslag", "hoogte_huurtoeslag"), ("wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag"),
    ("wet_op_het_kindgebonden_budget", "hoogte_kindgebonden_budget"), ("wet_kinderopvang", "hoogte_kinderopvangtoeslag"),
)  # fmt: skip
PROVEN = [
    *((RENT, name, "2026-01-01") for name in ("a-huur", "c-huur", "c-laat-huur", "d-alles", "f-huur", "f-kinderen")),
    *((CARE, name, "2026-01-01") for name in ("a-inkomen", "c-laat-inkomen", "c-schatting", "d-inkomen", "g-beslist")),
    *((BUDGET, name, "2026-01-01") for name in ("a-inkomen", "f-kinderen")),
    *((CHILDCARE, name, "2026-01-01") for name in ("c-evenredig", "c-laat-uren", "d-uren", "f-betaald")),
]
"""A few that `uitvoerbaar prove` proves: of every kind of property one."""


def broken(question: Question, n: int) -> tuple[int, int]:
    """Households with an outcome among about `n` random ones over all shapes, and how many break the property."""
    every = shapes(question)
    seen = wrong = 0
    for shape in every:
        try:
            search = Search(outline(question, shape))
            excess = search.sample(-(-n // len(every)))
        except KeyError:
            continue  # The change is in somebody that this shape does not have.
        seen += int(np.isfinite(excess).sum())
        wrong += int((excess > 0).sum())
    return seen, wrong


@pytest.mark.parametrize(("law", "name", "on"), [pytest.param(*p, id=f"{p[0][1]}-{p[1]}") for p in PROVEN])
def test_what_is_proven_holds_in_batch(law: tuple[str, str], name: str, on: str) -> None:
    corpus, catalogue = load_corpus(), load_registers()
    [prop] = find_property(load_properties(), name)
    question = ask(corpus, Explainer(corpus, catalogue), *law, on, prop, load_domain())
    seen, wrong = broken(question, EACH)
    assert seen > EACH / 10, "hardly any household has an outcome"
    assert wrong == 0, f"{wrong} of {seen} households break what is proven"


def test_the_draws_find_what_is_not_so() -> None:
    """Comparing random households would notice: the limit to wealth is a cliff, and draws come near it."""
    corpus, catalogue = load_corpus(), load_registers()
    [prop] = find_property(load_properties(), "a-vermogen")
    _, wrong = broken(ask(corpus, Explainer(corpus, catalogue), *CARE, "2026-01-01", prop, load_domain()), EACH)
    assert wrong > 0


def proven() -> Iterator[tuple[Property, Question]]:
    """Every property of outcomes that is proven of a shipped law version."""
    corpus, domain = load_corpus(), load_domain()
    explainer = Explainer(corpus, load_registers())
    for prop in load_properties():
        if prop.sort in COMPARED:
            for law, output in prop.outputs:
                for on in versions(corpus, law):
                    try:
                        question = ask(corpus, explainer, law, output, on, prop, domain)
                    except LawLookupError:
                        continue  # This version does not have the output.
                    if prove(corpus, explainer, law, output, on, prop, domain, seconds=60).result == "proven":
                        yield prop, question


@pytest.mark.skipif(not AGREE, reason="long; run with UITVOERBAAR_AGREE=2000000 (make agree)")
def test_everything_that_is_proven_holds_in_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UITVOERBAAR_CACHE")
    seen: dict[str, int] = {}
    faults: list[str] = []
    questions: list[tuple[str, Question]] = []

    def compare(name: str, question: Question) -> None:
        more, wrong = broken(question, EACH)
        seen[name] = seen.get(name, 0) + more
        faults.extend([f"{name}: {wrong} of {more}"] if wrong else [])

    for prop, question in proven():
        name = f"{question.law.id} {question.on} {prop.id}"
        questions.append((name, question))
        compare(name, question)
        print(f"{name}: {seen[name]} households, none broken" if not faults else faults[-1], flush=True)
    while sum(seen.values()) < AGREE:
        for name, question in questions:
            compare(name, question)
    print(f"{len(questions)} proven properties, {sum(seen.values())} households, {len(faults)} properties broken")
    assert not faults, faults
    assert min(seen.values()) > 0
