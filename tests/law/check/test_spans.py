"""Amounts of a month and of a year that are taken together are told; a sum that first makes them one is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.law.build import ABSENCE, law
from uitvoerbaar.law.check.law_files import check_paths

BSN = "{name: bsn, type: number, required: true}"
CENT = "type: amount, type_spec: {unit: eurocent}"
PER = "temporal: {type: period, period_type: %s}"
INPUTS = ", ".join(f"{{name: {name}, {CENT}, source: {{}}}}" for name in ("loon_uit_dienstbetrekking", "kale_huur"))
TWELVE = "{operation: MULTIPLY, values: [$kale_huur, 12]}"
A_TWELFTH = "{operation: DIVIDE, values: [$loon_uit_dienstbetrekking, 12]}"


def told(folder: Path, value: str, *, inputs: str = INPUTS, output: str = CENT, others: str = "") -> list[str]:
    article = f"""
execution:
  parameters: [{BSN}]
  input: [{inputs}]
  output: [{{name: x, {output}}}]
  actions: [{{output: x, value: {value}}}]
"""
    (folder / "wet.yaml").write_text(law("wet", article, schema=ABSENCE), encoding="utf-8")
    if others:
        (folder / "ander.yaml").write_text(others, encoding="utf-8")
    return [problem.message for problem in check_paths([folder], None)]


@pytest.mark.parametrize("operation", ["ADD", "SUBTRACT", "MAX"])
def test_rent_of_a_month_and_wage_of_a_year(tmp_path: Path, operation: str) -> None:
    value = f"{{operation: {operation}, values: [$loon_uit_dienstbetrekking, $kale_huur]}}"
    assert told(tmp_path, value) == [f"{operation} neemt een bedrag per maand en een bedrag per jaar samen"]


def test_compared(tmp_path: Path) -> None:
    when = "{operation: GREATER_THAN, subject: $kale_huur, value: $loon_uit_dienstbetrekking}"
    value = f"{{operation: IF, cases: [{{when: {when}, then: 100}}], default: 0}}"
    assert told(tmp_path, value) == ["GREATER_THAN neemt een bedrag per maand en een bedrag per jaar samen"]


@pytest.mark.parametrize(
    "value",
    [
        f"{{operation: ADD, values: [$loon_uit_dienstbetrekking, {TWELVE}]}}",
        f"{{operation: ADD, values: [$kale_huur, {A_TWELFTH}]}}",
        "{operation: ADD, values: [$kale_huur, 5000]}",
    ],
)
def test_made_one_first(tmp_path: Path, value: str) -> None:
    assert told(tmp_path, value) == []


def test_a_tenth_of_a_year_is_still_of_a_year(tmp_path: Path) -> None:
    tenth = "{operation: MULTIPLY, values: [$loon_uit_dienstbetrekking, 0.1]}"
    assert len(told(tmp_path, f"{{operation: ADD, values: [{tenth}, $kale_huur]}}")) == 1


def test_an_output_of_another_law(tmp_path: Path) -> None:
    """A monthly amount that another law calls yearly, and one of a shipped law that data/reikwijdte tells the period of."""
    article = f"""
execution:
  parameters: [{BSN}]
  output: [{{name: y, {CENT}, {PER % "month"}}}]
  actions: [{{output: y, value: 500}}]
"""
    source = "source: {regulation: ander, output: y, parameters: {bsn: $bsn}}"
    wrong = told(
        tmp_path,
        "$y",
        inputs=f"{{name: y, {CENT}, {PER % 'year'}, {source}}}",
        output=f"{CENT}, {PER % 'year'}",
        others=law("ander", article, schema=ABSENCE),
    )
    assert wrong == ["'y' staat hier per jaar maar komt per maand"]
    care = "source: {regulation: wet_op_de_zorgtoeslag, output: berekende_zorgtoeslag, parameters: {bsn: $bsn}}"
    inputs = f"{INPUTS}, {{name: zorg, {CENT}, {care}}}"
    assert told(tmp_path, "{operation: ADD, values: [$zorg, $kale_huur]}", inputs=inputs)
