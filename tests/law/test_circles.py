"""A circle is a calculation that needs itself; outputs of one article that need each other's siblings are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.law.build import ABSENCE, law, outcome
from tests.law.check.test_law_files import checked, messages
from uitvoerbaar.engine import DataSource, EvaluationError

SHARED = """
execution:
  parameters: [{name: bsn, type: number, required: true}]
  input:
    - {name: partner_bsn, type: number, nullable: true, source: {}}
    - {name: loon, type: number, source: {}}
    - {name: van_partner, type: number, nullable: true, source: {regulation: samen, output: WHAT, parameters: {bsn: $partner_bsn}}}
  output: [{name: deel, type: number}, {name: bedrag, type: number}]
  actions:
    - {output: deel, operation: MULTIPLY, values: [2, $loon]}
    - output: bedrag
      operation: ADD
      values:
        - $deel
        - {operation: IF, cases: [{when: {operation: EQUALS, subject: $van_partner, value: null}, then: 0}], default: $van_partner}
"""
BOTH = """
execution:
  parameters: [{name: bsn, type: number, required: true}]
  input:
    - {name: partner_bsn, type: number, nullable: true, source: {}}
    - {name: een, type: number, source: {regulation: samen, output: bedrag, parameters: {bsn: $bsn}}}
    - {name: ander, type: number, nullable: true, source: {regulation: samen, output: bedrag, parameters: {bsn: $partner_bsn}}}
  output: [{name: x, type: number}]
  actions:
    - output: x
      operation: ADD
      values: [$een, {operation: IF, cases: [{when: {operation: EQUALS, subject: $ander, value: null}, then: 0}], default: $ander}]
"""
PEOPLE = DataSource("BRP", "bsn", [{"bsn": 1, "partner_bsn": 2, "loon": 10}, {"bsn": 2, "partner_bsn": 1, "loon": 100}])
SIBLINGS, ITSELF = SHARED.replace("WHAT", "deel"), SHARED.replace("WHAT", "bedrag")


def test_the_sibling_of_an_output_for_another_person_is_no_circle(tmp_path: Path) -> None:
    samen = law("samen", SIBLINGS, schema=ABSENCE)
    found = outcome([samen], "samen", "bedrag", parameters={"bsn": 1}, sources=[PEOPLE])
    assert found.outputs["bedrag"] == 220
    assert messages(checked(tmp_path, samen=samen), "error") == []


def test_who_asks_for_both_persons_is_not_told_of_a_circle_that_the_first_closed(tmp_path: Path) -> None:
    """What was linked while the other output was under way must not serve who asks for it from elsewhere."""
    texts = [law("beiden", BOTH, schema=ABSENCE), law("samen", SIBLINGS, schema=ABSENCE)]
    assert outcome(texts, "beiden", parameters={"bsn": 1}, sources=[PEOPLE]).outputs["x"] == 440
    assert messages(checked(tmp_path, beiden=texts[0], samen=texts[1]), "error") == []


def test_an_output_that_needs_itself_for_the_other_person_is_a_circle(tmp_path: Path) -> None:
    samen = law("samen", ITSELF, schema=ABSENCE)
    with pytest.raises(EvaluationError) as caught:
        outcome([samen], "samen", "bedrag", parameters={"bsn": 1}, sources=[PEOPLE])
    assert caught.value.kind == "CircularReference"
    (said,) = messages(checked(tmp_path, samen=samen), "error")
    assert "samen.bedrag -> samen.bedrag" in said


def test_laws_that_only_refer_to_each_other_end() -> None:
    """Ten laws that each ask all others: every way through them is a circle, and linking still ends soon."""
    names = [f"w{number}" for number in range(10)]

    def one(name: str) -> str:
        inputs = ", ".join(
            f"{{name: {n}, type: number, source: {{regulation: {n}, output: x}}}}" for n in names if n != name
        )
        return law(
            name,
            f"execution:\n  input: [{inputs}]\n  output: [{{name: x, type: number}}]\n"
            f"  actions: [{{output: x, operation: ADD, values: [{', '.join('$' + n for n in names if n != name)}]}}]",
            schema=ABSENCE,
        )

    with pytest.raises(EvaluationError) as caught:
        outcome([one(name) for name in names], "w0")
    assert caught.value.kind == "CircularReference"
