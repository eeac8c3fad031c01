"""Null as absence and facts that nobody has (schema v0.5.8), and FOREACH over collections (v0.5.7)."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from tests.law.build import ABSENCE, COLLECTIONS, STRICT, fails, law, outcome, value_of
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.engine import DataSource, EvaluationError
from uitvoerbaar.engine.reference.values import Unknown
from uitvoerbaar.law import LawFileError

HUUR, PARTNER_FACT = Unknown(frozenset(("huur",))), Unknown(frozenset(("partner",)))
BOTH = Unknown(frozenset(("huur", "partner")))


def absent(expression: str, **parameters: Any) -> Any:
    return value_of(expression, parameters, schema=ABSENCE)


def refused(expression: str, **parameters: Any) -> None:
    with fails("operand is null") as caught:
        absent(expression, **parameters)
    assert caught.value.kind == "NullOperand"


# --- an absence is tested, not computed with ------------------------------------------------------------------------

COMPUTES = (
    *(f"{{operation: {op}, values: [1, $leeg]}}" for op in ("ADD", "SUBTRACT", "MULTIPLY", "DIVIDE", "MIN", "MAX")),
    *(f"{{operation: {op}, value: $leeg, precision: 0}}" for op in ("ROUND", "CEIL", "FLOOR")),
    "{operation: LESS_THAN, subject: $leeg, value: 1}",
    "{operation: GREATER_THAN_OR_EQUAL, subject: 1, value: $leeg}",
    "{operation: AND, conditions: [$leeg, true]}",
    "{operation: OR, conditions: [false, $leeg]}",
    "{operation: NOT, value: $leeg}",
    "{operation: IF, cases: [{when: $leeg, then: 1}], default: 2}",
    "{operation: AGE, date_of_birth: $leeg, reference_date: $referencedate}",
    "{operation: DATE_ADD, date: $leeg, days: 1}",
    "{operation: DATE_DIFF, from: $leeg, to: $referencedate, in: days}",
    "{operation: DAY_OF_WEEK, date: $leeg}",
)


@pytest.mark.parametrize("expression", COMPUTES)
def test_computing_or_deciding_on_an_absence_is_an_error(expression: str) -> None:
    refused(expression, leeg=None)


@pytest.mark.parametrize("expression", COMPUTES)
def test_what_is_computed_from_an_unknown_is_unknown_and_names_it(expression: str) -> None:
    assert absent(expression, leeg=HUUR) == HUUR


def test_an_absence_is_tested_by_equality_and_membership() -> None:
    assert absent("{operation: EQUALS, subject: $leeg, value: 1}", leeg=None) is False
    assert absent("{operation: EQUALS, subject: $leeg, value: null}", leeg=None) is True
    assert absent("{operation: IS_NULL, subject: $leeg}", leeg=None) is True
    assert absent("{operation: IN, subject: $leeg, values: [1, 2]}", leeg=None) is False


def test_whether_an_unknown_is_absent_is_unknown_too() -> None:
    assert absent("{operation: EQUALS, subject: $x, value: null}", x=HUUR) == HUUR
    assert absent("{operation: IS_NULL, subject: $x}", x=HUUR) == HUUR
    assert absent("{operation: IN, subject: $x, values: [1, 2]}", x=HUUR) == HUUR
    assert absent("{operation: IN, subject: 1, values: [$x, 1]}", x=HUUR) is True
    lists = "{operation: EQUALS, subject: {operation: LIST, items: [$x]}, value: {operation: LIST, items: [$y]}}"
    assert absent(lists, x=HUUR, y=PARTNER_FACT) == BOTH


def test_an_outcome_names_everything_that_is_missing() -> None:
    assert absent("{operation: ADD, values: [$x, $y]}", x=HUUR, y=PARTNER_FACT) == BOTH
    assert absent("{operation: EQUALS, subject: $x, value: $y}", x=HUUR, y=PARTNER_FACT) == BOTH


@pytest.mark.parametrize(
    ("operation", "others", "result"),
    [
        ("AND", ("false", "true"), False),
        ("AND", ("true", "true"), HUUR),
        ("OR", ("true", "false"), True),
        ("OR", ("false", "false"), HUUR),
    ],
)
def test_and_and_or_go_past_an_unknown_in_any_order(operation: str, others: tuple[str, str], result: Any) -> None:
    for order in permutations(("$x", *others)):
        assert absent(f"{{operation: {operation}, conditions: [{', '.join(order)}]}}", x=HUUR) == result


def test_a_branch_that_might_apply_is_not_passed_over() -> None:
    assert absent("{operation: IF, cases: [{when: $x, then: 1}], default: 2}", x=HUUR) == HUUR
    assert absent("{operation: IF, cases: [{when: true, then: 1}, {when: $x, then: 3}], default: 2}", x=HUUR) == 1


READS = """
execution:
  parameters: [{name: bsn, type: number}]
  input: [{name: huur, type: number, nullable: true, source: {}}, {name: loon, type: number, source: {}}]
  output: [{name: x, type: number}, {name: y, type: boolean}, {name: z, type: number}]
  actions:
    - {output: x, operation: ADD, values: [$huur, 1]}
    - {output: y, value: {operation: EQUALS, subject: $huur, value: null}}
    - {output: z, value: 7}
"""


@pytest.mark.parametrize("records", [(), ({"bsn": 2, "huur": 5},), ({"bsn": 1, "huur": HUUR},)])
def test_no_register_no_row_and_an_empty_cell_are_unknown(records: tuple[dict[str, Any], ...]) -> None:
    source = DataSource("register", "bsn", records, "wet")
    for output in ("x", "y"):
        found = outcome([law("wet", READS, schema=ABSENCE)], output=output, parameters={"bsn": 1}, sources=[source])
        assert (found.asked, found.outputs[output]) == ((output,), HUUR)


def test_a_null_cell_is_absent() -> None:
    source = DataSource("register", "bsn", ({"bsn": 1, "huur": None},), "wet")
    given: dict[str, Any] = {"parameters": {"bsn": 1}, "sources": [source]}
    assert outcome([law("wet", READS, schema=ABSENCE)], output="y", **given).outputs["y"] is True
    with fails("operand is null"):
        outcome([law("wet", READS, schema=ABSENCE)], output="x", **given)


def test_only_what_an_asked_output_needs_is_run() -> None:
    assert dict(outcome([law("wet", READS, schema=ABSENCE)], output="z", parameters={}).outputs) == {"z": 7}
    with fails("Variable not found: huur"):
        outcome([law("wet", READS, schema=STRICT)], output="z", parameters={"bsn": 1})


OPTIONAL = """
execution:
  parameters: [{name: bsn, type: number}, {name: bedrag, type: number, required: false}]
  output: [{name: x, type: boolean}]
  actions: [{output: x, operation: GREATER_THAN, subject: $bedrag, value: 1}]
"""


def test_an_optional_parameter_left_out_is_unknown_unless_the_law_has_it() -> None:
    text = law("wet", OPTIONAL, schema=ABSENCE)
    assert outcome([text], parameters={"bsn": 1}).outputs["x"] == Unknown(frozenset(("bedrag",)))
    earlier = DataSource("aanvraag", "bsn", ({"bsn": 1, "bedrag": 250},), "wet")
    assert outcome([text], parameters={"bsn": 1}, sources=[earlier]).outputs["x"] is True


def test_before_v0_5_8_null_is_falsy() -> None:
    expression = "{operation: IF, cases: [{when: $leeg, then: 1}], default: 2}"
    assert value_of(expression, {"leeg": None}, schema=STRICT) == 2
    assert value_of("{operation: NOT, value: $leeg}", {"leeg": None}, schema=STRICT) is True


def test_output_that_is_not_nullable_may_not_be_null() -> None:
    assert value_of("$leeg", {"leeg": None}, schema=ABSENCE, nullable=True) is None
    with fails("not declared nullable") as caught:
        value_of("$leeg", {"leeg": None}, schema=ABSENCE, nullable=False)
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
    texts = [law("wet", PARTNER, schema=ABSENCE), law("inkomen", INCOME, schema=ABSENCE)]
    assert outcome(texts, parameters={"bsn": 1}, sources=[people]).outputs["x"] == 14
    assert outcome(texts, parameters={"bsn": 2}, sources=[people]).outputs["x"] is None


def test_guard_on_null_makes_a_value_usable() -> None:
    null = "{operation: IS_NULL, subject: $leeg}"
    more = "{operation: ADD, values: [$leeg, 1]}"
    guarded = f"{{operation: IF, cases: [{{when: {null}, then: 0}}], default: {more}}}"
    assert value_of(guarded, {"leeg": None}, schema=ABSENCE, nullable=False) == 0
    assert value_of(guarded, {"leeg": 4}, schema=ABSENCE, nullable=False) == 5


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


@pytest.mark.parametrize("schema", [ABSENCE, COLLECTIONS])
def test_a_sum_over_an_absence_is_an_error(schema: str) -> None:
    with fails(r"Type mismatch|operand is null"):
        foreach("body: $kind.uren, combine: ADD", [{"uren": 1}, {"uren": None}], schema)


def test_a_sum_over_an_unknown_is_unknown_and_any_and_all_go_past_it() -> None:
    children = [{"uren": HUUR, "jong": HUUR}, {"uren": 1, "jong": True}]
    assert foreach("body: $kind.uren, combine: ADD", children, ABSENCE) == HUUR
    assert foreach("body: $kind.jong, combine: OR", children, ABSENCE) is True
    assert foreach("body: $kind.jong, combine: AND", children, ABSENCE) == HUUR
    assert foreach("filter: $kind.jong, body: 1, combine: ADD", children, ABSENCE) == HUUR


def test_the_largest_of_nothing_is_absent_and_cannot_be_added() -> None:
    largest = "{operation: FOREACH, collection: $kinderen, as: kind, body: $kind, combine: MAX}"
    refused(f"{{operation: ADD, values: [{largest}, 1]}}", kinderen=[])


def test_body_of_an_inner_foreach_does_not_see_the_outer_element() -> None:
    inner = "{operation: FOREACH, collection: $kind.uren, as: uur, body: $kind.leeftijd, combine: ADD}"
    with pytest.raises(EvaluationError, match="een binnenste FOREACH kent 'kind' niet"):
        foreach(f"body: {inner}, combine: ADD")


def test_more_than_a_thousand_elements_are_refused() -> None:
    assert foreach("body: 1, combine: ADD", [0] * 1000) == 1000
    with pytest.raises(EvaluationError, match="ten hoogste 1000"):
        foreach("body: 1, combine: ADD", [0] * 1001)


def test_foreach_before_schema_v0_5_7_is_refused() -> None:
    with pytest.raises(LawFileError, match=r"FOREACH bestaat vanaf schema v0\.5\.7"):
        foreach("body: 1, combine: ADD", schema=STRICT)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_nan_and_infinity_are_no_absence(value: float) -> None:
    with pytest.raises(UserError, match="is geen getal"):
        absent("{operation: EQUALS, subject: $leeg, value: null}", leeg=value)
    with pytest.raises(UserError, match="is geen getal"):
        DataSource("register", "bsn", ({"bsn": 1, "huur": value},)).register()


def test_a_register_says_one_thing_of_each_key() -> None:
    two = ({"bsn": 1, "huur": 5}, {"bsn": "1", "huur": 6})
    with pytest.raises(UserError, match="rij 1 en rij 2 hebben dezelfde bsn"):
        DataSource("register", "bsn", two).register()
    assert DataSource("register", "bsn", (two[0], dict(two[0]))).register().records["1"]["huur"] == 5
    with pytest.raises(UserError, match="rij 2 heeft geen 'bsn'"):
        DataSource("register", "bsn", (two[0], {"huur": 6})).register()
