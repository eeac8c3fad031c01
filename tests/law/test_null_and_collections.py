"""Null as a third truth value (schema v0.5.8), and FOREACH over collections (v0.5.7)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.build import COLLECTIONS, STRICT, THREE_VALUED, law, outcome, value_of
from uitvoerbaar.engine import DataSource, EvaluationError
from uitvoerbaar.law import LawFileError


def three(expression: str, **parameters: Any) -> Any:
    return value_of(expression, parameters, schema=THREE_VALUED)


# --- null -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("operation", ["ADD", "SUBTRACT", "MULTIPLY", "DIVIDE", "MIN", "MAX"])
def test_reckoning_with_null_gives_null(operation: str) -> None:
    assert three(f"{{operation: {operation}, values: [1, $leeg]}}", leeg=None) is None


def test_comparing_with_null_gives_null_and_equality_does_not() -> None:
    assert three("{operation: LESS_THAN, subject: $leeg, value: 1}", leeg=None) is None
    assert three("{operation: EQUALS, subject: $leeg, value: 1}", leeg=None) is False
    assert three("{operation: EQUALS, subject: $leeg, value: null}", leeg=None) is True
    assert three("{operation: IS_NULL, subject: $leeg}", leeg=None) is True


@pytest.mark.parametrize(
    ("operation", "other", "result"),
    [("AND", "false", False), ("AND", "true", None), ("OR", "true", True), ("OR", "false", None)],
)
def test_three_valued_logic(operation: str, other: str, result: bool | None) -> None:
    assert three(f"{{operation: {operation}, conditions: [$leeg, {other}]}}", leeg=None) is result
    assert three(f"{{operation: {operation}, conditions: [{other}, $leeg]}}", leeg=None) is result


def test_not_of_null_is_null_and_if_on_null_is_null() -> None:
    assert three("{operation: NOT, value: $leeg}", leeg=None) is None
    assert three("{operation: IF, cases: [{when: $leeg, then: 1}], default: 2}", leeg=None) is None


def test_before_v0_5_8_null_is_falsy() -> None:
    expression = "{operation: IF, cases: [{when: $leeg, then: 1}], default: 2}"
    assert value_of(expression, {"leeg": None}, schema=STRICT) == 2
    assert value_of("{operation: NOT, value: $leeg}", {"leeg": None}, schema=STRICT) is True


def test_output_that_is_not_nullable_may_not_be_null() -> None:
    assert value_of("$leeg", {"leeg": None}, schema=THREE_VALUED, nullable=True) is None
    with pytest.raises(EvaluationError, match="niet 'nullable'") as caught:
        value_of("$leeg", {"leeg": None}, schema=THREE_VALUED, nullable=False)
    assert caught.value.kind == "NullNotAllowed"


PARTNER = """
execution:
  parameters: [{name: bsn, type: number}]
  input:
    - {name: partner_bsn, type: number, nullable: true, source: {}}
    - name: partner_inkomen
      type: amount
      nullable: true
      source: {regulation: inkomen, output: eigen, parameters: {bsn: $partner_bsn}}
  output: [{name: x, type: amount, nullable: true}]
  actions: [{output: x, value: $partner_inkomen}]
"""
INCOME = """
execution:
  parameters: [{name: bsn, type: number}]
  input: [{name: loon, type: amount, source: {}}]
  output: [{name: eigen, type: amount}]
  actions: [{output: eigen, operation: MULTIPLY, values: [$loon, 2]}]
"""


def test_law_is_not_run_for_nobody() -> None:
    """RFC-036: a null for a required parameter of another law gives null, without running that law."""
    people = DataSource(
        "p", "bsn", ({"bsn": 1, "partner_bsn": 2, "loon": 5}, {"bsn": 2, "partner_bsn": None, "loon": 7})
    )
    texts = [law("wet", PARTNER, schema=THREE_VALUED), law("inkomen", INCOME, schema=THREE_VALUED)]
    assert outcome(texts, parameters={"bsn": 1}, sources=[people]).outputs["x"] == 14
    assert outcome(texts, parameters={"bsn": 2}, sources=[people]).outputs["x"] is None


def test_guard_on_null_makes_a_value_usable() -> None:
    null = "{operation: IS_NULL, subject: $leeg}"
    more = "{operation: ADD, values: [$leeg, 1]}"
    guarded = f"{{operation: IF, cases: [{{when: {null}, then: 0}}], default: {more}}}"
    assert value_of(guarded, {"leeg": None}, schema=THREE_VALUED, nullable=False) == 0
    assert value_of(guarded, {"leeg": 4}, schema=THREE_VALUED, nullable=False) == 5


# --- collections ----------------------------------------------------------------------------------------------------

CHILDREN = [{"leeftijd": 3, "uren": 10}, {"leeftijd": 14, "uren": 0}, {"leeftijd": 7, "uren": 20}]


def foreach(rest: str, collection: Any = CHILDREN, schema: str = COLLECTIONS) -> Any:
    return value_of(
        f"{{operation: FOREACH, collection: $kinderen, as: kind, {rest}}}", {"kinderen": collection}, schema=schema
    )


@pytest.mark.parametrize(
    ("combine", "body", "result"),
    [
        ("ADD", "$kind.uren", 30),
        ("MAX", "$kind.leeftijd", 14),
        ("MIN", "$kind.leeftijd", 3),
        ("OR", "{operation: GREATER_THAN, subject: $kind.leeftijd, value: 12}", True),
        ("AND", "{operation: GREATER_THAN, subject: $kind.leeftijd, value: 12}", False),
    ],
)
def test_foreach_combines(combine: str, body: str, result: Any) -> None:
    assert foreach(f"body: {body}, combine: {combine}") == result


def test_foreach_without_combine_gives_the_list() -> None:
    assert foreach("body: $kind.uren") == (10, 0, 20)


def test_filter_keeps_only_the_elements_for_which_it_holds() -> None:
    young = "filter: {operation: LESS_THAN, subject: $kind.leeftijd, value: 12}"
    assert foreach(f"{young}, body: 1, combine: ADD") == 2


def test_fields_of_the_element_can_be_named_without_it() -> None:
    assert foreach("body: $uren, combine: ADD") == 30


@pytest.mark.parametrize("nothing", [None, []])
@pytest.mark.parametrize(
    ("combine", "result"), [("ADD", 0), ("OR", False), ("AND", True), ("MIN", None), ("MAX", None)]
)
def test_empty_and_absent_collections(nothing: Any, combine: str, result: Any) -> None:
    assert foreach(f"body: $kind.uren, combine: {combine}", nothing) == result


def test_single_value_is_a_collection_of_one() -> None:
    assert foreach("body: $kind, combine: ADD", 5) == 5


def test_null_in_an_element_makes_the_sum_null_when_null_is_a_value() -> None:
    collection = [{"uren": 1}, {"uren": None}]
    assert foreach("body: $kind.uren, combine: ADD", collection, THREE_VALUED) is None
    with pytest.raises(EvaluationError, match="verkeerde soort"):
        foreach("body: $kind.uren, combine: ADD", collection, COLLECTIONS)


def test_body_of_an_inner_foreach_does_not_see_the_outer_element() -> None:
    inner = "{operation: FOREACH, collection: $kind.uren, as: uur, body: $kind.leeftijd, combine: ADD}"
    with pytest.raises(EvaluationError, match="er is geen waarde voor kind"):
        foreach(f"body: {inner}, combine: ADD")


def test_more_than_a_thousand_elements_are_refused() -> None:
    assert foreach("body: 1, combine: ADD", [0] * 1000) == 1000
    with pytest.raises(EvaluationError, match="ten hoogste 1000"):
        foreach("body: 1, combine: ADD", [0] * 1001)


def test_foreach_before_schema_v0_5_7_is_refused() -> None:
    with pytest.raises(LawFileError, match=r"FOREACH bestaat vanaf schema v0\.5\.7"):
        foreach("body: 1, combine: ADD", schema=STRICT)
