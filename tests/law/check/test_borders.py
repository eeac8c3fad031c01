"""Borders between the cases of a choice: a number in no case, or in two, is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.law.build import ABSENCE, law
from uitvoerbaar.law.check.law_files import check_paths

OPS = {"<": "LESS_THAN", "<=": "LESS_THAN_OR_EQUAL", ">": "GREATER_THAN", ">=": "GREATER_THAN_OR_EQUAL"}


def condition(written: str) -> str:
    """`a < 10` or `a >= 10 and a < 20` as flow YAML."""
    parts = []
    for part in written.split(" and "):
        _, op, bound = part.split()
        parts.append(f"{{operation: {OPS[op]}, subject: $kale_huur, value: {bound}}}")
    return parts[0] if len(parts) == 1 else f"{{operation: AND, conditions: [{', '.join(parts)}]}}"


def told(folder: Path, *cases: str, default: str = "0", number: str = "kale_huur") -> list[str]:
    listed = ", ".join(f"{{when: {condition(case)}, then: {100 + at}}}" for at, case in enumerate(cases))
    article = f"""
execution:
  parameters: [{{name: bsn, type: number, required: true}}]
  input: [{{name: kale_huur, type: amount, type_spec: {{unit: eurocent}}, source: {{}}}}]
  output: [{{name: x, type: amount, type_spec: {{unit: eurocent}}}}]
  actions: [{{output: x, value: {{operation: IF, cases: [{listed}], default: {default}}}}}]
"""
    if number != "kale_huur":
        article = article.replace(
            "kale_huur, type: amount, type_spec: {unit: eurocent}", f"{number}, type: number"
        ).replace("kale_huur", number)
    file = folder / "wet.yaml"
    file.write_text(law("wet", article, schema=ABSENCE), encoding="utf-8")
    return [problem.message for problem in check_paths([file], None)]


def test_a_border_that_no_case_takes(tmp_path: Path) -> None:
    [said] = told(tmp_path, "a < 70000", "a > 70000")
    assert said.startswith("precies 70000 valt in geen enkel geval")


def test_a_strip_that_no_case_takes(tmp_path: Path) -> None:
    [said] = told(tmp_path, "a <= 69900", "a >= 70000")
    assert said.startswith("wat hoger is dan 69900 en lager dan 70000")


def test_strips_of_a_euro_on_both_sides_of_a_piece_and_not_the_piece(tmp_path: Path) -> None:
    said = told(tmp_path, "a <= 9900", "a >= 10000 and a <= 10100", "a >= 10200")
    assert {words.split(" valt ")[0] for words in said} == {
        "wat hoger is dan 9900 en lager dan 10000",
        "wat hoger is dan 10100 en lager dan 10200",
    }


def test_of_what_is_no_amount_only_one_forgotten_number_between_pieces_is_a_border(tmp_path: Path) -> None:
    years = "aow_opbouwjaren"
    assert told(tmp_path, "a <= 7", "a >= 40", number=years) == []
    assert told(tmp_path, "a <= 1", "a >= 3", number=years) == []  # the default is for two
    assert told(tmp_path, "a >= 10 and a <= 20", "a >= 30 and a <= 40", number=years) == []
    [said] = told(tmp_path, "a <= 17", "a >= 19 and a <= 40", number=years)
    assert said.startswith("wat hoger is dan 17 en lager dan 19")


def test_a_border_that_two_cases_take(tmp_path: Path) -> None:
    [said] = told(tmp_path, "a >= 0 and a <= 20000", "a >= 20000 and a <= 30000")
    assert said.startswith("precies 20000 valt in geval 1 en in geval 2")


def test_stretches_that_overlap_in_part(tmp_path: Path) -> None:
    [said] = told(tmp_path, "a >= 10000 and a < 20000", "a >= 15000 and a < 30000")
    assert said.startswith("van 15000 tot 20000 nemen geval 1 en geval 2")


@pytest.mark.parametrize(
    "cases",
    [
        ("a < 70000",),
        ("a <= 20000", "a <= 30000", "a <= 40000"),
        ("a >= 40000", "a >= 30000", "a >= 20000"),
        ("a > 10000 and a < 20000", "a >= 20000 and a < 30000"),
        ("a < 10000", "a > 30000"),
        ("a < 10000", "a >= 10000 and a <= 20000", "a > 20000 and a <= 30000"),
        ("a <= 1000", "a >= 2000 and a <= 2050", "a >= 4000"),  # a narrow case between two wide gaps is no strip
    ],
)
def test_what_fits_or_leaves_a_middle_to_the_default(tmp_path: Path, cases: tuple[str, ...]) -> None:
    assert told(tmp_path, *cases) == []


def test_another_condition_among_the_cases_is_left_alone(tmp_path: Path) -> None:
    assert told(tmp_path, "a < 10000", "a > 10000 and a > 20000", "a > 10000") == [
        "precies 10000 valt in geen enkel geval van deze IF, en krijgt dus de 'default'"
    ]


def test_an_if_without_cases_has_no_borders(tmp_path: Path) -> None:
    assert any("mist de lijst 'cases'" in said for said in told(tmp_path))
