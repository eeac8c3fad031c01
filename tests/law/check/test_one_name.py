"""One name says one thing: what an article gets from two places, or computes for nobody, is told."""

from __future__ import annotations

import pytest

from tests.law.build import law
from uitvoerbaar.law.check.one_name import check_one_name
from uitvoerbaar.law.read.law_file import parse_text

ADD = "{operation: ADD, values: [$x, 2]}"


def told(parts: str, actions: str = "{output: x, value: 1}") -> list[str]:
    article = f"""
{parts}
  output: [{{name: x, type: number}}]
  actions: [{actions}]
"""
    return [f"{p.line}: {p.message}" for p in check_one_name(parse_text(law("wet", article)))]


@pytest.mark.parametrize(
    ("parts", "kinds"),
    [
        ("definitions: {a: {value: 1}}\nexecution:\n  input: [{name: a, type: number, source: {}}]", ("invoer", "definitie")),
        ("definitions: {a: {value: 1}}\nexecution:\n  parameters: [{name: a, type: number}]", ("parameter", "definitie")),
        (
            "execution:\n  parameters: [{name: a, type: number}]\n  input: [{name: a, type: number, source: {}}]",
            ("invoer", "parameter"),
        ),
    ],
)  # fmt: skip
def test_two_sources_of_one_name(parts: str, kinds: tuple[str, str]) -> None:
    [said] = told(parts)
    assert f"'a' is hier {kinds[0]}, en op regel" in said
    assert f"ook {kinds[1]}" in said


def test_an_output_may_pass_a_constant_on_under_its_own_name() -> None:
    assert told("definitions: {x: {value: 1}}\nexecution:", "{output: x, value: $x}") == []


def test_a_step_that_nothing_reads_before_it_is_computed_anew() -> None:
    [said] = told("execution:", "{output: x, value: 1}, {output: x, value: 2}")
    assert "'x' is al berekend op regel" in said


@pytest.mark.parametrize("later", [ADD, "{operation: IF, cases: [{when: true, then: $x}], default: 0}"])
def test_a_step_may_go_on_with_what_it_was(later: str) -> None:
    assert told("execution:", f"{{output: x, value: 1}}, {{output: x, value: {later}}}") == []


def test_a_step_in_between_may_read_it() -> None:
    assert told("execution:", "{output: x, value: 1}, {output: y, value: $x}, {output: x, value: 2}") == []


INPUT = "execution:\n  input: [{name: a, type: number, source: {}}]"


def test_a_step_that_takes_the_name_of_an_input_that_nothing_read() -> None:
    [said] = told(INPUT, "{output: a, value: 7}, {output: x, value: $a}")
    assert "'a' komt op regel" in said
    assert "telt dus nooit" in said


@pytest.mark.parametrize(
    "steps",
    [
        "{output: a, value: {operation: MAX, values: [$a, 0]}}, {output: x, value: $a}",
        "{output: x, value: $a}, {output: a, value: 7}",
    ],
)
def test_a_step_may_go_on_with_an_input_that_was_read(steps: str) -> None:
    assert told(INPUT, steps) == []
