"""The common changes of a rule: the new file runs, keeps its layout, and says what it does."""

from __future__ import annotations

from decimal import Decimal
from difflib import unified_diff
from pathlib import Path

import pytest

from tests.places import DATA
from uitvoerbaar.base.text import Text
from uitvoerbaar.face.check import check
from uitvoerbaar.law.text.constants import LawText
from uitvoerbaar.proposal.amend.folder import Draft, LawPair, write_proposal
from uitvoerbaar.proposal.amend.forms import change_rule as forms
from uitvoerbaar.proposal.amend.sentences import amendments, compose
from uitvoerbaar.proposal.amend.value import AmendError


def _law(name: str = "wet_op_de_zorgtoeslag") -> LawText:
    file = DATA / "laws" / "nl" / "wet" / name / "2026-01-01.yaml"
    return LawText.of(file.read_bytes(), str(file))


_OWN = """$id: wet_x
regulatory_layer: WET
articles:
  - number: '1'
    text: Wie genoeg werkt, krijgt 300 euro.
    machine_readable:
      definitions:
        uren: {value: 10, type: number}
      execution:
        input:
          - {name: gewerkt, type: number, source: {}}
          - {name: loon, type: amount, type_spec: {unit: eurocent}, source: {}}
        output:
          - {name: bedrag, type: amount, type_spec: {unit: eurocent}}
          - {name: bonus, type: amount, type_spec: {unit: eurocent}}
        actions:
          - output: bedrag
            value:
              operation: IF
              cases:
                # Genoeg gewerkt.
                - when: {operation: GREATER_THAN_OR_EQUAL, subject: $gewerkt, value: $uren}
                  then: 30000
              default: 0
          - output: bonus
            value: {operation: IF, cases: [{when: {operation: LESS_THAN_OR_EQUAL, subject: $loon, value: 9}, then: 5}], default: 0}
"""


def _diff(before: LawText, after: LawText) -> list[str]:
    rows = unified_diff(before.text.splitlines(), after.text.splitlines(), lineterm="", n=0)
    return [row for row in rows if row[:1] in "+-" and row[:3] not in ("+++", "---")]


def test_a_condition_joins_those_that_are_there() -> None:
    law = _law()
    after = forms.with_condition(
        law, "2", "voldoet_aan_voorwaarden", "gezamenlijk_toetsingsinkomen", "LESS_THAN", 5000000
    )
    assert _diff(law, after)[2:] == [
        "+                - {operation: LESS_THAN, subject: $gezamenlijk_toetsingsinkomen, value: 5000000}"
    ]
    assert compose(amendments(law, after)).splitlines()[1] == (
        "a. Aan het artikel wordt toegevoegd: «Voorwaarde daarvoor is dat gezamenlijk toetsingsinkomen lager is dan € 50.000.»."
    )


def test_a_condition_wraps_a_test_and_an_amount_with_their_lines_and_comments() -> None:
    law = LawText(_OWN)
    after = forms.with_condition(law, "1", "bedrag", "loon", "LESS_THAN", 100)
    assert "                      # Genoeg gewerkt.\n" in after.text
    rows = after.tree["articles"][0]["machine_readable"]["execution"]["actions"][0]["value"]
    assert rows["default"] == 0
    assert rows["cases"][0]["when"] == {"operation": "LESS_THAN", "subject": "$loon", "value": 100}
    assert rows["cases"][0]["then"] == law.tree["articles"][0]["machine_readable"]["execution"]["actions"][0]["value"]
    wealth = forms.with_condition(_law(), "3", "vermogen_onder_grens", "$heeft_toeslagpartner")
    assert (
        "                    default: $vermogensgrens_alleenstaand\n                - $heeft_toeslagpartner\n"
        in wealth.text
    )


def test_all_or_nothing_becomes_in_proportion() -> None:
    law = LawText(_OWN)
    after = forms.in_proportion(law, "1", "bedrag")
    assert after.tree["articles"][0]["machine_readable"]["execution"]["actions"][0]["value"] == {
        "operation": "MULTIPLY",
        "values": [
            30000,
            {
                "operation": "MIN",
                "values": [
                    1,
                    {"operation": "MAX", "values": [0, {"operation": "DIVIDE", "values": ["$gewerkt", "$uren"]}]},
                ],
            },
        ],
    }
    assert compose(amendments(law, after)).splitlines()[1] == (
        "a. Aan het artikel wordt toegevoegd: «Is gewerkt lager dan uren, dan is bedrag naar evenredigheid lager.»."
    )


def test_a_limit_that_may_be_zero_does_not_divide_by_it() -> None:
    law = LawText(_OWN.replace("value: $uren}", "value: $loon}"))
    changed = forms.in_proportion(law, "1", "bedrag").tree["articles"][0]["machine_readable"]["execution"]["actions"][0]
    assert changed["value"]["cases"][0]["when"] == {"operation": "LESS_THAN_OR_EQUAL", "subject": "$loon", "value": 0}


def test_a_cliff_becomes_a_slope() -> None:
    after = forms.tapered(LawText(_OWN), "1", "bonus", Decimal("0.25"))
    assert after.text.splitlines()[-1].strip() == (
        "value: {operation: MAX, values: [0, {operation: SUBTRACT, values: [5, {operation: MULTIPLY, values: [0.25, "
        "{operation: MAX, values: [0, {operation: SUBTRACT, values: [$loon, 9]}]}]}]}]}"
    )
    assert "dan gaat 25 procent van het meerdere eraf." in after.text


def test_another_comparison_and_rounding_change_one_word() -> None:
    law = _law()
    less = forms.compared_otherwise(law, "3", "execution.actions.0.value", "LESS_THAN")
    assert _diff(law, less) == ["-              operation: LESS_THAN_OR_EQUAL", "+              operation: LESS_THAN"]
    assert compose(amendments(law, less)) == (
        "In de regels van artikel 3 wordt «vermogen_onder_grens, regel: ten hoogste» vervangen door «minder dan»."
    )
    down = forms.rounded_otherwise(law, "2", "execution.actions.5.value", "FLOOR", 0)
    assert _diff(law, down) == [
        "-            value: {operation: ROUND, value: $berekende_zorgtoeslag, precision: -2}",
        "+            value: {operation: FLOOR, value: $berekende_zorgtoeslag, precision: 0}",
    ]
    tax = _law("wet_inkomstenbelasting_2001")
    assert _diff(tax, forms.rounded_otherwise(tax, "2.7", "execution.actions.1", "ROUND")) == [
        "-            operation: FLOOR", "+            operation: ROUND",
    ]  # fmt: skip
    new = forms.rounded_otherwise(LawText(_OWN), "1", "execution.actions.0.value", "CEIL", -2)
    assert "                # Genoeg gewerkt.\n" in new.text
    assert new.tree["articles"][0]["machine_readable"]["execution"]["actions"][0]["value"]["operation"] == "CEIL"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (lambda law: forms.with_condition(law, "1", "bedrog", "loon"), "bepaalt geen 'bedrog'"),
        (lambda law: forms.with_condition(law, "1", "bedrag", "lon"), "bedoelde u '\\$loon'"),
        (lambda law: forms.with_condition(law, "1", "bedrag", "loon", "MEER", 1), "onbekende vergelijking 'MEER'"),
        (lambda law: forms.in_proportion(law, "1", "bonus"), "niet alles of niets"),
        (lambda law: forms.tapered(law, "1", "bedrag", Decimal("0.5")), "niet alles of niets"),
        (lambda law: forms.tapered(law, "1", "bonus", Decimal(25)), "geen deel van 1"),
        (lambda law: forms.compared_otherwise(law, "1", "execution.actions.0.value", "EQUALS"), "geen vergelijking"),
        (lambda law: forms.compared_otherwise(law, "1", "execution.actions.7", "EQUALS"), "heeft geen regel"),
        (lambda law: forms.compared_otherwise(law, "9", "execution.actions.0", "EQUALS"), "heeft geen regel"),
        (lambda law: forms.rounded_otherwise(law, "1", "execution.actions.0.value", "FLOOR"), "zeg waarop"),
        (lambda law: forms.rounded_otherwise(law, "1", "execution.actions.0.value", "TRUNC", 0), "onbekende afronding"),
        (
            lambda law: forms.rounded_otherwise(law, "1", "execution.actions.0.value", "FLOOR", 99),
            "geen nauwkeurigheid",
        ),
    ],
)
def test_what_the_form_cannot_change_is_refused(form: object, said: str) -> None:
    assert callable(form)
    with pytest.raises(AmendError, match=said):
        form(LawText(_OWN))


def test_check_accepts_every_form(tmp_path: Path) -> None:
    law = _law()
    made = {
        "voorwaarde": forms.with_condition(law, "2", "voldoet_aan_voorwaarden", "heeft_toeslagpartner"),
        "bedrag": forms.with_condition(
            law, "2", "hoogte_zorgtoeslag", "gezamenlijk_toetsingsinkomen", "GREATER_THAN", 100
        ),
        "evenredig": forms.in_proportion(law, "2", "hoogte_zorgtoeslag"),
        "vergelijking": forms.compared_otherwise(law, "3", "execution.actions.0.value", "LESS_THAN"),
        "afronding": forms.rounded_otherwise(law, "2", "execution.actions.5.value", "FLOOR", 0),
    }
    for name, after in made.items():
        folder = write_proposal(tmp_path / name, Draft(Text(name), "2026-01-01", id=name), [LawPair(law, after)])
        assert check(str(folder)).problems == (), name


def test_a_step_comes_before_the_cases_of_a_choice() -> None:
    law = LawText(_OWN)
    after = forms.with_step(law, "1", "bedrag", "loon", "GREATER_THAN", 2_000_000, 10_000)
    rule = after.tree["articles"][0]["machine_readable"]["execution"]["actions"][0]["value"]
    assert [case["then"] for case in rule["cases"]] == [10_000, 30_000]
    assert rule["cases"][0]["when"] == {"operation": "GREATER_THAN", "subject": "$loon", "value": 2_000_000}
    assert "Is het zo dat loon hoger is dan € 20.000, dan is bedrag € 100." in after.tree["articles"][0]["text"]
    assert "# Genoeg gewerkt." in after.text


def test_a_step_of_what_is_no_choice_makes_it_one() -> None:
    after = forms.with_step(
        _law(), "2", "normpremie", "gezamenlijk_toetsingsinkomen", "LESS_THAN", 0, "standaardpremie"
    )
    actions = after.tree["articles"][2]["machine_readable"]["execution"]["actions"]
    rule = next(action for action in actions if action["output"] == "normpremie")["value"]
    assert rule["cases"][0]["then"] == "$standaardpremie"
    assert rule["default"]["operation"] == "ADD"


def test_a_step_to_a_name_that_is_not_there_is_refused() -> None:
    with pytest.raises(AmendError, match="kent '\\$nergens' niet"):
        forms.with_step(LawText(_OWN), "1", "bedrag", "loon", "LESS_THAN", 1, "$nergens")
