"""What two laws call one thing is of one kind in both: taken over, handed on, filled in and overridden."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.law.build import NEWEST, law
from uitvoerbaar.law.check.law_files import check_paths

ASKS = """
execution:
  parameters: [{{name: g, type: {given}, required: true}}]
  input: [{{name: p, type: {taken}, source: {{regulation: ander, output: p, parameters: {{g: $g}}}}}}]
  output: [{{name: x, type: number}}]
  actions: [{{output: x, value: 1}}]
"""
GIVES = """
execution:
  parameters: [{{name: g, type: {given}, required: true}}]
  output: [{{name: p, type: {made}}}]
  actions: [{{output: p, value: {value}}}]
"""
TERM = """
open_terms: [{{id: p, type: {term}, required: true, delegation_type: MINISTERIELE_REGELING}}]
execution:
  output: [{{name: x, type: number}}]
  actions: [{{output: x, value: 1}}]
"""
FILLS = """
implements: [{{law: wet, article: '1', open_term: p}}]
execution:
  output: [{{name: p, type: {made}}}]
  actions: [{{output: p, value: {value}}}]
"""
OVERRIDES = """
overrides: [{law: ander, article: '1', output: p}]
execution:
  output: [{name: p, type: boolean}]
  actions: [{output: p, value: true}]
"""


def told(folder: Path, **laws: str) -> list[str]:
    for name, text in laws.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return [p.message for p in check_paths([folder], None) if p.level == "error"]


def asked(
    folder: Path, taken: str, made: str, value: str = "1", given: str = "number", wanted: str = "number"
) -> list[str]:
    return told(
        folder,
        wet=law("wet", ASKS.format(taken=taken, given=given), schema=NEWEST),
        ander=law("ander", GIVES.format(made=made, value=value, given=wanted), schema=NEWEST),
    )


def test_a_number_that_is_taken_for_a_truth(tmp_path: Path) -> None:
    assert asked(tmp_path, "boolean", "number") == [
        "'p' is hier true of false, maar uitvoer 'p' van 'ander' artikel 1 is een getal"
    ]


@pytest.mark.parametrize(
    ("taken", "made", "value"),
    [("number", "amount", "1"), ("string", "date", "'2025-01-01'"), ("boolean", "boolean", "true")],
)
def test_what_is_alike_gets_no_word(tmp_path: Path, taken: str, made: str, value: str) -> None:
    assert asked(tmp_path, taken, made, value) == []


def test_a_parameter_that_gets_another_kind(tmp_path: Path) -> None:
    assert asked(tmp_path, "number", "number", given="boolean") == [
        "'g' is true of false, maar parameter 'g' van 'ander' artikel 1 is een getal"
    ]


def test_an_open_term_that_is_filled_in_as_another_kind(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        wet=law("wet", TERM.format(term="number"), schema=NEWEST),
        regeling=law(
            "regeling", FILLS.format(made="boolean", value="true"), schema=NEWEST, layer="MINISTERIELE_REGELING"
        ),
    )
    assert found == ["'p' is hier true of false, maar de open term 'p' van 'wet' artikel 1 is een getal"]


def test_an_output_that_is_overridden_by_another_kind(tmp_path: Path) -> None:
    ander = law("ander", GIVES.format(made="number", value="1", given="number"), schema=NEWEST)
    found = told(tmp_path, ander=ander, wet=law("wet", OVERRIDES, schema=NEWEST))
    assert found == ["'p' is hier true of false, maar uitvoer 'p' van 'ander' artikel 1 is een getal"]
