"""What must be left of an income: proven for what the law limits, refuted by somebody on assistance for what it does not."""

from __future__ import annotations

import pytest

pytest.importorskip("z3", reason="z3 is not installed: pip install 'uitvoerbaar[prove]'")

from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.engine.prove.domain import load_domain
from uitvoerbaar.engine.prove.property import Property, find_property, load_properties
from uitvoerbaar.engine.prove.protected_minimum import always
from uitvoerbaar.engine.prove.prove import prove, shapes
from uitvoerbaar.engine.prove.question import Question, ask, outline
from uitvoerbaar.engine.prove.result import Proof
from uitvoerbaar.engine.prove.search.search import Search
from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.registers import load_registers

AWIR, RULES = "algemene_wet_inkomensafhankelijke_regelingen", "uitvoeringsregeling_awir"
KEPT = [(AWIR, "verrekening_per_maand"), (AWIR, "beslag_per_maand"), (RULES, "termijnbedrag_naar_draagkracht")]
TERMS = (RULES, "termijnbedrag")
YEARS = ["2024-01-01", "2025-01-01", "2026-01-01"]


def prop(name: str) -> Property:
    [found] = find_property(load_properties(), name)
    return found


def asked(law: tuple[str, str], name: str, on: str) -> Proof:
    corpus = load_corpus()
    return prove(corpus, Explainer(corpus, load_registers()), *law, on, prop(name), load_domain(), seconds=600)


def question(law: tuple[str, str], name: str, on: str) -> Question:
    corpus = load_corpus()
    return ask(corpus, Explainer(corpus, load_registers()), *law, on, prop(name), load_domain())


@pytest.mark.parametrize("law", KEPT)
@pytest.mark.parametrize("on", YEARS)
def test_set_off_attachment_and_paying_on_request_leave_the_protected_minimum(law: tuple[str, str], on: str) -> None:
    proof = asked(law, "e-beslagvrije-voet", on)
    assert proof.result == "proven", proof.reason
    assert {(p.partner, p.children) for p in proof.parts} == {(p, c) for p in (0, 1) for c in range(4)}


def test_the_properties_ask_about_every_way_of_recovering() -> None:
    assert list(prop("e-beslagvrije-voet").outputs) == KEPT
    assert prop("e-termijnen").outputs == (TERMS,)


def test_standard_terms_do_not_look_at_it() -> None:
    proof = asked(TERMS, "e-termijnen", "2026-01-01")
    assert proof.result == "refuted"
    example = proof.counterexample
    assert example is not None
    assert example.household == {"ontvangt_bijstand": True, "terugvordering": 200_000}
    assert example.before == 8_400  # a twenty-fourth of 2,000 euros, in whole euros
    assert example.bound == 7_012  # 5 percent of an income of 1,401.55
    assert any(line.startswith("Beslagvrije voet: € 1.331,43") for line in example.reasons_before)


def test_any_income_is_enough_to_prove_it_but_not_to_prove_the_terms() -> None:
    kept, terms = question(KEPT[0], "e-beslagvrije-voet", "2026-01-01"), question(TERMS, "e-termijnen", "2026-01-01")
    assert kept.loose is not None
    assert terms.loose is not None
    assert always(kept.loose, kept.domain.parameters, 10)
    assert not always(terms.loose, terms.domain.parameters, 10)


def test_what_is_proven_holds_for_random_households_in_the_batch_engine() -> None:
    here = question(KEPT[0], "e-beslagvrije-voet", "2026-01-01")
    chosen = shapes(here)[::5]
    assert chosen
    for shape in chosen:
        near = Search(outline(here, shape)).run(0.3)
        assert near is not None
        assert near.excess <= 0, near
