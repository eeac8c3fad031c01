"""How laws reach into each other: versions, delegation, hooks, overrides; what cannot be expressed; units."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.law.build import corpus, fails, law, outcome
from uitvoerbaar.base.language import retold
from uitvoerbaar.engine import EvaluationError
from uitvoerbaar.law import LawLookupError
from uitvoerbaar.law.check.law_files import check_paths


def fixed(value: object, output: str = "x", extra: str = "") -> str:
    return f"""
{extra}
execution:
  output: [{{name: {output}, type: number}}]
  actions: [{{output: {output}, value: {value}}}]
"""


# --- versions -------------------------------------------------------------------------------------------------------

OLD = law("wet", fixed(1), valid_from="2020-01-01")
NEW = law("wet", fixed(2), valid_from="2024-01-01", head='valid_to: "2024-12-31"')


@pytest.mark.parametrize(
    ("date", "value"), [("2020-01-01", 1), ("2023-12-31", 1), ("2024-01-01", 2), ("2024-12-31", 2)]
)
def test_the_newest_version_that_has_begun_counts(date: str, value: int) -> None:
    assert outcome([OLD, NEW], date=date).outputs["x"] == value


def test_law_that_has_ended_does_not_fall_back_to_an_older_version() -> None:
    with pytest.raises(LawLookupError, match="gold tot en met 2024-12-31") as caught:
        outcome([OLD, NEW], date="2025-01-01")
    assert caught.value.kind == "LawEnded"


def test_law_that_has_not_begun() -> None:
    with pytest.raises(LawLookupError) as caught:
        outcome([OLD], date="2019-12-31")
    assert caught.value.kind == "LawNotYetInForce"


def test_other_law_is_taken_of_the_same_date() -> None:
    caller = """
execution:
  input: [{name: y, type: number, source: {regulation: wet, output: x}}]
  output: [{name: z, type: number}]
  actions: [{output: z, value: $y}]
"""
    texts = [OLD, NEW, law("aanroeper", caller)]
    assert outcome(texts, "aanroeper", "z", "2023-06-01").outputs["z"] == 1
    assert outcome(texts, "aanroeper", "z", "2024-06-01").outputs["z"] == 2


def test_pinned_version_holds_on_every_date() -> None:
    pinned = corpus(OLD, NEW).pin("wet", "2020-01-01")
    assert pinned.select("wet", "2030-01-01").version == ""
    with pytest.raises(LawLookupError, match="er zijn: 2024-01-01, 2020-01-01"):
        corpus(OLD, NEW).pin("wet", "2021-01-01")


# --- delegation -----------------------------------------------------------------------------------------------------

FRAMEWORK = """
open_terms: [{id: x, type: number, required: %s%s}]
execution:
  parameters: [{name: gemeente_code, type: string}]
  output: [{name: x, type: number}]
  actions: [{output: x, value: $x}]
"""
IMPLEMENTS = 'implements: [{law: wet, article: "1", open_term: x}]'


def framework(required: str = "true", extra: str = "") -> str:
    return law("wet", FRAMEWORK % (required, extra))


def rule(name: str, value: int, layer: str, valid_from: str = "2020-01-01", head: str = "") -> str:
    return law(name, fixed(value, extra=IMPLEMENTS), layer=layer, valid_from=valid_from, head=head)


def test_higher_rule_fills_in_the_term_whatever_its_date() -> None:
    texts = [framework(), rule("a", 1, "AMVB"), rule("b", 2, "MINISTERIELE_REGELING", "2023-01-01")]
    assert outcome(texts).outputs["x"] == 1


def test_later_rule_of_the_same_rank_fills_in_the_term() -> None:
    texts = [framework(), rule("a", 1, "AMVB"), rule("b", 2, "AMVB", "2023-01-01")]
    assert outcome(texts).outputs["x"] == 2


def test_two_rules_of_the_same_rank_and_date_are_an_error() -> None:
    with pytest.raises(EvaluationError, match="wordt dubbel ingevuld") as caught:
        outcome([framework(), rule("a", 1, "AMVB"), rule("b", 2, "AMVB")])
    assert caught.value.kind == "ResolutionError"


def test_rule_that_is_not_in_force_does_not_fill_in_the_term() -> None:
    texts = [framework(), rule("a", 1, "AMVB"), rule("b", 2, "AMVB", "2030-01-01")]
    assert outcome(texts, date="2024-06-15").outputs["x"] == 1


def test_version_of_a_rule_in_force_on_the_date_fills_in_the_term() -> None:
    """Also when a newer version of that rule exists: the reference engine finds none in that case."""
    texts = [framework(), rule("a", 1, "AMVB", "2020-01-01"), rule("a", 2, "AMVB", "2024-01-01")]
    assert outcome(texts, date="2023-06-15").outputs["x"] == 1
    assert outcome(texts, date="2024-06-15").outputs["x"] == 2


def test_provincial_rule_holds_in_its_province_only() -> None:
    local = rule("verordening", 3, "PROVINCIALE_VERORDENING", head="provincie_code: PV27")
    texts = [framework().replace("gemeente_code", "provincie_code"), local, rule("regeling", 1, "BELEIDSREGEL")]
    assert outcome(texts, parameters={"provincie_code": "PV27"}).outputs["x"] == 3
    assert outcome(texts, parameters={"provincie_code": "PV26"}).outputs["x"] == 1


def test_municipal_rule_holds_in_its_municipality_only() -> None:
    local = rule("verordening", 3, "GEMEENTELIJKE_VERORDENING", head="gemeente_code: GM0363")
    national = rule("regeling", 1, "BELEIDSREGEL")
    texts = [framework(), local, national]
    assert outcome(texts, parameters={"gemeente_code": "GM0363"}).outputs["x"] == 3
    assert outcome(texts, parameters={"gemeente_code": "GM0034"}).outputs["x"] == 1


def test_rule_has_only_the_parameters_that_it_declares() -> None:
    filled = f"""
{IMPLEMENTS}
execution:
  parameters: [{{name: %s, type: string}}]
  output: [{{name: x, type: string}}]
  actions: [{{output: x, value: $gemeente_code}}]
"""
    given = {"gemeente_code": "GM0363"}
    declared, other = (law("a", filled % name, layer="AMVB") for name in ("gemeente_code", "iets_anders"))
    assert outcome([framework(), declared], parameters=given).outputs["x"] == "GM0363"
    with pytest.raises(EvaluationError, match="er is geen waarde voor gemeente_code"):
        outcome([framework(), other], parameters=given)


def test_term_without_a_rule() -> None:
    with pytest.raises(EvaluationError, match="niets vult de verplichte open term 'x'"):
        outcome([framework()])
    assert outcome([framework("false")]).outputs["x"] is None
    default = ", default: {actions: [{output: x, value: 8}]}"
    assert outcome([framework("true", default)]).outputs["x"] == 8


def test_rule_of_another_layer_than_the_law_names_is_reported_and_passed_over() -> None:
    """Competence comes before rank: a rule that the law did not ask for cannot stand in the way of one that it did."""
    named = framework("true", ", delegation_type: MINISTERIELE_REGELING")
    assert outcome([named, rule("a", 1, "MINISTERIELE_REGELING")]).outputs["x"] == 1
    both = outcome([named, rule("a", 1, "MINISTERIELE_REGELING"), rule("b", 2, "AMVB")])
    assert both.outputs["x"] == 1
    assert both.linked.notes == ("Open term 'x' is delegated to MINISTERIELE_REGELING, but b article 1 is AMVB",)
    with fails("No implementation found for required open term 'x'"):
        outcome([named, rule("a", 1, "AMVB")])


def test_default_holds_where_the_rule_says_nothing_for_the_case() -> None:
    default = ", default: {actions: [{output: x, value: 8}]}"
    says = "{operation: IF, cases: [{when: {operation: EQUALS, subject: $gemeente_code, value: GM01}, then: 3}]}"
    filled = f"""
{IMPLEMENTS}
execution:
  parameters: [{{name: gemeente_code, type: string}}]
  output: [{{name: x, type: number, nullable: true}}]
  actions: [{{output: x, value: {says}}}]
"""
    texts = [framework("true", default), law("a", filled, layer="AMVB")]
    assert outcome(texts, parameters={"gemeente_code": "GM01"}).outputs["x"] == 3
    assert outcome(texts, parameters={"gemeente_code": "GM02"}).outputs["x"] == 8


# --- hooks and overrides --------------------------------------------------------------------------------------------

DECISION = """
execution:
  produces: {legal_character: BESCHIKKING, decision_type: TOEKENNING}
  output: [{name: x, type: number}]
  actions: [{output: x, value: 1}]
"""


def hook(point: str, output: str = "termijn", value: int = 6, applies: str = "legal_character: BESCHIKKING") -> str:
    return fixed(value, output, f"hooks: [{{hook_point: {point}, applies_to: {{{applies}}}}}]")


def test_hook_joins_every_decision_of_its_kind() -> None:
    result = outcome([law("wet", DECISION), law("awb", hook("post_actions"))])
    assert dict(result.outputs) == {"x": 1, "termijn": 6}
    assert result.provenance["termijn"] == "reactive"


@pytest.mark.parametrize(
    "applies",
    [
        "legal_character: TOETS",
        "legal_character: BESCHIKKING, decision_type: AFWIJZING",
        "legal_character: BESCHIKKING, stage: BEKENDMAKING",
    ],
)
def test_hook_leaves_other_decisions_alone(applies: str) -> None:
    result = outcome([law("wet", DECISION), law("awb", hook("post_actions", applies=applies))])
    assert "termijn" not in result.outputs


def test_hook_never_replaces_what_the_article_decides() -> None:
    for point in ("pre_actions", "post_actions"):
        result = outcome([law("wet", DECISION), law("awb", hook(point, "x", 99))])
        assert result.outputs["x"] == 1


def test_actions_can_use_what_a_hook_added_before_them() -> None:
    decision = DECISION.replace("value: 1", "value: $termijn")
    assert outcome([law("wet", decision), law("awb", hook("pre_actions"))]).outputs["x"] == 6
    with pytest.raises(EvaluationError, match="er is geen waarde voor termijn"):
        outcome([law("wet", decision), law("awb", hook("post_actions"))])


def test_hook_outputs_do_not_leak_to_a_law_that_calls() -> None:
    caller = """
execution:
  input: [{name: y, type: number, source: {regulation: wet, output: x}}]
  output: [{name: z, type: number}]
  actions: [{output: z, value: $y}]
"""
    texts = [law("wet", DECISION), law("awb", hook("post_actions")), law("aanroeper", caller)]
    assert dict(outcome(texts, "aanroeper", "z").outputs) == {"z": 1}


def test_override_replaces_the_output_of_a_hook_for_its_own_law() -> None:
    special = fixed(4, "termijn", 'overrides: [{law: awb, article: "1", output: termijn}]')
    texts = [law("wet", DECISION, special), law("awb", hook("post_actions")), law("ander", DECISION)]
    assert outcome(texts, "wet").outputs["termijn"] == 4
    assert outcome(texts, "ander").outputs["termijn"] == 6


def test_two_overrides_of_one_output_are_an_error() -> None:
    special = fixed(4, "termijn", 'overrides: [{law: awb, article: "1", output: termijn}]')
    texts = [law("wet", DECISION, special, special), law("awb", hook("post_actions"))]
    with pytest.raises(EvaluationError, match="Meer dan een regel zet") as caught:
        outcome(texts)
    assert caught.value.kind == "InvalidOperation"


# --- what cannot be expressed ---------------------------------------------------------------------------------------


def vague(accepted: str) -> str:
    return law(
        "wet", fixed(1, extra=f"untranslatables: [{{construct: redelijk, reason: oordeel, accepted: {accepted}}}]")
    )


def test_untranslatable_article_is_not_run_unless_accepted() -> None:
    with pytest.raises(EvaluationError, match="niet in regels uit te drukken in wet artikel 1: redelijk — oordeel"):
        outcome([vague("false")])
    assert outcome([vague("true")]).outputs["x"] == 1
    assert outcome([vague("false")], mode="warn").outputs["x"] == 1
    with pytest.raises(EvaluationError, match="niet in regels uit te drukken"):
        outcome([vague("false")], mode="ignore")


@pytest.mark.parametrize("accepted", ["true", "false"])
def test_untranslatable_outcome_is_tainted_when_propagated(accepted: str) -> None:
    assert type(outcome([vague(accepted)], mode="propagate").outputs["x"]).__name__ == "Taint"


# --- units ----------------------------------------------------------------------------------------------------------


def in_units(expression: str, first: str = "eurocent", second: str = "euro") -> object:
    article = f"""
execution:
  parameters:
    - {{name: a, type: amount, type_spec: {{unit: {first}}}}}
    - {{name: b, type: amount, type_spec: {{unit: {second}}}}}
  output: [{{name: x, type: amount}}]
  actions: [{{output: x, value: {expression}}}]
"""
    return outcome([law("wet", article)], parameters={"a": 6, "b": 2}).outputs["x"]


@pytest.mark.parametrize(
    "expression",
    [
        "{operation: ADD, values: [$a, $b]}",
        "{operation: MAX, values: [$a, $b]}",
        "{operation: LESS_THAN, subject: $a, value: $b}",
        "{operation: IF, cases: [{when: true, then: $a}], default: $b}",
        "{operation: SUBTRACT, values: [{operation: MULTIPLY, values: [$a, 2]}, $b]}",
    ],
)
def test_euro_and_eurocent_do_not_mix(expression: str) -> None:
    with pytest.raises(EvaluationError, match="eenheden passen niet bij elkaar") as caught:
        in_units(expression)
    assert caught.value.kind == "UnitMismatch"
    in_units(expression, "euro", "euro")


def test_literals_are_neutral_and_money_by_money_is_a_ratio() -> None:
    assert in_units("{operation: ADD, values: [$a, 1]}") == 7
    ratio = "{operation: DIVIDE, values: [$a, $b]}"
    assert in_units(f"{{operation: ADD, values: [{ratio}, 1]}}", "euro", "euro") == 4
    assert in_units("{operation: MULTIPLY, values: [$a, $b]}", "eurocent", "ratio") == 12


def test_unit_never_changes_a_value() -> None:
    assert in_units("$b", "percentage", "percentage") == 2


OPTIONAL = ", delegation_type: MINISTERIELE_REGELING, default: {actions: [{output: x, value: 7}]}"


@pytest.mark.parametrize(
    ("valid_from", "head", "words"),
    [
        ("2030-01-01", "", "a artikel 1 doet dat vanaf 2030-01-01"),
        ("2020-01-01", "valid_to: '2022-12-31'", "a artikel 1 deed dat van 2020-01-01 tot en met 2022-12-31"),
    ],
)
def test_a_default_because_the_rule_is_not_in_force_is_told(
    tmp_path: Path, valid_from: str, head: str, words: str
) -> None:
    texts = [framework("false", OPTIONAL), rule("a", 1, "MINISTERIELE_REGELING", valid_from, head)]
    made = outcome(texts, date="2024-06-15")
    assert made.outputs["x"] == 7
    [note] = made.linked.notes
    assert words in retold(note)
    for number, text in enumerate(texts):
        (tmp_path / f"wet{number}.yaml").write_text(text, encoding="utf-8")
    assert any(words in problem.message for problem in check_paths([tmp_path], None))


def test_a_rule_that_a_next_version_drops_held_until_the_day_before() -> None:
    texts = [
        framework("false", OPTIONAL),
        rule("a", 1, "MINISTERIELE_REGELING", "2020-01-01", "valid_to: '2023-12-31'"),
        law("a", fixed(2), layer="MINISTERIELE_REGELING", valid_from="2022-01-01"),
    ]
    [note] = outcome(texts, date="2024-06-15").linked.notes
    assert "van 2020-01-01 tot en met 2021-12-31" in retold(note)


def test_a_rule_of_another_layer_is_told_as_that_and_not_as_out_of_force() -> None:
    [note] = outcome([framework("false", OPTIONAL), rule("a", 1, "AMVB")], date="2024-06-15").linked.notes
    assert "is delegated to" in note


def test_a_default_without_any_rule_is_no_news() -> None:
    assert outcome([framework("false", OPTIONAL)]).linked.notes == ()
