"""Constants that look like another unit: told by the law's own words, for a new law has no version before."""

from __future__ import annotations

import pytest

from tests.law.build import ABSENCE, law
from uitvoerbaar.law.check.amounts import check_amounts
from uitvoerbaar.law.read.law_file import parse_text


def told(definition: str = "{value: 1}", value: str = "$a", text: str = "Artikel.") -> list[str]:
    article = f"""
definitions: {{a: {definition}}}
execution:
  output: [{{name: x, type: number}}]
  actions: [{{output: x, value: {value}}}]
"""
    written = law("wet", article, schema=ABSENCE).replace("text: Artikel.", f"text: {text}")
    return [f"{p.message} ({p.hint})" for p in check_amounts(parse_text(written), written)]


def cents(value: str, description: str = "") -> str:
    return f'{{value: {value}, type: amount, type_spec: {{unit: eurocent}}, description: "{description}"}}'


@pytest.mark.parametrize(
    ("value", "description", "text"),
    [
        ("800", "800 euro per jaar.", "Artikel."),
        ("800", "", "Wie weinig heeft, krijgt 800 euro per jaar."),
        ("29736", "Grens van € 29.736 (2026).", "Artikel."),
        ("29736", "", "De grens is 29.736 euro."),
        ("12", "Tarief van 12,00 euro per uur.", "Artikel."),
    ],
)
def test_eurocents_that_the_text_calls_euros(value: str, description: str, text: str) -> None:
    [found] = told(cents(value, description), text=text)
    assert f"maar de tekst noemt {value} euro (schrijf {value}00" in found


@pytest.mark.parametrize(
    ("value", "description"),
    [
        ("80000", "800 euro per jaar."),
        ("2400", "Minder dan 24 euro, van de 2.400 euro."),
        ("800", "In 1800 euro of 8000 euro staat geen 800."),
        ("800", ""),
    ],
)
def test_eurocents_that_the_text_does_not_contradict(value: str, description: str) -> None:
    assert told(cents(value, description)) == []


def test_part_of_a_cent_is_a_dot_for_thousands_or_an_amount_in_euros() -> None:
    for value in ("2.580", "29.736", "800.50"):
        [found] = told(cents(value))
        assert "geen heel aantal (een punt is hier het decimaalteken" in found
    assert told("{value: 0.5, type: number}") == []


@pytest.mark.parametrize("op", ["MULTIPLY", "ADD", "MAX"])
def test_a_decimal_comma_in_a_list_makes_two_numbers(op: str) -> None:
    [found] = told(value=f"{{operation: {op}, values: [$a, 0,9]}}")
    assert "'0,9' zijn hier twee getallen: 0 en 9" in found
    assert "gebruik een punt: 0.9" in found
    assert told(value=f"{{operation: {op}, values: [$a, 0, 9]}}") == []
    assert told(value=f"{{operation: {op}, values: [$a, 0.9]}}") == []
    assert told(value="{operation: IN, subject: $a, values: [1,2]}") == []


@pytest.mark.parametrize("written", ["250.000", "1.000", "-30.000"])
def test_a_point_before_three_zeros_is_told_wherever_it_is_a_number_of_the_law(written: str) -> None:
    """It is 250 here, and 250 thousand for who writes a point for thousands; the value itself no longer shows it."""
    value = written.removesuffix(".000")
    expected = f"{written} is hier {value}, geen {value}000 (een punt is hier het decimaalteken; schrijf {value} of {value}000)"
    assert told(f"{{value: {written}}}") == [expected]
    assert told(f"{{\n    value: {written}}}") == [expected]
    assert told(value=f"{{operation: ADD, values: [$a, {written}]}}") == [expected]
    assert told(value=written) == [expected]
    assert told(f"{{value: {value}}}", text=f"Dit is {value}.000 euro.") == []


def share(value: str, description: str, expression: str = "{operation: MULTIPLY, values: [$a, 7]}") -> list[str]:
    return told(f'{{value: {value}, type: number, description: "{description}"}}', value=expression)


def test_a_percentage_is_a_part_of_one_where_it_is_multiplied() -> None:
    [found] = share("5", "5 procent van het loon")
    assert "en de beschrijving noemt 5 procent" in found
    assert "schrijf 0.05" in found
    assert share("0.05", "5 procent van het loon") == []
    by_a_hundred = "{operation: DIVIDE, values: [{operation: MULTIPLY, values: [$a, 7]}, 100]}"
    assert share("5", "5 procent van het loon", by_a_hundred) == []
    assert share("5", "5 kinderen") == []


@pytest.mark.parametrize(("value", "said"), [("0.05", "0,5"), ("0.5", "5"), ("0.01373", "13,73"), ("0.1373", "1,373%")])
def test_a_slip_of_the_decimal_sign_in_a_percentage(value: str, said: str) -> None:
    words = said if said.endswith("%") else f"{said} procent"
    [found] = share(value, f"{words} van het inkomen")
    assert f"maar de beschrijving noemt {said.removesuffix('%').replace(',', '.')} procent" in found


def test_another_percentage_in_the_description_is_no_slip() -> None:
    assert share("0.065", "Het tarief boven 43 procent") == []
    assert share("0.13730", "13,730 procent van het inkomen boven het drempelinkomen") == []
