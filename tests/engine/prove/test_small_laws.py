"""Small laws whose truth is known: what is proven, what is refuted, and that a counterexample does what it says."""

from __future__ import annotations

from dataclasses import replace

import pytest

pytest.importorskip("z3", reason="z3 is not installed: pip install 'uitvoerbaar[prove]'")

from tests.law.build import ABSENCE, corpus, law
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.engine.prove.domain import load_domain
from uitvoerbaar.engine.prove.property import Change, Property
from uitvoerbaar.engine.prove.prove import prove
from uitvoerbaar.engine.prove.result import Proof
from uitvoerbaar.law.registers import load_registers

ON = "2026-01-01"
PAY = "loon_uit_dienstbetrekking"
EURO_MORE = Change(("persoon", 0), PAY, 1, 100, 100)
ANY_LESS = Change(("persoon", 0), PAY, -1, 100, 10**10)
LOSS = Property(
    id="a-proef", letter="a", title="t", english="t", sort="verlies", source="s", outputs=(), changes=(EURO_MORE,),
    fixed_bound=0, times=0, extra_child=False, paid_in_full=False, fields=(), reason="", limits={},
)  # fmt: skip
ANSWERED = replace(LOSS, id="g-proef", sort="beslist", changes=())
REACHED = replace(LOSS, id="g-takken", sort="takken", changes=())
BLIND = replace(LOSS, id="h-proef", sort="onafhankelijk", changes=(), fields=("is_gehuwd",))


def article(value: str, *inputs: str) -> str:
    """An article that gives `bedrag` from the pay and other fields of a person."""
    fields = "".join(
        f"\n    - {{name: {name}, {kind}, source: {{}}}}" for name, kind in map(_pair, (f"{PAY}:number", *inputs))
    )
    return f"""execution:
  parameters:
    - {{name: bsn, type: number, required: true}}
  input:{fields}
  output:
    - {{name: bedrag, type: amount}}
  actions:
    - output: bedrag
      value: {value}
"""


def _pair(text: str) -> tuple[str, str]:
    name, kind = text.split(":")
    return name, f"type: {kind}"


def asked(prop: Property, value: str, *inputs: str) -> Proof:
    laws = corpus(law("proefwet", article(value, *inputs), schema=ABSENCE))
    return prove(laws, Explainer(laws, load_registers()), "proefwet", "bedrag", ON, prop, load_domain(), cache=False)


SHARE = f"{{operation: MULTIPLY, values: [0.3, ${PAY}]}}"
LINEAR = f"{{operation: MAX, values: [0, {{operation: SUBTRACT, values: [500000, {SHARE}]}}]}}"
TO_THE_LIMIT = f"{{operation: LESS_THAN_OR_EQUAL, subject: ${PAY}, value: 2000000}}"
CLIFF = f"{{operation: IF, cases: [{{when: {TO_THE_LIMIT}, then: 90000}}], default: 0}}"
FLOORED = f"{{operation: FLOOR, precision: -2, value: {{operation: MULTIPLY, values: [0.3, ${PAY}]}}}}"
PRODUCT = f"{{operation: ROUND, precision: 0, value: {{operation: MULTIPLY, values: [0.0000001, ${PAY}, ${PAY}]}}}}"


def test_a_linear_taper_costs_thirty_cents_of_a_euro() -> None:
    assert asked(replace(LOSS, fixed_bound=30), LINEAR).result == "proven"
    refuted = asked(replace(LOSS, fixed_bound=29), LINEAR)
    assert refuted.result == "refuted"
    assert refuted.counterexample is not None
    assert refuted.counterexample.before - refuted.counterexample.after == 30


def test_a_cliff_is_found_at_its_edge() -> None:
    proof = asked(replace(LOSS, fixed_bound=89_999), CLIFF)
    assert proof.result == "refuted"
    example = proof.counterexample
    assert example is not None
    assert (example.before, example.after) == (90_000, 0)
    assert 2_000_000 - 100 < example.household[PAY] <= 2_000_000
    assert asked(replace(LOSS, fixed_bound=90_000), CLIFF).result == "proven"


def test_rounding_down_makes_a_loss_jump_by_a_whole_unit() -> None:
    """Thirty cents less can cost a whole euro: refuted without, proven with the room that rounding needs."""
    less = replace(LOSS, changes=(Change(("persoon", 0), PAY, -1, 100, 100),))
    assert asked(replace(less, fixed_bound=99), FLOORED).result == "refuted"
    assert asked(replace(less, fixed_bound=100), FLOORED).result == "proven"


def test_all_or_nothing_is_out_of_proportion_and_a_share_is_not() -> None:
    enough = f"{{operation: GREATER_THAN_OR_EQUAL, subject: ${PAY}, value: 100000}}"
    nothing = f"{{operation: IF, cases: [{{when: {enough}, then: 100000}}], default: 0}}"
    share = f"{{operation: MIN, values: [100000, ${PAY}]}}"
    fair = replace(LOSS, changes=(ANY_LESS,), times=2)
    assert asked(fair, nothing).result == "refuted"
    assert asked(fair, share).result == "proven"


def test_a_square_rises_with_its_root() -> None:
    """A product of unknowns: proven from what follows of it, without multiplying."""
    assert asked(LOSS, PRODUCT).result == "proven"


def test_who_gets_no_answer_is_found() -> None:
    """A quotient by the hours of work has no outcome for who does not work."""
    hourly = f"{{operation: DIVIDE, values: [${PAY}, $uren_per_week]}}"
    proof = asked(ANSWERED, hourly, "uren_per_week:number")
    assert proof.result == "refuted"
    assert proof.counterexample is not None
    assert proof.counterexample.household["uren_per_week"] == 0
    assert proof.counterexample.error is not None
    assert asked(ANSWERED, LINEAR).result == "proven"


def test_who_gets_null_gets_no_answer() -> None:
    """Above the limit the article names no amount."""
    value = f"{{operation: IF, cases: [{{when: {TO_THE_LIMIT}, then: 5}}]}}"
    text = article(value).replace("type: amount}", "type: amount, nullable: true}")
    laws = corpus(law("proefwet", text, schema=ABSENCE))
    explainer = Explainer(laws, load_registers())
    proof = prove(laws, explainer, "proefwet", "bedrag", ON, ANSWERED, load_domain(), cache=False)
    assert proof.result == "refuted"
    assert proof.counterexample is not None
    assert proof.counterexample.household[PAY] > 2_000_000


def test_a_fixed_day_that_does_not_exist_is_no_answer() -> None:
    """A day that is added to nothing fails for who asks it, and for nobody else."""
    never = "{operation: DATE_ADD, date: null, days: 1}"
    asks = f"{{operation: EQUALS, subject: {never}, value: {never}}}"
    value = f"{{operation: IF, cases: [{{when: {TO_THE_LIMIT}, then: 5}}, {{when: {asks}, then: 6}}], default: 7}}"
    proof = asked(ANSWERED, value)
    assert proof.result == "refuted"
    assert proof.counterexample is not None
    assert proof.counterexample.household[PAY] > 2_000_000


def test_the_largest_family_of_the_domain_is_asked() -> None:
    one = "{operation: FOREACH, collection: $kinderen, as: kind, body: 1, combine: ADD}"
    most = load_domain().children
    many = f"{{operation: GREATER_THAN_OR_EQUAL, subject: {one}, value: {most}}}"
    harsh = f"{{operation: IF, cases: [{{when: {many}, then: {CLIFF}}}], default: 5}}"
    proof = asked(LOSS, harsh, "kinderen:array")
    assert proof.result == "refuted"
    assert max(part.children for part in proof.parts) == most


def test_a_ground_that_matters_is_found() -> None:
    for_the_married = f"{{operation: IF, cases: [{{when: $is_gehuwd, then: 100}}], default: ${PAY}}}"
    proof = asked(BLIND, for_the_married, "is_gehuwd:boolean")
    assert proof.result == "refuted"
    assert proof.counterexample is not None
    assert proof.counterexample.before != proof.counterexample.after
    same = f"{{operation: IF, cases: [{{when: $is_gehuwd, then: ${PAY}}}], default: ${PAY}}}"
    assert asked(BLIND, same, "is_gehuwd:boolean").result == "proven"
    assert asked(BLIND, LINEAR).result == "proven"


def test_a_branch_that_nobody_reaches_is_found() -> None:
    """The second case lies wholly within the first."""
    below = f"{{operation: LESS_THAN, subject: ${PAY}, value: 100}}"
    far_below = f"{{operation: LESS_THAN, subject: ${PAY}, value: 50}}"
    dead = f"{{operation: IF, cases: [{{when: {below}, then: 1}}, {{when: {far_below}, then: 2}}], default: 3}}"
    alive = f"{{operation: IF, cases: [{{when: {far_below}, then: 1}}, {{when: {below}, then: 2}}], default: 3}}"
    found = asked(REACHED, dead)
    assert found.result == "refuted"
    assert len(found.findings) == 1
    assert "keuze 2" in found.findings[0]
    assert asked(REACHED, alive).result == "proven"


def test_a_proof_names_its_domain() -> None:
    proof = asked(replace(LOSS, fixed_bound=30), LINEAR)
    assert any("kinderen" in text for text in proof.assumptions)
    assert proof.counterexample is None


@pytest.mark.parametrize("prop", [LOSS, BLIND])
def test_a_law_that_nobody_has_the_facts_for_is_not_proven(prop: Property) -> None:
    """Of a law that answers nobody everything would hold."""
    value = f"{{operation: ADD, values: [$nergens, ${PAY}, {{operation: IF, cases: [{{when: $is_gehuwd, then: 1}}], default: 2}}]}}"
    proof = asked(prop, value, "nergens:number", "is_gehuwd:boolean")
    assert proof.result == "undecided"
    assert "gegevens ontbreken (nergens)" in proof.reason
    assert asked(ANSWERED, value, "nergens:number", "is_gehuwd:boolean").result != "proven"


def test_a_fact_that_is_only_lacking_where_it_is_not_asked_keeps_no_proof() -> None:
    value = f"{{operation: IF, cases: [{{when: {{operation: LESS_THAN, subject: ${PAY}, value: 0}}, then: $nergens}}], default: 5}}"
    assert asked(LOSS, value, "nergens:number").result == "proven"
