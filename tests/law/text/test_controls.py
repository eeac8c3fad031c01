"""Which number of the text is which of the rules: the stated rules, one by one, and all shipped laws."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.places import DATA
from uitvoerbaar.law.text.constants import LawText
from uitvoerbaar.law.text.controls import ArticleNumbers, numbers_in, numbers_of
from uitvoerbaar.law.text.why_not import REASONS, SPARES

_HEAD = "$id: wet_proef\nregulatory_layer: WET\narticles:\n  - number: '1'\n    text: >-\n      {text}\n    machine_readable:\n"


def _law(text: str, rules: str) -> LawText:
    body = "\n".join(f"      {row}" for row in rules.strip("\n").splitlines())
    return LawText(_HEAD.format(text=text.replace("\n", "\n\n      ")) + body + "\n")


def _numbers(text: str, rules: str) -> ArticleNumbers:
    return numbers_in(_law(text, rules), "1")


def _found(numbers: ArticleNumbers) -> list[tuple[list[Any], list[str]]]:
    return [
        ([c.name or c.dotted for c in k.constants], [numbers.text[slice(*s.phrase)] for s in k.spans])
        for k in numbers.found
    ]


@pytest.mark.parametrize(
    ("text", "value", "unit", "kind"),
    [
        ("€ 1.823", "182300", "eurocent", "amount"),
        ("1.823 euro", "182300", "eurocent", "amount"),
        ("50 cent", "50", "eurocent", "amount"),
        ("1,879 procent", "0.01879", "ratio", "percentage"),
        ("96%", "0.96", "ratio", "percentage"),
        ("96%", "96", "percentage", "percentage"),
        ("een deel van 0,96", "0.96", "ratio", "percentage"),
        ("3 promille", "0.003", "ratio", "percentage"),
        ("achttien jaar", "18", "years", "age"),
        ("achttiende verjaardag", "18", "years", "age"),
        ("12 maanden", "12", "months", "count"),
        ("de helft", "0.5", "ratio", "percentage"),
    ],
)
def test_a_number_is_found_across_units(text: str, value: str, unit: str, kind: str) -> None:
    numbers = _numbers(f"De grens is {text}.", f"definitions:\n  x: {{value: {value}, type_spec: {{unit: {unit}}}}}")
    (control,) = numbers.controls
    assert control.spans
    assert (control.certain, control.kind, control.constants[0].unit) == (True, kind, unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("€ 18", "18", "years"),
        ("18 jaar", "1800", "eurocent"),
        ("€ 18", "18", "eurocent"),
        ("5 procent", "500", "eurocent"),
    ],
)
def test_the_same_figures_in_another_unit_are_another_number(text: str, value: str, unit: str) -> None:
    numbers = _numbers(f"De grens is {text}.", f"definitions:\n  x: {{value: {value}, type_spec: {{unit: {unit}}}}}")
    assert not numbers.found
    assert len(numbers.absent) == len(numbers.unused) == 1


_AGE = "operation: AGE, date_of_birth: $geboortedatum, reference_date: $referencedate"


def test_a_bare_number_has_the_unit_of_what_it_is_compared_with() -> None:
    numbers = _numbers(
        "Wie achttien jaar is, krijgt achttien keer niets.",
        f"execution:\n  actions:\n    - output: mag\n      value: {{operation: LESS_THAN, subject: {{{_AGE}}}, value: 18}}",
    )
    assert _found(numbers) == [(["execution.actions.0.value.value"], ["achttien jaar"])]


def test_a_number_that_the_text_says_twice_is_one_control() -> None:
    numbers = _numbers(
        "Wie jonger is dan 18 jaar wacht tot hij 18 jaar is.",
        "definitions:\n  leeftijd: {value: 18, type_spec: {unit: years}}",
    )
    assert _found(numbers) == [(["leeftijd"], ["18 jaar", "18 jaar"])]


def test_equal_numbers_are_told_apart_by_the_words_of_their_names() -> None:
    rules = """
definitions:
  grens_alleenstaande: {value: 50000, type_spec: {unit: eurocent}}
  grens_partner: {value: 50000, type_spec: {unit: eurocent}}
"""
    numbers = _numbers("Voor een alleenstaande is het 500 euro. Met een partner is het ook 500 euro.", rules)
    assert [(names, len(words)) for names, words in _found(numbers)] == [
        (["grens_alleenstaande"], 1),
        (["grens_partner"], 1),
    ]


def test_equal_numbers_that_cannot_be_told_apart_are_ambiguous() -> None:
    rules = """
definitions:
  eerste: {value: 50000, type_spec: {unit: eurocent}}
  tweede: {value: 50000, type_spec: {unit: eurocent}}
"""
    numbers = _numbers("Het ene is 500 euro en het andere 500 euro.", rules)
    assert not numbers.found
    assert [(k.constants[0].name, k.rivals) for k in numbers.ambiguous] == [
        ("eerste", ("definitions.tweede.value",)), ("tweede", ("definitions.eerste.value",)),
    ]  # fmt: skip


def test_a_bare_number_is_the_one_said_as_a_limit() -> None:
    rules = """
execution:
  actions:
    - {output: groot, value: {operation: GREATER_THAN_OR_EQUAL, subject: $personen, value: 3}}
"""
    numbers = _numbers("De huur is in drie delen. Hoger is zij voor drie of meer personen.", rules)
    (control,) = numbers.found
    assert [numbers.text[span.start : span.end + 8] for span in control.spans] == ["drie of meer"]


@pytest.mark.parametrize(
    ("text", "rule", "reason"),
    [
        ("Niets.", "{operation: MAX, values: [0, $a]}", "zero"),
        ("Het is vijf procent.", "{operation: ADD, values: [1, $a]}", "neutral"),
        ("Het is per jaar.", "{operation: MULTIPLY, values: [12, $a]}", "months_in_year"),
        ("Het is een percentage.", "{operation: DIVIDE, values: [$a, 100]}", "hundred"),
        ("Het is 95 procent.", "{operation: MULTIPLY, values: [0.05, $a]}", "derived"),
        ("Het is een deel.", "{operation: MULTIPLY, values: [0.3, $a]}", "summary"),
        ("Het is 30 procent.", "{operation: MULTIPLY, values: [0.31, $a]}", "other_number"),
    ],
)
def test_why_a_number_is_not_in_the_text(text: str, rule: str, reason: str) -> None:
    rules = f"""
definitions:
  basis: {{value: 7, type_spec: {{unit: months}}}}
execution:
  input: [{{name: a, type: amount, type_spec: {{unit: eurocent}}}}]
  actions: [{{output: b, value: {rule}}}]
"""
    numbers = _numbers(text, rules)
    assert [one.reason for one in numbers.absent if one.constant.name == ""] == [reason]


def test_settings_of_a_rule_are_no_numbers_of_the_law() -> None:
    rules = """
definitions:
  x: {value: 5, type_spec: {unit: years, min: 0, max: 99}}
execution:
  actions: [{output: b, value: {operation: ROUND, value: $x, precision: -2}}]
"""
    assert [c.value for c in _law("Vijf jaar.", rules).constants] == [5]


def test_every_number_of_the_shipped_laws_is_a_control_or_has_a_reason() -> None:
    found = 0
    for file in sorted((DATA / "laws").rglob("*.yaml")):
        law = LawText.of(file.read_bytes(), str(file))
        told = []
        for article in numbers_of(law):
            spoken = [c for k in article.controls if k.spans for c in k.constants]
            told += [*spoken, *(one.constant for one in article.absent)]
            assert all(one.reason in REASONS for one in article.absent)
            assert all(one.reason in SPARES for one in article.unused)
            assert not article.ambiguous, (file, article.article)
            for control in article.found:
                found += len(control.constants)
                for span in control.spans:
                    assert article.text[span.start : span.end]
            every = {span.start for k in article.controls for span in k.spans}
            assert every.isdisjoint(one.numeral.start for one in article.unused)
        assert sorted(c.place.start for c in told) == [c.place.start for c in law.constants], file
    assert found > 300


def test_numbers_known_to_stand_in_the_text_are_found() -> None:
    """Read by hand in the articles of 2026."""
    wanted = {
        ("wet_op_de_zorgtoeslag", "3"): {"146.011 euro": 14601100, "184.633 euro": 18463300},
        ("wet_op_de_zorgtoeslag", "2"): {"twee keer": 2, "de helft": Decimal("0.5")},
        ("wet_op_het_kindgebonden_budget", "2"): {"7,60 procent": Decimal("0.076"), "12": 12, "16 jaar": 16},
        ("zorgverzekeringswet", "16"): {"achttiende verjaardag": 18},
        ("participatiewet", "22a"): {"40 procent": Decimal("0.4"), "30 procent": Decimal("0.3"), "21 jaar": 21},
    }
    for (name, article), numbers in wanted.items():
        file = DATA / "laws" / "nl" / "wet" / name / "2026-01-01.yaml"
        found = numbers_in(LawText.of(file.read_bytes(), str(file)), article)
        assert {found.text[slice(*s.phrase)]: k.constants[0].value for k in found.found for s in k.spans} == numbers
