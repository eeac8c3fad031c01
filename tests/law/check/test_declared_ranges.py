"""The range that a law declares: what is given outside it is refused, and an output that can leave it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

import uitvoerbaar as uv
from tests.law.build import ABSENCE, law
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.cli import run
from uitvoerbaar.law.check.law_files import check_paths

RANGE = "type: amount, type_spec: {unit: eurocent, min: 0, max: 1000}"
PARAMETER = f"""
execution:
  parameters: [{{name: bedrag, {RANGE}, required: true}}]
  output: [{{name: x, type: amount, type_spec: {{unit: eurocent}}}}]
  actions: [{{output: x, value: $bedrag}}]
"""
OUTPUT = """
execution:
  parameters: [{name: bsn, type: number, required: true}]
  input: [{name: kale_huur, type: amount, type_spec: {unit: eurocent}, source: {}}]
  output: [{name: x, %s}]
  actions: [{output: x, value: %s}]
"""


def written(folder: Path, article: str) -> Path:
    (folder / "wet.yaml").write_text(law("wet", article, schema=ABSENCE), encoding="utf-8")
    return folder


@pytest.mark.parametrize("value", ["5000", "-5"])
def test_a_parameter_outside_the_range_of_the_law(
    tmp_path: Path, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    laws = written(tmp_path, PARAMETER)
    asked = ["explain", "wet", "x", "--on", "2026-01-01", "--laws", str(laws)]
    assert run([*asked, "--with", f"bedrag={value}"]) != 0
    assert "van 0 tot en met 1000" in capsys.readouterr().err
    with pytest.raises(UserError, match="van 0 tot en met 1000"):
        uv.laws(on="2026-01-01", folders=[laws]).run("wet:x", {"bedrag": [500, int(value)]})


def test_a_parameter_within_it(tmp_path: Path) -> None:
    made = uv.laws(on="2026-01-01", folders=[written(tmp_path, PARAMETER)]).run("wet:x", {"bedrag": [0, 1000]})
    assert made.table["x"].to_pylist() == [0, 1000]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("{operation: SUBTRACT, values: [$kale_huur, 1000]}", "lager worden dan de 'min' van 0"),
        ("$kale_huur", "hoger worden dan de 'max' van 1000"),
    ],
)
def test_an_output_that_can_leave_its_range(tmp_path: Path, value: str, words: str) -> None:
    assert words in "".join(p.message for p in check_paths([written(tmp_path, OUTPUT % (RANGE, value))], None))


def test_an_output_that_is_kept_within_it(tmp_path: Path) -> None:
    value = "{operation: MAX, values: [0, {operation: MIN, values: [1000, $kale_huur]}]}"
    assert check_paths([written(tmp_path, OUTPUT % (RANGE, value))], None) == []
