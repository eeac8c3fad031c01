"""A constant has the unit of its own definition, whichever equal number was read before it."""

from __future__ import annotations

import pytest

from tests.law.build import ABSENCE, law, outcome
from uitvoerbaar.engine import EvaluationError

ARTICLE = """
definitions:
  term: {value: 12, type: number, type_spec: {unit: months}}
  toeslag: {value: %s, type: amount, type_spec: {unit: eurocent}}
execution:
  parameters: [{name: loon, type: amount, type_spec: {unit: eurocent}}, {name: begin, type: date}]
  output: [{name: einde, type: date}, {name: x, type: amount, type_spec: {unit: eurocent}}]
  actions:
    - {output: einde, value: {operation: DATE_ADD, date: $begin, months: $term}}
    - output: maanden
      value: {operation: MAX, values: [$term, {operation: DATE_DIFF, from: $begin, to: $einde, in: months}]}
    - output: x
      value:
        operation: IF
        cases:
          - when: {operation: GREATER_THAN, subject: $maanden, value: 0}
            then: {operation: ADD, values: [$loon, %s]}
        default: 0
"""
TWO_UNITS = """
definitions:
  a: {value: 12, type: amount, type_spec: {unit: eurocent}}
  b: {value: %s, type: number, type_spec: {unit: months}}
execution:
  parameters: [{name: loon, type: amount, type_spec: {unit: eurocent}}]
  output: [{name: x, type: amount, type_spec: {unit: eurocent}}]
  actions:
    - {output: eerst, value: {operation: ADD, values: [$loon, $a]}}
    - {output: x, value: {operation: ADD, values: [$eerst, $b]}}
"""


@pytest.mark.parametrize("written", ["$toeslag", "12"])
@pytest.mark.parametrize("amount", [12, 13])
def test_an_amount_that_is_as_large_as_a_number_of_months(written: str, amount: int) -> None:
    text = law("wet", ARTICLE % (amount, written), schema=ABSENCE)
    given = {"loon": 100, "begin": "2024-01-01"}
    assert outcome([text], parameters=given).outputs["x"] == 100 + (amount if written == "$toeslag" else 12)


@pytest.mark.parametrize("months", [12, 13])
def test_two_units_are_told_whatever_equal_number_stands_before(months: int) -> None:
    with pytest.raises(EvaluationError) as told:
        outcome([law("wet", TWO_UNITS % months, schema=ABSENCE)], parameters={"loon": 100})
    assert told.value.kind == "UnitMismatch"
