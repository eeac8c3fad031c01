"""What the format means where the public suite is silent: one test for each rule that it leaves free.

The first part has one test for each of the seventeen mistakes that an engine can make while passing every public
scenario; each test fails for an engine that makes that mistake.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.law.build import law, outcome, value_of
from uitvoerbaar.base.dates import leap_day_matters
from uitvoerbaar.engine import DataSource, EvaluationError


def refuses(kind: str, expression: str, parameters: dict[str, Any] | None = None) -> None:
    with pytest.raises(EvaluationError) as caught:
        value_of(expression, parameters)
    assert caught.value.kind == kind


# --- seventeen mistakes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("given", "rounded"), [("2.5", 3), ("-2.5", -3), ("0.5", 1), ("2.4999", 2)])
def test_round_goes_half_away_from_zero_not_half_to_even(given: str, rounded: int) -> None:
    assert value_of(f"{{operation: ROUND, value: {given}, precision: 0}}") == rounded


def test_true_is_not_one() -> None:
    assert value_of("{operation: EQUALS, subject: true, value: 1}") is False
    assert value_of("{operation: EQUALS, subject: 0, value: false}") is False


def test_if_does_not_evaluate_a_branch_that_is_not_taken() -> None:
    impossible = "{operation: DIVIDE, values: [1, 0]}"
    assert value_of(f"{{operation: IF, cases: [{{when: true, then: 1}}], default: {impossible}}}") == 1
    assert value_of(f"{{operation: IF, cases: [{{when: false, then: {impossible}}}], default: 2}}") == 2


REGISTERED = """
execution:
  parameters: [{name: bsn, type: number}]
  input:
    - {name: inkomen, type: amount, source: {regulation: ander, output: inkomen, parameters: {bsn: $bsn}}}
  output: [{name: x, type: amount}]
  actions: [{output: x, value: $inkomen}]
"""
OTHER = """
execution:
  parameters: [{name: bsn, type: number}]
  output: [{name: inkomen, type: amount}]
  actions: [{output: inkomen, value: 1}]
"""


def test_register_is_asked_before_another_law() -> None:
    register = DataSource("bri", "bsn", ({"bsn": 7, "inkomen": 2},))
    texts = [law("wet", REGISTERED), law("ander", OTHER)]
    assert outcome(texts, parameters={"bsn": 7}, sources=[register]).outputs["x"] == 2
    assert outcome(texts, parameters={"bsn": 8}, sources=[register]).outputs["x"] == 1


def test_parameter_wins_from_register_and_law() -> None:
    register = DataSource("bri", "bsn", ({"bsn": 7, "inkomen": 2},))
    texts = [law("wet", REGISTERED), law("ander", OTHER)]
    assert outcome(texts, parameters={"bsn": 7, "inkomen": 3}, sources=[register]).outputs["x"] == 3


def test_definition_hides_an_input_of_the_same_name_inside_actions() -> None:
    article = """
definitions: {grens: 100}
execution:
  input: [{name: grens, type: amount, source: {regulation: ander, output: inkomen}}]
  output: [{name: x, type: amount}]
  actions: [{output: x, value: $grens}]
"""
    assert outcome([law("wet", article), law("ander", OTHER)]).outputs["x"] == 100


def test_earlier_output_hides_definition_and_parameter() -> None:
    article = """
definitions: {grens: 100}
execution:
  parameters: [{name: bedrag, type: amount}]
  output: [{name: x, type: amount}]
  actions:
    - {output: grens, value: 1}
    - {output: bedrag, value: 2}
    - {output: x, operation: ADD, values: [$grens, $bedrag]}
"""
    assert outcome([law("wet", article)], parameters={"bedrag": 50}).outputs["x"] == 3


FRAMEWORK = """
open_terms: [{id: x, type: number, required: true}]
execution:
  parameters: [{name: a, type: number}, {name: b, type: number}]
  output: [{name: x, type: number}]
  actions: [{output: x, value: $x}]
"""


def test_implementing_article_gets_only_the_parameters_that_it_declares() -> None:
    delegated = """
implements: [{law: wet, article: "1", open_term: x}]
execution:
  parameters: [{name: a, type: number}]
  output: [{name: x, type: number}]
  actions: [{output: x, value: $%s}]
"""
    given = {"a": 1, "b": 2}
    good = [law("wet", FRAMEWORK), law("regeling", delegated % "a", layer="MINISTERIELE_REGELING")]
    assert outcome(good, parameters=given).outputs["x"] == 1
    bad = [law("wet", FRAMEWORK), law("regeling", delegated % "b", layer="MINISTERIELE_REGELING")]
    with pytest.raises(EvaluationError, match="er is geen waarde voor b"):
        outcome(bad, parameters=given)


GENERAL = """
execution:
  output: [{name: x, type: number}]
  actions: [{output: x, value: 6}]
"""
SPECIAL = (
    """
overrides: [{law: algemeen, article: "1", output: x}]
execution:
  output: [{name: x, type: number}]
  actions: [{output: x, value: 4}]
""",
    """
execution:
  input: [{name: termijn, type: number, source: {regulation: algemeen, output: x}}]
  output: [{name: y, type: number}]
  actions: [{output: y, value: $termijn}]
""",
)


def test_override_counts_only_in_the_law_that_was_asked_for() -> None:
    texts = [law("algemeen", GENERAL), law("bijzonder", *SPECIAL)]
    assert outcome(texts, "algemeen", "x").outputs["x"] == 6
    asked = outcome(texts, "bijzonder", "y")
    assert asked.outputs["y"] == 4


@pytest.mark.parametrize(
    ("birth", "on", "years"),
    [
        ("2004-02-29", "2023-02-27", 18),
        ("2004-02-29", "2023-02-28", 18),
        ("2004-02-29", "2023-03-01", 19),
        ("2004-02-29", "2024-02-28", 19),
        ("2004-02-29", "2024-02-29", 20),
        ("2024-02-29", "2004-02-29", -20),
    ],
)
def test_born_on_29_february_is_a_year_older_on_1_march_in_other_years(birth: str, on: str, years: int) -> None:
    assert value_of(f"{{operation: AGE, date_of_birth: '{birth}', reference_date: '{on}'}}") == years


def test_division_by_zero_is_an_error() -> None:
    refuses("DivisionByZero", "{operation: DIVIDE, values: [10, $d]}", {"d": 0})


UNTRANSLATABLE = """
untranslatables: [{construct: redelijkheid, reason: oordeel, accepted: true}]
execution:
  output: [{name: vaag, type: boolean}]
  actions: [{output: vaag, value: true}]
"""


def tainted(expression: str) -> Any:
    article = f"""
execution:
  input: [{{name: vaag, type: boolean, source: {{output: vaag}}}}]
  output: [{{name: x, type: boolean}}]
  actions: [{{output: x, value: {expression}}}]
"""
    return outcome([law("wet", article, UNTRANSLATABLE)], mode="propagate").outputs["x"]


def test_definite_false_or_true_wins_from_taint() -> None:
    assert tainted("{operation: AND, conditions: [$vaag, false]}") is False
    assert tainted("{operation: OR, conditions: [$vaag, true]}") is True
    assert type(tainted("{operation: AND, conditions: [$vaag, true]}")).__name__ == "Taint"
    assert type(tainted("{operation: OR, conditions: [false, $vaag]}")).__name__ == "Taint"


@pytest.mark.parametrize("operation", ["ADD", "SUBTRACT", "MULTIPLY", "DIVIDE", "MIN", "MAX"])
def test_null_cannot_be_reckoned_with(operation: str) -> None:
    refuses("TypeMismatch", f"{{operation: {operation}, values: [1, $leeg]}}", {"leeg": None})


@pytest.mark.parametrize("operation", ["LESS_THAN", "LESS_THAN_OR_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL"])
def test_null_cannot_be_compared(operation: str) -> None:
    refuses("TypeMismatch", f"{{operation: {operation}, subject: $leeg, value: 1}}", {"leeg": None})


def test_in_compares_a_decimal_with_a_whole_number_by_value() -> None:
    five = "{operation: DIVIDE, values: [10, 2]}"
    assert value_of(f"{{operation: IN, subject: {five}, values: [4, 5]}}") is True
    assert value_of("{operation: IN, subject: true, values: [1]}") is False
    # Inside a list the two differ.
    lists = f"{{operation: EQUALS, subject: {{operation: LIST, items: [{five}]}}, value: [5]}}"
    assert value_of(lists) is False


def test_outputs_that_are_not_declared_are_still_returned() -> None:
    article = """
execution:
  output: [{name: x, type: number}]
  actions: [{output: tussenstap, value: 2}, {output: x, operation: ADD, values: [$tussenstap, 1]}]
"""
    assert dict(outcome([law("wet", article)]).outputs) == {"tussenstap": 2, "x": 3}


def test_arithmetic_is_decimal_not_binary() -> None:
    sum_ = "{operation: ADD, values: [0.1, 0.2]}"
    assert value_of(f"{{operation: EQUALS, subject: {sum_}, value: 0.3}}") is True
    assert value_of("{operation: DIVIDE, values: [2, 3]}") == Decimal("0.6666666666666666666666666667")
    # 1.005 euro is exactly half a cent above 1.00: binary floats round it down.
    assert value_of("{operation: ROUND, value: {operation: MULTIPLY, values: [1.005, 1]}, precision: 2}") == Decimal(
        "1.01"
    )


# --- numbers and names ----------------------------------------------------------------------------------------------


def test_division_gives_a_decimal_and_addition_of_whole_numbers_a_whole_number() -> None:
    assert isinstance(value_of("{operation: DIVIDE, values: [10, 2]}"), Decimal)
    assert isinstance(value_of("{operation: ADD, values: [10, 2]}"), int)
    assert isinstance(value_of("{operation: ROUND, value: 2.6, precision: 0}"), int)


@pytest.mark.parametrize(
    ("operation", "precision", "rounded"),
    [("CEIL", 0, 13), ("FLOOR", 0, 12), ("CEIL", -1, 20), ("FLOOR", -1, 10), ("ROUND", -1, 10), ("ROUND", 1, "12.3")],
)
def test_rounding_to_decimals_tens_and_hundreds(operation: str, precision: int, rounded: Any) -> None:
    found = value_of(f"{{operation: {operation}, value: 12.34, precision: {precision}}}")
    assert found == Decimal(str(rounded))


def test_whole_numbers_beyond_64_bits_are_refused() -> None:
    refuses("ArithmeticOverflow", "{operation: MULTIPLY, values: [$a, $a]}", {"a": 4_000_000_000})


def test_later_action_cannot_be_used_earlier() -> None:
    article = """
execution:
  output: [{name: x, type: number}, {name: y, type: number}]
  actions: [{output: x, value: $y}, {output: y, value: 1}]
"""
    with pytest.raises(EvaluationError, match="er is geen waarde voor y"):
        outcome([law("wet", article)])


def test_unused_input_that_fails_still_fails_the_article() -> None:
    failing = """
execution:
  output: [{name: kapot, type: number}]
  actions: [{output: kapot, operation: DIVIDE, values: [1, 0]}]
"""
    article = """
execution:
  input: [{name: kapot, type: number, source: {output: kapot}}]
  output: [{name: x, type: number}]
  actions: [{output: x, value: 1}]
"""
    with pytest.raises(EvaluationError, match="er wordt door nul gedeeld"):
        outcome([law("wet", article, failing)])


def test_internal_reference_passes_parameters_but_no_inputs() -> None:
    first = """
execution:
  parameters: [{name: a, type: number}]
  input:
    - {name: b, type: number, source: {regulation: ander, output: inkomen}}
    - {name: y, type: number, source: {output: y}}
  output: [{name: x, type: number}]
  actions: [{output: x, value: $y}]
"""
    second = """
execution:
  output: [{name: y, type: number}]
  actions: [{output: y, value: $%s}]
"""
    assert outcome([law("wet", first, second % "a"), law("ander", OTHER)], parameters={"a": 5}).outputs["x"] == 5
    with pytest.raises(EvaluationError, match="er is geen waarde voor b"):
        outcome([law("wet", first, second % "b"), law("ander", OTHER)], parameters={"a": 5})


def test_other_law_gets_only_the_parameters_that_are_named() -> None:
    article = """
execution:
  parameters: [{name: a, type: number}, {name: b, type: number}]
  input: [{name: y, type: number, source: {regulation: ander, output: y, parameters: {a: $b}}}]
  output: [{name: x, type: number}]
  actions: [{output: x, value: $y}]
"""
    other = """
execution:
  output: [{name: y, type: number}]
  actions: [{output: y, value: $%s}]
"""
    given = {"a": 1, "b": 2}
    assert outcome([law("wet", article), law("ander", other % "a")], parameters=given).outputs["x"] == 2
    with pytest.raises(EvaluationError, match="er is geen waarde voor b"):
        outcome([law("wet", article), law("ander", other % "b")], parameters=given)


def test_circle_between_laws_is_an_error_with_the_whole_circle() -> None:
    article = """
execution:
  input: [{name: y, type: number, source: {regulation: %s, output: x}}]
  output: [{name: x, type: number}]
  actions: [{output: x, value: $y}]
"""
    with pytest.raises(EvaluationError, match=r"ander.x -> wet.x -> ander.x") as caught:
        outcome([law("wet", article % "ander"), law("ander", article % "wet")])
    assert caught.value.kind == "CircularReference"


@pytest.mark.parametrize(
    ("start", "end", "unit", "expected"),
    [
        ("2026-01-01", "2024-06-15", "years", -1),  # towards zero: a year and a half back is one year
        ("2024-06-15", "2026-01-01", "years", 1),
        ("2026-01-01", "2025-01-02", "years", 0),
        ("2026-01-31", "2025-12-15", "months", -1),
        ("2024-01-15", "2024-02-15", "months", 1),  # just complete
        ("2024-01-31", "2024-02-29", "months", 1),
    ],
)
def test_differences_backwards_count_complete_years_towards_zero(
    start: str, end: str, unit: str, expected: int
) -> None:
    assert value_of(f"{{operation: DATE_DIFF, from: '{start}', to: '{end}', in: {unit}}}") == expected


def test_ceil_of_a_negative_number_goes_up() -> None:
    half = "{operation: CEIL, precision: 0, value: {operation: DIVIDE, values: [-3, 2]}}"
    assert value_of(half) == -1


@pytest.mark.parametrize(
    ("on", "matters"),
    [
        ("2027-02-27", False),
        ("2027-02-28", True),
        ("2027-03-01", True),
        ("2027-03-31", True),
        ("2027-04-01", False),
        ("2028-02-28", False),
    ],
)
def test_a_leap_day_can_decide_from_28_february_to_the_end_of_march(on: str, matters: bool) -> None:
    assert leap_day_matters(date.fromisoformat(on)) is matters
