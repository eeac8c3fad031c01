"""What is paid back after a report: small settlements whose truth is known, and articles that nothing uses."""

from __future__ import annotations

from dataclasses import replace

import pytest

pytest.importorskip("z3", reason="z3 is not installed: pip install 'uitvoerbaar[prove]'")

from tests.engine.prove.test_small_laws import LOSS, ON, PAY, article
from tests.law.build import ABSENCE, corpus, law
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.engine.prove.articles import unused
from uitvoerbaar.engine.prove.domain import load_domain
from uitvoerbaar.engine.prove.property import Change, Property
from uitvoerbaar.engine.prove.prove import prove, shapes
from uitvoerbaar.engine.prove.question import ask, outline
from uitvoerbaar.engine.prove.result import Proof
from uitvoerbaar.engine.prove.search.search import Search
from uitvoerbaar.engine.prove.settlement import Settlement
from uitvoerbaar.law import Corpus
from uitvoerbaar.law.registers import load_registers

ANY_PAY = Change(("persoon", 0), PAY, 1, -(10**10), 10**10)
ROUNDED = f"{{operation: ROUND, precision: 0, value: {{operation: MULTIPLY, values: [0.3, ${PAY}]}}}}"
TAPER = f"{{operation: MAX, values: [0, {{operation: SUBTRACT, values: [500000, {ROUNDED}]}}]}}"
GIVEN = (("oud", "ervoor"), ("nieuw", "erna"), ("maanden", "wijziging"), ("gemeld", "melding"))
AT_ONCE = Settlement("afrekenwet", "terug", GIVEN, (0,), times_before=1, times_late=0)
LATE = replace(AT_ONCE, late=(1, 3), times_late=2)
PAID = "{operation: FLOOR, precision: 0, value: {operation: DIVIDE, values: [{operation: MULTIPLY, values: [$gemeld, $oud]}, 12]}}"
"""What was paid until the report, in twelve terms."""
OVERPAID = f"{{operation: MAX, values: [0, {{operation: SUBTRACT, values: [{PAID}, $nieuw]}}]}}"
IS_LATE = "{operation: GREATER_THAN, subject: $gemeld, value: $maanden}"
ALL_WHEN_LATE = f"{{operation: IF, cases: [{{when: {IS_LATE}, then: {PAID}}}], default: {OVERPAID}}}"


def settling(back: str) -> str:
    """A law that says what is paid back."""
    parameters = "".join(f"\n    - {{name: {name}, type: number, required: true}}" for name, _ in GIVEN)
    return f"""execution:
  parameters:{parameters}
  output:
    - {{name: terug, type: amount}}
  actions:
    - output: terug
      value: {back}
"""


def laws(back: str) -> Corpus:
    return corpus(law("proefwet", article(TAPER), schema=ABSENCE), law("afrekenwet", settling(back), schema=ABSENCE))


def asked(back: str, settlement: Settlement) -> Proof:
    made = laws(back)
    return prove(
        made, Explainer(made, load_registers()), "proefwet", "bedrag", ON, told(settlement), load_domain(), cache=False
    )


def told(settlement: Settlement) -> Property:
    return replace(LOSS, changes=(ANY_PAY,), settlement=settlement)


def test_who_reports_at_once_repays_what_the_months_before_explain() -> None:
    assert asked(OVERPAID, AT_ONCE).result == "proven"


def test_a_recovery_of_everything_paid_is_refuted_with_its_months() -> None:
    proof = asked(PAID, AT_ONCE)
    assert proof.result == "refuted"
    example = proof.counterexample
    assert example is not None
    assert example.cost == example.settled["oud"] * example.settled["gemeld"] // 12
    assert example.cost > example.bound
    assert (example.settled["oud"], example.settled["nieuw"]) == (example.before, example.after)


def test_late_reports_cost_twice_what_was_overpaid_and_no_more() -> None:
    assert asked(OVERPAID, LATE).result == "proven"
    assert asked(ALL_WHEN_LATE, AT_ONCE).result == "proven"
    refuted = asked(ALL_WHEN_LATE, LATE)
    assert refuted.result == "refuted"
    assert refuted.counterexample is not None
    assert refuted.counterexample.settled["gemeld"] > refuted.counterexample.settled["maanden"]


def test_a_report_in_the_last_month_counts() -> None:
    """A law that is harsh on who reports after twelve months only: reached from nine on, three months late."""
    at_last = "{operation: EQUALS, subject: $gemeld, value: 12}"
    harsh = f"{{operation: IF, cases: [{{when: {at_last}, then: {PAID}}}], default: {OVERPAID}}}"
    proof = asked(harsh, LATE)
    assert proof.result == "refuted"
    assert proof.counterexample is not None
    assert proof.counterexample.settled["gemeld"] == 12
    assert asked(harsh, AT_ONCE).result == "proven"


def test_a_settlement_without_an_answer_proves_nothing() -> None:
    """It would be no proof that nobody pays too much back, when the law does not say what is paid back."""
    hopeless = "{operation: DIVIDE, values: [$oud, {operation: SUBTRACT, values: [$maanden, $gemeld]}]}"
    assert asked(hopeless, AT_ONCE).result == "undecided"


@pytest.mark.parametrize(("back", "broken"), [(OVERPAID, False), (ALL_WHEN_LATE, True)])
def test_random_households_agree(back: str, broken: bool) -> None:
    made = laws(back)
    question = ask(made, Explainer(made, load_registers()), "proefwet", "bedrag", ON, told(LATE), load_domain())
    excess = Search(outline(question, shapes(question)[0])).sample(4_000)
    assert (excess > 0).any() == broken


def test_a_proof_prints_months_ranges_and_what_people_decide() -> None:
    text = " ".join(asked(OVERPAID, LATE).assumptions)
    assert "1 of 3 maanden te laat" in text
    assert f"{PAY} hele getallen van 0 tot en met 10000000000 eurocent per jaar" in text
    assert "rente, telt niet mee" in text
    assert ON in text


STEP = "execution:\n  output:\n    - {{name: {name}, type: amount}}\n  actions:\n    - {{output: {name}, value: 7}}\n"
END = """execution:
  input:
    - {name: gebruikt, type: amount, source: {output: gebruikt}}
    - {name: genoemd, type: amount, source: {output: genoemd}}
  output:
    - {name: bedrag, type: amount}
  actions:
    - {output: bedrag, operation: ADD, values: [$gebruikt, 1]}
"""
OTHER = """execution:
  input:
    - {name: y, type: amount, source: {regulation: proefwet, output: gevraagd}}
  output:
    - {name: z, type: amount}
  actions:
    - {output: z, value: $y}
"""
DECIDES = STEP.format(name="besluit").replace(
    "execution:\n", "execution:\n  produces: {legal_character: BESCHIKKING}\n"
)


def test_an_article_that_nothing_uses_is_found() -> None:
    """An input that is only named does not count, a decision and what another law asks do."""
    names = ("gebruikt", "genoemd", "los", "gevraagd")
    made = corpus(
        law("proefwet", *(STEP.format(name=n) for n in names), END, DECIDES, schema=ABSENCE),
        law("andere_wet", OTHER, schema=ABSENCE),
    )
    found = unused(Explainer(made, load_registers()), made.select("proefwet", ON), ON, ["bedrag"])
    assert [a.number for a in found] == ["2", "3"]
