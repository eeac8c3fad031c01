"""Ages that are counted the wrong way round or in another way, a list with nobody in it, and versions that overlap."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.law.build import ABSENCE, law
from uitvoerbaar.law.check.law_files import check_paths

ARTICLE = """
execution:
  parameters: [{name: bsn, type: number, required: true}]
  input: [{name: geboortedatum, type: date, source: {}}]
  output: [{name: x, type: number}]
  actions: [{output: x, value: %s}]
"""


def told(folder: Path, value: str) -> str:
    (folder / "wet.yaml").write_text(law("wet", ARTICLE % value, schema=ABSENCE), encoding="utf-8")
    return "\n".join(problem.message for problem in check_paths([folder], None))


@pytest.mark.parametrize(
    "value",
    [
        "{operation: AGE, date_of_birth: $referencedate, reference_date: $geboortedatum}",
        "{operation: DATE_DIFF, from: $referencedate, to: $geboortedatum, in: months}",
    ],
)
def test_an_age_that_is_counted_back(tmp_path: Path, value: str) -> None:
    assert "telt hier terug" in told(tmp_path, value)


def test_an_age_by_another_operation_than_age(tmp_path: Path) -> None:
    assert "dat zijn twee leeftijden" in told(
        tmp_path, "{operation: DATE_DIFF, from: $geboortedatum, to: $referencedate, in: years}"
    )


@pytest.mark.parametrize(
    "value",
    [
        "{operation: AGE, date_of_birth: $geboortedatum, reference_date: $referencedate}",
        "{operation: DATE_DIFF, from: $geboortedatum, to: $referencedate, in: months}",
    ],
)
def test_ages_and_months_as_they_should_be(tmp_path: Path, value: str) -> None:
    assert told(tmp_path, value) == ""


def test_a_value_among_none(tmp_path: Path) -> None:
    value = (
        "{operation: IF, cases: [{when: {operation: IN, subject: {operation: AGE, date_of_birth: $geboortedatum, "
        "reference_date: $referencedate}, values: []}, then: 1}], default: 0}"
    )
    assert "geval 1 van deze IF komt nooit aan de beurt" in told(tmp_path, value)


@pytest.mark.parametrize(("ends", "odd"), [("2024-12-31", True), ("2023-12-31", False)])
def test_a_version_that_goes_on_into_the_next(tmp_path: Path, ends: str, odd: bool) -> None:
    value = "{operation: AGE, date_of_birth: $geboortedatum, reference_date: $referencedate}"
    for name, start, head in (("a", "2020-01-01", f"valid_to: '{ends}'"), ("b", "2024-01-01", "")):
        text = law("wet", ARTICLE % value, schema=ABSENCE, valid_from=start, head=head)
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    found = [problem.message for problem in check_paths([tmp_path], None)]
    assert any(f"tot en met {ends}, maar op 2024-01-01 begint de volgende (b.yaml)" in one for one in found) is odd
